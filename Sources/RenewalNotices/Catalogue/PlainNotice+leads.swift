import RenewalRules

/// What has to be done by when, in a sentence or two for whoever reads it.
extension PlainNotice {
    static func lead(_ context: NoticeContext, _ fields: [String: String]) -> BothLanguages {
        switch context.subject {
        case .registration: registration(context, day: fields["valid_until"])
        case .qualification: qualification(context, fields)
        case .credential: credential(context, fields)
        case .credentialApplication: steps(context, fields)
        case .employer:
            (
                "请督促办理贵单位注册安全工程师的延续注册，并提供劳动合同等材料；截至\(fields["as_of"] ?? "")的情况如下。",
                "Please see to it that the registrations of your safety engineers are renewed in time; this is how they "
                    + "stood on \(fields["as_of"] ?? "")."
            )
        case .office: ("\(fields["as_of"] ?? "")的运行情况如下。", "This is what happened on \(fields["as_of"] ?? "").")
        case .delivery(let failure) where failure.waits:
            (
                "请尽快检查发送渠道\(fields["channel"] ?? "")：一封紧急提醒在等待该渠道，未能送达；渠道恢复后自动发出。",
                "Please see to the channel \(fields["channel"] ?? "") soon: an urgent reminder waits for it and could not be "
                    + "delivered; it is sent automatically once the channel works again."
            )
        case .delivery:
            (
                "请核对收件人的联系方式：一封提醒未能送达，系统不再重试。",
                "Please check the contact details of the recipient: a reminder could not be delivered and is not tried "
                    + "again."
            )
        case .sendingHold(let held): standstill(held, fields)
        }
    }

    private static func standstill(_ held: HeldSending, _ fields: [String: String]) -> BothLanguages {
        let (reason, command) = (fields["hold_reason"] ?? "", fields["release_command"] ?? "")
        guard !held.isPartial else {
            return (
                "请尽快核对：部分提醒已暂停发送，其余照常发出。\(reason)核对后用 \(command) 全部恢复发送。",
                "Please look into this soon: some reminders are held, the others are sent. \(reason) When all is well, run "
                    + "\(command) to send them all."
            )
        }
        return (
            "请尽快核对：所有提醒均已暂停发送。\(reason)核对后用 \(command) 恢复发送。",
            "Please look into this soon: no reminder is being sent. \(reason) When all is well, run \(command) to send them again."
        )
    }

    private static func registration(_ context: NoticeContext, day: String?) -> BothLanguages {
        if context.kind.isAboutData { return data(context.kind) }
        if context.audience == .relyingParty {
            return ("该注册已不再有效，请勿再作为有效注册使用。", "The registration is no longer valid; please no longer rely on it.")
        }
        if context.kind == .registrationEnded {
            return (
                "登记信息显示该注册已终止，请停止以注册安全工程师名义执业。",
                "The registration is recorded as ended; please stop practising as a registered safety engineer."
            )
        }
        guard let day else { return filing(context, day: nil) }
        switch context.spokenKind {
        case .registrationRenewed:
            return ("延续注册已获批准，请核对新的证书信息。", "The renewal was approved; please check the details of the new certificate.")
        case .expired, .expiredFollowup: return over(day)
        case .changeAdvised, .employerRenamed:
            return (
                "聘用单位或注册类别有变动，请在注册有效期内申请变更注册，最迟不晚于\(day)。",
                "Employer or category has changed: please apply for a change of registration while the registration is "
                    + "valid, on \(day) at the latest."
            )
        case .educationShort:
            return (
                "请补足本注册周期的继续教育学时，并申请延续注册，最迟不晚于\(day)。",
                "Please complete the missing hours of continuing education and file the application for renewal, on "
                    + "\(day) at the latest."
            )
        case let kind where kind.isAboutPendingApplication || kind == .applicationRejected:
            return filing(context, day: day)
        default:
            return (
                "请尽快提交延续注册申请，最迟不晚于\(day)。",
                "Please file the application for renewal soon, on \(day) at the latest."
            )
        }
    }

    private static func over(_ day: String) -> BothLanguages {
        (
            "注册已于\(day)期满。重新注册获准之前，请勿以注册安全工程师名义执业。",
            "The registration ended on \(day). Until re-registration is approved, please do not practise as a registered "
                + "safety engineer."
        )
    }

    /// An application under way or refused, of a registration or for a first one.
    private static func filing(_ context: NoticeContext, day: String?) -> BothLanguages {
        if context.kind == .applicationRejected {
            return (
                "注册申请未获批准，请向注册初审机构了解需要补充的材料。",
                "The application was not approved; please ask the review body which documents are missing."
            )
        }
        let (chinese, english) = (
            "注册申请尚无结果，请向注册初审机构确认办理情况", "No decision on the application is recorded; please ask the review body."
        )
        guard let day else { return ("\(chinese)。", english) }
        return ("\(chinese)；注册有效期至\(day)。", "\(english) The registration is valid until \(day).")
    }

    private static func data(_ kind: NoticeKind) -> BothLanguages {
        switch kind {
        case .dataMissingExpiry:
            (
                "请补录该记录的有效期，在此之前系统无法就其发出提醒。",
                "Please enter the expiry date of the record: until then nobody can be reminded."
            )
        case .dataDateMismatch:
            ("请核对该记录的日期：登记的有效期不一致。", "Please check the dates of the record: they do not agree.")
        case .dataContactMissing:
            ("请补录本人的联系方式，在此之前本人收不到邮件提醒。", "Please add contact details of the holder, who gets no mail until then.")
        default:
            ("请补录该记录的注册初审机构。", "Please enter the review body of the record.")
        }
    }

    private static func qualification(_ context: NoticeContext, _ fields: [String: String]) -> BothLanguages {
        let day = fields["deadline"] ?? ""
        switch context.spokenKind {
        case .initialDeadline: return ("请不晚于\(day)申请初始注册。", "Please apply for initial registration by \(day).")
        case .initialLate:
            return (
                "初始注册期限已于\(day)届满；如需执业，请申请逾期初始注册。",
                "The time limit for initial registration ended on \(day); to practise, please apply for a late one."
            )
        case .collectionExpected:
            return ("请留意职业资格证书的领取通知。", "Please watch for the notice on collecting your qualification certificate.")
        case .collectionOpen, .collectionClosing:
            return ("请尽快领取职业资格证书。", "Please collect your qualification certificate soon.")
        default: return filing(context, day: nil)
        }
    }

    private static func steps(_ context: NoticeContext, _ fields: [String: String]) -> BothLanguages {
        guard context.kind == .stepActionRequired else {
            return ("您的电子证书申领进度已更新。", "Your e-certificate application has moved on.")
        }
        return (
            "您的电子证书申领待您办理，请尽快完成所需事项。", "Your e-certificate application needs you; please complete what is missing soon."
        )
    }
}
