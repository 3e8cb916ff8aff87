package import RenewalDelivery
package import RenewalRules

/// What monitoring reads of an outbox, all of one moment; without a name, an address or an id of anybody.
package struct OutboxReadings: Hashable, Sendable {
    /// Deliveries that are not finished, by channel and state; what there is none of is left out.
    package var waiting: [String: [DeliveryState: Int]] = [:]
    /// Deliveries finished since the counters began, by channel and the state in which they ended.
    ///
    /// One that an operator tried again, or that came back with a corrected address, counts each time it ends.
    package var finished: [String: [DeliveryState: Int]] = [:]
    /// Attempts that were answered, by channel and what they came to.
    package var attempts: [String: [Verdict.Outcome: Int]] = [:]
    /// How late deliveries were accepted: by channel, severity and bound, ascending.
    package var lateness: [LatenessCount] = []
    /// What has been due for longest, by channel and severity.
    package var due: [DueSince] = []
    /// The last pass that came to its end; `nil` before the first one.
    package var lastPass: PassReading?
    /// The last one that looked at all records.
    package var lastFullPass: PassReading?

    /// Readings of an outbox that has nothing.
    package init() {}

    /// Deliveries that were accepted with a lateness up to a bound and above the bound before it.
    package struct LatenessCount: Hashable, Sendable {
        package let channel: String
        package let severity: Severity
        /// Seconds, one of ``LatenessBound/all`` or ``LatenessBound/none``.
        package let bound: Int64
        package let count: Int
        /// The sum of their lateness.
        package let seconds: Int64
    }

    /// Since when something that could leave has been waiting.
    package struct DueSince: Hashable, Sendable {
        package let channel: String
        package let severity: Severity
        package let since: UnixTime

        /// Makes what has waited for longest.
        package init(channel: String, severity: Severity, since: UnixTime) {
            self.channel = channel
            self.severity = severity
            self.since = since
        }
    }

    /// A pass over the registry that came to its end.
    package struct PassReading: Hashable, Sendable {
        package let isFull: Bool
        package let startedAt: UnixTime
        package let endedAt: UnixTime
        /// Records looked at, and those of them that could not be read.
        package let examined: Int
        package let unreadable: Int
        /// Active registrations overdue for so long that nobody is reminded.
        package let longOverdue: Int
        /// Due notices without a route or a usable address.
        package let unreachable: Int
        /// The registrations looked at, by phase.
        package let phases: [RenewalPhase: Int]

        /// Makes a reading of a pass.
        package init(
            isFull: Bool,
            startedAt: UnixTime,
            endedAt: UnixTime,
            examined: Int,
            unreadable: Int,
            longOverdue: Int,
            unreachable: Int,
            phases: [RenewalPhase: Int]
        ) {
            self.isFull = isFull
            self.startedAt = startedAt
            self.endedAt = endedAt
            self.examined = examined
            self.unreadable = unreadable
            self.longOverdue = longOverdue
            self.unreachable = unreachable
            self.phases = phases
        }
    }
}
