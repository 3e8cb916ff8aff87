package import RenewalRules

/// What is wrong with a channel, and until when it sends nothing.
package struct ChannelState: Hashable, Sendable {
    /// What an administrator reads: where it went wrong and what was said; `nil` for a channel that works.
    package var fault: String?
    /// Since when the fault lasts.
    package var since: UnixTime?
    /// Rests since the channel last worked.
    package var rests: Int
    /// No attempt before this instant; `nil` when the next one may begin at once.
    package var restUntil: UnixTime?
    /// An operator wants nothing sent until then.
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

    /// Nothing leaves before this instant; `nil` when something may leave at once.
    package var silentUntil: UnixTime? { [restUntil, pausedUntil].compactMap(\.self).max() }
}
