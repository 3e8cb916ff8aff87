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
    package var records: [RecordReference]?
    /// The part of the recorded expiries that alone is wanted; `nil` for them and all other candidates.
    private(set) var part: Part?

    /// Some of the recorded expiries.
    struct Part: Hashable {
        let first: CalendarDate
        /// Where the part that follows begins, so that nothing falls between two; `nil` for the last one.
        let end: CalendarDate?
    }

    package init(expiries: ClosedRange<CalendarDate>, eventsSince: CalendarDate, records: [RecordReference]? = nil) {
        self.expiries = expiries
        self.eventsSince = eventsSince
        self.records = records
    }

    /// Everything.
    package static let all = CandidateRange(expiries: .first ... .last, eventsSince: .first)

    /// What is behind a page, in parts that can be read side by side: each record is in one of them.
    ///
    /// - Parameter cursor: `next` of the page
    /// - Returns: ranges and where to begin in each, in the order of one scan
    package func parts(after cursor: PageCursor) -> [(range: CandidateRange, cursor: PageCursor)] {
        guard let day = cursor.day, expiries.contains(day) else { return [(self, cursor)] }
        let length = day.days(until: expiries.upperBound) / Self.partCount + 1
        let starts = stride(from: 1, through: day.days(until: expiries.upperBound), by: length).map(day.adding(days:))
        // Of the day the page ended on there may be more.
        let parts = zip([expiries.lowerBound] + starts, starts + [nil]).map { Part(first: $0, end: $1) }
        let cursors = [cursor] + repeatElement(.start, count: starts.count)
        return zip(parts, cursors).map { (only($0), $1) } + [(self, .behindDated)]
    }

    /// Few enough to be cheap where they are empty, enough that none is waited for at the end.
    private static let partCount = 16

    private func only(_ part: Part) -> CandidateRange {
        var range = self
        range.part = part
        return range
    }
}

/// A part of the records a scan has to look at.
package struct CandidatePage: Sendable {
    /// Registrations by recorded expiry and id, those without a recorded expiry after them; then the other records.
    ///
    /// One that is a candidate for two reasons may be there twice.
    package var dossiers: [Dossier]
    /// What could not be read: a record named here is missing from `dossiers`, also when only its application
    /// cannot be read; one with an unknown language is there and gets the default.
    package var quarantined: [RowProblem]
    /// Where to go on.
    ///
    /// `nil` after the last page, which may be short or empty.
    package var next: PageCursor?

    package init(dossiers: [Dossier], quarantined: [RowProblem], next: PageCursor?) {
        self.dossiers = dossiers
        self.quarantined = quarantined
        self.next = next
    }
}
