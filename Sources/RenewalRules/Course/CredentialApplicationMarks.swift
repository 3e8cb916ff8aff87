/// The marks of an application for an e-certificate: what it asks of the applicant, and its progress.
///
/// - Source: catalogue of notices N25, N26
struct CredentialApplicationMarks {
    let record: CredentialApplicationRecord
    let policy: RenewalPolicy

    /// Both tracks; empty while the day of the current step is unknown.
    var all: [[Mark]] {
        guard let since = record.since else { return [] }
        let record = RecordID(type: .credentialApplication, id: record.id)
        let series = NoticeSeries(record: record, expires: since)
        return [action(series, since: since), progress(series, since: since)]
    }

    /// Sent on the day and then weekly, four times in all; a refused review in any case, whatever steps are required.
    private func action(_ series: NoticeSeries, since: CalendarDate) -> [Mark] {
        let isAsked = policy.stepsRequired.contains(record.application.step) || record.isBackFromReview
        guard isAsked else { return [] }
        let rules: [RuleID]
        switch record.application {
        case .preparing: rules = (record.isBackFromReview ? ["R49"] : []) + ["R40", "R41"]
        case .registeredOnline: rules = ["R42", "R43", "R44"]
        case .feeDue: rules = ["R51", "R52", "R53"]
        case .exam, .examFailed, .underReview, .inProduction, .issued, .delivered: return []
        }
        return series.repeated(
            .stepActionRequired,
            from: since,
            after: [7, 14, 21],
            .notice,
            .holder,
            rules: rules,
            detail: record.application.standing.rawValue
        )
    }

    /// Told once; of an approved review only where no notice asks for the fee, which would tell it too.
    private func progress(_ series: NoticeSeries, since: CalendarDate) -> [Mark] {
        let rules: [RuleID]
        switch record.application {
        case .examFailed: rules = ["R47"]
        case .underReview: rules = ["R47", "R48"]
        case .feeDue where !policy.stepsRequired.contains(record.application.step): rules = ["R50"]
        case .inProduction: rules = ["R53", "R54"]
        case .issued, .delivered: rules = ["R55", "R56"]
        case .preparing, .registeredOnline, .exam, .feeDue: return []
        }
        let severity: Severity = record.application == .examFailed ? .notice : .info
        let standing = record.application.standing.rawValue
        return [series.news(.stepProgressed, on: since, severity, .holder, rules: rules, detail: standing)]
    }
}
