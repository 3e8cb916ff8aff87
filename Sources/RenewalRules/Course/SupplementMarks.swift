/// The marks of an application whose documents are to be supplied (补正): the day they were asked for, then every week
/// until it leaves that state.
///
/// Where no day is recorded, the weeks are counted from the expiry of the registration.
///
/// - Source: Administrative Licensing Law, article 32 (4); rule V13, catalogue of notices N46
struct SupplementMarks {
    let application: Application
    let record: RecordID
    /// The last valid day of the registration; `nil` for a first one.
    let expires: CalendarDate?
    /// The last day on which the application can still be granted; `nil` where no day ends it.
    let ends: CalendarDate?

    /// How many weeks around the day are laid out: what is asked for today is supplied long before a quarter is over.
    private static let weeks = 13
    /// The longest delay that a milestone can spell, in days.
    private static let longestDelay = 9999

    /// The marks around a day, by date; none unless documents are to be supplied to what can still be granted.
    ///
    /// - Parameters:
    ///   - day: today
    ///   - others: days on which a more pressing notice about the same application says it too
    /// - Returns: a quarter of weeks before and after the day, from the day of the request on
    func track(around day: CalendarDate, besides others: [CalendarDate]) -> [Mark] {
        guard application.isSupplementDue, !hasLapsed(by: day) else { return [] }
        guard let since = application.supplementSince else { return expires.map { undated(around: day, $0) } ?? [] }
        let passed = max(0, since.days(until: day) / 7)
        let weeks = max(0, passed - Self.weeks)...(passed + Self.weeks)
        return weeks.map { $0 * 7 }.filter { $0 <= Self.longestDelay }.compactMap { delay in
            let date = since.adding(days: delay)
            guard !hasLapsed(by: date), delay == 0 || !others.contains(date) else { return nil }
            // The day of the request anchors the series, so that a corrected expiry repeats nothing.
            return mark(delay == 0 ? .event : .daysAfterEvent(delay), of: since, on: date, occurrence: since)
        }
    }

    /// The weeks before and after the expiry, which nothing else moves: the same ones whenever they are laid out.
    private func undated(around day: CalendarDate, _ expires: CalendarDate) -> [Mark] {
        let passed = expires.days(until: day) / 7
        let weeks = (passed - Self.weeks)...(passed + Self.weeks)
        return weeks.map { $0 * 7 }.filter { abs($0) <= Self.longestDelay }.compactMap { days in
            let date = expires.adding(days: days)
            return hasLapsed(by: date) ? nil : mark(.daysAfter(days), of: expires, on: date)
        }
    }

    private func hasLapsed(by date: CalendarDate) -> Bool { ends.map { date > $0 } ?? false }

    private func mark(
        _ milestone: Milestone,
        of anchor: CalendarDate,
        on date: CalendarDate,
        occurrence: CalendarDate? = nil
    ) -> Mark {
        NoticeSeries(record: record, expires: anchor).mark(
            .applicationSupplementRequired,
            milestone,
            on: date,
            severity(on: date),
            .holderAndEmployer,
            nature: .repeated,
            rules: ["V13", "R30"],
            occurrence: occurrence,
            detail: application.id
        )
    }
}

extension SupplementMarks {
    /// The last day is the last on which they help; a re-registration has none, and nothing presses it.
    private func severity(on date: CalendarDate) -> Severity {
        guard let expires, application.procedure != .reregistration, date >= expires.adding(months: -1) else {
            return .warning
        }
        return date == expires ? .critical : .urgent
    }
}

extension Application {
    /// Whether it waits for documents of the applicant (补正).
    public var isSupplementDue: Bool { state == .supplementRequired }

    /// Since when it waits for documents; where only the filing is recorded, the weeks count from that.
    var supplementSince: CalendarDate? { isSupplementDue ? stateOn ?? submittedOn ?? decidedOn : nil }
}
