import GRDB
import Synchronization

/// Combines changes that wait while another is written to disk into one transaction with a single sync.
///
/// A change never waits for others: if the writer is free it begins at once. Each is kept or rolled back by itself, and
/// its caller is notified once the transaction is on disk.
///
/// - Source: P. Helland et al., "Group Commit Timers and High-Volume Transaction Systems" (1987)
final class GroupCommit: Sendable {
    /// The most changes of one transaction.
    static let largestGroup = 256

    /// A change and its waiting caller.
    private struct Entry: Sendable {
        /// Makes the change and keeps its value.
        let change: @Sendable (Database) throws -> Void
        /// Called once, with the error that kept the change from being stored.
        let end: @Sendable ((any Error)?) -> Void
    }

    private struct State {
        var waiting: [Entry] = []
        var isWriting = false
    }

    private let pool: DatabasePool
    private let state = Mutex(State())

    init(_ pool: DatabasePool) { self.pool = pool }

    /// The number of changes waiting for the next transaction.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Makes a change in an immediate transaction, completely or not at all.
    func write<Value: Sendable>(
        _ change: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            nonisolated(unsafe) var value: Value?
            let entry = Entry(
                change: { value = try change($0) },
                end: { failure in
                    if let failure { return continuation.resume(throwing: failure) }
                    guard let value else { preconditionFailure("a change that did not fail has a value") }
                    continuation.resume(returning: value)
                }
            )
            let isFirst = state.withLock { state in
                state.waiting.append(entry)
                defer { state.isWriting = true }
                return !state.isWriting
            }
            if isFirst { writeNextGroup() }
        }
    }

    private func writeNextGroup() {
        pool.asyncWriteWithoutTransaction { [self] database in
            let group = state.withLock { state in
                let group = state.waiting.prefix(Self.largestGroup)
                state.waiting.removeFirst(group.count)
                return Array(group)
            }
            Self.write(group, in: database)
            let isLast = state.withLock { state in
                state.isWriting = !state.waiting.isEmpty
                return !state.isWriting
            }
            if !isLast { writeNextGroup() }
        }
    }

    private static func write(_ group: [Entry], in database: Database) {
        var failures: [(any Error)?] = group.map { _ in nil }
        do {
            try database.inTransaction(.immediate) {
                for (number, entry) in group.enumerated() {
                    failures[number] = try failure(of: entry, isAlone: group.count == 1, in: database)
                }
                return .commit
            }
            for (entry, failure) in zip(group, failures) { entry.end(failure) }
        } catch {
            for (entry, failure) in zip(group, failures) { entry.end(failure ?? error) }
        }
    }

    /// Makes one change of a transaction; rolls it back alone when it fails.
    ///
    /// - Returns: what it failed with
    /// - Throws: what ends the whole transaction
    private static func failure(of entry: Entry, isAlone: Bool, in database: Database) throws -> (any Error)? {
        guard !isAlone else {
            try entry.change(database)
            return nil
        }
        do {
            try database.inSavepoint {
                try entry.change(database)
                return .commit
            }
            return nil
        } catch {
            // An error such as a full disk has rolled back the earlier changes too.
            guard database.isInsideTransaction else { throw error }
            return error
        }
    }
}
