/// Runs the transactions of a database.
///
/// The program takes ``QueuedTransactions``. A simulation takes ``InlineTransactions``, so that their order is its own,
/// and lets what it likes happen before and after.
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

/// Runs each transaction on the thread that asks, with something before and after it: for simulations and tests.
package struct InlineTransactions: TransactionRunner {
    private let before: @Sendable (TransactionAccess) throws -> Void
    private let after: @Sendable (TransactionAccess) throws -> Void

    /// Tells what happens around each transaction.
    ///
    /// - Parameters:
    ///   - before: what it throws the transaction throws, and nothing is done
    ///   - after: called when a change is on disk; what it throws hides that from the caller
    package init(
        before: @escaping @Sendable (TransactionAccess) throws -> Void = { _ in },
        after: @escaping @Sendable (TransactionAccess) throws -> Void = { _ in }
    ) {
        self.before = before
        self.after = after
    }

    package func run<Value: Sendable>(_ transaction: Transaction<Value>) async throws -> Value {
        try before(transaction.access)
        let value = try transaction.inline()
        try after(transaction.access)
        return value
    }
}
