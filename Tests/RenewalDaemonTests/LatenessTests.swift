import RenewalOutbox
import RenewalRules
import Testing

@testable import RenewalDaemon

/// Only what the service failed to scan in time is called late.
@Suite struct LatenessTests {
    /// Kind, mark and lateness of what waits for the holders' channel.
    private func waiting(_ outbox: Outbox, _ office: Sample) async throws -> [String] {
        try await outbox.due(
            channel: "mail",
            limit: 100,
            minimumSeverity: .info,
            lostLeases: nil,
            at: office.clock.now
        ).deliveries.filter { $0.notice.key.audience == .holder }
            .map { "\($0.notice.key.milestone)\($0.wasMissed ? " late" : "")" }.sorted()
    }

    @Test func aFirstScanIsNeverLate() async throws {
        let office = try Sample(on: "2025-12-20")
        for (number, until) in ["2026-03-15", "2026-01-01", "2026-06-01", "2025-12-01", "2026-11-01"].enumerated() {
            try office.register(number + 1, until: until)
        }
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let waiting = try await waiting(outbox, office)
        #expect(waiting.count == 5 && !waiting.contains { $0.hasSuffix("late") }, "\(waiting)")
    }

    @Test func aMarkThatPassedDuringDowntimeIsLate() async throws {
        let office = try Sample(on: "2025-12-10")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        #expect(try await waiting(outbox, office) == ["M-4"])
        office.clock.move(by: .seconds(86_400 * 10))
        try await office.scan(outbox)
        #expect(try await waiting(outbox, office) == ["M-3 late"])
    }

    @Test func aRecordThatCameLaterIsNotLate() async throws {
        let office = try Sample(on: "2025-12-10")
        try office.register(1, until: "2028-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.clock.move(by: .seconds(86_400 * 10))
        try office.register(2, until: "2026-03-15")
        try await office.scan(outbox)
        #expect(try await waiting(outbox, office) == ["M-3"], "after downtime")
        try office.register(3, until: "2026-01-30")
        try await office.scan(outbox)
        #expect(try await waiting(outbox, office) == ["M-2", "M-3"], "on a day that was scanned")
    }

    private func measured(_ outbox: Outbox, _ office: Sample) async throws -> [Int64] {
        try await outbox.readings(at: office.clock.now).lateness.filter { $0.channel == "mail" }.map(\.seconds)
    }

    /// Planned at three in the night, it can leave at nine.
    @Test func aNightIsNotMeasured() async throws {
        let office = try Sample(on: "2025-12-15", hour: 3)
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.clock.move(by: .seconds(13 * 1800))
        _ = try await office.drain(outbox)
        #expect(try await measured(outbox, office) == [1800])
    }

    /// The mark of 15 December was found on the 20th, because nothing was scanned.
    @Test func downtimeIsMeasuredFromTheDayOfTheMark() async throws {
        let office = try Sample(on: "2025-12-10")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.clock.move(by: .seconds(86_400 * 10))
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        #expect(try await measured(outbox, office) == [5 * 86_400 + 3600])
    }

    /// The record was scanned all along, but under another day, whose marks the new one's are not.
    @Test func aMarkOfACorrectedDayIsNotLate() async throws {
        let office = try Sample(on: "2025-12-10")
        try office.register(1, until: "2026-04-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.clock.move(by: .seconds(86_400 * 10))
        try office.register(1, until: "2026-03-15")
        try await office.scan(outbox)
        #expect(try await waiting(outbox, office).filter { $0.hasPrefix("M-3") } == ["M-3"])
    }

    @Test func aMarkThatAnApplicationSilencedIsNotToldAfterItsRefusal() async throws {
        let office = try Sample(on: "2025-11-20")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let columns = "id,procedure,registration_id,submitted_on,state,decided_on\n"
        try office.load(columns + "A-1,renewal,R-1,2025-11-25,submitted,\n", into: "application")
        // M-3, M-2 and M-1 pass.
        for _ in 0..<4 {
            office.clock.move(by: .seconds(86_400 * 25))
            try await office.scan(outbox)
        }
        try office.load(columns + "A-1,renewal,R-1,2025-11-25,rejected,2026-03-10\n", into: "application")
        office.clock.move(by: .seconds(86_400 * 10))
        try await office.scan(outbox)
        let told = try await outbox.notices(record: RecordID(type: .registration, id: "R-1"))
            .filter { !$0.isSuperseded && $0.notice.key.audience == .holder }
            .map { "\($0.notice.key.kind.rawValue) \($0.notice.key.milestone)" }
        #expect(told.contains("application.rejected EVENT"), "\(told)")
        #expect(!told.contains { $0.hasPrefix("registration.last_call") }, "\(told)")
    }

    /// About an application that was followed before, as much as about an expiry.
    @Test func aMarkOfAPendingApplicationThatPassedDuringDowntimeIsLate() async throws {
        let office = try Sample(on: "2026-02-21")
        try office.register(1, until: "2026-03-15")
        let columns = "id,procedure,registration_id,submitted_on,state\n"
        try office.load(columns + "A-1,renewal,R-1,2025-12-20,submitted\n", into: "application")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        #expect(try await !waiting(outbox, office).contains { $0.hasSuffix("late") })
        // A week before the expiry nothing is scanned.
        office.clock.move(by: .seconds(86_400 * 19))
        try await office.scan(outbox)
        let waiting = try await waiting(outbox, office)
        #expect(waiting.contains { $0.hasSuffix("late") }, "\(waiting)")
    }

    @Test func aMarkSilencedByAFirstRegistrationIsNotToldAfterItsRefusal() async throws {
        let office = try Sample(on: "2025-11-20")
        try office.load("id,name,email\nP-1,王芳,p1@example.test\n", into: "person")
        try office.load("id,person_id,obtained_on\nQ-1,P-1,2021-01-15\n", into: "qualification")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let columns = "id,procedure,person_id,submitted_on,state,decided_on\n"
        try office.load(columns + "A-1,initial,P-1,2025-11-25,submitted,\n", into: "application")
        office.clock.move(by: .seconds(86_400 * 22))
        try await office.scan(outbox)
        try office.load(columns + "A-1,initial,P-1,2025-11-25,rejected,2025-12-20\n", into: "application")
        office.clock.move(by: .seconds(86_400 * 8))
        try await office.scan(outbox)
        let told = try await outbox.notices(record: RecordID(type: .qualification, id: "Q-1"))
            .filter { !$0.isSuperseded && $0.notice.key.audience == .holder }
            .map { "\($0.notice.key.kind.rawValue) \($0.notice.key.milestone)" }
        #expect(told.contains("application.rejected EVENT"), "\(told)")
        #expect(!told.contains("qualification.registration_deadline M-1"), "\(told)")
    }
}
