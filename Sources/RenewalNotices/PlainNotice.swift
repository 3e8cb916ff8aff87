import RenewalRules

/// The words of last resort: true for every kind, made without a template, so that a notice is never silent.
enum PlainNotice {
    static func text(of context: NoticeContext) -> NoticeText {
        let fields = NoticeFields.texts(of: context).compactMapValues { $0 }
        let facts = facts(context, fields).map { "\(NoticeHTML.factMark)\($0.label)\(colon(context))\($0.value)" }
        return NoticeText(subject: subject(context, fields), paragraphs: [[lead(context)], facts])
    }

    private static func subject(_ context: NoticeContext, _ fields: [String: String]) -> String {
        let (engineer, day) = (fields["engineer"] ?? "", context.language.date(context.expires))
        return switch context.language {
        case .chinese: "注册到期提醒：\(engineer)，有效期至\(day)"
        case .english: "Registration reminder: \(engineer), valid until \(day)"
        }
    }

    /// What has to be done by when, for whoever reads it.
    private static func lead(_ context: NoticeContext) -> String {
        let day = context.language.date(context.expires)
        let isOver = context.asOf > context.expires
        switch (context.language, context.notice.key.kind.isAboutApplication, isOver) {
        case (.chinese, true, _): return "注册申请尚无结果，请向注册初审机构确认办理情况；注册有效期至\(day)。"
        case (.chinese, false, false): return "请尽快提交延续注册申请，最迟不晚于\(day)。"
        case (.chinese, false, true):
            return "注册已于\(day)期满。重新注册获准之前，请勿以注册安全工程师名义执业。"
        case (.english, true, _):
            return "No decision on the application is recorded; please ask the review body. "
                + "The registration is valid until \(day)."
        case (.english, false, false):
            return "Please file the application for renewal soon, on \(day) at the latest."
        case (.english, false, true):
            return "The registration ended on \(day). Until re-registration is approved, "
                + "please do not practise as a registered safety engineer."
        }
    }

    private static func facts(
        _ context: NoticeContext,
        _ fields: [String: String]
    ) -> [(label: String, value: String)] {
        let isChinese = context.language == .chinese
        let named: [(String, String, String)] = [
            ("holder_name", "注册人员", "Engineer"),
            ("reg_no_masked", "注册号", "Registration number"),
            ("employer_name", "聘用单位", "Employer"),
            ("valid_until", "有效期至", "Valid until"),
            ("review_body", "注册初审机构", "Review body"),
            ("review_body_contact", "咨询", "Enquiries"),
            ("system_url", "办理网址", "Registration system"),
        ]
        return named.compactMap { name, chinese, english in
            fields[name].map { (isChinese ? chinese : english, $0) }
        }
    }

    private static func colon(_ context: NoticeContext) -> String {
        context.language == .chinese ? "：" : ": "
    }
}
