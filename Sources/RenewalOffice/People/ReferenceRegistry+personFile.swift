import GRDB
package import RenewalRegistry

extension ReferenceRegistry {
    /// Collects everything the registry has about a person.
    ///
    /// - Parameter id: the person's id
    /// - Returns: their file; `nil` when there is no such person
    /// - Throws: ``RegistryError``
    package func file(ofPerson id: String) throws(RegistryError) -> PersonFile? {
        do {
            return try queue.read { try Self.file(ofPerson: id, in: $0) }
        } catch {
            throw RegistryError(error, path: path)
        }
    }

    private static func file(ofPerson id: String, in database: Database) throws -> PersonFile? {
        guard let own = try fields(of: "person", where: "id", is: id, in: database).first else { return nil }
        var file = PersonFile(id: id, person: own)
        let hasHash = "SELECT identity_hash IS NOT NULL FROM person WHERE id = ?"
        file.hasIdentityNumber = try Bool.fetchOne(database, sql: hasHash, arguments: [id]) ?? false
        let belongings = try Belongings(of: id, in: database)
        for (table, key, ids) in belongings.ids {
            for id in ids {
                let rows = try fields(of: table, where: key, is: id, in: database)
                file.records += rows.map { PersonFile.Record(name: RowName(table, id), fields: $0) }
            }
        }
        file.history = try history(of: [RowName("person", id)] + belongings.names, in: database)
        return file
    }

    private static func fields(
        of table: String,
        where key: String,
        is id: String,
        in database: Database
    ) throws -> [[PersonFile.Field]] {
        let names = try ReferenceTable.named(table).columns.map(\.name)
        let sql = "SELECT \(names.joined(separator: ", ")) FROM \(table) WHERE \(key) = ?"
        return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [id]).map { row in
            zip(names, row.databaseValues).compactMap { name, value in
                let text = Self.field(value)
                return text.isEmpty ? nil : PersonFile.Field(column: name, text: text)
            }
        }
    }

    private static func history(of rows: [RowName], in database: Database) throws -> [PersonFile.Entry] {
        let sql = """
            SELECT sequence, recorded_at, recorded_by, event, details FROM history WHERE record_type = ? AND record_id = ?
            """
        let entries = try rows.flatMap { name in
            try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [name.table, name.id]).map { row in
                let entry = PersonFile.Entry(
                    recordedAt: row["recorded_at"],
                    recordedBy: row["recorded_by"],
                    event: row["event"],
                    record: name,
                    details: row["details"]
                )
                return (sequence: row["sequence"] as Int64, entry: entry)
            }
        }
        return entries.sorted { $0.sequence < $1.sequence }.map(\.entry)
    }
}
