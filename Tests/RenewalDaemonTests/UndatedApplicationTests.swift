import RenewalOutbox
import RenewalRules
import Testing

@testable import RenewalDaemon

/// Applications of which the registry has not all the days.
@Suite struct UndatedApplicationTests {
    private static let routes = """
        routes:
          - {match: {audience: holder}, send: [mail]}
          - {match: {audience: employer}, send: [mail]}
          - {match: {audience: administrator}, send: [desk]}
        """
    private let office: Sample
    private let outbox: Outbox

    /// A registration in its last week.
    init() throws {
        office = try Sample(on: "2026-03-08", routes: Self.routes)
        try office.register(1, until: "2026-03-15")
        outbox = try office.outbox()
    }

    private func file(_ state: String, stateOn: String = "", filed: String = "") throws {
        try office.load(
            "id,procedure,registration_id,submitted_on,state,state_on\nA-1,renewal,R-1,\(filed),\(state),\(stateOn)\n",
            into: "application"
        )
    }

    private func notices() async throws -> [NoticeHistory] {
        try await outbox.notices(record: RecordID(type: .registration, id: "R-1")).filter { !$0.isSuperseded }
    }

    /// The clerk enters it a day later, while some have the notice and others wait for it.
    @Test(arguments: ["mail", "feed"]) func aDayOfFilingEnteredLaterRepeatsNothing(drained: String) async throws {
        try file("submitted", stateOn: "2026-02-01")
        try await office.scan(outbox)
        _ = try await office.drain(outbox, through: drained)
        office.clock.move(by: .seconds(86_400))
        try file("submitted", stateOn: "2026-02-01", filed: "2026-01-20")
        try await office.scan(outbox)
        let near = try await notices().filter { $0.notice.key.kind == .applicationNearExpiry }
        #expect(near.count == 3)
        _ = try await office.drain(outbox)
        let told = try await notices().filter { $0.notice.key.kind == .applicationNearExpiry }.flatMap(\.deliveries)
        #expect(told.filter { $0.channel == "mail" }.map(\.state) == [.sent, .sent], "what waits is still true")
    }

    /// It may be of an earlier period: the reminders go on, and the office hears of it.
    @Test func oneWithoutAnyDaySilencesNoReminder() async throws {
        try file("submitted")
        let summary = try await office.scan(outbox)
        let kinds = Set(try await notices().map(\.notice.key.kind))
        #expect(kinds == [.lastCall])
        #expect(summary.faults.groups.filter { $0.table == "application" }.map(\.ids) == [["A-1"]])
        #expect(summary.faults.groups.first?.column == "submitted_on")
        for (day, kind) in [(7, NoticeKind.expiresToday), (1, .expired)] {
            office.clock.move(by: .seconds(86_400 * Int64(day)))
            try await office.scan(outbox)
            #expect(try await notices().contains { $0.notice.key.kind == kind })
        }
    }

    /// In weeks before the expiry, each once.
    @Test func theDocumentsItWaitsForAreAskedForEveryWeek() async throws {
        try file("supplement_required")
        for _ in 0..<8 {
            try await office.scan(outbox)
            office.clock.move(by: .seconds(86_400))
        }
        let asked = try await notices().filter { $0.notice.key.kind == .applicationSupplementRequired }
        let holder = asked.filter { $0.notice.key.audience == .holder }
        #expect(holder.map { "\($0.notice.key.milestone)" } == ["D-7", "D0"])
        #expect(asked.count == 4)
    }
}
