package import RenewalRules

/// Words that are counted or named; sentences are in the templates.
extension Language {
    /// `2026年3月15日`, `15 March 2026`.
    package func date(_ date: CalendarDate) -> String { text(of: date) }

    /// `3月15日`, `15 March`.
    func dayOfYear(_ date: CalendarDate) -> String { text(of: date.wordsWithoutYear) }

    /// `7天`, `1 day`, `7 days`.
    func days(_ count: Int) -> String { counted(count, chinese: "天", english: "day") }

    /// `3个月`, `30 days`; both parts when a period has both.
    func period(_ period: Period) -> String {
        let months = counted(period.months, chinese: "个月", english: "month")
        switch (period.months, period.days) {
        case (0, let days): return self.days(days)
        case (_, 0): return months
        case (_, let days): return months + (self == .chinese ? "" : " ") + self.days(days)
        }
    }

    /// `2至3个月`, `2 to 3 months`.
    func range(_ shortest: Period, _ longest: Period) -> String {
        guard shortest != longest else { return period(longest) }
        let to = self == .chinese ? "至" : " to "
        guard shortest.days == 0, longest.days == 0 else { return period(shortest) + to + period(longest) }
        return "\(shortest.months)\(to)\(period(longest))"
    }

    func name(of procedure: ApplicationProcedure?) -> String {
        switch (procedure, self) {
        case (.initial, .chinese): "初始注册"
        case (.initial, .english): "initial registration"
        case (.renewal, .chinese): "延续注册"
        case (.renewal, .english): "renewal of registration"
        case (.change, .chinese): "变更注册"
        case (.change, .english): "a change of registration"
        case (.reregistration, .chinese): "重新注册"
        case (.reregistration, .english): "re-registration"
        case (nil, .chinese): "注册"
        case (nil, .english): "registration"
        }
    }

    func name(of severity: Severity) -> String {
        switch self {
        case .chinese: ["提示", "通知", "警示", "紧急", "特急"][severity.rank]
        case .english: ["Information", "Notice", "Warning", "Urgent", "Most urgent"][severity.rank]
        }
    }

    /// What a subject begins with when it is pressing, with a blank behind it in English: `【紧急】`, `[Most urgent] `.
    func urgencyMark(of severity: Severity) -> String? {
        switch severity {
        case .info, .notice, .warning: nil
        case .urgent, .critical: either("【\(name(of: severity))】", "[\(name(of: severity))] ")
        }
    }

    /// The common name of the time zone; the IANA name outside China.
    func timeZone(_ name: String) -> String {
        guard name == "Asia/Shanghai" else { return name }
        return self == .chinese ? "北京时间" : "Beijing time"
    }

    /// The wording for a holder whose name is not recorded.
    var unnamedEngineer: String { self == .chinese ? "一名注册人员" : "an engineer on record" }

    /// The wording for a company whose name is not recorded.
    var unnamedCompany: String { self == .chinese ? "一家单位" : "a company" }

    /// What every notice ends with: whose words these are, and whose count.
    ///
    /// - Source: catalogue of notices, the mandatory closing line
    var closing: String {
        switch self {
        case .chinese:
            "本提醒由注册到期提醒系统根据其登记的信息自动生成，仅供参考，不代替注册机构的通知或决定；"
                + "办理条件、期限和材料以注册机构公布的要求为准。"
        case .english:
            "This reminder was generated automatically from the records of the reminder system. It is for guidance only and "
                + "does not replace a notice or decision of the registration authority; the conditions, time limits and "
                + "documents which that authority publishes prevail."
        }
    }

    /// For who may have done already what a notice asks for.
    var closingWhenDone: String {
        either("如您已办理，可不再理会本提醒。", " If you have already acted, you may disregard this reminder.")
    }

    /// The line a notice begins with: `王建国同志：`; `nil` for those who are not addressed by name.
    func salutation(to audience: Audience, named name: String?) -> String? {
        guard let name else { return nil }
        switch audience {
        case .holder: return either("\(name)同志：", "Dear \(name),")
        case .employer: return either("\(name)：", "Dear \(name),")
        case .administrator, .relyingParty: return nil
        }
    }

    var noticeLabel: String { self == .chinese ? "通知编号：" : "Notice: " }

    var testMark: String { self == .chinese ? "【测试】" : "[Test] " }

    var testNote: String {
        switch self {
        case .chinese: "这是一封测试邮件，无需办理任何事项。"
        case .english: "This is a test message; nothing needs to be done."
        }
    }

    private func counted(_ count: Int, chinese: String, english: String) -> String {
        switch self {
        case .chinese: "\(count)\(chinese)"
        case .english: "\(count) \(english)\(count == 1 ? "" : "s")"
        }
    }
}
