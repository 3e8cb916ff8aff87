import Foundation
import GRDB

/// The tables of a state file, and single edits that anybody can make with another program.
struct StateEdits {
    struct Table {
        let name: String
        let columns: [(name: String, type: String)]
        /// The columns that distinguish its rows: a copy of a row needs other values there.
        let keys: Set<String>
        let primaryKey: [String]
    }

    let database: Database
    let tables: [Table]

    init(_ database: Database) throws {
        self.database = database
        let query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'grdb_%' ORDER BY name"
        tables = try String.fetchAll(database, sql: query).map { try Self.table($0, in: database) }
    }

    /// Disables every check except unique keys, as a hex editor would bypass them.
    static func unlock(_ database: Database) throws {
        try database.execute(
            sql: """
                PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;
                DROP TRIGGER evidence_is_never_changed; DROP TRIGGER evidence_is_never_removed;
                """
        )
    }

    private static func table(_ name: String, in database: Database) throws -> Table {
        let query = "SELECT name, type, pk FROM pragma_table_info(?)"
        let columns = try Row.fetchAll(database, sql: query, arguments: [name])
        let unique = try String.fetchAll(
            database,
            sql: """
                SELECT DISTINCT c.name FROM pragma_index_list(?) AS l, pragma_index_info(l.name) AS c
                WHERE l."unique" AND c.name IS NOT NULL
                """,
            arguments: [name]
        )
        let primary = columns.filter { $0["pk"] > 0 }.map { $0["name"] as String }
        return Table(
            name: name,
            columns: columns.map { ($0["name"], $0["type"]) },
            keys: Set(unique + primary),
            primaryKey: primary
        )
    }

    /// The rows of a table, in the order of its key.
    func rows(of table: Table) throws -> [Row] {
        try Row.fetchAll(
            database,
            sql: "SELECT * FROM \(table.name) ORDER BY \(table.primaryKey.joined(separator: ", "))"
        )
    }

    /// Makes an edit, runs a check, and undoes the edit.
    ///
    /// - Returns: `nil` where the file itself rejects the edit
    func after<Answer>(_ sql: String, _ arguments: StatementArguments, _ ask: () throws -> Answer) throws -> Answer? {
        try database.execute(sql: "SAVEPOINT edit")
        defer { try? database.execute(sql: "ROLLBACK TO edit; RELEASE edit") }
        do {
            try database.execute(sql: sql, arguments: arguments)
        } catch let error as DatabaseError
            where error.resultCode == .SQLITE_CONSTRAINT || error.resultCode == .SQLITE_MISMATCH
        {
            return nil
        }
        return try ask()
    }

    /// The condition that finds one row.
    func place(of row: Row, in table: Table) -> (sql: String, arguments: StatementArguments) {
        let condition = table.primaryKey.map { "\($0) IS ?" }.joined(separator: " AND ")
        return (condition, StatementArguments(table.primaryKey.map { row[$0] as DatabaseValue }))
    }

    func set(_ column: String, to value: String, in table: Table, row: Row) -> (String, StatementArguments) {
        let place = place(of: row, in: table)
        return ("UPDATE \(table.name) SET \(column) = \(value) WHERE \(place.sql)", place.arguments)
    }

    func remove(_ row: Row, from table: Table) -> (String, StatementArguments) {
        let place = place(of: row, in: table)
        return ("DELETE FROM \(table.name) WHERE \(place.sql)", place.arguments)
    }

    /// A second row with other keys and otherwise the same content.
    func double(_ row: Row, of table: Table) -> (String, StatementArguments) {
        let place = place(of: row, in: table)
        let values = table.columns.map { column in
            guard table.keys.contains(column.name) else { return column.name }
            return column.type == "INTEGER" ? "\(column.name) + 100000" : "substr('zz' || \(column.name), 1, 26)"
        }
        let names = table.columns.map(\.name).joined(separator: ", ")
        let sql = """
            INSERT INTO \(table.name) (\(names)) SELECT \(values.joined(separator: ", ")) FROM \(table.name)
            WHERE \(place.sql)
            """
        return (sql, place.arguments)
    }

    /// Expressions for other values of a cell: null, neighbouring values, and those of other rows.
    func values(for column: (name: String, type: String), in table: Table, row: Row) throws -> [String] {
        let others = ["min", "max"].map { end in
            """
            (SELECT \(end)(other.\(column.name)) FROM \(table.name) AS other
            WHERE other.\(column.name) IS NOT \(table.name).\(column.name))
            """
        }
        let next: [String]
        switch column.type {
        case "INTEGER": next = ["ifnull(\(column.name), 0) + 1", "ifnull(\(column.name), 5) - 1", "0"]
        case "BLOB": next = ["CAST(\(column.name) || 'x' AS BLOB)", "x''"]
        default:
            next = [
                "ifnull(\(column.name), '') || 'x'", "''",
                "CAST(CAST(ifnull(\(column.name), '') AS BLOB) || x'0078' AS TEXT)",
            ]
        }
        return ["NULL"] + others + next
    }
}
