/// One sentence for each rule a notice or an explanation cites, for clerks.
///
/// - Source: sections 1 and 2 of the domain rules, in this project's words
public enum RuleSentence {
    /// The sentence of a rule; `nil` for a rule that no notice cites.
    public static func of(_ rule: RuleID, in language: Language) -> String? {
        sentences[rule].map { language == .chinese ? $0.chinese : $0.english }
    }

    private static let sentences: [RuleID: (chinese: String, english: String)] = [
        "R18": ("期满前拟在原聘用单位继续执业的，办理延续注册。", "Who stays with the same employer renews before expiry."),
        "R19": ("可在有效期满前三个月内提出延续注册申请。", "Renewal may be applied for within the three months before expiry."),
        "R20": ("最早可在有效期满前一年内提出延续注册申请。", "The earliest day for a renewal application is one year before expiry."),
        "R21": ("变更注册只能在注册有效期内办理。", "A change of registration is possible only while it is valid."),
        "R22": ("变更聘用单位应办理变更注册。", "A new employer calls for a change of registration."),
        "R25": ("注册已过期的，只能申请重新注册。", "Once expired, only re-registration is possible."),
        "R26": ("注册有效期为五年。", "A registration is valid for five years."),
        "R27": ("注册办理周期一般为两至三个月。", "An application usually takes two to three months."),
        "R28": ("只有注册成功之后才能执业。", "Practice is allowed only under a valid registration."),
        "R29": ("需继续执业的，应在期满前三个月提出申请。", "Who wants to go on practising should apply three months before expiry."),
        "R31": ("期满未延续的，可根据需要重新注册。", "Who has not renewed by expiry may re-register if needed."),
        "A1": (
            "三个月的日期是建议的最后提交日，到期日之前仍可提交。",
            "The three-month mark is the day to file by; filing stays possible until expiry."
        ),
        "A2": ("到期之后没有宽限期。", "There is no period of grace after expiry."),
        "A3": ("到期日当天仍然有效，至北京时间24时为止。", "The expiry day itself is valid until 24:00 Beijing time."),
        "A4": ("以证书上印载的有效期为准；没有印载的按起始日加期限推算。", "The printed date wins; without it the term is added to the first day."),
        "A5": ("月份推算没有对应日的，取该月最后一日。", "A month without the corresponding day counts to its last day."),
        "A8": (
            "按期提交而到期未决的，在结果确认之前请勿执业。",
            "Filed in time but undecided at expiry: do not practise before the outcome is confirmed."
        ),
        "A9": ("变更单位的，先办理变更注册，再办理延续注册。", "After a change of employer the change comes first, then the renewal."),
        "D4": (
            "缺少有效期和起始日期的记录无法判断，交由管理员核对。",
            "A record with neither expiry nor start cannot be judged; the administrator is asked."
        ),
        "D6": ("停机期间错过的节点只补发最近一个。", "Of marks missed during downtime only the latest is sent."),
        "D9": (
            "确认收到只会暂停紧急程度以下的提醒，最后一周照发。",
            "An acknowledgement silences only what is below urgent; the last week is always sent."
        ),
        "D10": ("有效提交申请之后，到期提醒停止。", "A valid application ends the expiry reminders."),
        "V9": (
            "注册已注销；符合条件后可重新注册。",
            "The registration was cancelled; re-registration is possible once the conditions are met."
        ),
        "V10": ("注册被撤销后五年内不得重新注册。", "After a revocation no new registration is possible for five years."),
        "V19": ("期满未作决定的，视为准予延续（按配置）。", "Undecided at expiry counts as renewed (as configured)."),
    ]
}
