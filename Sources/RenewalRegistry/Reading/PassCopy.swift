import GRDB
import RenewalRules
import Synchronization

/// The rows for one pass over a mapped registry, in private temporary tables from which the pages are read.
///
/// The office's SQL may compute the days and ids by which pages are found, and would compute all of them again for each
/// page. Here every SELECT is copied once per pass. They run in one read without planning in between, so that the
/// office's log is pinned, or its file locked against writing, only while SQLite steps; and all pages show the same
/// moment.
///
/// What does not fit into SQLite's cache goes into an unnamed file in its temporary folder (`TMPDIR`, else /var/tmp)
/// that disappears with this value. If there is no room, or a value is too large to be copied, the pages are read from
/// the office's tables after all: a slow pass is better than none.
///
/// The copy is a single read with the time limit of one: 600,000 rows take four seconds.
final class PassCopy: Sendable {
    /// What it was made for.
    let range: CandidateRange
    private let queue: BoundedQueue
    private let office: RegistryReader
    /// Reads the pages, once the first one has been requested.
    private let reader = Mutex<RegistryReader?>(nil)

    /// Kibibytes of the tables that stay in memory.
    private static let cacheSize = 8192
    /// The largest copy in pages, 2 GiB: an endless view must not fill the disk.
    static let largestCopy = 1 << 19

    /// Opens a separate connection; the tables are filled when the first page is requested, with up to `room` pages.
    init(
        path: String,
        mapping: RegistryMapping,
        time: ReadingTime,
        room: Int,
        range: CandidateRange,
        office: RegistryReader
    ) throws {
        self.range = range
        self.office = office
        queue = try BoundedQueue(path: path, time: time, onSlow: {}) { configuration in
            RegistryConnection.prepare(&configuration, for: mapping, utcOffset: office.utcOffset)
            configuration.prepareDatabase { database in
                // The file is opened read-only, which protects it; temporary tables must be writable.
                try database.execute(sql: "PRAGMA query_only = 0; PRAGMA temp_store = FILE")
                try database.execute(sql: "PRAGMA temp.cache_size = -\(Self.cacheSize)")
                try database.execute(sql: "PRAGMA temp.max_page_count = \(room)")
            }
        }
    }

    /// Reads a page as ``RegistryReader/page(of:after:limit:in:)`` would have done when the pass began.
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
        // Set only on this queue, which runs one task at a time.
        let known = reader.withLock(\.self)
        let reader = try known ?? fill(database)
        self.reader.withLock { $0 = reader }
        return try reader.page(of: range, after: cursor, limit: limit, in: database)
    }

    /// Fills the tables.
    ///
    /// - Returns: a reader of them, or of the office's own tables when nothing can be copied
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

    /// Whether the copy fails although the tables themselves can be read.
    ///
    /// The office's file is only read, so anything full or missing is the temporary folder. Pages read around a value
    /// that is too large.
    private static func isAboutCopying(_ error: DatabaseError) -> Bool {
        error.resultCode == .SQLITE_FULL || error.resultCode == .SQLITE_TOOBIG
            || error.extendedResultCode == .SQLITE_IOERR_GETTEMPPATH
    }
}
