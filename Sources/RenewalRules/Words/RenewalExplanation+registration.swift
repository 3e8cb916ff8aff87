extension RenewalExplanation {
    /// What a clerk wants to know about a registration.
    static func findings(
        on record: RegistrationRecord,
        _ standing: RecordStanding,
        day: CalendarDate,
        policy: RenewalPolicy
    ) -> [Finding] {
        let expiry = Expiry(of: record.registration, policy: policy)
        let isPrinted = record.registration.validUntil != nil
        let permission = record.mayPractise(on: day, policy: policy)
        return [finding(onExpiry: expiry.date, isPrinted: isPrinted, rules: expiry.rules)]
            + expiry.problems.map(finding(on:))
            + [finding(on: standing, day: day), finding(onFloorOf: standing)].compactMap(\.self)
            + [Finding(permission.words.chinese, permission.words.english, [permission.rule])]
            + record.applications.sorted { ($0.submittedOn ?? .first, $0.id) < ($1.submittedOn ?? .first, $1.id) }
            .map { finding(on: $0, window: standing.window, policy: policy) }
            + [finding(on: record.registration.change), finding(onRenaming: record.employer)].compactMap(\.self)
            + [finding(onAdvised: standing.window, policy: policy), finding(onLoginTo: record)].compactMap(\.self)
            + [finding(onAgeOf: record, standing, day: day, policy: policy)].compactMap(\.self)
    }

    static func finding(onExpiry date: CalendarDate?, isPrinted: Bool, rules: [RuleID]) -> Finding {
        guard let date else {
            return Finding("没有有效期，也没有起始日期，无法判断", "no expiry and no first day are recorded", rules)
        }
        return isPrinted
            ? Finding("有效期至 \(date)（证书印载）", "valid until \(date), as printed", rules)
            : Finding("有效期至 \(date)（按起始日和期限推算）", "valid until \(date), from first day and term", rules)
    }

    private static func finding(on problem: Expiry.Problem) -> Finding {
        switch problem {
        case .missing: Finding("请管理员核对日期", "the dates need checking", ["D4"])
        case .mismatch:
            Finding(
                "印载的有效期与推算相差一天以上，以印载为准，请核对",
                "the printed expiry is more than a day off the computed one; it wins, please check it",
                ["A4", "D4"]
            )
        case .beforeStart:
            Finding("有效期早于起始日期，请核对", "the expiry lies before the first day", ["D4"])
        }
    }

    /// An application, whether it counts, and when its decision is usually due.
    static func finding(on application: Application, window: RenewalWindow?, policy: RenewalPolicy) -> Finding {
        let (procedure, state) = (application.procedure.words, application.state.words)
        let filed = application.submittedOn.map { "\($0)" }
        var chinese = "\(filed ?? "未注明日期")提交\(procedure.chinese)申请 \(application.id)：\(state.chinese)"
        var english =
            "application \(application.id) for \(procedure.english), filed \(filed ?? "on an unknown day"): "
            + state.english
        var rules: [RuleID] = ["R27"]
        if let day = application.decidedOn {
            chinese += "（\(day)）"
            english += " (\(day))"
        } else if application.state.isPending, let estimate = application.decisionEstimate(policy: policy) {
            chinese += "，一般在 \(estimate.lowerBound) 至 \(estimate.upperBound) 有结果"
            english += ", usually decided from \(estimate.lowerBound) to \(estimate.upperBound)"
        }
        if application.procedure == .renewal, let window, let day = application.submittedOn,
            !window.accepts(filedOn: day)
        {
            chinese += "；不在申请期内，不计入"
            english += "; outside the window, it does not count"
            rules = [day < window.opens ? "R20" : "A2"]
        }
        return Finding(chinese, english, rules)
    }

    private static func finding(on change: RecordedChange?) -> Finding? {
        guard let change else { return nil }
        let item: BothLanguages = change.reason == .employer ? ("聘用单位", "employer") : ("注册类别", "category")
        let on = change.recordedOn.map { "\($0) " } ?? ""
        return Finding(
            "\(on)登记了\(item.chinese)变动，应先办理变更注册",
            "a new \(item.english) was recorded\(change.recordedOn.map { " on \($0)" } ?? ""): the change comes first",
            [change.reason == .employer ? "R22" : "R23", "A9"]
        )
    }

    /// The thirty-day floor, while the record is in its last three months.
    private static func finding(onFloorOf standing: RecordStanding) -> Finding? {
        guard standing.phase == .standard, let window = standing.window else { return nil }
        let floor = window.thirtyDayFloor
        return Finding(
            "\(floor) 之后提交的，期满前未作出决定时能否视为准予延续存在疑问",
            "filed after \(floor), an application undecided at expiry may not count as granted",
            ["A1b"]
        )
    }

    private static func finding(onLoginTo record: RegistrationRecord) -> Finding? {
        guard record.mayNeedLegacyLogin else { return nil }
        return Finding(
            "从未登录注册系统；如果无法以身份证号登录，可使用当时的11位注册证号",
            "never logged in: if the identity number does not work, the 11-digit number of that time may",
            ["R34"]
        )
    }

    private static func finding(onRenaming employer: Employer?) -> Finding? {
        guard let day = employer?.renamedOn, employer?.formerName != nil else { return nil }
        return Finding("聘用单位于 \(day) 更名", "the employer took a new name on \(day)", ["R24", "A18"])
    }

    private static func finding(onAdvised window: RenewalWindow?, policy: RenewalPolicy) -> Finding? {
        guard let window, let advised = policy.advisedDay(for: window.mark) else { return nil }
        return Finding(
            "\(window.mark) 非工作日，建议在 \(advised) 前提交",
            "\(window.mark) is no working day; filing by \(advised) is advised",
            ["A7"]
        )
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
