#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif
import GRDB
import RenewalFiles
import RenewalRules

/// The SQLite file of the outbox: its content before it is opened, and the setup of its connections.
struct StateFile {
    /// Only the daemon's user reads names and addresses; SQLite gives `-wal` and `-shm` the same mode.
    static let mode: mode_t = 0o600
    /// Longer than any of our transactions; an operator's command waits this long for the daemon.
    static let busyTimeout = 10.0
    /// Planning touches a dozen indexes at random: with less, most of its time goes into reading pages again.
    static let writerCacheKiB = 16_384
    /// Log pages moved into the file at a time, 16 MiB: the same page often changes again before that.
    static let checkpointPages = 4000
    /// Reads are rare compared with writes: a summary, a lookup before planning.
    static let readerCount = 2

    let path: String

    /// What lies at the path.
    enum Content {
        case missing
        /// An empty file, or a database in which nothing was made yet.
        case empty
        /// There is a rollback journal next to it that only a writer can undo.
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
            // A first start ended before the file had its write-ahead log, so it is still empty.
            return .unfinished
        } catch {
            throw OutboxError(error, path: path)
        }
    }

    /// Opens the file for reading only.
    ///
    /// - Returns: `nil` after an interrupted first start: it is still empty
    /// - Throws: `schemaTooOld` when a daemon has yet to migrate it; waits for one that is just doing so
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

    /// Opens a backup for reading, with this build's schema or an earlier one: only its copy is migrated.
    func openBackup() throws(OutboxError) -> DatabasePool {
        do {
            return try DatabasePool(path: path, configuration: configuration(readonly: true))
        } catch {
            throw OutboxError(error, path: path)
        }
    }

    /// Two seconds: creating or migrating the schema takes a fraction of one.
    private static let looksAtSchema = 40
    private static let pauseBetweenLooks: useconds_t = 50_000

    /// Opens the file for writing, creates it if necessary, and migrates its schema.
    ///
    /// Only one connection at all may checkpoint: SQLite before 3.51.3 can lose commits when two do so at once.
    func openForWriting(checkpoints: Checkpoints, at now: UnixTime) throws(OutboxError) -> DatabasePool {
        try create()
        try undoUnfinished()
        do {
            let pool = try DatabasePool(path: path, configuration: configuration(readonly: false))
            try pool.writeWithoutTransaction { database in
                // GRDB sets NORMAL when it opens a WAL pool, which loses acknowledged rows in a power failure.
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try database.execute(sql: "PRAGMA cache_size = \(-Self.writerCacheKiB)")
                // GRDB reads the answer before SQLite has stored the switch, so a disk error only shows here.
                guard try String.fetchOne(database, sql: "PRAGMA journal_mode") == "wal" else {
                    let reason = Phrase("无法启用预写日志（WAL）", "the write-ahead log cannot be set up")
                    throw OutboxError.writeFailed(reason: reason)
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

    /// Lets SQLite undo an interrupted first start, and inspects the file again.
    private func undoUnfinished() throws(OutboxError) {
        guard case .unfinished = try content() else { return }
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration(readonly: false))
            _ = try queue.read { try content(of: $0) }
        } catch {
            throw OutboxError(error, path: path)
        }
    }

    /// Whether a writing connection checkpoints.
    enum Checkpoints { case automatic, never }

    private func configuration(readonly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.label = "outbox"
        configuration.readonly = readonly
        configuration.busyMode = .timeout(Self.busyTimeout)
        configuration.maximumReaderCount = Self.readerCount
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            // Erased data are overwritten; Debian's SQLite does so by default.
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
        // A first start killed half-way leaves at most GRDB's own tables.
        let foreign = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'grdb_%'"
        guard try Int.fetchOne(database, sql: foreign) == 0 else { throw OutboxError.notADatabase(path: path) }
        return .empty
    }

    /// The size in bytes; `nil` without a file.
    ///
    /// The file is not opened for this: closing it would release the locks that SQLite has on it in this process.
    func size() throws(OutboxError) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard errno == ENOENT else { throw .unreadable(path: path, reason: SystemFault.last.phrase) }
            return nil
        }
        return Int(status.st_size)
    }

    /// The inode number, which a copy does not share.
    func inode() throws(OutboxError) -> Int64 {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .unreadable(path: path, reason: SystemFault.last.phrase) }
        return Int64(truncatingIfNeeded: status.st_ino)
    }

    /// Creates a missing file; an existing one is not opened.
    private func create() throws(OutboxError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, Self.mode)
        guard descriptor >= 0 else {
            guard errno == EEXIST else { throw .unreadable(path: path, reason: SystemFault.last.phrase) }
            return
        }
        close(descriptor)
    }
}
