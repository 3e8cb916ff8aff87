package import RenewalRules

/// A loop over transactions: a process that ends between two of them leaves the hold and the rest for the next time.
extension OperatorStore {
    /// Lets sending go on, or the part that is held for a scope; what a part kept back goes first.
    ///
    /// - Parameters:
    ///   - scope: the only hold to end; `nil` for all
    ///   - now: when the order is given
    /// - Returns: the released holds
    /// - Throws: `writeFailed`, `busy`
    package func releaseSending(
        _ scope: HoldScope? = nil,
        at now: UnixTime
    ) async throws(OutboxError) -> [SendingHold] {
        let holds = try await sendingHolds().filter { scope == nil || $0.scope == scope }
        for hold in holds {
            while try await !release(hold, atMost: TransactionSize.deliveries, at: now) {}
        }
        return holds
    }
}
