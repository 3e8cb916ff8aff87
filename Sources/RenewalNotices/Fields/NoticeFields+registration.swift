import RenewalRules

/// The fields of a registration: its number and window, what changed, what it lacks, how it ended.
extension NoticeFields {
    static func registration(_ record: RegistrationRecord, in context: NoticeContext) -> FieldSet {
        [window(context), documents(for: record, in: context), change(record, in: context)]
            .reduce(into: ending(record, in: context)) { $0.add($1) }
    }

    /// Values shown as recorded, in any language.
    static func recorded(_ record: RegistrationRecord, in context: NoticeContext) -> FieldSet {
        let registration = record.registration
        let shared = FieldSet(
            texts: [
                "reg_no_masked": masked(registration.number),
                "reg_no_tail": tail(registration.number),
            ],
            flags: ["legacy_login": record.mayNeedLegacyLogin]
        )
        return [procedure(record, in: context), education(registration, in: context)]
            .reduce(into: shared) { $0.add($1) }
    }

    private static func window(_ context: NoticeContext) -> FieldSet {
        let (language, today, window) = (context.language, context.asOf, context.window)
        let toMark = window.map { today.days(until: $0.mark) }.flatMap { $0 > 0 ? $0 : nil }
        return FieldSet(
            texts: [
                "window_opens": window.map { language.date($0.opens) },
                "standard_mark": window.map { language.date($0.mark) },
                "mark_lead": language.period(context.policy.mark),
                "time_to_mark": toMark.map(language.days),
            ],
            flags: [
                "before_mark": window.map { today < $0.mark } ?? false,
                "on_mark": today == window?.mark,
                "after_mark": window.map { today > $0.mark } ?? false,
            ]
        )
    }

    /// What comes next.
    private static func procedure(_ record: RegistrationRecord, in context: NoticeContext) -> FieldSet {
        let assessment = RenewalAssessment(of: record, on: context.asOf, policy: context.policy)
        let procedure = nextStep(assessment.procedure, in: context)
        let pending = record.applications.filter(\.state.isPending)
        let (renewals, isChangePending) = (
            pending.filter { $0.procedure == .renewal }, pending.contains { $0.procedure == .change }
        )
        return FieldSet(flags: [
            "renewal": procedure == .renewal,
            "change": procedure == .change,
            "reregistration": procedure == .reregistration,
            "await_decision": procedure == .awaitDecision,
            "supplement": procedure == .supplement,
            "change_incomplete": procedure != .supplement
                && pending.contains { $0.procedure == .change && $0.isSupplementDue },
            "in_window": context.window.map { ($0.opens...$0.expires).contains(context.asOf) } ?? false,
            "change_pending": isChangePending,
            "change_on_last_day": context.asOf == context.validUntil
                && isChangeFirst(before: procedure, isPending: isChangePending),
            "renewal_pending": !renewals.isEmpty,
            "renewal_refused": renewals.isEmpty
                && context.window.map { record.isRenewalRefused(in: $0, asOf: context.asOf) } ?? false,
            "renewal_undated": !renewals.isEmpty && renewals.allSatisfy { $0.submittedOn == nil },
        ])
    }

    /// Whether a change, recorded or applied for, comes before what is next: a renewal is refused until it is granted.
    ///
    /// On the last day only the review body can say what to do (rules R18, A9).
    private static func isChangeFirst(before procedure: Procedure, isPending: Bool) -> Bool {
        switch procedure {
        case .change, .reregistration: true
        case .renewal: isPending
        case .none, .initial, .lateInitial, .awaitDecision, .supplement, .barred: false
        }
    }

    /// What to have ready for the next step, separated as in a sentence.
    private static func documents(for record: RegistrationRecord, in context: NoticeContext) -> FieldSet {
        let assessment = RenewalAssessment(of: record, on: context.asOf, policy: context.policy)
        let matter: Checklist.Matter? =
            switch nextStep(assessment.procedure, in: context) {
            case .renewal: .renewal
            case .change: changeReason(of: record).map(Checklist.Matter.change)
            case .reregistration: .reregistration
            case .none, .initial, .lateInitial, .awaitDecision, .supplement, .barred: nil
            }
        return FieldSet(texts: ["documents": matter.map { documents(for: $0, in: context) }])
    }

    /// What a change is for; `nil` where neither one nor a new name of the employer is recorded.
    private static func changeReason(of record: RegistrationRecord) -> ChangeReason? {
        record.registration.change?.reason ?? (record.employer?.formerName == nil ? nil : .employerRename)
    }

    /// The next step named by a notice: its own, unless it would contradict the notice.
    private static func nextStep(_ procedure: Procedure, in context: NoticeContext) -> Procedure {
        let isRefusedChange = context.kind == .applicationRejected && context.application?.procedure == .change
        // A change that was refused is filed again before a renewal, which would be refused too (rule R18).
        if isRefusedChange, !context.isOver, procedure == .renewal || procedure == .none { return .change }
        guard context.kind.isAboutPendingApplication else { return context.spokenKind.row.nextStep(procedure) }
        return context.application?.isSupplementDue == true ? .supplement : .awaitDecision
    }

    /// The category, and recorded changes: a new employer, category or name.
    private static func change(_ record: RegistrationRecord, in context: NoticeContext) -> FieldSet {
        let (registration, employer) = (record.registration, record.employer)
        let reason = context.kind == .changeAdvised ? registration.change?.reason : nil
        let values: (old: String?, new: String?) =
            switch (context.kind, reason) {
            case (.employerRenamed, _): (firm(employer?.formerName), firm(employer?.name))
            case (_, .employer): (firm(employer?.name), firm(registration.change?.employer?.name))
            case (_, .category): (category(registration.category), category(registration.change?.category))
            default: (nil, nil)
            }
        func firm(_ text: String?) -> String? { name(text, of: .organization, in: context) }
        func category(_ text: String?) -> String? { context.language.category(text, hiding: context.subject.numbers) }
        return FieldSet(
            texts: [
                "category": category(registration.category), "old_value": values.old, "new_value": values.new,
            ],
            flags: [
                "change_employer": reason == .employer,
                "change_category": reason == .category,
                // Whether the employer that is told is the registered one, whose engineer it is.
                "employed_here": context.subject.employer(toldOf: context.notice.key) == employer,
            ]
        )
    }

    private static func education(_ registration: Registration, in context: NoticeContext) -> FieldSet {
        FieldSet(texts: [
            "ce_hours": registration.educationHours.map(String.init),
            "ce_required": "\(context.policy.educationHours)",
        ])
    }

    private static func ending(_ record: RegistrationRecord, in context: NoticeContext) -> FieldSet {
        let (registration, language) = (record.registration, context.language)
        let next = record.successor.flatMap { Expiry(of: $0, policy: context.policy).date }
        let (isEnded, isRenewed) = (context.kind == .registrationEnded, context.kind == .registrationRenewed)
        let last = isRenewed || isEnded ? context.validUntil : nil
        let start = record.successor?.validFrom
        let reason = isEnded ? registration.endReason : nil
        let bar = isEnded ? registration.barredThrough(policy: context.policy).flatMap { $0 == .last ? nil : $0 } : nil
        return FieldSet(
            texts: [
                "new_valid_from": start.map(language.date),
                "new_valid_until": next.map(language.date),
                "old_valid_until": isRenewed ? last.map(language.date) : nil,
                "gap": isRenewed ? record.daysBetweenRegistrations(policy: context.policy).map(language.span) : nil,
                "next_window_open": next.map {
                    language.date(RenewalWindow(expires: $0, policy: context.policy).opens)
                },
                "ended_on": isEnded ? (registration.endedOn ?? context.notice.key.occurrence).map(language.date) : nil,
                "end_act": isEnded ? language.act(of: registration.state) : nil,
                "end_reason": reason.map { language.either($0.words.chinese, $0.words.english) },
                "barred_through": bar.map(language.date),
            ],
            flags: [
                "new_begins_later": start.map { context.asOf < $0 } ?? false,
                "old_runs": isRenewed && last.map { context.asOf <= $0 } ?? false
                    && start.map { context.asOf < $0 } ?? true,
                "ended_after_expiry": isEnded && reason != .expired
                    && last.map { (registration.endedOn ?? context.asOf) > $0 } ?? false,
                "is_cancelled": isEnded && registration.state == .cancelled,
                "is_revoked": isEnded && registration.state == .revoked,
                "ended_by_expiry": reason == .expired,
                "ended_by_death": reason == .deceased,
                "ended_on_request": reason == .onRequest,
                "reason_missing": isEnded && registration.lacksEndReason,
            ]
        )
    }

    /// Whether the renewal was filed early enough to count as granted if it is undecided at expiry.
    ///
    /// - Returns: `nil` for another application, without its day, or while documents are missing
    /// - Source: Administrative Licensing Law, article 50; rules A1b, V19
    private static func isFiledInTime(_ context: NoticeContext) -> Bool? {
        guard let application = context.application, application.procedure == .renewal, !application.isSupplementDue,
            let filed = context.submittedOn, let window = context.window
        else { return nil }
        return filed <= window.thirtyDayFloor
    }

    /// Whether a renewal was filed before its window, so that it does not count (rule R20).
    private static func isFiledEarly(_ context: NoticeContext) -> Bool {
        guard let application = context.application, application.procedure == .renewal else { return false }
        guard let filed = context.submittedOn, let window = context.window else { return false }
        return filed < window.opens
    }

    /// The application a notice may be about.
    static func filing(_ context: NoticeContext) -> FieldSet {
        let (language, filed) = (context.language, context.submittedOn)
        let decided = context.kind == .applicationRejected ? context.application : nil
        let fallback = context.kind == .applicationRejected ? context.notice.key.occurrence : nil
        let missing = context.application?.isSupplementDue == true ? context.application : nil
        let expected = filed.map { $0.adding(context.policy.longestProcessing) }
        return FieldSet(
            texts: [
                "supplement_since": missing?.stateOn.map(language.date),
                "supplement_reason": remark(missing?.reason, in: context),
                "floor_lead": language.period(context.policy.floor),
                "procedure_name": language.name(of: context.application?.procedure),
                "submitted_on": filed.map(language.date),
                "time_since_filing": filed.map { language.days(max(0, $0.days(until: context.asOf))) },
                "decision_expected": expected.map(language.date),
                "decided_on": (decided?.decidedOn ?? fallback).map(language.date),
                "reason": remark(decided?.reason, in: context),
            ],
            flags: [
                "in_progress": context.kind == .applicationInProgress,
                "decision_overdue": expected.map { context.asOf > $0 } ?? false,
                "of_renewal": context.application?.procedure == .renewal,
                "of_change": context.application?.procedure == .change,
                "filed_early": isFiledEarly(context),
                "filed_in_time": isFiledInTime(context) == true,
                "filed_late": isFiledInTime(context) == false,
            ]
        )
    }
}

extension Language {
    /// The days from one to another: `2026年3月16日至2026年3月20日`, one day by itself.
    fileprivate func span(_ days: ClosedRange<CalendarDate>) -> String {
        guard days.lowerBound < days.upperBound else { return date(days.lowerBound) }
        return date(days.lowerBound) + either("至", " – ") + date(days.upperBound)
    }

    /// How a registration ended, as a verb: `注销`, `revoked`.
    func act(of state: RegistrationState) -> String {
        switch state {
        case .cancelled: either("注销", "cancelled")
        case .revoked: either("撤销", "revoked")
        case .active, .renewed: either("终止", "ended")
        }
    }

    /// A category as the regulation calls it, or as it is recorded; `nil` when it is no name.
    ///
    /// - Source: rule V7
    func category(_ recorded: String?, hiding numbers: [String]) -> String? {
        guard let recorded else { return nil }
        return CategoryName(recorded).words.map(text)
            ?? NoticeFields.name(recorded, of: .category, hiding: numbers)
    }
}
