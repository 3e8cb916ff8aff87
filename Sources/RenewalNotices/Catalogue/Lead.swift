import RenewalRules

/// What to do by when, in a sentence or two for each audience.
struct Lead: Sendable {
    /// The sentences of a notice, from its fields.
    let words: @Sendable (NoticeContext, [String: String]) -> BothLanguages

    init(_ words: @escaping @Sendable (NoticeContext, [String: String]) -> BothLanguages) { self.words = words }

    /// The same for every record.
    static func fixed(_ chinese: String, _ english: String) -> Lead { Lead { _, _ in (chinese, english) } }

    /// Words with the text of a field in them.
    static func with(_ field: String, _ words: @escaping @Sendable (String) -> BothLanguages) -> Lead {
        Lead { _, fields in words(fields[field] ?? "") }
    }

    /// Words with the last day of a registration in them; without it only the application can be told of.
    static func registration(_ words: @escaping @Sendable (_ day: String) -> BothLanguages) -> Lead {
        Lead { _, fields in fields["valid_until"].map(words) ?? undecided(until: nil) }
    }
}

extension Lead {
    /// A renewal that has not been filed.
    static let renewal = registration { day in
        ("请尽快提交延续注册申请，最迟不晚于\(day)。", "Please file the application for renewal soon, on \(day) at the latest.")
    }

    /// A change that has not been applied for.
    static let change = registration { day in
        (
            "聘用单位或注册类别拟变更，请及时申请变更注册，且不得迟于\(day)。",
            "An intended change of employer or category is on record: please apply for a change of registration promptly, "
                + "and not after \(day)."
        )
    }

    /// A new name of the employer.
    static let renaming = registration { day in
        (
            "聘用单位已更名，请及时申请变更注册，且不得迟于\(day)。",
            "The employer was renamed: please apply for a change of registration promptly, and not after \(day)."
        )
    }

    /// A registration that is over.
    static let over = registration { day in
        (
            "注册已于\(day)期满。重新注册获准之前，请勿以注册安全工程师名义执业。",
            "The registration ended on \(day). Until re-registration is approved, please do not practise as a registered "
                + "safety engineer."
        )
    }

    /// An application without a decision, of a registration or for a first one.
    static let undecided = Lead { context, fields in
        context.application?.isSupplementDue == true
            ? supplement.words(context, fields) : undecided(until: fields["valid_until"])
    }

    private static func undecided(until day: String?) -> BothLanguages {
        let (chinese, english) = (
            "注册申请尚无结果，请向注册初审机构查询进度",
            "There is no decision on the application yet; please ask the review body how it stands."
        )
        guard let day else { return ("\(chinese)。", english) }
        return ("\(chinese)；注册有效期至\(day)。", "\(english) The registration is valid until \(day).")
    }

    /// An application whose documents are to be supplied.
    static let supplement = Lead { _, fields in
        let (chinese, english) = (
            "注册申请材料需要补正，请尽快提交", "Documents of the application are missing; please supply them soon"
        )
        guard let day = fields["valid_until"] else { return ("\(chinese)。", "\(english).") }
        return ("\(chinese)；注册有效期至\(day)。", "\(english). The registration is valid until \(day).")
    }

    /// A registration that was cancelled or revoked.
    static let ended = Lead { context, _ in
        guard case .registration(let record) = context.subject else {
            return ("登记显示，该注册已终止。", "The registration is recorded as ended.")
        }
        switch record.registration.endReason {
        case .deceased: return ("登记显示，该注册已依法注销。", "The registration is recorded as cancelled.")
        case .expired:
            return (
                "登记显示，该注册因有效期届满未延续，已注销；如需继续执业，请申请重新注册。",
                "The registration ended without a renewal and is recorded as cancelled; to go on practising, please apply for "
                    + "re-registration."
            )
        case .onRequest, .employerEnded, .withdrawn, .licenceRevoked, .deceit, .authorityError, .other, nil:
            return (
                "登记显示，该注册已终止，请停止以注册安全工程师名义执业。",
                "The registration is recorded as ended; please stop practising as a registered safety engineer."
            )
        }
    }

    /// A last day that was told before and has been corrected.
    static let corrected = Lead { context, fields in
        let (before, now) = (fields["told_until"], fields["valid_until"] ?? "")
        let isBack = context.isBackInForce
        return (
            "请以更正后的有效期\(now)为准" + (before.map { "，此前告知的\($0)不再适用" } ?? "") + "。"
                + (isBack ? "有效期尚未届满，此前关于期满的提醒不再适用。" : ""),
            "Please go by the corrected last day, \(now)"
                + (before.map { "; the day we told you before, \($0), no longer applies" } ?? "") + "."
                + (isBack ? " That day has not passed: what we wrote after the day told before no longer applies." : "")
        )
    }

    static let credentialRenewal = with("valid_until") { day in
        ("请完成电子证书续期，最迟不晚于\(day)。", "Please renew the e-certificate, on \(day) at the latest.")
    }

    static let collection = fixed("请尽快领取职业资格证书。", "Please collect your qualification certificate soon.")

    /// A delivery that was given up or came back, or waits for its channel.
    static let delivery = Lead { context, fields in
        guard case .delivery(let failure) = context.subject, failure.waits else {
            if case .delivery(let failure) = context.subject, failure.cameBack {
                return (
                    "请核对收件人的联系方式：一封提醒被退回，对方没有收到。",
                    "Please check the contact details of the recipient: a reminder came back and was not delivered."
                )
            }
            return (
                "请核对收件人的联系方式：一封提醒未能送达，不再自动重试。",
                "Please check the contact details of the recipient: a reminder could not be delivered and is not tried again."
            )
        }
        let channel = fields["channel"] ?? ""
        return (
            "请尽快检查发送渠道\(channel)：一封紧急提醒在等待该渠道，未能送达；渠道恢复后自动发出。",
            "Please see to the channel \(channel) soon: an urgent reminder waits for it and could not be delivered; it is sent "
                + "automatically once the channel works again."
        )
    }

    /// A reminder that no longer stands.
    static let withdrawn = with("withdrawn_title") { title in
        (
            "此前发出的提醒“\(title)”不再适用，请勿再据此办理。",
            "The earlier reminder “\(title)” no longer applies; please do not act on it."
        )
    }

    /// All sending held, or a part.
    static let standstill = Lead { context, fields in
        let (reason, command) = (fields["hold_reason"] ?? "", fields["release_command"] ?? "")
        guard case .sendingHold(let held) = context.subject, held.isPartial else {
            return (
                "请尽快核对：所有提醒均已暂停发送。\(reason)核对后用 \(command) 恢复发送。",
                "Please look into this soon: no reminder is being sent. \(reason) When all is well, run \(command) to send "
                    + "them again."
            )
        }
        return (
            "请尽快核对：部分提醒已暂停发送，其余照常发出。\(reason)核对后用 \(command) 全部恢复发送。",
            "Please look into this soon: some reminders are held, the others are sent. \(reason) When all is well, run "
                + "\(command) to send them all."
        )
    }
}

extension Lead {
    /// The same for those who act on a registration; those who rely on it learn that it no longer counts.
    var invalidForParties: Lead {
        Lead { context, fields in
            guard context.audience == .relyingParty else { return words(context, fields) }
            return ("该注册已不再有效，请勿再作为有效注册使用。", "The registration is no longer valid; please no longer rely on it.")
        }
    }

    /// Other words where the record is an e-certificate.
    func butForCredentials(_ chinese: String, _ english: String) -> Lead {
        Lead { context, fields in
            if case .credential = context.subject { (chinese, english) } else { words(context, fields) }
        }
    }
}
