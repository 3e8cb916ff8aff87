/// The state of a delivery.
package enum DeliveryState: String, Hashable, Sendable, CaseIterable {
    /// Waits to be claimed.
    case pending
    /// Claimed under a lease; an attempt is under way.
    case sending
    /// The other side took responsibility.
    case sent
    /// Tried, and waiting for its next attempt.
    case deferred
    /// Given up: refused for good, or tried for as long as the schedule allows.
    case failed
    /// Accepted, and reported later as not delivered; the reason is a ``BounceCause``.
    case bounced
    /// Not sent on purpose; the reason says why.
    case cancelled
    /// Waiting for an operator.
    case held
    /// Replaced by a later notice of the same series.
    case superseded
}
