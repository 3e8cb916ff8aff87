import GRDB
import RenewalRules

/// The SQL of one page: a short read that starts behind a key, so that it costs the same wherever it starts.
///
/// No month arithmetic happens here: the caller widens the range, the rules decide (rule A5b).
struct PageQuery {
    let sql: String
    let arguments: StatementArguments

    static let columns = RegistrationColumn.names.joined(separator: ", ")

    init(layout: RegistryLayout, range: ClosedRange<CalendarDate>, cursor: PageCursor, limit: Int) {
        let days = [range.lowerBound, range.upperBound].map(\.description.databaseValue)
        let keys = cursor.position.map { ($0.validUntil, $0.id) }
        let (condition, order, values) =
            switch cursor.section {
            case .dated: Self.dated(days, after: keys)
            case .undated: Self.ordered("valid_until IS NULL", [], after: keys)
            case .underway:
                Self.ordered(
                    "id IN (\(Self.applied(in: layout.applications))) AND valid_until NOT BETWEEN ? AND ?",
                    days,
                    after: keys
                )
            case .malformed:
                Self.ordered("valid_until NOT BETWEEN ? AND ? AND \(Self.isNoDay)", days, after: keys)
            }
        sql = """
            SELECT \(Self.columns) FROM (\(layout.registrations)) WHERE \(condition) ORDER BY \(order) LIMIT ?
            """
        arguments = StatementArguments(values + [limit.databaseValue])
    }

    /// The registrations with an application that is filed and not decided; none where no applications are recorded.
    private static func applied(in applications: String?) -> String {
        guard let applications else { return "NULL" }
        let states = ApplicationState.allCases.filter(\.isPending).map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return "SELECT registration_id FROM (\(applications)) WHERE state IN (\(states))"
    }

    private typealias Parts = (condition: String, order: String, values: [DatabaseValue])
    private typealias Keys = (validUntil: DatabaseValue, id: DatabaseValue)

    /// True for numbers, other spellings and days that do not exist.
    private static let isNoDay = "date(valid_until, '+0 days') IS NOT valid_until"

    private static func dated(_ days: [DatabaseValue], after keys: Keys?) -> Parts {
        let order = "valid_until, id"
        guard let keys else { return ("valid_until BETWEEN ? AND ?", order, days) }
        return ("(valid_until, id) > (?, ?) AND valid_until <= ?", order, [keys.validUntil, keys.id, days[1]])
    }

    private static func ordered(_ condition: String, _ values: [DatabaseValue], after keys: Keys?) -> Parts {
        guard let keys else { return (condition, "id", values) }
        return ("\(condition) AND id > ?", "id", values + [keys.id])
    }
}
