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
    /// An operator's order, which may have ended by itself.
    package var pause: ChannelPause?

    package init(
        fault: String? = nil,
        since: UnixTime? = nil,
        rests: Int = 0,
        restUntil: UnixTime? = nil,
        pause: ChannelPause? = nil
    ) {
        self.fault = fault
        self.since = since
        self.rests = rests
        self.restUntil = restUntil
        self.pause = pause
    }

    /// When sending may begin.
    ///
    /// - Returns: `now` when it may at once; `nil` for a channel that waits for an operator
    package func opening(at now: UnixTime) -> UnixTime? {
        let end = pause.map { $0.holds(at: now) ? $0.until : now } ?? now
        return end.map { max($0, restUntil ?? now, now) }
    }
}

/// An operator's order that a channel sends nothing.
package struct ChannelPause: Hashable, Sendable {
    package let since: UnixTime
    /// Its end; `nil` until an operator resumes the channel.
    package let until: UnixTime?
    /// The account that gave the order.
    package let by: String
    package let reason: String?

    package init(since: UnixTime, until: UnixTime? = nil, by: String, reason: String? = nil) {
        self.since = since
        self.until = until
        self.by = by
        self.reason = reason
    }

    /// Whether it is in force: a pause may have ended by itself.
    package func holds(at now: UnixTime) -> Bool { until.map { now < $0 } ?? true }
}
