import GRDB
import RenewalSQLite

/// A connection to an untrusted file: every read through it ends and takes little memory.
final class BoundedQueue: Sendable {
    private let queue: DatabaseQueue
    /// Kept alive for SQLite, which calls it while the connection is open.
    private let deadline: ReadingDeadline

    /// Opens the file; `configure` applies after the limits are in force.
    ///
    /// - Parameters:
    ///   - path: the SQLite file
    ///   - time: how long each read may take
    ///   - onSlow: called when a read takes unusually long
    ///   - configure: further setup of the connection
    /// - Throws: SQLite's error, or ``ReadingFailure`` when it took too long
    init(
        path: String,
        time: ReadingTime,
        onSlow: @escaping @Sendable () -> Void,
        configure: (inout Configuration) -> Void
    ) throws {
        let deadline = ReadingDeadline(time, onSlow: onSlow)
        self.deadline = deadline
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            deadline.install(on: database)
            // The schema may only call SQLite's own harmless functions.
            try database.execute(sql: "PRAGMA trusted_schema = 0")
            try ConnectionLimits.apply(to: database)
        }
        configure(&configuration)
        queue = try deadline.bounding { [configuration] in try DatabaseQueue(path: path, configuration: configuration) }
    }

    /// Reads in a transaction.
    ///
    /// - Throws: what `body` throws, ``ReadingFailure`` when it took too long
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await queue.read { [deadline] database in try deadline.bounding { try body(database) } }
    }

    /// Reads without a transaction, and may fill temporary tables.
    ///
    /// - Throws: what `body` throws, ``ReadingFailure`` when it took too long
    func readUnguarded<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await queue.unsafeRead { [deadline] database in try deadline.bounding { try body(database) } }
    }

    /// Reads on the calling thread.
    ///
    /// - Throws: what `body` throws, ``ReadingFailure`` when it took too long
    func readAtOnce<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try queue.read { database in try deadline.bounding { try body(database) } }
    }

    /// Frees the page cache.
    func releaseMemory() async {
        await withCheckedContinuation { continuation in
            queue.asyncRead { database in
                // A file that can no longer be read keeps its cache: the next read reports it.
                (try? database.get())?.releaseMemory()
                continuation.resume()
            }
        }
    }
}
