import Foundation
import GRDB
import RenewalOutbox
import RenewalRules
import Testing

/// A state file from before the seals, with delivery ids made without a secret.
@Suite struct EarlierFileTests {
    private let place: OutboxPlace
    /// The mail to R-6 that was cancelled when its address was corrected.
    private let cancelled = "pddn2yoxoh"

    init() throws {
        place = try OutboxPlace()
        let folder = try #require(Bundle.module.url(forResource: "EarlierFiles", withExtension: nil))
        try execute(String(contentsOf: folder.appending(path: "version-2.sql"), encoding: .utf8))
    }

    private func execute(_ sql: String) throws {
        try DatabaseQueue(path: place.path).writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    @Test func evidenceStaysValid() async throws {
        let report = try await place.open().verifyEvidence(against: nil)
        #expect(report.problems == [] && report.entries == 54)
    }

    @Test func somebodyCanBeMuted() async throws {
        let outbox = try place.open()
        let mute = Mute(.person("P-1"), until: nil, reason: nil, by: "zhang", since: Sample.start)
        try await outbox.mute(mute)
        #expect(try await outbox.mutes() == [mute])
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// The table of deliveries is made anew for the state that they can have now.
    @Test func deliveriesStayAsTheyWere() async throws {
        let rows = "SELECT * FROM delivery ORDER BY sequence"
        let indexes = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'delivery' ORDER BY name"
        func content(_ query: String) throws -> [Row] {
            try DatabaseQueue(path: place.path).read { try Row.fetchAll($0, sql: query) }
        }
        let (before, indexesBefore) = (try content(rows), try content(indexes))
        let outbox = try place.open()
        #expect(try content(rows) == before && before.count == 9)
        #expect(Set(try content(indexes)).isSuperset(of: indexesBefore))
        #expect(try content("PRAGMA foreign_key_check") == [])
        let sent = try #require(try await outbox.deliveries(DeliveryFilter(states: [.sent])).first)
        let bounce = Sample.bounce(sent.id, to: sent.recipient)
        let outcome = try await outbox.record(bounce, leavingAlone: Sample.never, at: Sample.start)
        #expect(outcome == .bounced(.init(count: 1, isMuted: false)))
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// Until the next full pass puts them into words in both languages.
    @Test func faultsFoundEarlierAreToldInEnglish() async throws {
        try execute(
            """
            INSERT INTO faulty_rows (consequence, table_name, column_name, reason, count, ids)
            VALUES (1, 'registration', 'valid_until', 'is missing', 1, '["R-1"]');
            INSERT INTO scan
                (day, is_full, basis, started_ms, ended_ms, examined, quarantined, planned_notices,
                planned_deliveries, long_overdue, phases, unreachable)
            VALUES ('\(Sample.today)', 1, '', 1, 2, 1, 0, 0, 0, 0, '', 0)
            """
        )
        let outbox = try place.open()
        #expect(try await reasons(in: outbox) == [Phrase(verbatim: "is missing")])
        let fault = FaultyRows(
            table: "registration",
            column: "valid_until",
            reason: Phrase("缺失", "is missing"),
            consequence: .undated,
            count: 1,
            ids: ["R-1"]
        )
        let scan = ScanRecord(
            day: Sample.today,
            startedAt: Sample.start,
            endedAt: Sample.start,
            examined: 1,
            quarantined: 0,
            plannedNotices: 0,
            plannedDeliveries: 0,
            faults: [fault]
        )
        try await outbox.recordScan(scan)
        #expect(try await reasons(in: outbox) == [fault.reason])
    }

    private func reasons(in outbox: any OutboxStore) async throws -> [Phrase] {
        let span = Sample.start..<Sample.start + .seconds(86_400)
        return try await outbox.dailyReport(on: Sample.today, span: span, week: Sample.today).faults.map(\.reason)
    }

    /// Restoring works without the service, which would otherwise migrate the file.
    @Test func backupCanBeRestored() async throws {
        let backup = try Outbox(path: place.path, access: .backup, at: Sample.start)
        let target = place.directory.appending(path: "restored.db").path
        #expect(try await Outbox.restore(backup, asStateFileAt: target, at: Sample.start) == nil)
        let restored = try Outbox(path: target, access: .daemon, at: Sample.start)
        #expect(try await restored.deliveries(DeliveryFilter()).count == 9)
        #expect(try await restored.sendingHolds().map(\.reason) == [.restoredState])
        #expect(try await restored.verifyEvidence(against: nil).problems == [])
        #expect(backup.secret == nil && restored.secret != nil)
    }

    @Test(arguments: [
        "UPDATE delivery SET state = 'sent', reason = NULL WHERE state = 'cancelled'",
        "UPDATE delivery SET address = 'x@example.test' WHERE state = 'cancelled'",
        "UPDATE delivery SET ambiguous_attempts = 1 WHERE state = 'sent'",
        "UPDATE delivery SET updated_ms = updated_ms + 1 WHERE state = 'sent'",
        "UPDATE delivery SET erased_ms = 1 WHERE state = 'sent'", "DELETE FROM payload", "DELETE FROM attempt",
        "UPDATE payload SET bytes = x'00'", "UPDATE attempt SET reply = 'ok'", "DELETE FROM acknowledgement",
        "UPDATE notice SET due_on = '2026-01-01' WHERE record_id = 'R-1'", "DELETE FROM digest_line",
        "UPDATE notice SET created_ms = 1 WHERE record_id = 'R-1'",
        "INSERT INTO disabled_channel (name, reason, disabled_ms) VALUES ('hr-system', '410', 1)",
    ])
    func entriesAreComparedWithTheirRows(sql: String) async throws {
        let outbox = try place.open()
        try execute("PRAGMA foreign_keys = OFF; \(sql)")
        #expect(try await outbox.verifyEvidence(against: nil).problems != [])
    }

    /// When the address is changed back, the old delivery is pending again under its old id.
    @Test func deliveryKeepsItsOldID() async throws {
        let outbox = try place.open()
        let old = try #require(try await outbox.delivery(id: cancelled)?.summary)
        #expect(old.state == .cancelled && old.recipient == "old@example.test")
        let back = PlannedNotice(
            notice: old.notice,
            foundOn: Sample.today,
            recipients: [Sample.recipient(old.recipient)]
        )
        let outcome = try await outbox.plan([back], superseded: [], holdingAbove: nil, at: Sample.start)
        #expect(outcome == PlanOutcome(newNotices: 0, newDeliveries: 1))
        #expect(try await outbox.summary(old.id).state == .pending)
        #expect(try await outbox.outcomes()["new@example.test"] == "cancelled address_changed")
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }
}
