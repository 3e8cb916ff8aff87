import GRDB
import RenewalRules

/// An open database file and how it is read.
struct RegistryConnection {
    let reader: RegistryReader
    let identity: FileIdentity
    private let queues: [DatabaseQueue]
    private let rounds: ReadingRounds

    /// Reads that can run side by side: most of one is computing.
    static let queueCount = 2

    /// How long SQLite waits for somebody else's lock, in seconds.
    static let busyTimeout = 5.0

    /// Opens `path` for reading only.
    init(
        path: String,
        mapping: RegistryMapping,
        utcOffset: @escaping @Sendable (UnixTime) -> Duration
    ) throws(RegistryError) {
        // Taken before opening: a file replaced in between is then opened once too often, never read as the old one.
        identity = try FileIdentity(path: path)
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(Self.busyTimeout)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA query_only = 1")
            try FoldedID.addFunction(to: database)
        }
        do {
            queues = try (0..<Self.queueCount).map { _ in
                try DatabaseQueue(path: path, configuration: configuration)
            }
            rounds = ReadingRounds(queueCount: queues.count)
            reader = try queues[0].read { database in
                RegistryReader(
                    layout: try RegistryLayout(mapping, in: database, path: path),
                    utcOffset: utcOffset
                )
            }
        } catch {
            throw RegistryError(error, path: path)
        }
    }

    /// Reads through the queue that has least to do.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (RegistryReader, Database) throws -> Value
    ) async throws -> Value {
        let place = await rounds.begin()
        defer { rounds.end(place) }
        return try await queues[place].read { [reader] database in try body(reader, database) }
    }

    /// Gives back the pages that each queue keeps.
    func releaseMemory() async {
        for queue in queues {
            await withCheckedContinuation { continuation in
                queue.asyncRead { database in
                    // A file that cannot be read any more keeps what it has: the next read tells of it.
                    (try? database.get())?.releaseMemory()
                    continuation.resume()
                }
            }
        }
    }

    /// Reads on the calling thread; for a simulation, which has one thread.
    func readAtOnce<Value>(_ body: (RegistryReader, Database) throws -> Value) throws -> Value {
        try queues[0].read { database in try body(reader, database) }
    }
}
