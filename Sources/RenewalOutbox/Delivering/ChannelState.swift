package import RenewalRules

/// The fault of a channel, and until when it sends nothing.
package struct ChannelState: Hashable, Sendable {
    /// For an administrator: where it failed and what the other side said; `nil` for a working channel.
    package var fault: String?
    /// Since when the fault lasts.
    package var since: UnixTime?
    /// Rests since the channel last worked.
    package var rests: Int
    /// No attempt before this instant; `nil` when the next one may begin at once.
    package var restUntil: UnixTime?
    /// Until then an operator has paused the channel.
    package var pausedUntil: UnixTime?
    package var pausedBy: String?

    package init(
        fault: String? = nil,
        since: UnixTime? = nil,
        rests: Int = 0,
        restUntil: UnixTime? = nil,
        pausedUntil: UnixTime? = nil,
        pausedBy: String? = nil
    ) {
        self.fault = fault
        self.since = since
        self.rests = rests
        self.restUntil = restUntil
        self.pausedUntil = pausedUntil
        self.pausedBy = pausedBy
    }

    /// Nothing is sent before this instant; `nil` when sending may begin at once.
    package var silentUntil: UnixTime? { [restUntil, pausedUntil].compactMap(\.self).max() }
}
