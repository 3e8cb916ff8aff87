import RenewalConfig
import RenewalOutbox
import RenewalRules
import Testing

@testable import RenewalDaemon

/// A daemon's days over the Spring Festival (15 to 23 February 2026) and the National Day (1 to 7 October).
@Suite struct WorkdaySendingTests {
    /// Scans and sends at ten on each of some days.
    ///
    /// - Returns: what left on which day, as `02-13 M-2`, in order
    private func sent(
        from day: String,
        days: Int,
        by office: Sample,
        latest: String,
        to audience: Audience = .holder
    ) async throws -> [String] {
        let outbox = try office.outbox()
        let schedule = "schedule: {send_days: workdays, send_latest_after: \(latest)}"
        var known: Set<String> = []
        var sent: [String] = []
        var today = try #require(CalendarDate(day))
        for _ in 0..<days {
            try await office.scan(outbox)
            _ = try await office.drain(outbox, extra: schedule)
            let deliveries = try await outbox.deliveries(DeliveryFilter(states: [.sent], limit: 100))
            let new = deliveries.filter { $0.audience == audience && known.insert($0.id).inserted }
            sent += new.map { "\(today.description.dropFirst(5)) \($0.milestone)" }.sorted()
            office.clock.move(by: .seconds(86_400))
            today = today.adding(days: 1)
        }
        return sent
    }

    @Test(arguments: [
        // A month before, on the second day off: it waits for as long as it may.
        ("2026-02-13", "2026-03-16", "3d", ["02-13 M-2", "02-18 M-1"]),
        ("2026-02-13", "2026-03-16", "9d", ["02-13 M-2", "02-24 M-1"]),
        // Fourteen days before, and a week: what is urgent waits for nothing and takes the place of what does.
        ("2026-02-13", "2026-03-01", "3d", ["02-13 M-1", "02-18 D-14", "02-22 D-7"]),
        ("2026-02-13", "2026-03-01", "9d", ["02-13 M-1", "02-22 D-7"]),
        ("2026-09-30", "2026-10-16", "3d", ["09-30 M-1", "10-04 D-14", "10-09 D-7"]),
        ("2026-09-30", "2026-10-16", "9d", ["09-30 M-1", "10-08 D-14", "10-09 D-7"]),
    ])
    func aHolidayHoldsBackWhatIsNotUrgentForSoLong(
        start: String,
        expiry: String,
        latest: String,
        expected: [String]
    ) async throws {
        let office = try Sample(on: start)
        try office.register(1, until: expiry)
        #expect(try await sent(from: start, days: 13, by: office, latest: latest) == expected)
    }

    /// The last day to collect a certificate is within the holiday, and nobody must be told of it afterwards.
    @Test func theLastCallToCollectDoesNotWaitUntilItIsOver() async throws {
        let office = try Sample(on: "2026-02-13")
        try office.load("id,name,email\nP-1,王芳,p1@example.test\n", into: "person")
        try office.load(
            """
            id,person_id,certificate_no,obtained_on,form,collection_from,collection_to,collection_method
            Q-1,P-1,Z-1,2025-12-01,paper,2026-02-01,2026-02-17,on_site

            """,
            into: "qualification"
        )
        let sent = try await sent(from: "2026-02-13", days: 5, by: office, latest: "9d")
        #expect(sent == ["02-13 D-7", "02-16 D-1"])
    }

    /// A digest that waited is not joined by the next ones: the last of them leaves.
    @Test func oneDigestLeavesAfterAHoliday() async throws {
        let routes = "routes:\n  - {match: {audience: [holder, employer]}, send: [mail]}"
        let office = try Sample(on: "2026-02-13", digests: DigestSettings(), routes: routes)
        for day in 15...22 { try office.register(day, until: "2026-08-\(day)") }
        let sent = try await sent(from: "2026-02-13", days: 13, by: office, latest: "9d", to: .employer)
        #expect(sent.filter { $0.hasPrefix("02-24") }.count == 1)
        #expect(sent.filter { "02-15" <= $0 && $0 < "02-24" }.isEmpty, "\(sent)")
    }
}
