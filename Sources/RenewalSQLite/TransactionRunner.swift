/// Runs the transactions of a database.
///
/// The program takes ``QueuedTransactions``. A simulation runs each on the thread that asks, so that their order is its
/// own, and lets what it likes happen before and after.
package protocol TransactionRunner: Sendable {
    /// Runs a transaction once, or throws; an error may also hide that it was stored.
    func run<Value: Sendable>(_ transaction: Transaction<Value>) async throws -> Value
}

/// A transaction that is ready to be run, in one of two ways.
package struct Transaction<Value: Sendable>: Sendable {
    /// What it does with the file.
    package let access: TransactionAccess
    /// Runs it on the calling thread, which waits for it.
    package let inline: @Sendable () throws -> Value
    /// Runs it on a thread of SQLite's; changes may be written to disk together with others.
    package let queued: @Sendable () async throws -> Value

    package init(
        _ access: TransactionAccess,
        inline: @escaping @Sendable () throws -> Value,
        queued: @escaping @Sendable () async throws -> Value
    ) {
        self.access = access
        self.inline = inline
        self.queued = queued
    }
}

/// What a transaction does with its file.
package enum TransactionAccess: Hashable, Sendable { case reads, writes }

/// Runs transactions the program's way: no thread of Swift's waits for a disk.
package struct QueuedTransactions: TransactionRunner {
    package init() {}

    package func run<Value: Sendable>(_ transaction: Transaction<Value>) async throws -> Value {
        try await transaction.queued()
    }
}
