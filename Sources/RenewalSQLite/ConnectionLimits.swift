import CSQLite
package import GRDB
import GRDBSQLite

/// Limits what a file made by somebody else can do to the program that reads it.
///
/// A registry is data, but its views, triggers, expressions and sizes are code to SQLite. So virtual tables are
/// disabled, and each limit is far above what an office's tables and a mapping need.
///
/// - Source: SQLite, "Defense Against The Dark Arts"
package enum ConnectionLimits {
    /// Bytes of a value or row: enough for a thousand names, and few enough to hold several.
    package static let largestValue: Int32 = 1 << 20
    /// How long SQLite waits for another program's lock, in seconds.
    package static let busyTimeout = 5.0
    /// Kibibytes of the page cache; otherwise the file decides.
    private static let cacheSize = 2000

    private static let limits: [(id: Int32, most: Int32)] = [
        (SQLITE_LIMIT_LENGTH, largestValue),
        (SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
        (SQLITE_LIMIT_COLUMN, 2000),
        (SQLITE_LIMIT_EXPR_DEPTH, 500),
        (SQLITE_LIMIT_COMPOUND_SELECT, 500),
        // About 25 MB of bytecode; a mapping over a hundred tables needs some ten thousand.
        (SQLITE_LIMIT_VDBE_OP, 250_000),
        (SQLITE_LIMIT_FUNCTION_ARG, 127),
        (SQLITE_LIMIT_ATTACHED, 0),
        // A pattern is matched in one step that nothing can interrupt: with these limits it takes a second.
        (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000),
        (SQLITE_LIMIT_TRIGGER_DEPTH, 16),
        (SQLITE_LIMIT_WORKER_THREADS, 0),
    ]

    /// Applies the limits to a connection before anything is read from its file.
    package static func apply(to database: Database) throws {
        let connection = database.sqliteConnection
        for limit in limits { sqlite3_limit(connection, limit.id, limit.most) }
        try require(csqlite_defend(connection))
        try dropModules(of: connection)
        // Reads the file's schema, so it must come last.
        try database.execute(
            sql: "PRAGMA cell_size_check = 1; PRAGMA mmap_size = 0; PRAGMA cache_size = -\(cacheSize)"
        )
    }

    /// Lets a connection attach files that we name ourselves, and no others afterwards.
    ///
    /// - Parameters:
    ///   - files: how many, those that SQLite attaches for a `VACUUM` among them
    ///   - database: the connection
    ///   - body: attaches them
    /// - Throws: what `body` throws
    package static func attaching(_ files: Int, to database: Database, _ body: () throws -> Void) rethrows {
        sqlite3_limit(database.sqliteConnection, SQLITE_LIMIT_ATTACHED, Int32(files))
        defer { sqlite3_limit(database.sqliteConnection, SQLITE_LIMIT_ATTACHED, 0) }
        try body()
    }

    /// Keeps only the virtual tables that split a text, for the SQL of mappings.
    private static func dropModules(of connection: SQLiteConnection?) throws {
        try "json_each".withCString { each in
            try "json_tree".withCString { tree in
                var kept: [UnsafePointer<CChar>?] = [each, tree, nil]
                try require(sqlite3_drop_modules(connection, &kept))
            }
        }
    }

    private static func require(_ code: Int32) throws {
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}
