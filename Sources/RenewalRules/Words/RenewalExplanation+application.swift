extension RenewalExplanation {
    /// An application: whether it counts, when its decision is usually due, and why it was refused.
    ///
    /// The window is that of the registration it would renew; there is none for a first one.
    static func finding(
        on application: Application,
        window: RenewalWindow?,
        day: CalendarDate,
        policy: RenewalPolicy
    ) -> Finding {
        let (procedure, state, filed) = (
            application.procedure.words, application.state.words, application.submittedOn?.words
        )
        guard application.state != .draft else {
            return Finding(
                "\(procedure.chinese)申请（编号\(application.id)）尚未提交",
                "application \(application.id) for \(procedure.english) is drafted and not filed",
                []
            )
        }
        let outcome = words(onOutcomeOf: application, day: day, policy: policy)
        let isOutside = isOutside(application, window)
        let chinese = "\(filed?.chinese ?? "未注明日期")提交\(procedure.chinese)申请（编号\(application.id)）：\(state.chinese)"
        let english =
            "application \(application.id) for \(procedure.english), filed on \(filed?.english ?? "an unknown day"): "
            + state.english
        let early = application.submittedOn.map { day in window.map { day < $0.opens } ?? false } ?? false
        let opens = early && application.state.isPending ? window?.opens.words : nil
        return Finding(
            chinese + outcome.chinese + (isOutside ? "；不在申请期内，不计入" : "")
                + (opens.map { "；是否仍予受理，请询问注册初审机构，需延续的，自\($0.chinese)起重新提交" } ?? ""),
            english + outcome.english + (isOutside ? "; outside the window, it does not count" : "")
                + (opens.map { "; ask the review body if it is still accepted, and file again from \($0.english) on" }
                    ?? ""),
            isOutside ? [early ? "R20" : "A2"] : [application.isSupplementDue ? "V13" : "R27"]
        )
    }

    private static func isOutside(_ application: Application, _ window: RenewalWindow?) -> Bool {
        guard application.procedure == .renewal, let window, let filed = application.submittedOn else { return false }
        return !window.accepts(filedOn: filed)
    }

    /// Since when documents are missing, and which.
    private static func words(onSupplementOf application: Application) -> BothLanguages {
        let since = application.stateOn?.words
        let reason = application.reason?.split(whereSeparator: \.isNewline).joined(separator: " ")
        return (
            (since.map { "（\($0.chinese)起）" } ?? "") + (reason.map { "，需补正：\($0)" } ?? ""),
            (since.map { " since \($0.english)" } ?? "") + (reason.map { ": \($0)" } ?? "")
        )
    }

    /// The day of a decision with the reason of a refusal, or when a decision is to be expected.
    private static func words(
        onOutcomeOf application: Application,
        day: CalendarDate,
        policy: RenewalPolicy
    ) -> BothLanguages {
        if application.decidedOn != nil || application.state == .rejected {
            let on = application.decidedOn?.words
            let reason = application.reason?.split(whereSeparator: \.isNewline).joined(separator: " ")
            return (
                (on.map { "（\($0.chinese)）" } ?? "") + (reason.map { "，理由：\($0)" } ?? ""),
                (on.map { " on \($0.english)" } ?? "") + (reason.map { ", for this reason: \($0)" } ?? "")
            )
        }
        if application.isSupplementDue { return words(onSupplementOf: application) }
        guard application.state.isPending, let estimate = application.decisionEstimate(policy: policy) else {
            return ("", "")
        }
        let (first, last) = (estimate.lowerBound.words, estimate.upperBound.words)
        return day > estimate.upperBound
            ? ("，一般应在\(last.chinese)前有结果，现已超过", ", usually decided by \(last.english), which is past")
            : ("，一般在\(first.chinese)至\(last.chinese)有结果", ", usually decided from \(first.english) to \(last.english)")
    }
}

extension ApplicationProcedure {
    /// The procedure in a few words.
    public var words: BothLanguages {
        switch self {
        case .initial: Procedure.initial.words
        case .renewal: Procedure.renewal.words
        case .change: Procedure.change.words
        case .reregistration: Procedure.reregistration.words
        }
    }
}

extension ApplicationState {
    /// The state in a few words.
    public var words: BothLanguages {
        switch self {
        case .draft: ("草稿", "draft")
        case .submitted: ("已提交", "filed")
        case .supplementRequired: ("待补正", "documents asked for")
        case .initialReview: ("初审中", "in initial review")
        case .finalReview: ("终审中", "in final review")
        case .approved: ("已获准", "granted")
        case .rejected: ("未获准", "refused")
        case .withdrawn: ("已撤回", "withdrawn")
        }
    }
}
