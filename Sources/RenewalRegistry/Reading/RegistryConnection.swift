import Dispatch
import GRDB
import RenewalRules
import RenewalSQLite
import Synchronization

/// An open database file and how it is read.
final class RegistryConnection: Sendable {
    let reader: RegistryReader
    let identity: RegistryIdentity
    /// The reader after a command has brought an older registry up to date; `nil` before.
    private let newerReader = Mutex<RegistryReader?>(nil)
    private let path: String
    private let mapping: RegistryMapping
    private let time: ReadingTime
    private let queues: [BoundedQueue]
    private let rounds: ReadingRounds
    /// The copy for the pages of a mapped registry, during a pass.
    private let copy = Mutex<PassCopy?>(nil)
    /// Where the copy's connection is opened, which may wait for another program's lock.
    private let opening = DispatchQueue(label: "renewald.registry.copy")
    /// Record types whose lookup took too long, and until when they are not looked up.
    private let resting = Mutex<[RecordID.RecordType: (end: Duration, failure: ReadingFailure)]>([:])

    /// Parallel reads of a pass: most of a read is computation.
    static let passQueues = 2

    /// Pause after a lookup that took too long, so that deliveries about other records do not wait for one after
    /// another.
    private static let rest: Duration = .seconds(300)

    /// Opens `path` for reading only.
    init(
        path: String,
        mapping: RegistryMapping,
        time: ReadingTime,
        utcOffset: @escaping @Sendable (UnixTime) -> Duration
    ) throws(RegistryError) {
        // Taken before opening: a file replaced in between is opened once too often, but never mistaken for the old
        // one.
        identity = try RegistryIdentity(path: path, mapping: mapping)
        self.path = path
        self.mapping = mapping
        self.time = time
        do {
            let rounds = ReadingRounds(passQueues: Self.passQueues)
            self.rounds = rounds
            queues = try (0...Self.passQueues).map { place in
                try BoundedQueue(path: path, time: time, onSlow: { rounds.slow(place) }) { configuration in
                    Self.prepare(&configuration, for: mapping, utcOffset: utcOffset)
                }
            }
            reader = try queues[0].readAtOnce { database in
                RegistryReader(
                    layout: try RegistryLayout(mapping, in: database, path: path),
                    utcOffset: utcOffset
                )
            }
        } catch {
            throw RegistryError(error, path: path)
        }
    }

    /// Ensures that nothing is written.
    static func configure(_ configuration: inout Configuration) {
        configuration.readonly = true
        configuration.busyMode = .timeout(ConnectionLimits.busyTimeout)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA query_only = 1")
            try FoldedID.addFunction(to: database)
        }
    }

    /// The same for the SQL of a mapping.
    static func prepare(
        _ configuration: inout Configuration,
        for mapping: RegistryMapping,
        utcOffset: @escaping @Sendable (UnixTime) -> Duration
    ) {
        configure(&configuration)
        configuration.prepareDatabase { try mapping.prepare($0, utcOffset: utcOffset) }
    }

    /// Reads a page; a mapped registry is copied at the first page of a pass, and further pages come from the copy.
    func page(of range: CandidateRange, after cursor: PageCursor?, limit: Int) async throws -> CandidatePage {
        guard reader.layout.isMapped, range.records == nil else {
            return try await read(for: .pass) { reader, database in
                try reader.page(of: range, after: cursor ?? .start, limit: limit, in: database)
            }
        }
        let copy = try await copy(of: range.whole, isNew: cursor == nil)
        let page = try await copy.page(of: range, after: cursor ?? .start, limit: limit)
        // A span is only a part of a pass.
        if page.next == nil, range.span == nil { dropCopy(copy) }
        return page
    }

    /// The copy of the pass, made again if missing: a cursor remains valid.
    private func copy(of range: CandidateRange, isNew: Bool) async throws -> PassCopy {
        if !isNew, let copy = copy(of: range) { return copy }
        return try await withCheckedThrowingContinuation { continuation in
            opening.async { continuation.resume(with: Result { try self.openCopy(of: range, isNew: isNew) }) }
        }
    }

    private func copy(of range: CandidateRange) -> PassCopy? { copy.withLock { $0?.range == range ? $0 : nil } }

    /// Opens a copy unless another call already has; one at a time.
    private func openCopy(of range: CandidateRange, isNew: Bool) throws -> PassCopy {
        if !isNew, let copy = copy(of: range) { return copy }
        let new = try PassCopy(
            path: path,
            mapping: mapping,
            time: time,
            room: PassCopy.largestCopy,
            range: range,
            office: reader
        )
        copy.withLock { $0 = new }
        return new
    }

    /// Whether a pass over a mapped registry is in progress.
    var hasCopy: Bool { copy.withLock { $0 != nil } }

    private func dropCopy(_ ended: PassCopy) {
        copy.withLock { if $0 === ended { $0 = nil } }
    }

    /// Looks up records; fails at once while lookups of their type are paused.
    func subjects(of records: [RecordID]) async throws -> RecordBatch {
        let (types, now) = (Set(records.map(\.type)), time.uptime())
        let resting = resting.withLock { resting in types.compactMap { resting[$0] } }
        if let failure = resting.first(where: { now < $0.end })?.failure { throw failure }
        do {
            return try await read(for: .lookup) { reader, database in try reader.subjects(of: records, in: database) }
        } catch let failure as ReadingFailure {
            if case .tooLong = failure.cause, types.count == 1, let type = types.first {
                self.resting.withLock { $0[type] = (time.uptime() + Self.rest, failure) }
            }
            throw failure
        }
    }

    /// Reads through the least busy queue.
    func read<Value: Sendable>(
        for purpose: ReadingRounds.Purpose,
        _ body: @escaping @Sendable (RegistryReader, Database) throws -> Value
    ) async throws -> Value {
        let place = await rounds.begin(for: purpose)
        defer { rounds.end(place) }
        return try await queues[place].read { [self] database in try body(reader(in: database), database) }
    }

    /// Frees the page cache of each queue, and the copy of an interrupted pass.
    func releaseMemory() async {
        copy.withLock { $0 = nil }
        for queue in queues { await queue.releaseMemory() }
    }

    /// Reads on the calling thread; for a simulation, which has one thread.
    func readAtOnce<Value>(_ body: (RegistryReader, Database) throws -> Value) throws -> Value {
        try queues[0].readAtOnce { database in try body(reader(in: database), database) }
    }

    /// The reader as it is now: a command may have brought an older registry up to date since it was opened.
    private func reader(in database: Database) throws -> RegistryReader {
        guard reader.layout.isOlder else { return reader }
        if let newer = newerReader.withLock(\.self) { return newer }
        guard try ReferenceSelects.version(of: database) == ReferenceSchema.version else { return reader }
        let layout = try RegistryLayout(mapping, in: database, path: path)
        let newer = RegistryReader(layout: layout, utcOffset: reader.utcOffset)
        newerReader.withLock { $0 = newer }
        return newer
    }
}
