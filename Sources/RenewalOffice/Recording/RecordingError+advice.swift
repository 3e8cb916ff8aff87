import RenewalRules

extension RecordingError {
    /// When an event that is only too early would be accepted.
    static func advice(until day: CalendarDate) -> Phrase {
        Phrase("请于\(day.words.chinese)起办理", "wait until \(day)")
    }

    /// What to do instead of a refused event.
    static func advice(for refusal: Refusal) -> Phrase {
        if let remedy = refusal.instead { return advice(for: remedy) }
        return switch refusal.code {
        case .tooEarly: Phrase("请待办理期开始后再办理", "wait until the period has begun")
        case .tooLate: Phrase("请待期满后申请重新注册", "wait for the expiry and file a re-registration")
        case .expired: Phrase("登记的日期如有误，请先更正", "correct the recorded dates if they are wrong")
        case .notExpired: Phrase("请待延续注册的申请期开始", "wait for the window of renewal")
        case .expiryUnknown: Phrase("请先登记有效期", "record the expiry first")
        case .employerChanged: Phrase("请先申请变更注册", "file a change first")
        case .notQualified where refusal.rule == "V9":
            Phrase(
                "重新具备条件后，请加 --conditions-met 提交",
                "once the conditions are met again, file it with --conditions-met"
            )
        case .notQualified: Phrase("请先登记所缺内容", "record what is missing first")
        case .barred: Phrase("请待不得注册的期限届满", "wait until the bar has ended")
        case .alreadyRegistered: Phrase("请使用已有的注册", "use the registration there is")
        case .notRegistered: Phrase("没有可以登记此事项的注册", "there is nothing to record it on")
        case .applicationPending: Phrase("请先办结或撤回在办的申请", "decide or withdraw the open one first")
        case .noApplication:
            Phrase(
                "请核对该申请：已有结果、已撤回或者不计入",
                "look the application up; it is decided, withdrawn or does not count"
            )
        case .ended:
            Phrase("该记录已终结；如有后续记录，请使用后续记录", "the record is closed; use the one that follows it, if there is one")
        case .notComplete: Phrase("请补齐所缺内容后重新登记", "complete what is missing and record it again")
        case .feeUnpaid: Phrase("请先登记缴费", "record the payment first")
        case .examFailed: Phrase("考试未通过，请重新开始申领", "begin a new application after the failed examination")
        case .wrongStep: Phrase("请先登记前一步骤", "record the step before it first")
        case .nothingToVoid: Phrase("无需办理", "nothing needs to be done")
        case .void: Phrase("请申请补办", "ask for a reissue")
        case .superseded: Phrase("请使用取代它的新证书", "use the credential that replaced it")
        case .keyCompromised: Phrase("请办理该证书的挂失", "report the loss of the credential")
        case .notConfirmed:
            Phrase(
                "请先经确认：提交时加 --confirmed，办结时加 --yes",
                "have it confirmed: submit it with --confirmed, complete it with --yes"
            )
        }
    }

    private static func advice(for remedy: Refusal.Remedy) -> Phrase {
        switch remedy {
        case .initial: Phrase("请改为申请初始注册", "file an initial registration instead")
        case .renewal: Phrase("请改为申请延续注册", "file a renewal instead")
        case .change: Phrase("请先申请变更注册", "file a change first")
        case .reregistration: Phrase("请改为申请重新注册", "file a re-registration instead")
        case .awaitDecision: Phrase("请等待在办申请的结果", "wait for the decision on the open one")
        case .credentialRenewal: Phrase("请改为办理证书续期", "start a renewal of the credential instead")
        case .credentialReapply: Phrase("请改为重新申请证书", "apply for a new credential instead")
        case .lossReport: Phrase("请先办理该证书的挂失", "report the loss of the credential first")
        }
    }
}
