package import RenewalRules

/// A loop over transactions: a process that ends between two of them leaves the hold and the rest for the next time.
extension OperatorStore {
    /// Lets sending go on, or the part that is held for a scope; what a part kept back goes first.
    ///
    /// What an operator has stopped goes on with ``releaseOperatorsHold(at:)`` alone.
    ///
    /// - Parameters:
    ///   - scope: the only hold to end; `nil` for all of the guard's
    ///   - now: when the order is given
    /// - Returns: the released holds
    /// - Throws: `writeFailed`, `busy`
    package func releaseSending(
        _ scope: HoldScope? = nil,
        at now: UnixTime
    ) async throws(OutboxError) -> [SendingHold] {
        try await releaseSending(where: { $0.reason != .byOperator && (scope == nil || $0.scope == scope) }, at: now)
    }

    /// Lets sending go on that an operator has stopped.
    ///
    /// - Returns: that hold; empty when there was none
    /// - Throws: `writeFailed`, `busy`
    package func releaseOperatorsHold(at now: UnixTime) async throws(OutboxError) -> [SendingHold] {
        try await releaseSending(where: { $0.reason == .byOperator }, at: now)
    }

    private func releaseSending(
        where isMeant: (SendingHold) -> Bool,
        at now: UnixTime
    ) async throws(OutboxError) -> [SendingHold] {
        let holds = try await sendingHolds().filter(isMeant)
        for hold in holds {
            while try await !release(hold, atMost: TransactionSize.deliveries, at: now) {}
        }
        return holds
    }
}
