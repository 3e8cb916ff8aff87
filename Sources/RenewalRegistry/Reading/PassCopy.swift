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
/// has no name there and is gone with this value. Where it finds no room, or a value that is too large to be copied, the
/// pages are read from the office's tables after all: a pass that takes long is better than none.
///
/// All of it is one read, with the time of one: 600,000 rows take four seconds.
final class PassCopy: Sendable {
    /// What it was made for.
    let range: CandidateRange
    private let queue: BoundedQueue
    private let office: RegistryReader
    /// How pages are read once the first one has been wanted.
    private let reader = Mutex<RegistryReader?>(nil)

    /// Kibibytes of the tables that stay in memory.
    private static let cacheSize = 8192
    /// Pages of the copy, 2 GiB: a view without an end must not fill the disk.
    static let largestCopy = 1 << 19

    /// Opens a connection of its own; the tables are filled when the first page is wanted, with up to `room` pages.
    init(path: String, time: ReadingTime, room: Int, range: CandidateRange, office: RegistryReader) throws {
        self.range = range
        self.office = office
        queue = try BoundedQueue(path: path, time: time, onSlow: {}) { configuration in
            RegistryConnection.configure(&configuration)
            configuration.prepareDatabase { database in
                // The file is open for reading only, which is what keeps it from being written: temporary tables must be.
                try database.execute(sql: "PRAGMA query_only = 0; PRAGMA temp_store = FILE")
                try database.execute(sql: "PRAGMA temp.cache_size = -\(Self.cacheSize)")
                try database.execute(sql: "PRAGMA temp.max_page_count = \(room)")
            }
        }
    }

    /// Reads a page as ``RegistryReader/page(of:after:limit:in:)`` would have when the pass began.
    func page(of range: CandidateRange, after cursor: PageCursor, limit: Int) async throws -> CandidatePage {
        try await queue.readUnguarded { database in
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
    /// - Returns: what reads them, or the office's own where nothing can be copied
    private func fill(_ database: Database) throws -> RegistryReader {
        let statements = CopyStatements(layout: office.layout, range: range)
        do {
            try database.inTransaction(.deferred) {
                for step in statements.steps { try step.execute(in: database, of: office.layout) }
                for spelling in statements.spellings where try Bool.fetchOne(database, sql: spelling.isNeeded) == true {
                    try database.execute(sql: spelling.sql)
                }
                return .commit
            }
        } catch let failure as ReadingFailure {
            guard case .sqlite(let error) = failure.cause, Self.isAboutCopying(error) else { throw failure }
            return office
        } catch let error as DatabaseError where Self.isAboutCopying(error) {
            return office
        }
        return RegistryReader(layout: office.layout.copied, utcOffset: office.utcOffset)
    }

    /// Whether a copy cannot be made where the tables themselves can be read.
    ///
    /// The file of the office is only read, so what is full, or not to be found, is the folder for temporary files. Around
    /// a value that is too large the pages read one by one.
    private static func isAboutCopying(_ error: DatabaseError) -> Bool {
        error.resultCode == .SQLITE_FULL || error.resultCode == .SQLITE_TOOBIG
            || error.extendedResultCode == .SQLITE_IOERR_GETTEMPPATH
    }
}
