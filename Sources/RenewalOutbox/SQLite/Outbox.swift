import Foundation
import GRDB
package import RenewalRules
package import RenewalSQLite

/// The durable outbox in a SQLite file: what is to be told to whom, and what became of it.
///
/// Text and addresses are stored as given.
package final class Outbox: OutboxStore {
    package let instanceID: String
    package let secret: FileSecret?

    let path: String
    /// `nil` when there is nothing to read yet.
    let pool: DatabasePool?
    /// Writes to `pool`.
    private let group: GroupCommit?
    private let runner: any TransactionRunner
    /// Held by the daemon only.
    let lock: FileLock?
    /// Files that others could read or write until the daemon tightened their modes.
    package let narrowedFiles: [String]

    /// Opens a state file.
    ///
    /// - Parameters:
    ///   - path: the file
    ///   - access: what is to be done with it
    ///   - now: the instant at which a new file is made
    ///   - runner: how its transactions are run
    /// - Throws: `locked` when another daemon has it, `missing` for an operator's command without a file,
    ///   `schemaTooNew`, `notADatabase`, `damaged`, `unreadable`, `unsafe`; the file is not touched then
    package init(
        path: String,
        access: OutboxAccess,
        at now: UnixTime,
        running runner: any TransactionRunner = QueuedTransactions()
    ) throws(OutboxError) {
        self.runner = runner
        let file = access == .backup ? try StateFile(backup: path) : try StateFile(ownPath: path)
        let path = file.path
        self.path = path
        lock = access == .daemon ? try FileLock(forStateFileAt: path) : nil
        narrowedFiles = access == .backup ? [] : try file.requireOwn(narrowing: access == .daemon)
        let content = try file.content()
        switch (access, content) {
        case (.daemon, _): pool = try file.openForWriting(checkpoints: .automatic, at: now)
        case (.operatorCommand, .outbox): pool = try file.openForWriting(checkpoints: .never, at: now)
        case (.operatorCommand, _): throw .missing(path: path)
        case (.reading, .outbox): pool = try file.openForReading()
        case (.backup, .outbox): pool = try file.openBackup()
        case (.reading, _), (.backup, _): pool = nil
        }
        group = pool.map(GroupCommit.init)
        do {
            let query = "SELECT id FROM instance"
            instanceID = try pool?.read { try String.fetchOne($0, sql: query) } ?? ""
            secret = try pool?.read { database in
                // A backup from a build without the secret has no place for one.
                let isEarlier = try access == .backup && !database.hasSecret()
                return isEarlier ? nil : try database.secret()
            }
        } catch {
            throw OutboxError(error, path: path)
        }
    }

    /// Runs a query on a snapshot of the file; returns `empty` without a file.
    func read<Value: Sendable>(
        orEmpty empty: Value,
        _ query: @escaping @Sendable (Database) throws -> Value
    ) async throws(OutboxError) -> Value {
        guard let pool else { return empty }
        return try await run(
            Transaction(
                .reads,
                inline: { try pool.read(query) },
                queued: { try await Self.read(from: pool, query) }
            )
        )
    }

    /// Not by GRDB's own async functions: those give up when the task is cancelled.
    private static func read<Value: Sendable>(
        from pool: DatabasePool,
        _ query: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncRead { database in continuation.resume(with: Result { try query(database.get()) }) }
        }
    }

    /// Runs `change` in an immediate transaction, possibly with others, completely or not at all.
    func write<Value: Sendable>(
        _ change: @escaping @Sendable (Database) throws -> Value
    ) async throws(OutboxError) -> Value {
        guard let pool, let group else { throw .missing(path: path) }
        return try await run(
            Transaction(
                .writes,
                inline: { try pool.write(change) },
                queued: { try await group.write(change) }
            )
        )
    }

    func run<Value: Sendable>(_ transaction: Transaction<Value>) async throws(OutboxError) -> Value {
        do {
            return try await runner.run(transaction)
        } catch {
            throw OutboxError(error, path: path)
        }
    }

    package func releaseMemory() async {
        guard let pool else { return }
        // What is not given back now is so after the next pass.
        try? await run(
            Transaction(
                .reads,
                inline: { pool.releaseMemory() },
                queued: {
                    pool.releaseMemoryEventually()
                    await withCheckedContinuation { continuation in
                        // Queued behind it on the writer.
                        pool.asyncWriteWithoutTransaction { _ in continuation.resume() }
                    }
                }
            )
        )
    }
}
