import Crypto
import Foundation
import GRDB
import RenewalFiles
package import RenewalRegistry
package import RenewalRules

extension ReferenceRegistry {
    /// Looks at a sheet, and remembers what it looks like for the next time.
    ///
    /// - Parameters:
    ///   - file: the path of the sheet
    ///   - source: what it is remembered as
    ///   - settings: what decides, beside its content, how it is taken: when that changes it is looked at anew
    ///   - now: the time of the look
    /// - Returns: its content when it may be taken in
    /// - Throws: ``RegistryError``
    package func look(
        at file: String,
        source: String,
        settings: [UInt8],
        now: UnixTime
    ) throws(RegistryError) -> SheetLook {
        switch SheetSight(of: file, at: now) {
        case .trouble(let trouble): return .trouble(trouble)
        case .open(let lock):
            try endTrouble(of: source)
            return .open(lock: lock)
        case .still(let stand):
            let before: (stand: SheetStand, digest: String?)?
            do {
                before = try queue.read { try Self.lastLook(at: source, in: $0) }
                guard before?.stand == stand else {
                    try queue.write { try Self.remember(stand, of: source, after: before?.stand, in: $0) }
                    return .changing
                }
            } catch {
                throw RegistryError(error, path: path)
            }
            guard let bytes = stand.content(of: file) else { return .changing }
            let content = SheetContent(bytes: bytes, digest: Self.digest(of: bytes, settings: settings))
            return content.digest == before?.digest ? .taken : .new(content)
        }
    }

    /// Sees to it that a trouble that is over is not told any longer, although the sheet cannot be read yet.
    private func endTrouble(of source: String) throws(RegistryError) {
        do {
            let before = try queue.read { try Self.lastLook(at: source, in: $0)?.stand }
            guard before?.troubledSince != nil else { return }
            try queue.write { try Self.remember(.unknown, of: source, after: before, in: $0) }
        } catch {
            throw RegistryError(error, path: path)
        }
    }

    /// Remembers that the content of a sheet was taken in or refused, so that it is not looked at again.
    ///
    /// - Parameters:
    ///   - content: the content
    ///   - source: what the sheet is remembered as
    ///   - refusal: why it, or some of its rows, was refused, for the administrator; `nil` when all was taken
    ///   - now: the time of the import
    /// - Throws: ``RegistryError``
    package func remember(
        taken content: SheetContent,
        from source: String,
        refusal: String?,
        at now: UnixTime
    ) throws(RegistryError) {
        do {
            try queue.write { database in
                try database.execute(
                    sql: "UPDATE import_look SET taken_digest = ? WHERE source = ?",
                    arguments: [content.digest, source]
                )
                if let refusal { try Self.keepRefusal(refusal, of: source, at: now, in: database) }
                try Self.forgetOldRuns(of: source, in: database)
            }
        } catch {
            throw RegistryError(error, path: path)
        }
    }

    /// Remembers that a sheet cannot be looked into, for the daily report: once, until it can be again.
    ///
    /// - Parameters:
    ///   - trouble: what keeps it out
    ///   - source: what the sheet is remembered as
    ///   - summary: the trouble in words, for the administrator
    ///   - now: the time of the look
    /// - Throws: ``RegistryError``
    package func remember(
        _ trouble: SheetTrouble,
        of source: String,
        summary: String,
        at now: UnixTime
    ) throws(RegistryError) {
        do {
            let before = try queue.read { try Self.lastLook(at: source, in: $0)?.stand }
            guard before?.bytes != trouble.mark else { return }
            try queue.write { database in
                try Self.remember(SheetStand(of: trouble, at: now), of: source, after: before, in: database)
                try Self.keepRefusal(summary, of: source, at: now, in: database)
                try Self.forgetOldRuns(of: source, in: database)
            }
        } catch {
            throw RegistryError(error, path: path)
        }
    }

    /// Sees to it that refusals and troubles of sheets that nobody collects any more are not told any longer.
    ///
    /// - Parameter sources: what the sheets are remembered as that are collected
    /// - Throws: ``RegistryError``
    package func forgetRefusals(except sources: [String]) throws(RegistryError) {
        do {
            let refused = try queue.read { database in
                try String.fetchSet(database, sql: "SELECT source FROM import_run WHERE outcome = 'refused'")
            }
            let gone = refused.subtracting(sources)
            guard !gone.isEmpty else { return }
            try queue.write { database in
                for source in gone {
                    let refusals = "DELETE FROM import_run WHERE source = ? AND outcome = 'refused'"
                    try database.execute(sql: refusals, arguments: [source])
                    // Should it come back, the next look is the first.
                    let look = "DELETE FROM import_look WHERE source = ?"
                    try database.execute(sql: look, arguments: [source])
                }
            }
        } catch {
            throw RegistryError(error, path: path)
        }
    }

    private static func digest(of bytes: [UInt8], settings: [UInt8]) -> String {
        var hash = SHA256()
        // The length keeps the two apart.
        hash.update(data: Array("\(settings.count) ".utf8))
        hash.update(data: settings)
        hash.update(data: bytes)
        return hash.finalize().hexadecimal
    }
}

// What the registry remembers of sheets.
extension ReferenceRegistry {
    private static func lastLook(
        at source: String,
        in database: Database
    ) throws -> (stand: SheetStand, digest: String?)? {
        let sql = "SELECT bytes, modified_ns, taken_digest FROM import_look WHERE source = ?"
        return try Row.fetchOne(database, sql: sql, arguments: [source]).map { row in
            (SheetStand(bytes: row[0], modifiedNanoseconds: row[1]), row[2])
        }
    }

    /// Remembers what a sheet looks like; a trouble that is over is not told any longer.
    private static func remember(
        _ stand: SheetStand,
        of source: String,
        after before: SheetStand?,
        in database: Database
    ) throws {
        if let since = before?.troubledSince {
            try database.execute(
                sql: "DELETE FROM import_run WHERE source = ? AND outcome = 'refused' AND at >= ?",
                arguments: [source, since.rfc3339]
            )
        }
        try database.execute(
            sql: """
                INSERT INTO import_look (source, bytes, modified_ns) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET bytes = excluded.bytes, modified_ns = excluded.modified_ns
                """,
            arguments: [source, stand.bytes, stand.modifiedNanoseconds]
        )
    }

    private static func keepRefusal(
        _ summary: String,
        of source: String,
        at now: UnixTime,
        in database: Database
    ) throws {
        try database.execute(
            sql: "INSERT INTO import_run (source, at, outcome, summary) VALUES (?, ?, 'refused', ?)",
            arguments: [source, now.rfc3339, summary]
        )
    }

    /// Forgets all but the last ``mostRuns`` imports of a sheet.
    static func forgetOldRuns(of source: String, in database: Database) throws {
        let sql = """
            DELETE FROM import_run WHERE source = ?1 AND sequence <= (
                SELECT sequence FROM import_run WHERE source = ?1 ORDER BY sequence DESC LIMIT 1 OFFSET ?2
            )
            """
        try database.execute(sql: sql, arguments: [source, mostRuns])
    }

    /// The imports of a sheet that are remembered.
    static let mostRuns = 100
}
