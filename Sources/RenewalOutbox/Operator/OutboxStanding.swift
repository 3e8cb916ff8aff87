package import RenewalRules

/// How the queue and the passes stand at one moment.
package struct OutboxStanding: Hashable, Sendable {
    /// What is still to be sent, by channel and state.
    package var parts: [QueuePart] = []
    /// All deliveries by state.
    package var counts: [DeliveryState: Int] = [:]
    /// Deliveries accepted, given up and returned since the instant asked for.
    package var sent = 0
    package var failed = 0
    package var bounced = 0
    /// The latest pass over the registry; `nil` before the first.
    package var lastPass: PassFigures?
    /// The latest that looked at all candidates.
    package var lastFullPass: PassFigures?

    package init() {}
}

/// Deliveries of a channel that wait in the same way.
package struct QueuePart: Hashable, Sendable {
    package let channel: String
    /// `pending`, `sending`, `deferred` or `held`.
    package let state: DeliveryState
    /// Why they are held; `nil` for the others.
    package let reason: String?
    /// Whether they are urgent or critical, which leave on any day.
    package let isUrgent: Bool
    package let count: Int
    /// When the first of them was planned.
    package let oldest: UnixTime
    /// When the first deferred one is tried again; `nil` for the others.
    package let nextAttempt: UnixTime?

    package init(
        channel: String,
        state: DeliveryState,
        reason: String? = nil,
        isUrgent: Bool = false,
        count: Int,
        oldest: UnixTime,
        nextAttempt: UnixTime? = nil
    ) {
        self.channel = channel
        self.state = state
        self.reason = reason
        self.isUrgent = isUrgent
        self.count = count
        self.oldest = oldest
        self.nextAttempt = nextAttempt
    }
}

/// One pass over the registry in numbers.
package struct PassFigures: Hashable, Sendable {
    package let day: CalendarDate
    package let startedAt: UnixTime
    package let endedAt: UnixTime
    /// Records looked at, and those of them that could not be read.
    package let examined: Int
    package let unreadable: Int
    package let plannedNotices: Int
    package let plannedDeliveries: Int
    /// Due notices without a route or a usable address.
    package let unreachable: Int
}
