/// One mark of a series: on its day these audiences get this kind of notice.
///
/// - Source: catalogue of notices N1–N9, N13–N16; rules D1, D5
public struct LadderStep: Hashable, Sendable {
    public let kind: NoticeKind
    public let milestone: Milestone
    public let date: CalendarDate
    public let severity: Severity
    public let audiences: [Audience]
    public let rules: [RuleID]
    /// The filing day of the application the step is about; `nil` for the expiry.
    let occurrence: CalendarDate?

    /// The notice of this step for one audience.
    func notice(in series: NoticeSeries, for audience: Audience) -> Notice {
        let key = NoticeKey(
            series: series,
            kind: kind,
            milestone: milestone,
            audience: audience,
            occurrence: occurrence
        )
        return Notice(key: key, dueOn: date, severity: severity, rules: rules)
    }
}

extension LadderStep {
    /// The calendar steps towards `window.expires`, by date.
    static func calendar(window: RenewalWindow, policy: RenewalPolicy) -> [LadderStep] {
        policy.ladder.compactMap { calendarStep($0, window: window, policy: policy) }.sorted { $0.date < $1.date }
    }

    private static func calendarStep(
        _ milestone: Milestone,
        window: RenewalWindow,
        policy: RenewalPolicy
    ) -> LadderStep? {
        guard let date = milestone.date(expires: window.expires) else { return nil }
        let (kind, severity, rules) = words(of: milestone, policy: policy)
        return LadderStep(
            kind: kind,
            milestone: milestone,
            date: date,
            severity: severity,
            audiences: audiences(of: milestone),
            rules: rules,
            occurrence: nil
        )
    }

    private static func words(
        of milestone: Milestone,
        policy: RenewalPolicy
    ) -> (NoticeKind, Severity, [RuleID]) {
        switch milestone {
        case .monthsBefore(let months): wordsBefore(months: months, policy: policy)
        case .daysAfter(let days) where days < -7: (.lastCall, .warning, ["R29", "R31"])
        case .daysAfter(let days) where days < 0: (.lastCall, .urgent, ["R29", "R31", "D9"])
        case .daysAfter(0): (.expiresToday, .critical, ["A3", "R31"])
        case .daysAfter(1): (.expired, .critical, ["R25", "R28", "R31"])
        case .daysAfter, .monthsAfterFiling, .event: (.expiredFollowup, .notice, ["R31"])
        }
    }

    private static func wordsBefore(months: Int, policy: RenewalPolicy) -> (NoticeKind, Severity, [RuleID]) {
        if months >= policy.earliest.months { return (.windowOpen, .info, ["R20"]) }
        if months > policy.mark.months + 1 { return (.earlyReminder, .info, ["R20"]) }
        if months > policy.mark.months { return (.markApproaching, .notice, ["R29"]) }
        if months == policy.mark.months { return (.markReached, .warning, ["R19", "R29", "A1"]) }
        return (.standardReminder, .warning, ["R29", "R27"])
    }

    /// Administrators join three days before expiry and leave after the day after it.
    private static func audiences(of milestone: Milestone) -> [Audience] {
        switch milestone {
        case .daysAfter(let days) where (-3...1).contains(days): [.holder, .employer, .administrator]
        default: [.holder, .employer]
        }
    }
}

extension LadderStep {
    /// The steps of an application under way, by date.
    static func application(
        _ application: Application,
        window: RenewalWindow,
        policy: RenewalPolicy
    ) -> [LadderStep] {
        guard let filed = application.submittedOn else { return [] }
        let progress = [
            step(
                .applicationInProgress,
                .monthsAfterFiling(policy.shortestProcessing.months),
                on: filed.adding(policy.shortestProcessing),
                .info,
                [.holder],
                filed: filed
            ),
            step(
                .applicationOverdue,
                .monthsAfterFiling(policy.longestProcessing.months),
                on: filed.adding(policy.longestProcessing),
                .warning,
                [.holder, .administrator],
                filed: filed
            ),
        ]
        guard application.procedure == .renewal else { return progress }
        return (progress + atExpiry(window: window, filed: filed, policy: policy)).sorted { left, right in
            (left.date, left.severity) < (right.date, right.severity)
        }
    }

    /// What an undecided renewal means around the expiry day; a mark that lies before the filing never comes.
    private static func atExpiry(window: RenewalWindow, filed: CalendarDate, policy: RenewalPolicy) -> [LadderStep] {
        let everyone: [Audience] = [.holder, .employer, .administrator]
        let expires = window.expires
        var steps = [
            step(
                .applicationNearExpiry,
                .daysAfter(-7),
                on: expires.adding(days: -7),
                .warning,
                everyone,
                filed: filed
            ),
            step(.applicationAtExpiry, .daysAfter(0), on: expires, .critical, everyone, filed: filed),
        ]
        if policy.pendingAtExpiry == .hold {
            steps.append(
                step(
                    .applicationExpiredWhilePending,
                    .daysAfter(1),
                    on: expires.adding(days: 1),
                    .critical,
                    everyone,
                    filed: filed
                )
            )
        }
        return steps.filter { $0.date > filed }
    }

    private static func step(
        _ kind: NoticeKind,
        _ milestone: Milestone,
        on date: CalendarDate,
        _ severity: Severity,
        _ audiences: [Audience],
        filed: CalendarDate
    ) -> LadderStep {
        LadderStep(
            kind: kind,
            milestone: milestone,
            date: date,
            severity: severity,
            audiences: audiences,
            rules: kind.isAboutExpiry ? ["R27", "A8"] : ["R27"],
            occurrence: filed
        )
    }
}

extension NoticeKind {
    fileprivate var isAboutExpiry: Bool { self != .applicationInProgress && self != .applicationOverdue }
}
