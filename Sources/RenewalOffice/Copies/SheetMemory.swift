import GRDB

/// What a registry remembers of the sheets that fill it: what they looked like, and what came of their imports.
///
/// It is about files on a share, not about the rows, so that it stays when rows of an earlier day are put back.
struct SheetMemory {
    /// The tables with all of their rows, which have the values of every column.
    private let tables: [(name: String, rows: [Row])]

    init(in database: Database) throws {
        tables = try ["import_look", "import_run"].map { table in
            (table, try Row.fetchAll(database, sql: "SELECT * FROM \(table) ORDER BY rowid"))
        }
    }

    /// The sheets whose last import was refused as a whole.
    private var refused: Set<String> {
        var last: [String: (at: String, outcomes: [String])] = [:]
        for run in tables.first(where: { $0.name == "import_run" })?.rows ?? [] {
            let (source, at, outcome): (String, String, String) = (run["source"], run["at"], run["outcome"])
            // Rows that were left out are told in the same moment as what was taken.
            let earlier = last[source].map { $0.at == at ? $0.outcomes : [] } ?? []
            last[source] = (at, earlier + [outcome])
        }
        return Set(last.filter { $0.value.outcomes.allSatisfy { $0 == "refused" } }.keys)
    }

    /// Puts it in the place of what another registry remembers; what was refused may be taken now.
    func replaceOther(in database: Database) throws {
        for (table, rows) in tables {
            try database.execute(sql: "DELETE FROM \(table)")
            for row in rows {
                let columns = row.columnNames.joined(separator: ", ")
                let places = row.columnNames.map { _ in "?" }.joined(separator: ", ")
                try database.execute(
                    sql: "INSERT INTO \(table) (\(columns)) VALUES (\(places))",
                    arguments: StatementArguments(row.databaseValues)
                )
            }
        }
        for source in refused {
            try database.execute(
                sql: "UPDATE import_look SET taken_digest = NULL WHERE source = ?",
                arguments: [source]
            )
        }
    }

    /// The sheets that were taken in with another content than another registry remembers, by their names.
    ///
    /// - Parameter database: of the other registry; one of an earlier version remembers nothing
    /// - Returns: in the order of this one
    /// - Throws: what SQLite answers
    func sources(takenSince database: Database) throws -> [String] {
        let sql = "SELECT source, taken_digest FROM import_look WHERE taken_digest IS NOT NULL"
        let isKnown = try database.tableExists("import_look")
        let known = isKnown ? try Row.fetchAll(database, sql: sql).map { [$0[0] as String, $0[1]] } : []
        let refused = refused
        let taken = tables.first { $0.name == "import_look" }?.rows ?? []
        return taken.compactMap { row in
            guard let digest = row["taken_digest"] as String? else { return nil }
            let source: String = row["source"]
            return known.contains([source, digest]) || refused.contains(source) ? nil : source
        }
    }
}
