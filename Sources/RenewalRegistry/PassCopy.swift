import GRDB
import RenewalRules
import Synchronization

/// What one pass over a mapped registry looks at, in private temporary tables from which the pages are read.
///
/// The office's SQL may compute the days and ids that pages are found by: asked for each page, it would compute all of
/// them for each page. Here every SELECT is copied once a pass. They run in one read with no planning in between, so that
/// the office's log is pinned, or its file locked against writing, only as long as SQLite steps; and all pages are of
/// one moment.
///
/// What does not fit into SQLite's cache goes to a file in its folder for temporary files (`TMPDIR`, else /var/tmp) that
/// has no name there and is gone with this value. Where it finds no room, the pages are read from the office's tables
/// after all: a pass that takes long is better than none.
final class PassCopy: Sendable {
    /// What it was made for.
    let range: CandidateRange
    private let queue: DatabaseQueue
    private let office: RegistryReader
    /// How pages are read once the first one has been wanted.
    private let reader = Mutex<RegistryReader?>(nil)

    /// Kibibytes of the tables that stay in memory.
    private static let cacheSize = 8192

    /// Opens a connection of its own; the tables are filled when the first page is wanted.
    init(path: String, configuration: Configuration, range: CandidateRange, office: RegistryReader) throws {
        self.range = range
        self.office = office
        var configuration = configuration
        configuration.prepareDatabase { database in
            // The file is open for reading only, which is what keeps it from being written: temporary tables must be.
            try database.execute(sql: "PRAGMA query_only = 0; PRAGMA temp_store = FILE")
            try database.execute(sql: "PRAGMA temp.cache_size = -\(Self.cacheSize)")
        }
        queue = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Reads a page as ``RegistryReader/page(of:after:limit:in:)`` would have when the pass began.
    func page(of range: CandidateRange, after cursor: PageCursor, limit: Int) async throws -> CandidatePage {
        try await queue.unsafeRead { database in
            try self.page(of: range, after: cursor, limit: limit, in: database)
        }
    }

    private func page(
        of range: CandidateRange,
        after cursor: PageCursor,
        limit: Int,
        in database: Database
    ) throws -> CandidatePage {
        // Set on this queue alone, which does one thing after the other.
        let known = reader.withLock(\.self)
        let reader = try known ?? fill(database)
        self.reader.withLock { $0 = reader }
        return try reader.page(of: range, after: cursor, limit: limit, in: database)
    }

    /// Fills the tables.
    ///
    /// - Returns: what reads them, or the office's own where there is no room for a copy
    private func fill(_ database: Database) throws -> RegistryReader {
        let statements = CopyStatements(layout: office.layout, range: range)
        do {
            try database.inTransaction(.deferred) {
                for step in statements.steps { try database.execute(sql: step.sql, arguments: step.arguments) }
                for spelling in statements.spellings where try Bool.fetchOne(database, sql: spelling.isNeeded) == true {
                    try database.execute(sql: spelling.sql)
                }
                return .commit
            }
        } catch let error as DatabaseError where Self.isAboutRoom(error) {
            return office
        }
        return RegistryReader(layout: office.layout.copied, utcOffset: office.utcOffset)
    }

    /// The file of the office is only read, so what is full, or not to be found, is the folder for temporary files.
    private static func isAboutRoom(_ error: DatabaseError) -> Bool {
        error.resultCode == .SQLITE_FULL || error.extendedResultCode == .SQLITE_IOERR_GETTEMPPATH
    }
}
