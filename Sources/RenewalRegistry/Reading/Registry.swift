import Dispatch
import GRDB
package import RenewalRules
package import RenewalSQLite
import Synchronization

/// The registration office's database, opened read-only.
///
/// Nothing here ever writes: the file is opened with `SQLITE_OPEN_READONLY` and `PRAGMA query_only`. Reads are short
/// and never delay the office's own writing. A replaced file is noticed and opened again.
package final class Registry: RegistrySource {
    private let path: String
    private let mapping: RegistryMapping
    private let time: ReadingTime
    private let utcOffset: @Sendable (UnixTime) -> Duration
    private let runner: any TransactionRunner
    /// `nil` until the first read, if it is opened later.
    private let connection: Mutex<RegistryConnection?>
    /// Where it is opened, which may take as long as a read.
    private let opening = DispatchQueue(label: "renewald.registry.opening")

    package var parallelReads: Int { RegistryConnection.passQueues }

    /// Names a database that each read tries to open until one succeeds: it may be on a share that is not mounted yet.
    ///
    /// - Parameters:
    ///   - path: the SQLite file
    ///   - mapping: how an office's own layout is read; empty for the reference schema
    ///   - time: how long each read may take
    ///   - utcOffset: how far business time is ahead of UTC at an instant (rule A12)
    ///   - runner: how its reads are run
    package init(
        openedLater path: String,
        mapping: RegistryMapping,
        time: ReadingTime,
        utcOffset: @escaping @Sendable (UnixTime) -> Duration,
        running runner: any TransactionRunner
    ) {
        self.runner = runner
        self.path = path
        self.mapping = mapping
        self.time = time
        self.utcOffset = utcOffset
        connection = Mutex(nil)
    }

    package func page(
        of range: CandidateRange,
        after cursor: PageCursor?,
        limit: Int
    ) async throws(RegistryError) -> CandidatePage {
        try await run(
            inline: { connection in
                try connection.readAtOnce { reader, database in
                    try reader.page(of: range, after: cursor ?? .start, limit: limit, in: database)
                }
            },
            queued: { try await $0.page(of: range, after: cursor, limit: limit) }
        )
    }

    package func changes(since: UnixTime, limit: Int) async throws(RegistryError) -> Set<RecordID>? {
        try await read(for: .pass) { reader, database in try reader.changes(since: since, limit: limit, in: database) }
    }

    /// Opens it where it is not open, on the calling thread, and checks that everything a scan reads is there.
    ///
    /// - Throws: ``RegistryError`` when the file, its schema or the mapping cannot be used
    package func open() throws(RegistryError) { _ = try opening.sync(execute: openingResult).get() }

    package func identity() async throws(RegistryError) -> String {
        try await run(inline: { "\($0.identity)" }, queued: { "\($0.identity)" })
    }

    package func subjects(_ records: [RecordID]) async throws(RegistryError) -> CandidatePage {
        let batch = try await run(
            inline: { connection in
                try connection.readAtOnce { reader, database in try reader.subjects(of: records, in: database) }
            },
            queued: { try await $0.subjects(of: records) }
        )
        return CandidatePage(subjects: batch.subjects, quarantined: batch.problems, next: nil)
    }

    package func subjects(ofEmployer employer: String) async throws(RegistryError) -> [Subject] {
        try await read(for: .lookup) { reader, database in
            try reader.subjects(ofEmployer: employer, in: database).subjects
        }
    }

    package func employers(
        of records: [RecordID]
    ) async throws(RegistryError) -> [RecordID: Employer] {
        try await read(for: .lookup) { reader, database in try reader.employers(of: records, in: database) }
    }

    package func employer(_ id: String) async throws(RegistryError) -> Employer? {
        try await read(for: .lookup) { reader, database in try reader.employer(id, in: database) }
    }

    package func programsOfEmployers() async throws(RegistryError) -> [String: String] {
        try await read(for: .pass) { reader, database in
            guard let programs = reader.layout.programs else { return [:] }
            let rows = try Row.fetchAll(database.cachedStatement(sql: programs))
            let pairs = rows.compactMap { row -> (String, String)? in
                guard let id = String.fromDatabaseValue(row[0]), let channel = String.fromDatabaseValue(row[1]) else {
                    return nil
                }
                return (id, channel)
            }
            return Dictionary(pairs) { first, _ in first }
        }
    }

    package func records(answering clue: Clue, limit: Int) async throws(RegistryError) -> AnsweringRecords {
        var found = AnsweringRecords(limit: limit)
        var place: SearchPlace? = .start
        while let from = place {
            (found, place) = try await read(for: .pass) { [found] reader, database in
                var found = found
                let next = try reader.search(for: clue, from: from, adding: &found, in: database)
                return (found, next)
            }
        }
        return found
    }

    package func counts() async throws(RegistryError) -> RegistryCounts {
        try await read(for: .pass) { reader, database in try reader.counts(in: database) }
    }

    package func counts(overdueBefore day: CalendarDate) async throws(RegistryError) -> Int {
        try await read(for: .pass) { reader, database in try reader.count(overdueBefore: day, in: database) }
    }

    /// Whether the registrations are read by the office's own SQL.
    var isMapped: Bool { mapping.registrations != nil }

    /// Finds active registrations by their recorded expiry.
    ///
    /// - Returns: up to `limit` ids, in no order
    func registrations(
        endingOutside days: ClosedRange<CalendarDate>,
        limit: Int
    ) async throws(RegistryError) -> [String] {
        try await read(for: .pass) { reader, database in
            try reader.registrations(outside: days, limit: limit, in: database)
        }
    }

    package func releaseMemory() async {
        guard let open = connection.withLock(\.self) else { return }
        // What is not given back now is so after the next pass; inline, nothing is: it would wait for every queue.
        try? await runner.run(Transaction(.reads, inline: {}, queued: { await open.releaseMemory() }))
    }

    func read<Value: Sendable>(
        for purpose: ReadingRounds.Purpose,
        _ body: @escaping @Sendable (RegistryReader, Database) throws -> Value
    ) async throws(RegistryError) -> Value {
        try await run(inline: { try $0.readAtOnce(body) }, queued: { try await $0.read(for: purpose, body) })
    }

    /// Runs a read of the file that the path leads to by now.
    private func run<Value: Sendable>(
        inline: @escaping @Sendable (RegistryConnection) throws -> Value,
        queued: @escaping @Sendable (RegistryConnection) async throws -> Value
    ) async throws(RegistryError) -> Value {
        do {
            return try await runner.run(
                Transaction(
                    .reads,
                    inline: { [self] in try inline(openAnew()) },
                    queued: { [self] in try await queued(connected()) }
                )
            )
        } catch {
            throw RegistryError(error, path: path)
        }
    }

    /// The open connection, or a new one if the file has been replaced.
    ///
    /// Awaiting it does not block a thread.
    private func connected() async throws(RegistryError) -> RegistryConnection {
        if let open = try openConnection() { return open }
        let result = await withCheckedContinuation { continuation in
            opening.async { continuation.resume(returning: self.openingResult()) }
        }
        return try result.get()
    }

    private func openingResult() -> Result<RegistryConnection, RegistryError> {
        Result { () throws(RegistryError) in try openAnew() }
    }

    private func openConnection() throws(RegistryError) -> RegistryConnection? {
        let identity = try RegistryIdentity(path: path, mapping: mapping)
        return connection.withLock { $0?.identity == identity ? $0 : nil }
    }

    /// Opens the file unless another call already has; one at a time.
    private func openAnew() throws(RegistryError) -> RegistryConnection {
        if let open = try openConnection() { return open }
        let opened = try RegistryConnection(path: path, mapping: mapping, time: time, utcOffset: utcOffset)
        connection.withLock { $0 = opened }
        return opened
    }
}
