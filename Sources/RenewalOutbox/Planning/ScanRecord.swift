package import RenewalRules

/// One completed pass over the registry.
package struct ScanRecord: Hashable, Sendable {
    /// The business day the pass was for.
    package let day: CalendarDate
    /// Whether it looked at all candidates, or only at those that had changed.
    package let isFull: Bool
    /// Identifies what a pass depends on besides the records: the registry's file, the configuration, the version.
    package let basis: String
    package let startedAt: UnixTime
    package let endedAt: UnixTime
    /// Records looked at, and those of them that could not be read.
    package let examined: Int
    package let quarantined: Int
    package let plannedNotices: Int
    package let plannedDeliveries: Int
    /// Active registrations overdue for so long that nobody is reminded.
    package let longOverdue: Int
    /// The registrations looked at, by phase.
    package let phases: [RenewalPhase: Int]
    /// Due notices without a route or a usable address.
    package let unreachable: Int
    /// What is wrong with the rows, the worst first.
    package let faults: [FaultyRows]

    package init(
        day: CalendarDate,
        isFull: Bool = true,
        basis: String = "",
        startedAt: UnixTime,
        endedAt: UnixTime,
        examined: Int,
        quarantined: Int,
        plannedNotices: Int,
        plannedDeliveries: Int,
        longOverdue: Int = 0,
        phases: [RenewalPhase: Int] = [:],
        unreachable: Int = 0,
        faults: [FaultyRows] = []
    ) {
        self.day = day
        self.isFull = isFull
        self.basis = basis
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.examined = examined
        self.quarantined = quarantined
        self.plannedNotices = plannedNotices
        self.plannedDeliveries = plannedDeliveries
        self.longOverdue = longOverdue
        self.phases = phases
        self.unreachable = unreachable
        self.faults = faults
    }
}
