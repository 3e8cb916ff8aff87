import RenewalRules

/// Days and intervals, all counted from the day of writing.
extension NoticeFields {
    static func days(_ context: NoticeContext) -> FieldSet {
        let (language, today, expires) = (context.language, context.asOf, context.shownExpiry)
        let left = expires.map { today.days(until: $0) }
        let late = context.lateByDays
        let remaining = left.flatMap { $0 > 0 ? $0 : nil }
        let overdue = left.flatMap { $0 < 0 ? -$0 : nil }
        return FieldSet(
            texts: [
                "as_of": language.date(context.reportDay ?? today),
                "due_on": language.date(context.notice.dueOn),
                "valid_until": expires.map(language.date),
                "told_until": context.notice.key.correctedDay.map(language.date),
                "days_left": left.flatMap { $0 >= 0 ? "\($0)" : nil },
                "time_left": remaining.map(language.days),
                "days_overdue": overdue.map(String.init),
                "time_overdue": overdue.map(language.days),
                "late_by_days": late > 0 ? "\(late)" : nil,
                "lateness": late > 0 ? language.days(late) : nil,
                "processing_time": language.range(
                    context.policy.shortestProcessing,
                    context.policy.longestProcessing
                ),
            ],
            flags: [
                "late": late > 0,
                "back_in_force": context.isBackInForce,
                "before_expiry": expires.map { today < $0 } ?? false,
                "on_expiry": today == expires,
                "after_expiry": expires.map { today > $0 } ?? false,
            ]
        )
    }
}

extension NoticeContext {
    /// A report that is sent on another day still covers its own.
    fileprivate var reportDay: CalendarDate? {
        if case .office(let report) = subject { report.day } else { nil }
    }

    /// Whether the day told before has passed and the corrected one has not, so that a call to stop no longer applies.
    var isBackInForce: Bool {
        guard let told = notice.key.correctedDay, let validUntil, told < asOf, asOf <= validUntil else { return false }
        switch subject {
        case .registration(let record): return record.mayPractise(on: asOf, policy: policy) == .yes
        case .credential(let record):
            let assessment = CredentialAssessment(of: record, on: asOf, policy: policy)
            return assessment.phase != .closed && assessment.procedure != .lossReport
        case .qualification, .credentialApplication, .employer, .office, .delivery, .sendingHold, .withdrawal:
            return false
        }
    }

    /// The expiry that the text may mention: a text about the new certificate must not show the old one's.
    var shownExpiry: CalendarDate? { kind == .credentialUpdateRequired ? nil : validUntil }
}
