import RenewalRules

/// The text of last resort: correct for every kind and made without a template, so that a notice is never empty.
enum PlainNotice {
    /// Characters of a subject: more is cut off in a list of mails.
    static func subjectLimit(in language: Language) -> Int { language == .chinese ? 30 : 70 }

    static func text(of context: NoticeContext) -> NoticeText {
        let all = NoticeFields.all(of: context)
        let fields = Dictionary(all.known) { first, _ in first }
        let language = context.language
        let facts = facts(context, fields, isExpired: isExpired(all))
            .map { "\(NoticeHTML.factMark)\($0.label)\(colon(language))\($0.value)" }
        let greeting = language.salutation(to: context.audience, named: fields["addressee"]).map { [[$0]] } ?? []
        return NoticeText(
            subject: subject(context, fields),
            paragraphs: (greeting + [[lead(context, fields)], facts] + lists(context, all)).filter { !$0.isEmpty }
        )
    }

    private static func lead(_ context: NoticeContext, _ fields: [String: String]) -> String {
        let (chinese, english) = context.spokenKind.row.lead.words(context, fields)
        let greets = context.audience == .holder || context.audience == .employer
        return context.language.either((greets ? "您好！" : "") + chinese, english)
    }

    private static func subject(_ context: NoticeContext, _ fields: [String: String]) -> String {
        let language = context.language
        let title = language.title(of: context.spokenKind)
        let named: String? =
            switch context.subject {
            case .employer, .office: fields["digest_day"]
            case .delivery: fields["recipient_masked"]
            case .sendingHold: fields["hold_title"]
            case .withdrawal: nil
            case .credential: context.audience == .relyingParty ? fields["serial_masked"] : name(context, fields)
            case .registration, .qualification, .credentialApplication: name(context, fields)
            }
        let day = context.kind.row.isOfEndedRecord ? nil : fields["valid_until"]
        let until = day.map { language.either("有效期至", "valid until ") + $0 }
        let start = (fields["urgency"] ?? "") + language.either(title, title.prefix(1).uppercased() + title.dropFirst())
        let limit = subjectLimit(in: language)
        return [named, until, fields["headline"]].compactMap(\.self).reduce((start, colon(language))) { subject, part in
            let longer = subject.0 + subject.1 + part
            // The matter comes first; what does not fit behind it stands in the text.
            return longer.count <= limit ? (longer, language.comma) : subject
        }.0
    }

    /// Whom it is about; holders know.
    private static func name(_ context: NoticeContext, _ fields: [String: String]) -> String? {
        context.audience == .holder ? nil : fields["holder_name"]
    }

    /// Whether what is told of ended by its date, so that it had no other end before.
    private static func isExpired(_ fields: FieldSet) -> Bool {
        ["ended_by_expiry", "ended_after_expiry", "status_expired"].contains { fields.flags[$0] == true }
    }

    private static func facts(
        _ context: NoticeContext,
        _ fields: [String: String],
        isExpired: Bool
    ) -> [(label: String, value: String)] {
        labels.compactMap { name, chinese, english in
            guard isFit(name, for: context), let value = fields[name] else { return nil }
            let isOfEnded = name == "valid_until" && context.kind.row.isOfEndedRecord
            let isHolding = name == "employer_name" && context.subject.isOfCompany
            let label =
                isOfEnded && !isExpired
                ? ("原定有效期至", "Original end date")
                : isHolding ? ("持证单位", "Holder of the certificate") : (chinese, english)
            let reading = name == "valid_until" && !isOfEnded ? reading(fields, in: context.language) : ""
            return (context.language.either(label.0, label.1), value + reading)
        }
    }

    /// `（截至2026年3月10日，剩余5天）`; empty on the last day.
    private static func reading(_ fields: [String: String], in language: Language) -> String {
        let day = fields["as_of"] ?? ""
        if let left = fields["time_left"] {
            return language.either("（截至\(day)，剩余\(left)）", " (\(left) left as of \(day))")
        }
        guard let overdue = fields["time_overdue"] else { return "" }
        return language.either("（截至\(day)已过期\(overdue)）", " (expired \(overdue) ago, as of \(day))")
    }

    private static func isFit(_ name: String, for context: NoticeContext) -> Bool {
        switch name {
        case "record_id": context.audience == .administrator && context.notice.key.series.record.type != .office
        // The registration system has nothing to do with the office's own matters.
        case "system_url": context.audience != .administrator && context.audience != .relyingParty
        case "exam_url", "credential_url": context.audience != .relyingParty
        case "serial_tail": context.audience != .relyingParty
        case "deadline": context.kind == .initialDeadline || context.kind == .initialLate
        default: true
        }
    }

    private static let labels: [(String, String, String)] = [
        ("holder_name", "相关人员", "Person"),
        ("reg_no_tail", "注册号尾号", "Registration number ending"),
        ("serial", "证书序列号", "Serial number"),
        ("serial_tail", "证书序列号尾号", "Serial number ending"),
        ("new_serial_masked", "新证书序列号", "New serial number"),
        ("status", "证书状态", "Status"),
        ("effective_on", "状态自", "Status since"),
        ("employer_name", "聘用单位", "Employer"),
        ("valid_until", "有效期至", "Valid until"),
        ("documents", "需准备", "To be prepared"),
        ("new_valid_from", "新有效期自", "Renewed from"),
        ("new_valid_until", "新有效期至", "Renewed until"),
        ("deadline", "初始注册期限", "Time limit for initial registration"),
        ("collect_to", "领取截止", "Collection until"),
        ("step_name", "当前步骤", "Current step"),
        ("application_no", "申请编号", "Application number"),
        ("reason", "原因", "Reason"),
        ("purpose", "加注用途", "Purpose of the annotation"),
        ("annotation_until", "加注有效期至", "Annotation valid until"),
        ("total", "注册安全工程师", "Registered safety engineers"),
        ("overdue", "已过期", "Expired"),
        ("within_quarter", "三个月内到期", "Expiring within three months"),
        ("within_year", "一年内到期", "Expiring within a year"),
        ("pending", "申请审批中", "Applications pending"),
        ("scanned", "检查记录", "Records scanned"),
        ("due", "应发提醒", "Due"),
        ("sent", "已发送", "Sent"),
        ("merged", "并入汇总", "Placed in a digest"),
        ("waiting", "待发送", "Waiting"),
        ("failed", "发送失败", "Failed"),
        ("suppressed", "情况变化，不再发送", "Withdrawn, no longer true"),
        ("unreachable", "无可用渠道或邮箱", "No route or usable address"),
        ("data_issues", "数据问题", "Data problems"),
        ("notice_title", "提醒内容", "Reminder"),
        ("recipient_masked", "收件人", "Recipient"),
        ("channel", "发送渠道", "Channel"),
        ("error_class", "错误类别", "Error"),
        ("review_body", "注册初审机构", "Review body"),
        ("review_body_contact", "咨询", "Enquiries"),
        ("service_center", "证书服务中心", "Certificate service centre"),
        ("hotline", "客服", "Customer service"),
        ("contact", "对本提醒有疑问，请联系", "Questions about this reminder"),
        ("system_url", "办理网址", "Website"),
        ("exam_url", "办理网址", "Website"),
        ("credential_url", "办理网址", "Website"),
        ("record_id", "登记编号", "Record"),
    ]

    static func colon(_ language: Language) -> String { language.either("：", ": ") }
}
