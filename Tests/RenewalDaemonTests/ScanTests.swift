import RenewalOutbox
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalDaemon

@Suite struct ScanTests {
    private func keys(_ outbox: Outbox) async throws -> [String] {
        try await outbox.deliveries(DeliveryFilter(limit: 1000)).map(\.key).sorted()
    }

    @Test func scanningAgainPlansNothingNew() async throws {
        let office = try Sample(on: "2025-12-15")
        try office.register(1, until: "2026-03-15")
        try office.register(2, until: "2027-03-15")
        let outbox = try office.outbox()
        let first = try await office.scan(outbox)
        #expect(first.plannedNotices == 1)
        #expect(first.unreachable == 1, "the employer's warning has no route")
        let second = try await office.scan(outbox)
        #expect(second.plannedNotices == 0)
        #expect(try await keys(outbox) == ["registration/R-1/2026-03-15/registration.mark_reached/M-3/holder"])
    }

    @Test func missedDaysAreCaughtUpWithTheLatestMark() async throws {
        let office = try Sample(on: "2025-12-14")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.clock.move(by: .seconds(86_400 * 40))
        try await office.scan(outbox)
        let holder = try await outbox.notices(record: RecordID(type: .registration, id: "R-1"))
            .filter { $0.notice.key.audience == .holder }
        #expect(holder.filter { !$0.isSuperseded }.map(\.notice.key.milestone.description).contains("M-2"))
        #expect(holder.filter(\.isSuperseded).map(\.notice.key.milestone.description) == ["M-3"])
    }

    @Test func aRecordImportedLateGetsItsNoticeTheSameDay() async throws {
        let office = try Sample(on: "2025-12-20")
        try office.register(1, until: "2028-01-01")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        try office.register(2, until: "2026-03-15")
        let summary = try await office.scan(outbox)
        #expect(summary.plannedNotices == 1)
        #expect(try await keys(outbox) == ["registration/R-2/2026-03-15/registration.mark_reached/M-3/holder"])
    }

    @Test func lateHolderAddressIsCaughtUp() async throws {
        let office = try Sample(on: "2026-03-09")
        try office.register(1, until: "2026-03-15", email: "")
        let outbox = try office.outbox()
        let first = try await office.scan(outbox)
        #expect(first.plannedNotices == 2, "the employer, and the office about the missing address")
        #expect(first.unreachable == 1, "the holder")
        try office.register(1, until: "2026-03-15", email: "late@example.test")
        let second = try await office.scan(outbox)
        #expect(second.plannedNotices == 1)
        #expect(try await keys(outbox).contains("registration/R-1/2026-03-15/registration.last_call/D-7/holder"))
    }

    /// A pressing mark is caught up even when earlier ones of the thread have been sent.
    @Test func addressMissingOnAPressingDayIsCaughtUp() async throws {
        let office = try Sample(on: "2026-02-15")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        try office.register(1, until: "2026-03-15", email: "")
        office.clock.move(by: .seconds(86_400 * 21))
        #expect(try await office.scan(outbox).unreachable == 1)
        try office.register(1, until: "2026-03-15", email: "back@example.test")
        office.clock.move(by: .seconds(86_400))
        try await office.scan(outbox)
        #expect(try await keys(outbox).contains("registration/R-1/2026-03-15/registration.last_call/D-7/holder"))
    }

    @Test func pastClockErrorSilencesNothing() async throws {
        let office = try Sample(on: "2026-03-07")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        office.clock.move(by: .seconds(86_400 * 400))
        try await office.scan(outbox)
        office.clock.move(by: .seconds(-86_400 * 400))
        try await office.scan(outbox)
        office.clock.move(by: .seconds(86_400))
        try await office.scan(outbox)
        #expect(try await keys(outbox).contains("registration/R-1/2026-03-15/registration.last_call/D-7/holder"))
    }

    @Test func aChangedExpiryStartsANewSeries() async throws {
        let office = try Sample(on: "2025-12-20")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        try office.register(1, until: "2026-03-18")
        #expect(try await office.scan(outbox).plannedNotices == 1)
        #expect(try await keys(outbox).count == 2)
    }

    @Test func daysOfDailyScansSendEachMarkOnce() async throws {
        let office = try Sample(on: "2025-03-01")
        for number in 1...12 { try office.register(number, until: "2026-03-\(10 + number)") }
        let outbox = try office.outbox()
        var planned = 0
        for _ in 0..<400 {
            planned += try await office.scan(outbox).plannedDeliveries
            office.clock.move(by: .seconds(86_400))
        }
        // Holder: every mark before the end of the test; employer: twice, from D-7 on; administrator: D-3 to D+1.
        let all = try await keys(outbox)
        #expect(all.count == planned)
        #expect(Set(all.filter { $0.hasSuffix("/holder") }).count == all.filter { $0.hasSuffix("/holder") }.count)
        #expect(all.filter { $0.hasSuffix("M-3/holder") }.count == 12)
        #expect(all.filter { $0.hasSuffix("D0/administrator") }.count == 12)
    }

    @Test func unreadableRowsAreCountedAndTheScanContinues() async throws {
        let office = try Sample(on: "2025-12-15")
        for number in 1...3 { try office.register(number, until: "2026-03-15") }
        try office.load(
            "id,procedure,registration_id,person_id,submitted_on,state\nA-1,renewal,R-2,P-2,2025-12-15,submitted\n",
            into: "application"
        )
        try office.damage("UPDATE registration SET state = '遗失' WHERE id = 'R-1'")
        try office.damage("UPDATE application SET state = 'in work'")
        let outbox = try office.outbox()
        let summary = try await office.scan(outbox)
        #expect(summary.examined == 1)
        #expect(Set(summary.quarantined.map(\.id)) == ["R-1", "A-1", "R-2"])
        #expect(try await keys(outbox).filter { $0.hasSuffix("/holder") }.count == 1, "whoever may have filed waits")
    }

    @Test func lateRecordedApplicationIsCaughtUp() async throws {
        let office = try Sample(on: "2026-03-16")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        try office.load(
            "id,procedure,registration_id,person_id,submitted_on,state\nA-1,renewal,R-1,P-1,2026-03-14,submitted\n",
            into: "application"
        )
        try await office.scan(outbox)
        #expect(try await keys(outbox).contains { $0.contains("application.expired_while_pending/D+1/holder") })
    }

    @Test func changeFiledLongBeforeExpiryIsTracked() async throws {
        let office = try Sample(on: "2025-12-14")
        try office.register(1, until: "2029-03-15")
        try office.load(
            "id,procedure,registration_id,person_id,submitted_on,state\nA-1,change,R-1,P-1,2025-10-15,submitted\n",
            into: "application"
        )
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.clock.move(by: .seconds(86_400))
        try await office.scan(outbox)
        #expect(
            try await keys(outbox) == ["registration/R-1/2029-03-15/application.in_progress/S+2M/holder/2025-10-15/A-1"]
        )
    }
}
