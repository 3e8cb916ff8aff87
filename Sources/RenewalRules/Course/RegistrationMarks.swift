/// The marks of a registration: its expiry, its applications, and its events.
///
/// - Source: catalogue of notices N1–N19
struct RegistrationMarks {
    let record: RegistrationRecord
    let series: NoticeSeries
    let window: RenewalWindow
    let counting: CountingApplications
    let policy: RenewalPolicy

    /// The calendar marks towards the expiry, by date.
    var calendar: [Mark] {
        policy.ladder(of: record.registration).compactMap { milestone in
            let (kind, severity, rules) = words(of: milestone)
            return series.mark(kind, milestone, severity, audiences(of: milestone, kind), rules: rules)
        }.inOrder
    }

    /// The marks of missing continuing education, by date; from the last day on the expiry says it all.
    ///
    /// - Source: rule V6, catalogue of notices N10
    func education(on day: CalendarDate) -> [Mark] {
        guard day < series.expires, policy.modules.contains(.continuingEducation),
            let hours = record.registration.educationHours,
            hours < policy.educationHours
        else { return [] }
        return [6, 4].compactMap { months in
            series.mark(.educationShort, .monthsBefore(months), .notice, .holderAndEmployer, rules: ["V6"])
        }
    }

    private func words(of milestone: Milestone) -> (NoticeKind, Severity, [RuleID]) {
        switch milestone {
        case .monthsBefore(let months): wordsBefore(months: months)
        case .daysAfter(let days) where days < -7: (.lastCall, .warning, ["R29", "R31"])
        case .daysAfter(let days) where days < 0: (.lastCall, .urgent, ["R29", "R31", "D9"])
        case .daysAfter(0): (.expiresToday, .critical, ["A3", "R31"])
        case .daysAfter(1): (.expired, .critical, ["R25", "R28", "R31"])
        default: (.expiredFollowup, .notice, ["R31"])
        }
    }

    private func wordsBefore(months: Int) -> (NoticeKind, Severity, [RuleID]) {
        if months >= policy.earliest.months { return (.windowOpen, .info, ["R20"]) }
        if months > policy.mark.months + 1 { return (.earlyReminder, .info, ["R20"]) }
        if months > policy.mark.months { return (.markApproaching, .notice, ["R29"]) }
        if months == policy.mark.months { return (.markReached, .warning, ["R19", "R29", "A1"]) }
        return (.standardReminder, .warning, ["R29", "R27"])
    }

    /// Administrators join three days before expiry and leave after the day after it.
    private func audiences(of milestone: Milestone, _ kind: NoticeKind) -> [Audience] {
        switch milestone {
        case .daysAfter(let days) where (-3...1).contains(days): kind == .expired ? .everyoneAndParties : .everyone
        default: .holderAndEmployer
        }
    }
}

extension RegistrationMarks {
    /// What the holder or the employer has to settle, until it is settled.
    ///
    /// - Source: rules R21–R24, A18, catalogue of notices N11, N12
    func changes(on day: CalendarDate) -> [[Mark]] {
        guard day <= series.expires else { return [] }
        let advised = record.unsettledChange(counting).map { change in
            series.repeated(
                .changeAdvised,
                from: change.recordedOn ?? record.registration.validFrom ?? series.expires.subtracting(policy.term),
                .notice,
                .holderAndEmployer,
                rules: ["R21", change.reason == .employer ? "R22" : "R23"]
            )
        }
        let renamed = record.unsettledRename(counting, expires: series.expires).map { renamedOn in
            [series.news(.employerRenamed, on: renamedOn, .notice, .holderAndEmployer, rules: ["R24", "A18"])]
        }
        return [advised, renamed].compactMap(\.self)
    }

    /// The refusal of the latest application, until the next one is filed.
    ///
    /// - Source: catalogue of notices N18
    var refusal: [Mark] {
        guard let rejected = counting.rejected, let decidedOn = rejected.decidedOn else { return [] }
        return [
            series.news(.applicationRejected, on: decidedOn, .urgent, .everyone, rules: ["D8"], detail: rejected.id)
        ]
    }

    /// How the registration ended.
    ///
    /// - Source: catalogue of notices N17, N19
    var ending: [Mark] {
        let registration = record.registration
        switch registration.state {
        case .active, .renewed:
            let approved = counting.approvedRenewal
            guard registration.state == .renewed || approved != nil else { return [] }
            guard let day = registration.endedOn ?? approved?.decidedOn else { return [] }
            return [series.news(.registrationRenewed, on: day, .info, .holderAndEmployer, rules: ["R18", "A10"])]
        case .cancelled, .revoked:
            guard let day = registration.endedOn else { return [] }
            let rule: RuleID = registration.state == .cancelled ? "V9" : "V10"
            let audiences: [Audience] = registration.endReason == .expired ? .everyone : .everyoneAndParties
            return [series.news(.registrationEnded, on: day, severityOfEnding, audiences, rules: [rule])]
        }
    }

    /// An end that was told before, or that nobody has to act on at once, is no alarm.
    private var severityOfEnding: Severity {
        switch record.registration.endReason {
        // Everybody was told on the day after the expiry, and nobody is to be told to stop.
        case .expired, .deceased: .notice
        case .onRequest, .employerEnded: .warning
        case .withdrawn, .licenceRevoked, .deceit, .authorityError, .other, nil: .critical
        }
    }
}
