import GRDB

/// The reference tables of a registry, and how a file is known to hold them.
enum ReferenceSchema {
    /// The newest schema this program knows (`PRAGMA user_version`).
    static let version = 1
    /// `PRAGMA application_id`: the letters "rnwl".
    static let applicationID = 0x726E_776C

    /// Whether the database says that it holds the reference schema.
    ///
    /// - Throws: `RegistryError.schemaTooNew`
    static func isIn(_ database: Database, path: String) throws -> Bool {
        guard try Int.fetchOne(database, sql: "PRAGMA application_id") == applicationID else { return false }
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard found <= version else { throw RegistryError.schemaTooNew(path: path, found: found, known: version) }
        return true
    }

    /// Brings an empty or older database up to `version`.
    static func migrate(_ queue: DatabaseQueue) throws {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1", migrate: createFirstVersion)
        try migrator.migrate(queue)
    }
}
