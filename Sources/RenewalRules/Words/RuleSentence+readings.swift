extension RuleSentence {
    /// How the source is interpreted where it leaves a choice.
    static let readings: [RuleID: BothLanguages] = [
        "A1": (
            "三个月的日期是建议的最后提交日，到期日之前仍可提交。",
            "The three-month mark is the day to file by; filing stays possible until expiry."
        ),
        "A1b": (
            "期满前三十日是法律规定的申请期限；晚于该日提交的，期满未决定时视为准予延续的保护存疑。",
            "The law asks for thirty days; whether a later application is protected at expiry is doubtful."
        ),
        "A2": ("到期之后没有宽限期。", "There is no period of grace after expiry."),
        "A3": ("到期日当天仍然有效，至北京时间24时为止。", "The expiry day itself is valid until 24:00 Beijing time."),
        "A4": (
            "以证书所载有效期为准；证书没有载明的，按起始日期加期限推算。",
            "The printed date wins; without it the term is added to the first day."
        ),
        "A5": ("月份推算没有对应日的，取该月最后一日。", "A month without the corresponding day counts to its last day."),
        "A7": (
            "节假日不改变任何日期，只建议提前到前一个工作日办理。", "Days off move no date; acting by the working day before is only advised."
        ),
        "A8": (
            "按期提交而到期未决的，在结果确认之前请勿执业。",
            "Filed in time but undecided at expiry: do not practise before the outcome is confirmed."
        ),
        "A9": ("变更单位的，先办理变更注册，再办理延续注册。", "After a change of employer the change comes first, then the renewal."),
        "A10": (
            "新的有效期以证书所载为准；证书没有载明的，期满前获准的接续原有效期。",
            "The printed new period wins; without it a renewal granted in time continues the old one."
        ),
        "A12": ("电子证书以最后一个完整的有效日为到期日。", "An electronic certificate expires on its last whole valid day."),
        "A12b": (
            "电子证书的续期最早可提前一年，且不早于期限过半。",
            "A certificate is renewed at most a year ahead and not before half its term is over."
        ),
        "A13": ("补办的证书使用新序列号，有效期不变。", "A reissued certificate has a new serial and keeps the old expiry."),
        "A14": (
            "到期之前办理续期，到期之后重新申请；更新是其后的步骤。",
            "Up to expiry a certificate is renewed, afterwards applied for anew; updating follows either."
        ),
        "A15": ("证书有效期已过的，使用方不应再接受。", "Relying parties no longer accept a certificate whose validity is over."),
        "A16": ("六个步骤以当地程序为准。", "Which of the six steps apply is a matter of the local procedure."),
        "A17": (
            "三个月左右只是估计，再过三十天仍未公布的，可以询问。", "About three months is an estimate; thirty days later it is time to ask."
        ),
        "A18": (
            "聘用单位更名的，建议办理变更；一般不影响延续。",
            "A change is advised when the employer is renamed; it does not usually block renewal."
        ),
        "A21": ("2021年度指考试年度。", "The year 2021 is that of the examination."),
    ]

    /// How the service itself works.
    static let service: [RuleID: BothLanguages] = [
        "D4": (
            "登记的日期缺失或者前后不符的，由管理员核对、更正。",
            "Where dates are missing or contradict each other, the administrator checks and corrects them."
        ),
        "D6": ("停机期间错过的提醒只补发最近一次。", "Of marks missed during downtime only the latest is sent."),
        "D7": ("注册与电子证书互不影响。", "A registration and an electronic certificate do not affect each other."),
        "D3": (
            "有效期更正后，以更正后的日期为准，重新计算提醒。",
            "After a correction of the expiry the reminders count towards the corrected day."
        ),
        "D8": ("申请未获准或已撤回的，到期提醒继续发送。", "After a refusal or a withdrawal the reminders go on."),
        "D9": (
            "确认收到只会暂停紧急程度以下的提醒，最后一周照发。",
            "An acknowledgement silences only what is below urgent; the last week is always sent."
        ),
        "D10": (
            "有效提交的申请、延续、注销、撤销、作废或表示不再继续，才会结束到期提醒；仅仅送达不会。",
            "Only a valid application, a renewal, an end, a void or declining closes a series; delivery alone does not."
        ),
        "D12": ("私钥泄露按挂失办理。", "A leaked private key is handled as a loss."),
        "D14": ("单位每天收到一份汇总，严重事项另行通知。", "An employer gets one summary a day; critical notices also come singly."),
    ]
}
