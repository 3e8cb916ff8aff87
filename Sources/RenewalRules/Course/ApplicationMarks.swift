/// The marks of a pending application.
///
/// - Source: catalogue of notices N13–N16, rules R27, A8
struct ApplicationMarks {
    let application: Application
    let series: NoticeSeries
    /// The last day on which it can still be granted; `nil` where no day ends it.
    let ends: CalendarDate?
    let policy: RenewalPolicy

    /// The marks by date; for a renewal, also what it means if undecided around the expiry day.
    func all(on day: CalendarDate) -> [Mark] {
        let progress = isWaiting(on: day) ? application.submittedOn.map(progress) ?? [] : []
        guard application.procedure == .renewal else { return progress }
        return (progress + atExpiry).inOrder
    }

    /// Whether there is a decision to wait for: not after the last day for it, nor while documents are missing, which
    /// `SupplementMarks` say.
    private func isWaiting(on day: CalendarDate) -> Bool {
        !application.isSupplementDue && ends.map { day <= $0 } ?? true
    }

    private func progress(since filed: CalendarDate) -> [Mark] {
        [
            mark(
                .applicationInProgress,
                .monthsAfterFiling(policy.shortestProcessing.months),
                on: filed.adding(policy.shortestProcessing),
                .info,
                .holder
            ),
            mark(
                .applicationOverdue,
                .monthsAfterFiling(policy.longestProcessing.months),
                on: filed.adding(policy.longestProcessing),
                .warning,
                [.holder, .administrator]
            ),
        ].filter { mark in ends.map { mark.date <= $0 } ?? true }
    }

    /// A mark before the filing is left out, where its day is known.
    private var atExpiry: [Mark] {
        let marks: [(NoticeKind, Int, Severity)] = [
            (.applicationNearExpiry, -7, application.isSupplementDue ? .urgent : .warning),
            (.applicationAtExpiry, 0, .critical), (.applicationExpiredWhilePending, 1, .critical),
        ]
        return marks.map { kind, days, severity in
            mark(kind, .daysAfter(days), on: series.expires.adding(days: days), severity, .everyone)
        }.filter { $0.date > application.filedOn ?? .first }.filter {
            $0.kind != .applicationExpiredWhilePending || policy.pendingAtExpiry == .hold
        }
    }

    private func mark(
        _ kind: NoticeKind,
        _ milestone: Milestone,
        on date: CalendarDate,
        _ severity: Severity,
        _ audiences: [Audience]
    ) -> Mark {
        series.mark(
            kind,
            milestone,
            on: date,
            severity,
            audiences,
            // A first application counts towards no expiry, so each of its marks is independent.
            nature: application.procedure == .initial ? .repeated : .countdown,
            rules: kind == .applicationInProgress || kind == .applicationOverdue ? ["R27"] : ["R27", "A8"],
            occurrence: application.submittedOn,
            detail: application.id
        )
    }
}
