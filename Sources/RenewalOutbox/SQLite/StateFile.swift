#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif
import GRDB
import RenewalFiles
import RenewalRules

/// The SQLite file under the outbox: what it is before it is opened, and how its connections are set up.
struct StateFile {
    /// Only the daemon's user reads names and addresses; SQLite gives `-wal` and `-shm` the same mode.
    static let mode: mode_t = 0o600
    /// Longer than any transaction of ours; an operator's command waits this long for the daemon.
    static let busyTimeout = 10.0
    /// Planning touches a dozen indexes at random places: with less, most of its time goes into reading pages again.
    static let writerCacheKiB = 16_384
    /// Log pages that are moved into the file at a time, 16 MiB: the same page is often changed again before that.
    static let checkpointPages = 4000
    /// Reading is rare beside the writer: a summary, a look-up before planning.
    static let readerCount = 2

    let path: String

    /// What lies at the path.
    enum Content {
        case missing
        /// An empty file, or a database in which nothing was made yet.
        case empty
        /// A rollback journal lies beside it that only a writer can undo.
        case unfinished
        case outbox
    }

    /// Looks at the file without changing it.
    ///
    /// - Throws: `notADatabase` for a foreign file, `schemaTooNew`, `damaged`, `unreadable`
    func content() throws(OutboxError) -> Content {
        guard let size = try size() else { return .missing }
        guard size > 0 else { return .empty }
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration(readonly: true))
            return try queue.read { try content(of: $0) }
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK {
            // A first start ended before the file had its write-ahead log: there is nothing in it yet.
            return .unfinished
        } catch {
            throw OutboxError(error, path: path)
        }
    }

    /// Opens the file for reading only.
    ///
    /// - Returns: `nil` where a first start was cut short: there is nothing in it yet
    /// - Throws: `schemaTooOld` when a daemon has yet to bring it up to date; one that is just doing so is waited for
    func openForReading() throws(OutboxError) -> DatabasePool? {
        do {
            let pool = try DatabasePool(path: path, configuration: configuration(readonly: true))
            let migrator = OutboxSchema.migrator(at: UnixTime(milliseconds: 0))
            for _ in 0..<Self.looksAtSchema {
                if try pool.read(migrator.hasCompletedMigrations) { return pool }
                let first = "SELECT sequence FROM notice LIMIT 1"
                guard try pool.read({ try Int.fetchOne($0, sql: first) }) != nil else { return nil }
                usleep(Self.pauseBetweenLooks)
            }
            throw OutboxError.schemaTooOld(path: path)
        } catch {
            throw OutboxError(error, path: path)
        }
    }

    /// Opens a backup for reading, of this build's schema or of an earlier one: its copy is brought up to date.
    func openBackup() throws(OutboxError) -> DatabasePool {
        do {
            return try DatabasePool(path: path, configuration: configuration(readonly: true))
        } catch {
            throw OutboxError(error, path: path)
        }
    }

    /// Two seconds: a daemon that makes or changes the schema needs a fraction of one.
    private static let looksAtSchema = 40
    private static let pauseBetweenLooks: useconds_t = 50_000

    /// Opens the file for writing, makes it if there is none, and brings its schema up to date.
    ///
    /// Only one connection in the world may move the log into the file: SQLite before 3.51.3 can lose commits when
    /// two do so at once.
    func openForWriting(checkpoints: Checkpoints, at now: UnixTime) throws(OutboxError) -> DatabasePool {
        try create()
        try undoUnfinished()
        do {
            let pool = try DatabasePool(path: path, configuration: configuration(readonly: false))
            try pool.writeWithoutTransaction { database in
                // GRDB sets NORMAL when it opens a WAL pool, which loses acknowledged rows when the power fails.
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try database.execute(sql: "PRAGMA cache_size = \(-Self.writerCacheKiB)")
                // GRDB reads the answer to the switch before SQLite has stored it: a disk error is only seen here.
                guard try String.fetchOne(database, sql: "PRAGMA journal_mode") == "wal" else {
                    throw OutboxError.writeFailed(reason: "the write-ahead log cannot be set up")
                }
                let pages = checkpoints == .never ? 0 : Self.checkpointPages
                try database.execute(sql: "PRAGMA wal_autocheckpoint = \(pages)")
            }
            try OutboxSchema.migrator(at: now).migrate(pool)
            return pool
        } catch {
            throw OutboxError(error, path: path)
        }
    }

    /// Lets SQLite undo what a first start left half-done, and looks again at what the file is.
    private func undoUnfinished() throws(OutboxError) {
        guard case .unfinished = try content() else { return }
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration(readonly: false))
            _ = try queue.read { try content(of: $0) }
        } catch {
            throw OutboxError(error, path: path)
        }
    }

    /// Whether a writing connection moves the log into the file.
    enum Checkpoints { case automatic, never }

    private func configuration(readonly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.label = "outbox"
        configuration.readonly = readonly
        configuration.busyMode = .timeout(Self.busyTimeout)
        configuration.maximumReaderCount = Self.readerCount
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            // What is erased is overwritten; Debian's SQLite does so anyway.
            try database.execute(sql: "PRAGMA secure_delete = ON")
            if database.configuration.readonly { try database.execute(sql: "PRAGMA wal_autocheckpoint = 0") }
        }
        return configuration
    }

    private func content(of database: Database) throws -> Content {
        let applicationID = try Int32.fetchOne(database, sql: "PRAGMA application_id")
        if applicationID == OutboxSchema.applicationID {
            let migrator = OutboxSchema.migrator(at: UnixTime(milliseconds: 0))
            guard try !migrator.hasBeenSuperseded(database) else { throw OutboxError.schemaTooNew(path: path) }
            return .outbox
        }
        // A first start that was killed half-way leaves at most GRDB's own tables.
        let foreign = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'grdb_%'"
        guard try Int.fetchOne(database, sql: foreign) == 0 else { throw OutboxError.notADatabase(path: path) }
        return .empty
    }

    /// The size in bytes; `nil` without a file.
    ///
    /// The file is not opened for it: closing it again would free the locks that SQLite holds on it in this process.
    func size() throws(OutboxError) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard errno == ENOENT else { throw .unreadable(path: path, reason: SystemFault.text) }
            return nil
        }
        return Int(status.st_size)
    }

    /// The number of the file in its file system, which a copy does not share.
    func inode() throws(OutboxError) -> Int64 {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .unreadable(path: path, reason: SystemFault.text) }
        return Int64(truncatingIfNeeded: status.st_ino)
    }

    /// Makes a missing file; one that is there is not opened.
    private func create() throws(OutboxError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, Self.mode)
        guard descriptor >= 0 else {
            guard errno == EEXIST else { throw .unreadable(path: path, reason: SystemFault.text) }
            return
        }
        close(descriptor)
    }
}
