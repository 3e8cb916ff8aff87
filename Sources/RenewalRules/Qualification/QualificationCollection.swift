/// The collection of the paper qualification certificate: when it is expected, and when it is possible.
///
/// - Source: rules R7–R12, A17
public struct QualificationCollection: Hashable, Sendable {
    /// How the certificate is handed over (rule R12).
    public enum Method: String, Hashable, Sendable, CaseIterable, Codable {
        case onSite = "on_site"
        case mail
    }

    /// The state of the collection on a day.
    public enum State: String, Hashable, Sendable, CaseIterable, Codable {
        /// The city's examination centre has not announced a period (rule R10).
        case unannounced
        case notOpen = "not_open"
        case open, closed, collected
    }

    /// How long after the results the certificates usually come: an estimate, never a deadline.
    ///
    /// - Source: rule R7
    public static let usualWait = Period.months(3)
    /// How much longer than "about three months" without an announcement is worth a hint.
    ///
    /// - Source: rule A17
    public static let tolerance = Period.days(30)

    /// The day the results were published.
    public let resultsOn: CalendarDate?
    /// The announced period, both days inclusive; either end may be unknown.
    public let opensOn: CalendarDate?
    public let closesOn: CalendarDate?
    public let collectedOn: CalendarDate?

    public init(
        resultsOn: CalendarDate?,
        opensOn: CalendarDate? = nil,
        closesOn: CalendarDate? = nil,
        collectedOn: CalendarDate? = nil
    ) {
        self.resultsOn = resultsOn
        self.opensOn = opensOn
        self.closesOn = closesOn
        self.collectedOn = collectedOn
    }

    /// The day around which the certificate can be expected; `nil` without a day of results.
    ///
    /// - Source: rule R7
    public var collectAbout: CalendarDate? { resultsOn?.adding(Self.usualWait) }

    /// The state on a day.
    ///
    /// - Source: rules R10, R11
    public func state(on day: CalendarDate) -> State {
        if let collectedOn, collectedOn <= day { return .collected }
        if let closesOn, day > closesOn { return .closed }
        if let opensOn { return day < opensOn ? .notOpen : .open }
        return closesOn == nil ? .unannounced : .open
    }

    /// Whether the announcement is overdue, even for "about three months".
    ///
    /// - Source: rule A17
    public func isAnnouncementLate(on day: CalendarDate) -> Bool {
        guard state(on: day) == .unannounced, let collectAbout else { return false }
        return day > collectAbout.adding(Self.tolerance)
    }
}
