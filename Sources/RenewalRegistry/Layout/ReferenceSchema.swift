package import GRDB

/// How a file is known to hold the reference tables.
package enum ReferenceSchema {
    /// The newest schema this program knows (`PRAGMA user_version`).
    package static let version = 5
    /// `PRAGMA application_id`: the letters "rnwl".
    package static let applicationID = 0x726E_776C

    /// Whether the database says that it holds the reference schema.
    ///
    /// - Throws: `RegistryError.schemaTooNew`
    package static func isIn(_ database: Database, path: String) throws -> Bool {
        guard try Int.fetchOne(database, sql: "PRAGMA application_id") == applicationID else { return false }
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard found <= version else { throw RegistryError.schemaTooNew(path: path, found: found, known: version) }
        return true
    }
}
