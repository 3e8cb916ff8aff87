/// One mark of a record's course: a day on which certain audiences get a kind of notice.
///
/// - Source: catalogue of notices; rules D1, D3, D5
public struct Mark: Hashable, Sendable {
    /// What a missed mark is still worth.
    public enum Nature: Hashable, Sendable {
        /// Counts towards the expiry: the latest one describes the record's present standing.
        case countdown
        /// Repeated until its condition ends; a missed one is not made up for.
        case repeated
        /// An event: reported once, soon, or not at all.
        case news
    }

    public let series: NoticeSeries
    public let kind: NoticeKind
    public let milestone: Milestone
    public let date: CalendarDate
    public let severity: Severity
    public let audiences: [Audience]
    public let rules: [RuleID]
    public let nature: Nature
    /// The day of the event that the mark is about, such as the filing of an application; `nil` for an expiry.
    public let occurrence: CalendarDate?
    /// The part of the record that it is about, such as the id of an application.
    public let detail: String?

    /// The notice of this mark for one audience.
    package func notice(for audience: Audience) -> Notice {
        let key = NoticeKey(
            series: series,
            kind: kind,
            milestone: milestone,
            audience: audience,
            occurrence: occurrence,
            detail: detail
        )
        return Notice(key: key, dueOn: date, severity: severity, rules: rules)
    }

    /// The mark without an audience; `nil` when no other audience is left.
    func without(_ audience: Audience) -> Mark? {
        let others = audiences.filter { $0 != audience }
        return others.isEmpty ? nil : told(to: others)
    }

    /// The mark of something that nobody holds: the employer gets what a holder would.
    ///
    /// - Source: rule R58
    var withoutHolder: Mark {
        guard audiences.contains(.holder) else { return self }
        return told(to: [.employer] + audiences.filter { $0 != .holder && $0 != .employer })
    }

    private func told(to audiences: [Audience]) -> Mark {
        series.mark(
            kind,
            milestone,
            on: date,
            severity,
            audiences,
            nature: nature,
            rules: rules,
            occurrence: occurrence,
            detail: detail
        )
    }

    func isOf(_ key: NoticeKey) -> Bool { notice(for: key.audience).key.isSame(as: key) }

    static func inOrder(_ left: Mark, _ right: Mark) -> Bool {
        left.date == right.date ? left.severity < right.severity : left.date < right.date
    }
}

extension [Mark] {
    /// By date and severity; most tracks already are.
    var inOrder: [Mark] {
        let isSorted = indices.dropFirst().allSatisfy { !Mark.inOrder(self[$0], self[$0 - 1]) }
        return isSorted ? self : sorted(by: Mark.inOrder)
    }
}

extension NoticeSeries {
    /// A mark of this series before or after its expiry; `nil` for a milestone that depends on another day.
    func mark(
        _ kind: NoticeKind,
        _ milestone: Milestone,
        _ severity: Severity,
        _ audiences: [Audience],
        rules: [RuleID]
    ) -> Mark? {
        milestone.date(expires: expires).map { date in
            mark(kind, milestone, on: date, severity, audiences, nature: .countdown, rules: rules)
        }
    }

    /// A mark of this series on a day.
    func mark(
        _ kind: NoticeKind,
        _ milestone: Milestone = .event,
        on date: CalendarDate,
        _ severity: Severity,
        _ audiences: [Audience],
        nature: Mark.Nature,
        rules: [RuleID],
        occurrence: CalendarDate? = nil,
        detail: String? = nil
    ) -> Mark {
        Mark(
            series: self,
            kind: kind,
            milestone: milestone,
            date: date,
            severity: severity,
            audiences: audiences,
            rules: rules,
            nature: nature,
            occurrence: occurrence,
            detail: detail
        )
    }

    /// The series of an event, which depends on the event's own day, so that a corrected expiry does not repeat it.
    private func series(of day: CalendarDate) -> NoticeSeries { NoticeSeries(record: record, expires: day) }

    /// An event of a day, reported once.
    func news(
        _ kind: NoticeKind,
        on day: CalendarDate,
        _ severity: Severity,
        _ audiences: [Audience],
        rules: [RuleID],
        detail: String? = nil
    ) -> Mark {
        series(of: day)
            .mark(kind, on: day, severity, audiences, nature: .news, rules: rules, occurrence: day, detail: detail)
    }

    /// A notice on the day something began, repeated after so many days each.
    func repeated(
        _ kind: NoticeKind,
        from day: CalendarDate,
        after delays: [Int] = [],
        _ severity: Severity,
        _ audiences: [Audience],
        rules: [RuleID],
        detail: String? = nil,
        spelled: (Int) -> Milestone = { $0 == 0 ? .event : .daysAfterEvent($0) }
    ) -> [Mark] {
        ([0] + delays).map { delay in
            series(of: day).mark(
                kind,
                spelled(delay),
                on: day.adding(days: delay),
                severity,
                audiences,
                nature: .repeated,
                rules: rules,
                occurrence: day,
                detail: detail
            )
        }
    }
}

/// The audiences of a notice, in the letters of the catalogue.
extension [Audience] {
    static let holder: [Audience] = [.holder]
    static let holderAndEmployer: [Audience] = [.holder, .employer]
    static let employer: [Audience] = [.employer]
    static let office: [Audience] = [.administrator]
    static let everyone: [Audience] = [.holder, .employer, .administrator]
    static let everyoneAndParties: [Audience] = [.holder, .employer, .administrator, .relyingParty]
    static let parties: [Audience] = [.relyingParty]
}
