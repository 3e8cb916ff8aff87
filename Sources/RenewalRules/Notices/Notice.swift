/// A notice that the rules found due: who is notified of what about which record, and why.
public struct Notice: Hashable, Sendable {
    public let key: NoticeKey
    /// The day of its mark, which may be earlier than the day it was found (rule D6).
    public let dueOn: CalendarDate
    public let severity: Severity
    /// The rules that decided, most specific first.
    public let rules: [RuleID]

    public init(key: NoticeKey, dueOn: CalendarDate, severity: Severity, rules: [RuleID]) {
        self.key = key
        self.dueOn = dueOn
        self.severity = severity
        self.rules = rules
    }

    /// How many days after its mark the notice is sent on `day`; 0 when on time.
    public func lateByDays(on day: CalendarDate) -> Int { max(0, dueOn.days(until: day)) }
}

/// What is due for one record: the notices to send, and the earlier ones they replace.
public struct DueNotices: Hashable, Sendable {
    /// One notice of the latest mark per audience; empty when nothing is due.
    public let notices: [Notice]
    /// Marks missed since the last scan, which are recorded but not sent (rule D6).
    public let superseded: [Notice]

    public static let none = DueNotices(notices: [], superseded: [])

    public init(notices: [Notice], superseded: [Notice]) {
        self.notices = notices
        self.superseded = superseded
    }

    static func + (left: DueNotices, right: DueNotices) -> DueNotices {
        DueNotices(notices: left.notices + right.notices, superseded: left.superseded + right.superseded)
    }
}
