import RenewalRules

/// The content of a digest, line by line: figures alone make nobody act.
extension PlainNotice {
    static func lists(_ context: NoticeContext, _ fields: FieldSet) -> [[String]] {
        switch context.subject {
        case .employer: employers(context.language, fields)
        case .office: officeLists.flatMap { paragraphs($0, of: fields, in: context.language) }
        case .registration, .qualification, .credential, .credentialApplication, .delivery, .sendingHold, .withdrawal:
            []
        }
    }

    private static func employers(_ language: Language, _ fields: FieldSet) -> [[String]] {
        let sections = fields.sections["employers"] ?? []
        return sections.flatMap { section in
            let name = section.text("employer_name") ?? language.either("未登记名称的单位", "an employer without a name")
            let heading = sections.count > 1 ? [[language.either("【\(name)】", "\(name).")]] : []
            let left = section.text("more_count").map { count in
                [[language.either("另有\(count)项未列出。", "Entries not listed here: \(count).")]]
            }
            return heading + employerLists.flatMap { paragraphs($0, of: section, in: language) } + (left ?? [])
        }
    }

    private typealias List = (name: String, chinese: String, english: String)

    private static let employerLists: [List] = [
        ("overdue_lines", "注册已过期，重新注册获准前不得执业。", "Expired: no practice until a re-registration is approved."),
        ("quarter_lines", "三个月内到期。", "Expiring within three months."),
        ("new_lines", "其他新增事项。", "Other news."),
        ("pending_lines", "申请正在审批。", "Applications pending."),
        ("credential_lines", "电子证书临近到期、已过期或已作废。", "E-certificates near their end, expired or void."),
        ("year_lines", "一年内到期。", "Expiring within a year."),
        ("declined_lines", "本人表示不再继续执业。", "Not to be renewed at their own wish."),
    ]

    private static let officeLists: [List] = [
        ("problem_lines", "数据问题。", "Data problems."),
        ("failure_lines", "未能送达。", "Not delivered."),
        ("matter_lines", "另需留意。", "Also to be noted."),
        ("sheet_lines", "名单变动。", "People missing in the sheets."),
        ("refused_sheet_lines", "名单导入未成功。", "Sheets that were refused."),
    ]

    /// A heading and a paragraph of facts; none without lines.
    private static func paragraphs(_ list: List, of fields: FieldSet, in language: Language) -> [[String]] {
        let lines = fields.lists[list.name] ?? []
        guard !lines.isEmpty else { return [] }
        let facts = lines.map { line in
            NoticeHTML.factMark + [line["label"], line["text"]].compactMap(\.self).joined(separator: colon(language))
        }
        return [[language.either(list.chinese, list.english)], facts]
    }
}
