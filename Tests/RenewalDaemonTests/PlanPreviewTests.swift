import RenewalOutbox
import RenewalRules
import Testing

@testable import RenewalDaemon

/// The preview of a scan shows what the scan does.
@Suite struct PlanPreviewTests {
    private let office: Sample
    private let outbox: Outbox
    private let records = ["R-1", "R-2", "R-3"].map { RecordID(type: .registration, id: $0) }

    /// An office that has scanned the day before, in the middle between two marks of each record.
    init() async throws {
        office = try Sample(on: "2025-12-19")
        for number in 1...2 { try office.register(number, until: "2026-03-15") }
        outbox = try office.outbox()
        try await office.scan(outbox)
        office.clock.move(by: .seconds(86_400))
    }

    private func planned() async throws -> Set<String> {
        var keys: Set<String> = []
        for record in records { keys.formUnion(try await outbox.notices(record: record).map { "\($0.notice.key)" }) }
        return keys
    }

    private func preview(catchingUp: Bool) async throws -> Set<String> {
        let day = try #require(CalendarDate("2025-12-20"))
        var keys: Set<String> = []
        _ = try await office.configuration().planner.preview(
            on: day,
            since: day.adding(days: -1),
            catchingUp: catchingUp,
            outbox: outbox
        ) { keys.formUnion($0.planned.map { "\($0.notice.key)" }) }
        return keys
    }

    @Test func rowsThatChangedAreCaughtUpWithAsByTheScan() async throws {
        try office.register(2, until: "2026-03-01")
        try office.register(3, until: "2026-03-15")
        let before = try await planned()
        let expected = try await preview(catchingUp: true)
        #expect(try await preview(catchingUp: false).isEmpty)
        try await office.scan(outbox)
        let found = try await planned().subtracting(before)
        #expect(!expected.isEmpty && expected == found)
        #expect(try await preview(catchingUp: true).isEmpty, "the scan leaves nothing to catch up with")
    }
}
