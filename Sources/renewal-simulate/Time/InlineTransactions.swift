import RenewalSQLite

/// Runs transactions on the event loop's one thread, with something before and after each.
struct InlineTransactions: TransactionRunner {
    /// What it throws the transaction throws, and nothing is done.
    var before: @Sendable (TransactionAccess) throws -> Void = { _ in }
    /// Called when a change is on disk; what it throws hides that from the caller.
    var after: @Sendable (TransactionAccess) throws -> Void = { _ in }

    func run<Value: Sendable>(_ transaction: Transaction<Value>) async throws -> Value {
        try before(transaction.access)
        let value = try transaction.inline()
        try after(transaction.access)
        return value
    }
}
