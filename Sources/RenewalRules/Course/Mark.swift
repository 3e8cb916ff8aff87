/// One mark of a record's course: on its day these audiences get this kind of notice.
///
/// - Source: catalogue of notices; rules D1, D3, D5
public struct Mark: Hashable, Sendable {
    /// What a mark is worth when it was missed.
    public enum Nature: Hashable, Sendable {
        /// It counts towards the expiry: the latest one tells where the record stands.
        case countdown
        /// Told again until its condition ends; an old one says nothing new.
        case repeated
        /// Something that happened: told once, soon, or not at all.
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
    /// The day of the event the mark is about, such as the filing of an application; `nil` for an expiry.
    public let occurrence: CalendarDate?
    /// What within the record it is about, such as the id of an application.
    public let detail: String?

    /// The notice of this mark for one audience.
    func notice(for audience: Audience) -> Notice {
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

    /// The mark without an audience; `nil` when nobody else is told.
    func without(_ audience: Audience) -> Mark? {
        let others = audiences.filter { $0 != audience }
        guard !others.isEmpty else { return nil }
        return series.mark(
            kind,
            milestone,
            on: date,
            severity,
            others,
            nature: nature,
            rules: rules,
            occurrence: occurrence,
            detail: detail
        )
    }

    func isOf(_ key: NoticeKey) -> Bool {
        series == key.series && kind == key.kind && milestone == key.milestone && occurrence == key.occurrence
            && detail == key.detail
    }

    static func inOrder(_ left: Mark, _ right: Mark) -> Bool {
        left.date == right.date ? left.severity < right.severity : left.date < right.date
    }
}

extension [Mark] {
    /// By date and severity; most tracks are so already.
    var inOrder: [Mark] {
        let isSorted = indices.dropFirst().allSatisfy { !Mark.inOrder(self[$0], self[$0 - 1]) }
        return isSorted ? self : sorted(by: Mark.inOrder)
    }
}

extension NoticeSeries {
    /// A mark of this series before or after its expiry; `nil` for a milestone that hangs on another day.
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

    /// The series of an event, which hangs on the event's own day: a corrected expiry does not tell it again.
    private func series(of day: CalendarDate) -> NoticeSeries { NoticeSeries(record: record, expires: day) }

    /// Something that happened on a day, told once.
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

    /// A notice told on the day something began and again after so many days each.
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

/// Who is told, in the letters of the catalogue.
extension [Audience] {
    static let holder: [Audience] = [.holder]
    static let holderAndEmployer: [Audience] = [.holder, .employer]
    static let employer: [Audience] = [.employer]
    static let office: [Audience] = [.administrator]
    static let everyone: [Audience] = [.holder, .employer, .administrator]
    static let everyoneAndParties: [Audience] = [.holder, .employer, .administrator, .relyingParty]
    static let parties: [Audience] = [.relyingParty]
}
