import GRDB
import RenewalRules
import RenewalSQLite

/// The SQL of one page: a short read that seeks a key, so that it costs the same wherever it starts.
///
/// No month arithmetic happens here: the caller widens the range, the rules decide (rule A5b).
struct PageQuery {
    let sql: String
    let arguments: StatementArguments
    /// The same rows, with their keys only.
    let keysAlone: String
    private let select: String
    private let condition: String
    private let values: [DatabaseValue]

    /// Makes the query of a section; `nil` where the office records nothing of the kind, or none is wanted.
    init?(layout: RegistryLayout, range: CandidateRange, cursor: PageCursor, limit: Int) {
        let days = [range.expiries.lowerBound, range.expiries.upperBound].map(\.description.databaseValue)
        let since = range.eventsSince.description.databaseValue
        let keys = cursor.position.map { ($0.validUntil, $0.id) }
        let part: Parts
        switch cursor.section {
        case .dated: part = Self.dated(range, after: keys)
        case .undated: part = Self.ordered("valid_until IS NULL", [], after: keys)
        case .underway:
            let condition = "id IN (\(Self.applied(in: layout.applications))) AND valid_until NOT BETWEEN ? AND ?"
            part = Self.ordered(condition, days, after: keys)
        case .eventful:
            let (condition, values) = Self.eventful(layout, days: days, since: since)
            part = Self.ordered(condition, values, after: keys)
        case .malformed:
            part = Self.ordered("valid_until NOT BETWEEN ? AND ? AND \(Self.isNoDay)", days, after: keys)
        case .qualifications: part = Self.ordered(Self.openQualification, [], after: keys)
        case .credentials: part = Self.ordered(Self.liveCredential, [since, since, since], after: keys)
        case .credentialApplications:
            part = Self.ordered(Self.openCredentialApplication, [since], after: keys)
        }
        guard let (columns, select) = Self.source(of: cursor.section, in: layout) else { return nil }
        var (condition, values) = (part.condition, part.values)
        if let records = range.records {
            let ids = records.filter { $0.type == cursor.section.recordType }.map(\.id).filledUp
            guard !ids.isEmpty else { return nil }
            condition = "id IN (\(placeholders(ids.count))) AND \(condition)"
            values = ids.map(\.databaseValue) + values
        }
        let rows = "FROM (\(select)) WHERE \(condition) ORDER BY \(part.order) LIMIT ?"
        sql = "SELECT \(columns.joined(separator: ", ")) \(rows)"
        keysAlone = "SELECT \(cursor.section.recordType == .registration ? "id, valid_until" : "id") \(rows)"
        (self.select, self.condition, self.values) = (select, condition, values)
        arguments = StatementArguments(values + [limit.databaseValue])
    }

    /// The same rows, found by their keys too.
    func rows<Column: MappedColumn>(by key: Column) -> KeyedRows<Column> {
        KeyedRows(select: select, key: key, condition: condition, values: values)
    }

    private static func source(
        of section: PageCursor.Section,
        in layout: RegistryLayout
    ) -> (columns: [String], select: String)? {
        switch section {
        case .dated, .undated, .underway, .eventful, .malformed: (RegistrationColumn.names, layout.registrations)
        case .qualifications: layout.qualifications.map { (QualificationColumn.names, $0) }
        case .credentials: layout.credentials.map { (CredentialColumn.names, $0) }
        case .credentialApplications:
            layout.credentialApplications.map { (CredentialApplicationColumn.names, $0) }
        }
    }

    /// The registrations with a filed, undecided application; none where no applications are recorded.
    private static func applied(in applications: String?) -> String {
        guard let applications else { return "NULL" }
        return "SELECT registration_id FROM (\(applications)) WHERE \(isPending)"
    }

    static let isPending: String = {
        let states = ApplicationState.allCases.filter(\.isPending).map { "'\($0.rawValue)'" }
        return "state IN (\(states.joined(separator: ", ")))"
    }()

    /// Recent events of registrations that are in no other section.
    private static func eventful(
        _ layout: RegistryLayout,
        days: [DatabaseValue],
        since: DatabaseValue
    ) -> (condition: String, values: [DatabaseValue]) {
        if let events = layout.events {
            let condition = "id IN (\(events)) AND valid_until NOT BETWEEN ? AND ?"
            return (condition, [since, since, since, since, since, since] + days)
        }
        let decided = layout.applications.map { "SELECT registration_id FROM (\($0)) WHERE decided_on >= ?" }
        let condition = """
            valid_until NOT BETWEEN ? AND ? AND (valid_from >= ? OR moved_on >= ? OR ended_on >= ?
                OR change_recorded_on >= ? OR employer_renamed_on >= ? OR id IN (\(decided ?? "NULL")))
            """
        return (condition, days + [since, since, since, since, since] + (decided == nil ? [] : [since]))
    }

    static let openQualification = "NOT (is_registered AND collected_on IS NOT NULL)"

    /// Its one parameter is the day since which events count.
    static let openCredentialApplication = "(ifnull(state, '') NOT IN ('delivered', 'exam_failed') OR step_since >= ?)"

    /// All but those that ended before the relevant events, which is the parameter three times, with nothing pending.
    static let liveCredential = """
        NOT (ifnull(state, '') IN ('superseded', 'void') AND max(ifnull(state_on, ''), ifnull(update_confirmed_on, '')) < ?
            AND ifnull(loss_completed_at, '') < ?
            AND (reissue_state IS NULL OR reissue_state = 'cancelled'
                OR reissue_state = 'delivered' AND ifnull(reissue_state_on, '') < ?))
        """

    private typealias Parts = (condition: String, order: String, values: [DatabaseValue])
    private typealias Keys = (validUntil: PageCursor.Key, id: PageCursor.Key)

    /// True for numbers, other spellings and days that do not exist.
    static let isNoDay = "date(valid_until, '+0 days') IS NOT valid_until"

    private static func dated(_ range: CandidateRange, after keys: Keys?) -> Parts {
        // Up to the next span, including invalid values that sort between the two.
        let (upper, last) = range.span?.end.map { ("<", $0) } ?? ("<=", range.expiries.upperBound)
        let end = "valid_until \(upper) ?"
        let order = "valid_until, id"
        guard let keys else {
            let first = range.span?.first ?? range.expiries.lowerBound
            return ("valid_until >= ? AND \(end)", order, [first, last].map(\.description.databaseValue))
        }
        let condition = "(valid_until, id) > (\(keys.validUntil.placeholder), \(keys.id.placeholder)) AND \(end)"
        return (condition, order, [keys.validUntil.value, keys.id.value, last.description.databaseValue])
    }

    private static func ordered(_ condition: String, _ values: [DatabaseValue], after keys: Keys?) -> Parts {
        guard let keys else { return (condition, "id", values) }
        return ("\(condition) AND id > \(keys.id.placeholder)", "id", values + [keys.id.value])
    }
}
