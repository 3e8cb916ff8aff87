/// What a simulation puts at the door of the state file, to end or fail a daemon between any two transactions.
///
/// Where one stands, transactions run on the calling thread, so that their order is the simulation's alone. It comes
/// with the task and not with the file, because two daemons that believe to own one file must be told apart.
package struct OutboxProbe: Sendable {
    /// The probe of the task; the program itself never sets one.
    @TaskLocal package static var current: OutboxProbe?

    /// What a transaction does with the file.
    package enum Access: Sendable { case reads, writes }

    let before: @Sendable (Access) throws -> Void
    let after: @Sendable (Access) throws -> Void

    /// Makes a probe of what happens around each transaction.
    ///
    /// - Parameters:
    ///   - before: what it throws the call throws, and nothing is done
    ///   - after: called when the change is on disk; what it throws hides that from the caller
    package init(
        before: @escaping @Sendable (Access) throws -> Void,
        after: @escaping @Sendable (Access) throws -> Void
    ) {
        self.before = before
        self.after = after
    }

    func attend<Value>(
        _ access: Access,
        path: String,
        _ transaction: () throws -> Value
    ) throws(OutboxError) -> Value {
        do {
            try before(access)
            let value = try transaction()
            try after(access)
            return value
        } catch {
            throw OutboxError(error, path: path)
        }
    }
}
