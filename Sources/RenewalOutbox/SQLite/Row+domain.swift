import Foundation
import GRDB
import RenewalRules

/// Columns as domain values; values that the schema excludes are reported as damage.
extension Row {
    /// A column does not have a valid value.
    struct Unreadable: Error {}

    func text(_ column: String) throws -> String { try decode(String.self, forColumn: column) }

    func optionalText(_ column: String) throws -> String? { try decode(String?.self, forColumn: column) }

    func integer(_ column: String) throws -> Int { try decode(Int.self, forColumn: column) }

    func integer64(_ column: String) throws -> Int64 { try decode(Int64.self, forColumn: column) }

    func bytes(_ column: String) throws -> [UInt8] { [UInt8](try decode(Data.self, forColumn: column)) }

    func instant(_ column: String) throws -> UnixTime {
        UnixTime(milliseconds: try decode(Int64.self, forColumn: column))
    }

    func optionalInstant(_ column: String) throws -> UnixTime? {
        try decode(Int64?.self, forColumn: column).map { UnixTime(milliseconds: $0) }
    }

    func word<Word: RawRepresentable<String>>(_ column: String, as type: Word.Type) throws -> Word {
        guard let word = Word(rawValue: try text(column)) else { throw Unreadable() }
        return word
    }

    func day(_ column: String) throws -> CalendarDate {
        guard let day = CalendarDate(try text(column)) else { throw Unreadable() }
        return day
    }

    func optionalDay(_ column: String) throws -> CalendarDate? {
        try optionalText(column) == nil ? nil : day(column)
    }

    func severity(_ column: String) throws -> Severity {
        let rank = try integer(column)
        guard let severity = Severity.allCases.first(where: { $0.rank == rank }) else { throw Unreadable() }
        return severity
    }

    /// The series of a row with `record_type, record_id, expires_on`.
    func series() throws -> NoticeSeries {
        NoticeSeries(record: try record(), expires: try day("expires_on"))
    }

    /// The record of a row with `record_type, record_id`.
    func record() throws -> RecordID {
        RecordID(type: try word("record_type", as: RecordID.RecordType.self), id: try text("record_id"))
    }

    /// The key of a row with the columns of a key.
    func key() throws -> NoticeKey {
        guard let milestone = Milestone(try text("milestone")) else { throw Unreadable() }
        return NoticeKey(
            series: try series(),
            kind: try word("kind", as: NoticeKind.self),
            milestone: milestone,
            audience: try word("audience", as: Audience.self),
            occurrence: try optionalDay("occurred_on"),
            detail: try optionalText("detail")
        )
    }

    /// The notice in a row with `NoticeColumns.all`.
    func notice() throws -> Notice {
        let rules = try text("rules").split(separator: " ").map { RuleID(rawValue: String($0)) }
        return Notice(key: try key(), dueOn: try day("due_on"), severity: try severity("severity"), rules: rules)
    }
}

/// The columns of `notice AS n` that make a `Notice`.
enum NoticeColumns {
    static let all = """
        n.record_type, n.record_id, n.expires_on, n.kind, n.milestone, n.audience, n.occurred_on, n.detail, \
        n.due_on, n.severity, n.rules
        """
}
