package import RenewalRules

/// The records that a scan has to examine.
///
/// The rules decide which of them are due, so both parts must be wide enough for every mark (rule A5b,
/// `RenewalPolicy.horizon`).
package struct CandidateRange: Hashable, Sendable {
    /// Recorded expiries, inclusive at both ends.
    package var expiries: ClosedRange<CalendarDate>
    /// Events from this day on count, whatever the expiry.
    package var eventsSince: CalendarDate
    /// The only records that count; `nil` for all.
    package var records: [RecordID]?
    /// The only recorded expiries wanted; `nil` for all of them and the candidates after them.
    private(set) var span: Span?

    /// Some of the recorded expiries.
    struct Span: Hashable {
        let first: CalendarDate
        /// The beginning of the next span, so that nothing falls between two; `nil` for the last one.
        let end: CalendarDate?
    }

    package init(expiries: ClosedRange<CalendarDate>, eventsSince: CalendarDate, records: [RecordID]? = nil) {
        self.expiries = expiries
        self.eventsSince = eventsSince
        self.records = records
    }

    /// Everything.
    package static let all = CandidateRange(expiries: .first ... .last, eventsSince: .first)

    /// The recorded expiries after a page, in spans that can be read in parallel, and the range after all of them.
    ///
    /// In an unchanged file each candidate is found once. A row whose expiry changes meanwhile may be missed, as in any
    /// scan; the next one finds it.
    ///
    /// - Parameter cursor: `next` of the page
    /// - Returns: ranges with their cursors, and the range to read after all of them
    package func spans(
        after cursor: PageCursor
    ) -> (spans: [(range: CandidateRange, cursor: PageCursor)], last: (range: CandidateRange, cursor: PageCursor)) {
        guard let day = cursor.day, expiries.contains(day) else { return ([], (self, cursor)) }
        let days = day.days(until: expiries.upperBound)
        let starts = stride(from: 1, through: days, by: days / Self.spanCount + 1).map(day.adding(days:))
        // There may be more of the day on which the page ended.
        let spans = zip([expiries.lowerBound] + starts, starts + [nil]).map { Span(first: $0, end: $1) }
        let cursors = [cursor] + repeatElement(.start, count: starts.count)
        return (zip(spans, cursors).map { (only($0), $1) }, (self, .behindDated))
    }

    /// Few enough to be cheap when empty, and enough that none is waited for long at the end.
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

/// A page of the records that a scan has to examine.
package struct CandidatePage: Sendable {
    /// Registrations by recorded expiry and id, then those without a recorded expiry, then the other records.
    ///
    /// A candidate for two reasons may appear twice.
    package var subjects: [Subject]
    /// Problems: a record named here is missing from `subjects`, even if only its application cannot be read; one with
    /// an unknown language is included with the default.
    package var quarantined: [RowProblem]
    /// Where to continue.
    ///
    /// `nil` after the last page, which may be short or empty.
    package var next: PageCursor?

    package init(subjects: [Subject], quarantined: [RowProblem], next: PageCursor?) {
        self.subjects = subjects
        self.quarantined = quarantined
        self.next = next
    }
}
