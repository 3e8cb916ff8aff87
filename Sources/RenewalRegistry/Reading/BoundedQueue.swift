import GRDB
import RenewalSQLite

/// A connection to a file that is not trusted: what is read through it ends, and takes little memory.
final class BoundedQueue: Sendable {
    private let queue: DatabaseQueue
    /// Kept for SQLite, which asks it as long as the connection is open.
    private let deadline: ReadingDeadline

    /// Opens the file; what `configure` adds is prepared after the limits are in force.
    ///
    /// - Parameters:
    ///   - path: the SQLite file
    ///   - time: how long each read may take
    ///   - onSlow: called while a read takes longer than most
    ///   - configure: what is particular to the connection
    /// - Throws: what SQLite says, ``ReadingFailure`` when it took too long
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
            // What the schema calls has to be a harmless function of SQLite's own.
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

    /// Reads without a transaction of its own, and may fill temporary tables.
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

    /// Gives back the pages that are kept.
    func releaseMemory() async {
        await withCheckedContinuation { continuation in
            queue.asyncRead { database in
                // A file that cannot be read any more keeps what it has: the next read tells of it.
                (try? database.get())?.releaseMemory()
                continuation.resume()
            }
        }
    }
}
