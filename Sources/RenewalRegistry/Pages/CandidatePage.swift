package import RenewalRules

/// The records a scan has to look at.
///
/// Which of them is due is for the rules to say, so both parts must be wide enough for every mark (rule A5b,
/// `RenewalPolicy.horizon`).
package struct CandidateRange: Hashable, Sendable {
    /// Recorded expiries, both ends included.
    package var expiries: ClosedRange<CalendarDate>
    /// Events from this day on count, whatever the expiry.
    package var eventsSince: CalendarDate
    /// The only ones that count; `nil` for all.
    package var records: [RecordID]?
    /// The recorded expiries that alone are wanted; `nil` for all of them and the candidates behind them.
    private(set) var span: Span?

    /// Some of the recorded expiries.
    struct Span: Hashable {
        let first: CalendarDate
        /// Where the span that follows begins, so that nothing falls between two; `nil` for the last one.
        let end: CalendarDate?
    }

    package init(expiries: ClosedRange<CalendarDate>, eventsSince: CalendarDate, records: [RecordID]? = nil) {
        self.expiries = expiries
        self.eventsSince = eventsSince
        self.records = records
    }

    /// Everything.
    package static let all = CandidateRange(expiries: .first ... .last, eventsSince: .first)

    /// The recorded expiries behind a page, in spans that can be read side by side, and what comes behind them all.
    ///
    /// Of a file that stands still each candidate is found once. A row whose expiry changes meanwhile may be missed as
    /// in any scan, which goes on from where it is: the next one finds it.
    ///
    /// - Parameter cursor: `next` of the page
    /// - Returns: ranges and where to begin in each, and what is to be read when all of them have ended
    package func spans(
        after cursor: PageCursor
    ) -> (spans: [(range: CandidateRange, cursor: PageCursor)], last: (range: CandidateRange, cursor: PageCursor)) {
        guard let day = cursor.day, expiries.contains(day) else { return ([], (self, cursor)) }
        let days = day.days(until: expiries.upperBound)
        let starts = stride(from: 1, through: days, by: days / Self.spanCount + 1).map(day.adding(days:))
        // Of the day the page ended on there may be more.
        let spans = zip([expiries.lowerBound] + starts, starts + [nil]).map { Span(first: $0, end: $1) }
        let cursors = [cursor] + repeatElement(.start, count: starts.count)
        return (zip(spans, cursors).map { (only($0), $1) }, (self, .behindDated))
    }

    /// Few enough to be cheap where they are empty, enough that none is waited for at the end.
    private static let spanCount = 16

    /// The range that spans are parts of.
    var whole: CandidateRange {
        var range = self
        range.span = nil
        return range
    }

    private func only(_ span: Span) -> CandidateRange {
        var range = self
        range.span = span
        return range
    }
}

/// A part of the records a scan has to look at.
package struct CandidatePage: Sendable {
    /// Registrations by recorded expiry and id, those without a recorded expiry after them; then the other records.
    ///
    /// One that is a candidate for two reasons may be there twice.
    package var subjects: [Subject]
    /// What could not be read: a record named here is missing from `subjects`, also when only its application
    /// cannot be read; one with an unknown language is there and gets the default.
    package var quarantined: [RowProblem]
    /// Where to go on.
    ///
    /// `nil` after the last page, which may be short or empty.
    package var next: PageCursor?

    package init(subjects: [Subject], quarantined: [RowProblem], next: PageCursor?) {
        self.subjects = subjects
        self.quarantined = quarantined
        self.next = next
    }
}
