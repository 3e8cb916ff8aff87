import GRDB
import RenewalRules

/// What the registry said at any time: the simulator's own reading of it, in plain SQL, to judge what was sent.
struct OfficeBook {
    /// The registry between two events.
    struct Page {
        struct Record {
            var person: String?
            var employers: Set<String> = []
            var state = ""
            var validFrom: CalendarDate?
            var validUntil: CalendarDate?
        }

        let since: UnixTime
        var records: [String: Record] = [:]
        /// Of a person or an employer, as they are stored.
        var addresses: [String: Set<String>] = [:]
        var declinedOn: [String: CalendarDate] = [:]
        /// Registrations with a pending renewal.
        var filed: Set<String> = []
        /// Registrations with any application pending.
        var pending: Set<String> = []
    }

    private(set) var pages: [Page] = []
    private let queue: DatabaseQueue

    init(path: String) throws {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        queue = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Reads the registry as it is now.
    mutating func turnPage(at now: UnixTime) throws {
        pages.append(try queue.read { try Self.page(of: $0, since: now) })
    }

    /// The page in force before an instant, and those that followed until another.
    func pages(from start: UnixTime, to end: UnixTime) -> ArraySlice<Page> {
        let after = pages.firstIndex { $0.since >= start } ?? pages.count
        let last = pages.lastIndex { $0.since <= end } ?? 0
        return pages[max(after - 1, 0)...max(last, max(after - 1, 0))]
    }

    var current: Page? { pages.last }

    /// The ids of a table's rows that satisfy a condition, in order.
    func ids(_ table: String, where condition: String) throws -> [String] {
        try queue.read { try String.fetchAll($0, sql: "SELECT id FROM \(table) WHERE \(condition) ORDER BY id") }
    }

    private static func page(of database: Database, since: UnixTime) throws -> Page {
        var page = Page(since: since)
        for table in ["person", "employer"] {
            let reached = "SELECT id, email FROM \(table) WHERE email IS NOT NULL"
            for row in try Row.fetchAll(database.cachedStatement(sql: reached)) {
                page.addresses[row["id"]] = Set((row["email"] as String).split(separator: ";").map(String.init))
            }
        }
        let declined = "SELECT id, declined_renewal_on AS day FROM person WHERE declined_renewal_on IS NOT NULL"
        for row in try Row.fetchAll(database.cachedStatement(sql: declined)) {
            page.declinedOn[row["id"]] = CalendarDate(row["day"] as String)
        }
        for sql in selects {
            for row in try Row.fetchAll(database.cachedStatement(sql: sql)) {
                let employers = [row["employer_id"], row["new_employer_id"]] as [String?]
                page.records[row["id"]] = Page.Record(
                    person: row["person_id"],
                    employers: Set(employers.compactMap(\.self)),
                    state: row["state"] ?? "",
                    validFrom: (row["valid_from"] as String?).flatMap { CalendarDate($0) },
                    validUntil: (row["valid_until"] as String?).flatMap { CalendarDate($0) }
                )
            }
        }
        page.filed = try String.fetchSet(database.cachedStatement(sql: "\(pending) AND procedure = 'renewal'"))
        page.pending = try String.fetchSet(database.cachedStatement(sql: pending))
        return page
    }

    private static let selects = [
        """
        SELECT id, person_id, employer_id, new_employer_id, state, valid_from, valid_until FROM registration
        """,
        """
        SELECT id, person_id, employer_id, NULL AS new_employer_id, state, NULL AS valid_from, valid_until
        FROM credential
        """,
        """
        SELECT id, person_id, NULL AS employer_id, NULL AS new_employer_id, '' AS state, NULL AS valid_from,
            NULL AS valid_until
        FROM qualification
        """,
        """
        SELECT id, person_id, NULL AS employer_id, NULL AS new_employer_id, state, NULL AS valid_from,
            NULL AS valid_until
        FROM credential_application
        """,
    ]

    private static let pending = """
        SELECT DISTINCT registration_id FROM application
        WHERE registration_id IS NOT NULL
            AND state IN ('submitted', 'supplement_required', 'initial_review', 'final_review')
        """
}
