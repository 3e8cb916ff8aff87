/// The relevant days before one expiry, each computed directly from it.
///
/// With the default figures `opens ≤ mark ≤ shortestProcessingMark ≤ thirtyDayFloor ≤ expires`.
///
/// - Source: rules R19, R20, R27, A1, A1b, D1
public struct RenewalWindow: Hashable, Sendable {
    /// First day on which an application counts (`O`).
    public let opens: CalendarDate
    /// The three-month mark (`M`), the day to file by, which is itself in time (rules R19, R29, A1, A23, V2).
    public let mark: CalendarDate
    /// Last day on which the shortest processing still ends in time (`P2`).
    public let shortestProcessingMark: CalendarDate
    /// The floor of the Licensing Law (`F30`).
    public let thirtyDayFloor: CalendarDate
    /// Last valid day, inclusive (`E`).
    public let expires: CalendarDate
    /// Last day on which an application counts: the expiry, unless the policy sets the mark or a grace period instead.
    public let lastFilingDay: CalendarDate

    public init(expires: CalendarDate, policy: RenewalPolicy) {
        self.expires = expires
        mark = expires.subtracting(policy.mark)
        opens = policy.markRole == .windowStart ? mark : expires.subtracting(policy.earliest)
        lastFilingDay = policy.markRole == .hardDeadline ? mark : expires.adding(days: policy.graceDays)
        shortestProcessingMark = expires.subtracting(policy.shortestProcessing)
        thirtyDayFloor = expires.subtracting(policy.floor)
    }

    /// The phase of a running registration on a day: exactly one, never moving back as days pass.
    public func phase(on day: CalendarDate) -> RenewalPhase {
        if day > expires { return .overdue }
        if day >= mark { return .standard }
        return day >= opens ? .openEarly : .notYet
    }

    /// The risk of a gap when the application is filed on `day`.
    ///
    /// - Source: rule A1
    public func continuityRisk(filedOn day: CalendarDate) -> ContinuityRisk {
        if day > expires { return .lapsed }
        if day > shortestProcessingMark { return .likely }
        return day > mark ? .possible : .none
    }

    /// Whether an application filed on `day` counts as a renewal.
    ///
    /// - Source: rules R18, R20, A1, A2, A3
    public func accepts(filedOn day: CalendarDate) -> Bool { opens <= day && day <= lastFilingDay }
}
