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

    package init(expiries: ClosedRange<CalendarDate>, eventsSince: CalendarDate, records: [RecordReference]? = nil) {
        self.expiries = expiries
        self.eventsSince = eventsSince
        self.records = records
    }

    /// Everything.
    package static let all = CandidateRange(expiries: .first ... .last, eventsSince: .first)
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
