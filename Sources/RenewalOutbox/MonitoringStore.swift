package import RenewalRules

/// The outbox as monitoring sees it: how much waits and for how long, and what was counted.
package protocol MonitoringStore: OutboxLookups {
    /// Reads everything that monitoring shows, in one short read, however much the outbox holds.
    ///
    /// - Parameter now: what is due is compared with this instant
    /// - Returns: the readings; empty while there is no state file
    /// - Throws: `damaged`, `busy`
    func readings(at now: UnixTime) async throws(OutboxError) -> OutboxReadings
}
