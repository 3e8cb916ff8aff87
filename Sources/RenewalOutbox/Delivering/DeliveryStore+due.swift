package import RenewalDelivery
package import RenewalRules

/// Loops over transactions: a process that ends between two of them leaves the rest for the next time.
extension DeliveryStore {
    /// Looks up deliveries of a channel that may leave now, without claiming any.
    ///
    /// Finds pending deliveries, deferred ones that are due, and those whose lease another claimer has lost, with their
    /// attempt marked ambiguous. A disabled channel returns nothing. A delivery that this version cannot read is held
    /// instead of blocking the others.
    ///
    /// - Parameters:
    ///   - channel: the channel's name in the configuration
    ///   - limit: the most to find
    ///   - known: deliveries that were found before and are not claimed yet
    ///   - minimumSeverity: less pressing deliveries are ignored
    ///   - lostLeases: what to do with deliveries whose lease has ended; `nil` ignores them, for a lane with running
    ///     attempts, because a clock set forward ends leases early
    ///   - now: the instant of the look
    /// - Returns: the most pressing first, then by due day
    /// - Throws: `writeFailed`, `busy`
    package func due(
        channel: String,
        limit: Int,
        besides known: Set<String> = [],
        minimumSeverity: Severity,
        lostLeases: AmbiguityPolicy?,
        at now: UnixTime
    ) async throws(OutboxError) -> DueBatch {
        func look() async throws(OutboxError) -> DueFindings {
            try await lookForDue(
                channel: channel,
                limit: limit,
                besides: known,
                minimumSeverity: minimumSeverity,
                lostLeases: lostLeases,
                at: now
            )
        }
        var found = try await look()
        if found.isBehind {
            try await putBack(channel: channel, lostLeases: lostLeases, at: now)
            found = try await look()
        }
        if !found.unreadable.isEmpty { try await holdUnreadable(found.unreadable, at: now) }
        let isAll = found.deliveries.count < limit && found.unreadable.isEmpty && !found.isBehind
        return DueBatch(deliveries: found.deliveries, mayBeMore: !isAll)
    }

    /// Claims deliveries of a channel on which nothing limits what a recipient gets.
    package func claim(
        _ ready: [Envelope],
        lease: Duration,
        at now: UnixTime
    ) async throws(OutboxError) -> Set<String> {
        try await claim(ready, lease: lease, within: nil, at: now)
    }

    /// Puts postponed deliveries back in the queue before their time, however many: what they waited for is over.
    ///
    /// - Throws: `writeFailed`, `busy`
    package func endPostponements(of deliveries: [String]) async throws(OutboxError) {
        let step = TransactionSize.deliveries
        for start in stride(from: 0, to: deliveries.count, by: step) {
            try await endPostponement(of: Array(deliveries[start..<min(start + step, deliveries.count)]))
        }
    }
}
