import GRDB
package import RenewalRegistry
import RenewalRules
import RenewalSQLite

/// What became of a person who is erased.
package struct Erasure: Hashable, Sendable {
    /// The rows that are gone, the person's own last.
    package let rows: [RowName]
    /// Why bytes of older rows may still lie in the file, between those of others; `nil` when they do not.
    package let leftBytes: RegistryError?
}

extension ReferenceRegistry {
    /// Erases a person with everything that belongs to them.
    ///
    /// Of the history there stays when and by whom something was recorded for which id, and of which day it was. What was
    /// said of imports goes as a whole, because it may quote rows of the person. Copies are another matter
    /// (``forgetCopies()``).
    ///
    /// - Parameters:
    ///   - id: the person's id
    ///   - context: when and by whom
    /// - Returns: what is gone, and whether its bytes are
    /// - Throws: ``RecordingError``
    package func erase(person id: String, _ context: RecordingContext) throws(RecordingError) -> Erasure {
        do {
            try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA secure_delete = ON") }
        } catch {
            throw .registry(RegistryError(error, path: path))
        }
        let gone = try record("person.erased", doing: Phrase("删除人员\(id)的信息", "erasing person \(id)"), context) {
            session in
            let person = try session.row("person", id)
            let belongings = try Belongings(of: person.id, in: session.database)
            let names = belongings.names + [person.name]
            try session.unlink(names)
            for (table, key, ids) in belongings.ids.reversed() {
                for id in ids { try session.delete(from: table, where: key, is: id) }
            }
            try session.delete(from: "person", where: "id", is: person.id)
            try session.forgetDetails(of: names + session.formerNames(of: person.id))
            try session.remember([:], of: person.name)
            return names
        }
        return Erasure(rows: gone, leftBytes: rewrite())
    }

    /// Writes the file anew, without what earlier changes left between the rows.
    ///
    /// - Returns: why that was not possible, as while somebody reads
    private func rewrite() -> RegistryError? {
        do {
            try queue.writeWithoutTransaction { database in
                // Which SQLite does in a file that it attaches.
                try ConnectionLimits.attaching(1, to: database) { try database.execute(sql: "VACUUM") }
                // Where somebody has switched to a log, the file is as it was until this.
                let isBusy = try Bool.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)") ?? false
                if isBusy { throw RegistryError.busy(path: path) }
            }
            return nil
        } catch {
            return RegistryError(error, path: path)
        }
    }
}

extension RecordingSession {
    /// The references by which rows of others, or later rows, name what is erased.
    private static let references = [
        ("registration", "successor_id", "registration"), ("credential", "replaces_id", "credential"),
        ("reissue", "new_credential_id", "credential"),
    ]

    fileprivate func unlink(_ names: [RowName]) throws {
        for (table, column, target) in Self.references {
            let sql = "UPDATE \(table) SET \(column) = NULL WHERE \(column) = ?"
            for name in names where name.table == target {
                try database.cachedStatement(sql: sql).execute(arguments: [name.id])
            }
        }
    }

    fileprivate func delete(from table: String, where key: String, is id: String) throws {
        try database.cachedStatement(sql: "DELETE FROM \(table) WHERE \(key) = ?").execute(arguments: [id])
        let sighting = "DELETE FROM sighting WHERE record_type = ? AND record_id = ?"
        try database.cachedStatement(sql: sighting).execute(arguments: [table, id])
    }

    /// The people who became this one, whatever order the history tells.
    fileprivate func formerNames(of person: String) throws -> [RowName] {
        let sql = """
            SELECT record_id FROM history
            WHERE event = 'person.merged' AND record_type = 'person' AND json_extract(details, '$.id.to') = ?
            """
        var (found, rest) = ([person], [person][...])
        while let next = rest.popFirst() {
            let ids = try String.fetchAll(database.cachedStatement(sql: sql), arguments: [next])
            // An id that was free again may stand on both sides.
            for id in ids where !found.contains(id) {
                found.append(id)
                rest.append(id)
            }
        }
        return found.dropFirst().map { RowName("person", $0) }
    }

    /// Leaves of the entries about some rows only the day: nobody else may change the history.
    fileprivate func forgetDetails(of names: [RowName]) throws {
        try database.execute(sql: "DROP TRIGGER \(ReferenceSchema.unchangedHistory.name)")
        let sql = """
            UPDATE history SET details = json_object('on', json_extract(details, '$.on')) WHERE record_type = ? AND record_id = ?
            """
        for name in names { try database.cachedStatement(sql: sql).execute(arguments: [name.table, name.id]) }
        try database.execute(sql: ReferenceSchema.unchangedHistory.sql)
    }
}
