import GRDB
import RenewalRegistry

/// The rows that belong to a person, found from one table to the next.
struct Belongings {
    /// The ids by table; of subscriptions those of their credentials.
    private(set) var ids: [(table: String, column: String, ids: [String])] = []

    /// Which rows of a table belong to those of another.
    private static let steps: [(table: String, column: String, owner: String)] = [
        ("registration", "person_id", "person"), ("application", "person_id", "person"),
        ("application", "registration_id", "registration"), ("qualification", "person_id", "person"),
        ("credential", "person_id", "person"), ("credential_application", "person_id", "person"),
        ("annotation", "credential_id", "credential"), ("loss_report", "credential_id", "credential"),
        ("reissue", "loss_report_id", "loss_report"), ("inquiry", "reissue_id", "reissue"),
        (subscription, "credential_id", "credential"),
    ]

    private static let subscription = "relying_party_subscription"

    init(of person: String, in database: Database) throws {
        var found: [String: [String]] = ["person": [person]]
        for step in Self.steps {
            let owners = found[step.owner] ?? []
            let key = step.table == Self.subscription ? step.column : "id"
            let sql = "SELECT DISTINCT \(key) FROM \(step.table) WHERE \(step.column) = ? ORDER BY \(key)"
            let rows = try owners.flatMap { try String.fetchAll(database.cachedStatement(sql: sql), arguments: [$0]) }
            let known = found[step.table] ?? []
            found[step.table] = known + rows.filter { !known.contains($0) }
        }
        for (place, step) in Self.steps.enumerated()
        where !Self.steps[..<place].contains(where: { $0.table == step.table }) {
            let key = step.table == Self.subscription ? step.column : "id"
            ids.append((step.table, key, found[step.table] ?? []))
        }
    }

    /// Every row by its table and id.
    var names: [RowName] { ids.flatMap { part in part.ids.map { RowName(part.table, $0) } } }
}
