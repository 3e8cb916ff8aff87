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
        let counting = standing.window.map { CountingApplications(in: record.applications, window: $0, on: day) }
        return [finding(onExpiry: expiry.date, isPrinted: isPrinted, rules: expiry.rules)]
            + expiry.problems.map(finding(on:))
            + [finding(onEndOf: record, standing, policy: policy)].compactMap(\.self)
            + [finding(on: standing, day: day, next: next(for: record, standing))]
            + [finding(onFloorOf: standing, counting, day: day)].compactMap(\.self)
            + [finding(onPracticeUnder: record, day: day, policy: policy)]
            + record.applications.sorted { ($0.submittedOn ?? .first, $0.id) < ($1.submittedOn ?? .first, $1.id) }
            .map { finding(on: $0, window: standing.window, day: day, policy: policy) }
            + [finding(onChangeOf: record, standing, counting), finding(onRenaming: record.employer)].compactMap(\.self)
            + [finding(onEducationOf: record.registration, policy: policy)].compactMap(\.self)
            + [finding(onAdvised: standing, day: day, policy: policy)].compactMap(\.self)
            + [finding(onLastDayOf: standing, day: day, policy: policy), finding(onLoginTo: record)].compactMap(\.self)
            + [finding(onAgeOf: record, standing, day: day, policy: policy)].compactMap(\.self)
    }

    static func finding(onExpiry date: CalendarDate?, isPrinted: Bool, rules: [RuleID]) -> Finding {
        guard let date = date?.words else {
            return Finding("没有登记有效期，也没有起始日期，无法判断", "no expiry and no first day are recorded", rules)
        }
        return isPrinted
            ? Finding("有效期至\(date.chinese)（证书所载）", "valid until \(date.english), as printed", rules)
            : Finding(
                "有效期至\(date.chinese)（按起始日期和期限推算）",
                "valid until \(date.english), from first day and term",
                rules
            )
    }

    private static func finding(on problem: Expiry.Problem) -> Finding {
        switch problem {
        case .missing: Finding("请管理员核对日期", "the dates need checking", ["D4"])
        case .mismatch:
            Finding(
                "证书所载有效期与推算相差一天以上，以证书所载为准，请核对",
                "the printed expiry is more than a day off the computed one; it wins, please check it",
                ["A4", "D4"]
            )
        case .beforeStart:
            Finding("有效期早于起始日期，请核对", "the expiry lies before the first day", ["D4"])
        }
    }

    /// How a registration ended, what follows it, and until when a new one is barred.
    ///
    /// - Source: rules V9, V10, A10
    private static func finding(
        onEndOf record: RegistrationRecord,
        _ standing: RecordStanding,
        policy: RenewalPolicy
    ) -> Finding? {
        let ended = record.registration.endedOn
        let chinese = ended.map { "于\($0.words.chinese)" } ?? ""
        let english = ended.map { " on \($0.words.english)" } ?? ""
        let (reason, bar) = (words(onReasonOf: record.registration), words(onBarOf: record, standing, policy: policy))
        switch record.registration.state {
        case .active: return nil
        case .renewed:
            let gap = record.daysBetweenRegistrations(policy: policy)
            return record.successor.map { finding(onSuccessor: $0, after: gap) }
        case .cancelled:
            return Finding(
                "注册已\(chinese)注销\(reason.chinese)\(bar.chinese)",
                "the registration was cancelled\(english)\(reason.english)\(bar.english)",
                ["V9"]
            )
        case .revoked:
            return Finding(
                "注册已\(chinese)被撤销\(reason.chinese)\(bar.chinese)",
                "the registration was revoked\(english)\(reason.english)\(bar.english)",
                ["V10"]
            )
        }
    }

    /// What there is to do where the next procedure alone would mislead; `nil` where it says all.
    private static func next(for record: RegistrationRecord, _ standing: RecordStanding) -> BothLanguages? {
        switch Procedure(rawValue: standing.procedure) {
        case .some(.none) where standing.phase == .notYet && record.applications.contains(where: \.isSupplementDue):
            (
                "有申请待补正，请向注册初审机构确认是否仍予受理",
                "documents of an application are missing; ask the review body whether it is still accepted"
            )
        case .barred where record.registration.lacksEndReason:
            ("能否再次申请注册，请以书面决定为准", "whether a new one may be applied for is for the written decision to say")
        case .reregistration where record.registration.isStruckOffAsAsked:
            ("目前无需办理手续，以后如需执业，可重新申请注册", "nothing to do; to practise again later, apply for a new registration")
        case .some(.none), .initial, .renewal, .change, .reregistration, .lateInitial, .awaitDecision, .supplement,
            .barred, nil:
            nil
        }
    }

    /// Why a registration ended, as it follows the sentence; a revocation without a reason says so, because it counts
    /// as one that bars.
    private static func words(onReasonOf registration: Registration) -> BothLanguages {
        if let words = registration.endReason?.words { return ("，原因：\(words.chinese)", ", because \(words.english)") }
        return registration.lacksEndReason ? ("，未登记撤销原因", ", for a reason that is not recorded") : ("", "")
    }

    private static func words(
        onBarOf record: RegistrationRecord,
        _ standing: RecordStanding,
        policy: RenewalPolicy
    ) -> BothLanguages {
        guard standing.procedure == Procedure.barred.rawValue,
            let last = record.registration.barredThrough(policy: policy), last != .last
        else { return ("", "") }
        let day = last.words
        if record.registration.lacksEndReason {
            return (
                "；如系以欺骗、贿赂等不正当手段取得注册被撤销，至\(day.chinese)止不得再次申请",
                "; if it was obtained by deceit, bribery or other improper means, no new one may be applied for until "
                    + day.english
            )
        }
        return ("；至\(day.chinese)止，不得再次申请注册", "; no new one may be applied for until \(day.english)")
    }

    private static func finding(onSuccessor next: Registration, after gap: ClosedRange<CalendarDate>?) -> Finding {
        let (from, until) = (next.validFrom?.words, next.validUntil?.words)
        let (first, last) = (gap?.lowerBound.words, gap?.upperBound.words)
        let chinese = first.map { "；自\($0.chinese)起至\(last?.chinese ?? "")止，两项注册均不在有效期内，不得执业" } ?? ""
        let english = first.map { "; from \($0.english) to \(last?.english ?? "") neither is valid: no practice" } ?? ""
        return Finding(
            "已由注册\(next.id)接续" + (from.map { "，自\($0.chinese)起有效" } ?? "")
                + (until.map { "，有效期至\($0.chinese)" } ?? "") + chinese,
            "registration \(next.id) follows" + (from.map { ", valid from \($0.english)" } ?? "")
                + (until.map { ", valid until \($0.english)" } ?? "") + english,
            ["A10"]
        )
    }

    /// Whether the holder may practise; once another registration has followed, that one says so.
    private static func finding(
        onPracticeUnder record: RegistrationRecord,
        day: CalendarDate,
        policy: RenewalPolicy
    ) -> Finding {
        let permission = record.mayPractise(on: day, policy: policy)
        if let before = record.predecessor, let start = record.registration.validFrom?.words, permission == .yes,
            day < record.registration.validFrom ?? day
        {
            let until = Expiry(of: before, policy: policy).date?.words
            return Finding(
                "此前依原注册\(before.id)\(until.map { "（有效期至\($0.chinese)）" } ?? "")执业；本注册自\(start.chinese)起生效",
                "until then practice goes on under registration \(before.id)"
                    + (until.map { ", valid until \($0.english)" } ?? "") + "; this one begins on \(start.english)",
                ["R28", "A10"]
            )
        }
        if permission == .uncertain("A10") {
            return Finding(
                "延续注册已获准，尚未登记新的注册；能否执业，以新的注册证书为准",
                "the renewal was granted and what follows is not recorded: whether to practise is for the new certificate to say",
                ["A10"]
            )
        }
        if record.predecessor == nil, let start = record.registration.validFrom, day < start,
            permission == .uncertain("R28")
        {
            return Finding(
                "本注册自\(start.words.chinese)起生效；此前如有原注册，能否执业以原注册为准，没有的不得执业",
                "this registration begins on \(start.words.english); before that, practice is allowed only under an earlier "
                    + "registration that is still valid",
                ["R28"]
            )
        }
        guard case .no = permission, let next = record.successor, day >= next.validFrom ?? day else {
            return Finding(permission.words.chinese, permission.words.english, [permission.rule])
        }
        return Finding(
            "能否执业，以接续的注册\(next.id)为准",
            "whether to practise is for registration \(next.id) to say",
            [permission.rule]
        )
    }

    /// A move that is recorded; what it asks for until it is applied for, and in what order only inside the window.
    private static func finding(
        onChangeOf record: RegistrationRecord,
        _ standing: RecordStanding,
        _ counting: CountingApplications?
    ) -> Finding? {
        guard let change = record.registration.change, standing.phase != .closed else { return nil }
        let item: BothLanguages = change.reason == .employer ? ("聘用单位", "employer") : ("注册类别", "category")
        let on = change.recordedOn?.words
        let chinese = "\(on.map(\.chinese) ?? "")登记了拟变更的\(item.chinese)"
        let english = "an intended change of \(item.english) was recorded\(on.map { " on \($0.english)" } ?? "")"
        let rule: RuleID = change.reason == .employer ? "R22" : "R23"
        guard let counting, record.unsettledChange(counting) != nil else { return Finding(chinese, english, [rule]) }
        switch (standing.phase, Procedure(rawValue: standing.procedure)) {
        case (.openEarly, .change), (.standard, .change):
            return Finding(
                "\(chinese)，请先办理变更注册，再办理延续注册",
                "\(english): please apply for the change first, then for the renewal",
                [rule, "A9"]
            )
        case (.notYet, _):
            return Finding("\(chinese)，请及时办理变更注册", "\(english): please apply for the change promptly", [rule])
        case (.openEarly, _), (.standard, _), (.overdue, _), (.closed, _), (.unknown, _):
            return Finding(chinese, english, [rule])
        }
    }

    /// The thirty-day floor, for an application filed after it, or when one would be by now.
    ///
    /// - Source: rule A1b
    private static func finding(
        onFloorOf standing: RecordStanding,
        _ counting: CountingApplications?,
        day: CalendarDate
    ) -> Finding? {
        guard standing.phase == .standard, let window = standing.window, let counting else { return nil }
        let pending = counting.pendingRenewal
        guard let filed = pending?.submittedOn ?? (pending == nil ? day : nil), filed > window.thirtyDayFloor else {
            return nil
        }
        let floor = window.thirtyDayFloor.words
        return Finding(
            (pending == nil ? "现在提交已" : "该申请的提交")
                + "晚于\(floor.chinese)，期满前未作出决定时，能否视为准予延续存在疑问",
            (pending == nil ? "an application filed now is filed after " : "the application was filed after ")
                + "\(floor.english); undecided at expiry, it may not count as granted",
            ["A1b"]
        )
    }

    /// The recorded hours of continuing education beside those a period asks for.
    ///
    /// - Source: rule V6
    private static func finding(onEducationOf registration: Registration, policy: RenewalPolicy) -> Finding? {
        guard let hours = registration.educationHours else { return nil }
        let missing = policy.educationHours - hours
        return Finding(
            "本注册周期已登记继续教育\(hours)学时，要求\(policy.educationHours)学时" + (missing > 0 ? "，尚差\(missing)学时" : ""),
            "\(hours) hours of continuing education are recorded for this period, \(policy.educationHours) are asked for"
                + (missing > 0 ? ", \(missing) are missing" : ""),
            ["V6"]
        )
    }

    private static func finding(onLoginTo record: RegistrationRecord) -> Finding? {
        guard record.mayNeedLegacyLogin else { return nil }
        return Finding(
            "从未登录注册管理系统；如果无法以身份证号登录，请使用原11位注册证号登录",
            "never logged in: if the identity number does not work, the former 11-digit registration number may",
            ["R34"]
        )
    }

    private static func finding(onRenaming employer: Employer?) -> Finding? {
        guard let day = employer?.renamedOn?.words, employer?.formerName != nil else { return nil }
        return Finding(
            "聘用单位于\(day.chinese)更名",
            "the employer took a new name on \(day.english)",
            ["R24", "A18"]
        )
    }

    /// The working day before a mark that is none, while a renewal can still be filed by then.
    private static func finding(
        onAdvised standing: RecordStanding,
        day: CalendarDate,
        policy: RenewalPolicy
    ) -> Finding? {
        guard standing.procedure == Procedure.renewal.rawValue, let mark = standing.window?.mark,
            let last = policy.advisedDay(for: mark), day <= last
        else { return nil }
        let advised = last.words
        return Finding(
            "\(mark.words.chinese)不是工作日，建议不晚于\(advised.chinese)提交",
            "\(mark.words.english) is no working day; filing by \(advised.english) is advised",
            ["A7"]
        )
    }

    /// The working day before a last day that is none, while something is to be filed or awaited by then.
    static func finding(onLastDayOf standing: RecordStanding, day: CalendarDate, policy: RenewalPolicy) -> Finding? {
        guard standing.phase == .openEarly || standing.phase == .standard, let expires = standing.window?.expires,
            day <= expires, let last = policy.advisedDay(for: expires)
        else { return nil }
        let (end, advised) = (expires.words, last.words)
        return day <= last
            ? Finding(
                "期满日\(end.chinese)不是工作日，需到窗口办理的，请不晚于\(advised.chinese)前往",
                "the last day, \(end.english), is no working day; offices can be reached until \(advised.english)",
                ["A7"]
            )
            : Finding(
                "期满日\(end.chinese)不是工作日，窗口不办公，请在网上办理",
                "the last day, \(end.english), is no working day; offices are closed, please file online",
                ["A7"]
            )
    }
}
