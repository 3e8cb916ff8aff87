import GRDB
import RenewalRules

/// An open database file and how it is read.
struct RegistryConnection {
    let queue: DatabaseQueue
    let reader: RegistryReader
    let identity: FileIdentity

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
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA query_only = 1") }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            reader = try queue.read { database in
                RegistryReader(
                    layout: try RegistryLayout(mapping, in: database, path: path),
                    utcOffset: utcOffset
                )
            }
        } catch {
            throw RegistryError(error, path: path)
        }
    }

    /// Reads on the calling thread; for a simulation, which has one thread.
    func readAtOnce<Value>(_ body: (RegistryReader, Database) throws -> Value) throws -> Value {
        try queue.read { database in try body(reader, database) }
    }
}
