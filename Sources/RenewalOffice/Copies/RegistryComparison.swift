import GRDB
package import RenewalRegistry

/// What becomes of a registry when a copy is put back.
package struct RegistryComparison: Hashable, Sendable {
    /// How many rows a table has, in the registry and in the copy.
    package struct Table: Hashable, Sendable {
        package let name: String
        package let now: Int
        package let then: Int
    }

    /// What was recorded and would be gone.
    package struct Recordings: Hashable, Sendable {
        package let count: Int
        /// The last of them: `loss.completed`.
        package let lastEvent: String
        /// The row it is about.
        package let lastRecord: RowName
        /// When it was recorded, in RFC 3339.
        package let lastAt: String
    }

    /// The tables with any rows, in the order of ``ReferenceRegistry/tables``.
    package var tables: [Table] = []
    /// The entries of the history that the copy lacks; `nil` for none.
    package var recordings: Recordings?
    /// The sheets that were taken in since, by their names: they are not taken again before they change.
    package var sheets: [String] = []
}

extension ReferenceRegistry {
    /// Compares the registry with a copy of it.
    ///
    /// - Parameter copy: the path of a copy
    /// - Returns: what becomes of the registry when the copy is put back
    /// - Throws: ``RegistryError`` when the copy is no sound reference registry
    package func comparison(with copy: String) throws(RegistryError) -> RegistryComparison {
        do {
            let other = try Self.reading(copy)
            return try queue.read { now in
                try other.read { then in
                    var comparison = RegistryComparison()
                    comparison.tables = try Self.tables.compactMap { try Self.sizes(of: $0, now, then) }
                    comparison.recordings = try Self.recordings(in: now, missingIn: then)
                    comparison.sheets = try SheetMemory(in: now).sources(takenSince: then)
                    return comparison
                }
            }
        } catch {
            throw RegistryError(error, path: copy)
        }
    }

    private static func sizes(
        of table: String,
        _ now: Database,
        _ then: Database
    ) throws -> RegistryComparison.Table? {
        func size(in database: Database) throws -> Int {
            guard try database.tableExists(table) else { return 0 }
            return try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
        }
        let (now, then) = (try size(in: now), try size(in: then))
        return now + then > 0 ? RegistryComparison.Table(name: table, now: now, then: then) : nil
    }

    /// The history is only added to, so that two of one registry are the same up to where they part.
    private static func recordings(
        in now: Database,
        missingIn then: Database
    ) throws -> RegistryComparison.Recordings? {
        let sql = "SELECT event, record_type, record_id, recorded_at FROM history ORDER BY sequence"
        let (own, other) = (try Row.fetchCursor(now, sql: sql), try Row.fetchCursor(then, sql: sql))
        var (isSame, count) = (true, 0)
        var last: Row?
        while let row = try own.next() {
            isSame = try isSame && other.next() == row
            guard !isSame else { continue }
            count += 1
            last = row.copy()
        }
        return last.map { row in
            RegistryComparison.Recordings(
                count: count,
                lastEvent: row["event"],
                lastRecord: RowName(row["record_type"], row["record_id"]),
                lastAt: row["recorded_at"]
            )
        }
    }
}
