import GRDB
import RegistryFixtures
import RenewalRules
import Testing

@testable import RenewalOffice

/// A registry with a few people, in which a test records events on days of its choice.
struct RecordOffice {
    let file: TestRegistry
    let registry: ReferenceRegistry

    /// 张伟's registration R-1 expires on 2026-03-15; 王芳 has only passed the examination.
    init() throws {
        file = try TestRegistry.reference(
            """
            INSERT INTO employer (id, name) VALUES ('E-1', '示例化工有限公司'), ('E-2', '青山矿业有限公司');
            INSERT INTO review_body (id, name) VALUES ('B-1', '某省应急管理厅');
            INSERT INTO person (id, name) VALUES ('P-1', '张伟'), ('P-2', '王芳'), ('P-3', '李娜');
            INSERT INTO qualification (id, person_id, obtained_on, updated_at)
                VALUES ('Q-2', 'P-2', '2025-10-25', '2025-12-01T00:00:00Z');
            INSERT INTO registration (id, person_id, employer_id, review_body_id, category, registration_no, legacy_no,
                valid_from, valid_until, updated_at)
                VALUES ('R-1', 'P-1', 'E-1', 'B-1', '化工安全', '44010001234', '01234567890', '2021-03-15', '2026-03-15',
                '2021-03-15T00:00:00Z');
            INSERT INTO relying_party (id, name) VALUES ('Y-1', '电子招标平台');
            """
        )
        registry = try ReferenceRegistry(path: file.path)
    }

    /// Adds 张伟's credential C-1, which one relying party trusts.
    func addCredential(until day: String = "2026-06-30", state: String = "active") throws {
        try file.execute(
            """
            INSERT INTO credential (id, serial, person_id, issued_on, term_years, valid_until, state, updated_at)
                VALUES ('C-1', '5A01', 'P-1', '2025-06-30', 1, '\(day)', '\(state)', '2025-06-30T00:00:00Z');
            INSERT INTO relying_party_subscription VALUES ('Y-1', 'C-1');
            """
        )
    }

    /// An event of a day, recorded two days later at noon in Shanghai.
    func on(_ text: String, by recorder: String = "王芳") throws -> RecordingContext {
        let day = try #require(CalendarDate(text))
        let today = day.adding(days: 2)
        return RecordingContext(
            day: day,
            today: today,
            now: UnixTime(seconds: Int64(today.dayNumber) * 86_400 + 4 * 3600),
            recorder: recorder,
            policy: RenewalPolicy(),
            utcOffset: shanghai
        )
    }

    func strings(_ sql: String) throws -> [String] { try file.strings(sql) }

    /// One line per row: the requested values, `-` for null.
    func rows(_ columns: String..., from table: String) throws -> [String] {
        let line = columns.map { "ifnull(\($0), '-')" }.joined(separator: " || ' ' || ")
        return try strings("SELECT \(line) FROM \(table) ORDER BY id")
    }

    /// The events in the history, with what they were about.
    func history() throws -> [String] {
        try strings("SELECT event || ' ' || record_type || ' ' || record_id FROM history ORDER BY sequence")
    }

    /// Everything in the file, to check that nothing was written.
    func contents() throws -> [String] {
        try DatabaseQueue(path: file.path).read { database in
            try ReferenceTable.all.flatMap { table in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table.name)").map { "\(table.name) \($0)" }
            }
        }
    }

    /// Expects that an event is refused under a rule and leaves the file unchanged.
    func refuses(
        _ code: Refusal.Code,
        _ rule: RuleID,
        instead: Refusal.Remedy? = nil,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ event: () throws -> Recorded
    ) throws {
        let before = try contents()
        let error = #expect(throws: RecordingError.self, sourceLocation: sourceLocation) { try event() }
        #expect(error?.refusal == Refusal(code, rule: rule, instead: instead), sourceLocation: sourceLocation)
        #expect(error?.exitCode == 65, sourceLocation: sourceLocation)
        #expect(try contents() == before, sourceLocation: sourceLocation)
    }

    /// Expects that an event fails with an exit status and leaves the file unchanged.
    func fails(
        _ status: Int32,
        saying words: String,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ event: () throws -> Recorded
    ) throws {
        let before = try contents()
        let error = #expect(throws: RecordingError.self, sourceLocation: sourceLocation) { try event() }
        #expect(error?.exitCode == status, sourceLocation: sourceLocation)
        #expect(
            error?.description.contains(words) == true,
            "\(error?.description ?? "")",
            sourceLocation: sourceLocation
        )
        #expect(try contents() == before, sourceLocation: sourceLocation)
    }
}
