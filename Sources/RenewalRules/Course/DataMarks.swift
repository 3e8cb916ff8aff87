/// What the administrator is asked to correct in a record, once a week until it is done.
///
/// - Source: rule D4, R30, catalogue of notices N42
struct DataMarks {
    let record: RecordID
    /// `nil` when the expiry itself is missing.
    let expires: CalendarDate?
    let day: CalendarDate

    /// The first day of the week, to which the weekly notice belongs.
    private var week: CalendarDate { day.adding(days: 1 - day.weekday) }

    private func track(_ kind: NoticeKind, _ rule: RuleID) -> [Mark] {
        NoticeSeries(record: record, expires: expires ?? week)
            .repeated(kind, from: week, .warning, .office, rules: [rule])
    }

    func tracks(of record: RegistrationRecord, problems: [Expiry.Problem]) -> [[Mark]] {
        let hasContact = record.holder?.addresses.usable.isEmpty == false
        // Nobody can correct what the registry has no column for.
        let asksForContact = !record.unrecorded.contains(.holderEmail)
        let asksForBody = !record.unrecorded.contains(.reviewBody)
        return dates(problems.contains(.missing), !problems.filter { $0 != .missing }.isEmpty)
            + (hasContact || !asksForContact ? [] : [track(.dataContactMissing, "D4")])
            + (record.reviewBody == nil && asksForBody ? [track(.dataReviewBodyMissing, "R30")] : [])
    }

    func tracks(of problems: [CredentialExpiry.Problem]) -> [[Mark]] {
        dates(problems.contains(.missing), problems.contains(.mismatch) || problems.contains(.beforeStart))
    }

    private func dates(_ isMissing: Bool, _ isOdd: Bool) -> [[Mark]] {
        (isMissing ? [track(.dataMissingExpiry, "D4")] : []) + (isOdd ? [track(.dataDateMismatch, "D4")] : [])
    }
}
