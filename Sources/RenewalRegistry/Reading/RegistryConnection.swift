import Dispatch
import GRDB
import RenewalRules
import RenewalSQLite
import Synchronization

/// An open database file and how it is read.
final class RegistryConnection: Sendable {
    let reader: RegistryReader
    let identity: FileIdentity
    private let path: String
    private let time: ReadingTime
    private let queues: [BoundedQueue]
    private let rounds: ReadingRounds
    /// What the pages of a mapped registry are read from, while there is a pass.
    private let copy = Mutex<PassCopy?>(nil)
    /// Where the copy's connection is opened, which may wait for somebody else's lock.
    private let opening = DispatchQueue(label: "renewald.registry.copy")
    /// Records whose lookup took too long, until when none of them is looked up.
    private let resting = Mutex<[RecordID.RecordType: (end: Duration, failure: ReadingFailure)]>([:])

    /// Reads of a pass that can run side by side: most of one is computing.
    static let passQueues = 2

    /// Rest after a lookup that took too long: the deliveries about other records are not kept waiting by one such after
    /// the other.
    private static let rest: Duration = .seconds(300)

    /// Opens `path` for reading only.
    init(
        path: String,
        mapping: RegistryMapping,
        time: ReadingTime,
        utcOffset: @escaping @Sendable (UnixTime) -> Duration
    ) throws(RegistryError) {
        // Taken before opening: a file replaced in between is then opened once too often, never read as the old one.
        identity = try FileIdentity(registryAt: path)
        self.path = path
        self.time = time
        do {
            let rounds = ReadingRounds(passQueues: Self.passQueues)
            self.rounds = rounds
            queues = try (0...Self.passQueues).map { place in
                try BoundedQueue(path: path, time: time, onSlow: { rounds.slow(place) }, configure: Self.configure)
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

    /// Sees to it that nothing is written.
    static func configure(_ configuration: inout Configuration) {
        configuration.readonly = true
        configuration.busyMode = .timeout(ConnectionLimits.busyTimeout)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA query_only = 1")
            try FoldedID.addFunction(to: database)
        }
    }

    /// Reads a page; a mapped registry is copied at the first one of a pass, and the others come from the copy.
    func page(of range: CandidateRange, after cursor: PageCursor?, limit: Int) async throws -> CandidatePage {
        guard reader.layout.isMapped, range.records == nil else {
            return try await read(for: .pass) { reader, database in
                try reader.page(of: range, after: cursor ?? .start, limit: limit, in: database)
            }
        }
        let copy = try await copy(of: range.whole, isNew: cursor == nil)
        let page = try await copy.page(of: range, after: cursor ?? .start, limit: limit)
        // A span is a part of a pass.
        if page.next == nil, range.span == nil { dropCopy(copy) }
        return page
    }

    /// The copy of the pass, made anew where there is none: a cursor stays good.
    private func copy(of range: CandidateRange, isNew: Bool) async throws -> PassCopy {
        if !isNew, let copy = copy(of: range) { return copy }
        return try await withCheckedThrowingContinuation { continuation in
            opening.async { continuation.resume(with: Result { try self.openCopy(of: range, isNew: isNew) }) }
        }
    }

    private func copy(of range: CandidateRange) -> PassCopy? { copy.withLock { $0?.range == range ? $0 : nil } }

    /// Opens a copy unless somebody else has by now; one after the other.
    private func openCopy(of range: CandidateRange, isNew: Bool) throws -> PassCopy {
        if !isNew, let copy = copy(of: range) { return copy }
        let new = try PassCopy(path: path, time: time, room: PassCopy.largestCopy, range: range, office: reader)
        copy.withLock { $0 = new }
        return new
    }

    /// Whether a pass over a mapped registry has begun and not ended.
    var hasCopy: Bool { copy.withLock { $0 != nil } }

    private func dropCopy(_ ended: PassCopy) {
        copy.withLock { if $0 === ended { $0 = nil } }
    }

    /// Looks records up; fails at once while records of their sort rest.
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

    /// Reads through the queue that has least to do.
    func read<Value: Sendable>(
        for purpose: ReadingRounds.Purpose,
        _ body: @escaping @Sendable (RegistryReader, Database) throws -> Value
    ) async throws -> Value {
        let place = await rounds.begin(for: purpose)
        defer { rounds.end(place) }
        return try await queues[place].read { [reader] database in try body(reader, database) }
    }

    /// Gives back the pages that each queue keeps, and the copy of a pass that broke off.
    func releaseMemory() async {
        copy.withLock { $0 = nil }
        for queue in queues { await queue.releaseMemory() }
    }

    /// Reads on the calling thread; for a simulation, which has one thread.
    func readAtOnce<Value>(_ body: (RegistryReader, Database) throws -> Value) throws -> Value {
        try queues[0].readAtOnce { database in try body(reader, database) }
    }
}
