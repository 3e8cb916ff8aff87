package import RenewalRules

/// What a column of a roster can say: one sheet of an office, a registration or a certificate, or both, a row.
package enum RosterField: String, Hashable, Sendable, CaseIterable {
    case name
    case identityNumber = "identity_number"
    case phone, email, language
    case employer
    case employerPhone = "employer_phone"
    case employerEmail = "employer_email"
    case reviewBody = "review_body"
    case registrationNumber = "registration_no"
    case category
    case validFrom = "valid_from"
    case term = "term_years"
    case validUntil = "valid_until"
    case state
    case serial = "credential_serial"
    case credentialFrom = "credential_issued_on"
    case credentialUntil = "credential_valid_until"
    /// What offices write into their sheets and reminders do not need: a row number, a remark.
    case unneeded = "unneeded"

    /// The column's title in the sheet to begin with, and in what is said about a cell.
    package var title: Phrase {
        switch self {
        case .name: Phrase("姓名", "name")
        case .identityNumber: Phrase("身份证号", "identity number")
        case .phone: Phrase("手机号", "phone")
        case .email: Phrase("邮箱", "e-mail")
        case .language: Phrase("语言", "language")
        case .employer: Phrase("工作单位", "employer")
        case .employerPhone: Phrase("单位电话", "employer's phone")
        case .employerEmail: Phrase("单位邮箱", "employer's e-mail")
        case .reviewBody: Phrase("注册初审机构", "review body")
        case .registrationNumber: Phrase("注册号", "registration number")
        case .category: Phrase("注册类别", "category")
        case .validFrom: Phrase("注册日期", "valid from")
        case .term: Phrase("注册年限", "term in years")
        case .validUntil: Phrase("有效期至", "valid until")
        case .state: Phrase("状态", "state")
        case .serial: Phrase("电子证书编号", "certificate serial")
        case .credentialFrom: Phrase("电子证书签发日期", "certificate issued on")
        case .credentialUntil: Phrase("电子证书有效期至", "certificate valid until")
        case .unneeded: Phrase("不需要", "not needed")
        }
    }
}

extension RosterField {
    /// The titles that mean this field, as offices write them.
    private var titles: [String] {
        switch self {
        case .name:
            [
                "姓名", "持证人", "持证人姓名", "注册人员", "注册人", "人员姓名", "员工姓名", "安全工程师", "安全工程师姓名", "申请人", "名字",
                "name", "full name", "holder", "holder name", "engineer",
            ]
        case .identityNumber:
            [
                "身份证号", "身份证号码", "身份证", "证件号码", "证件号", "公民身份号码", "居民身份证号", "居民身份证号码",
                "identity number", "identity no", "identity_number", "id card", "id number", "id card number",
                "national id",
            ]
        case .phone:
            [
                "手机号", "手机", "手机号码", "联系电话", "电话", "联系方式", "移动电话", "本人电话", "个人电话", "联系手机",
                "phone", "phone number", "mobile", "mobile phone", "telephone", "cell", "tel",
            ]
        case .email:
            [
                "邮箱", "电子邮箱", "邮箱地址", "电子邮件", "邮件", "个人邮箱", "本人邮箱", "邮件地址", "电子邮箱地址",
                "email", "e-mail", "mail", "email address", "e-mail address",
            ]
        case .language: ["语言", "通知语言", "language"]
        case .employer:
            [
                "工作单位", "聘用单位", "单位", "单位名称", "公司", "公司名称", "企业名称", "企业", "注册单位", "受聘单位", "执业单位",
                "聘用单位名称", "所在单位", "用人单位", "任职单位", "注册单位名称", "工作单位名称",
                "employer", "company", "organisation", "organization", "employer name", "company name",
            ]
        case .employerPhone:
            ["单位电话", "公司电话", "单位联系电话", "企业电话", "employer phone", "company phone", "employer_phone"]
        case .employerEmail:
            [
                "单位邮箱", "公司邮箱", "单位电子邮箱", "企业邮箱", "聘用单位邮箱", "人事邮箱", "联系人邮箱",
                "employer email", "company email", "employer e-mail", "employer_email", "hr email",
            ]
        case .reviewBody:
            [
                "注册初审机构", "初审机构", "注册初审机关", "初审机关", "注册初审部门", "初审部门", "初审单位", "省级注册机构",
                "review body", "review_body", "initial review body",
            ]
        case .registrationNumber:
            [
                "注册号", "注册证号", "注册证书号", "注册证编号", "证书编号", "注册编号", "执业证号", "注册证书编号", "执业证书编号", "注册证号码",
                "证书号", "证书号码", "注册执业证号", "执业注册号", "registration_no", "registration number", "registration no",
                "certificate number", "certificate no", "licence number", "license number",
            ]
        case .category:
            [
                "注册类别", "专业类别", "执业类别", "类别", "专业", "注册专业", "执业类别名称", "category", "practice category", "class",
            ]
        case .validFrom:
            [
                "注册日期", "有效期起", "有效期自", "有效期开始", "起始日期", "注册有效期起", "批准日期", "发证日期", "签发日期", "注册时间",
                "有效期起始日期", "valid from", "valid_from", "registered on", "start date", "issued on",
            ]
        case .term:
            ["注册年限", "有效年限", "年限", "有效期年限", "有效期限年", "有效年数", "term", "term_years", "term years", "years"]
        case .validUntil:
            [
                "有效期至", "到期日期", "注册有效期", "有效期止", "到期日", "到期时间", "有效期", "截止日期", "有效截止日期", "注册有效期至",
                "失效日期", "期满日期", "有效期限", "有效日期", "有效期截止", "有效期截止日期", "注册到期日期", "证书有效期", "证书有效期至",
                "证书到期日期", "有效期终止日期", "有效期届满日期", "valid until", "valid_until", "valid to", "expiry",
                "expiry date", "expires", "expires on", "expiration date", "valid through", "end date",
            ]
        case .state: ["状态", "注册状态", "证书状态", "是否有效", "state", "status"]
        case .serial:
            [
                "电子证书编号", "电子证书号", "证书序列号", "数字证书序列号", "数字证书编号", "序列号", "电子证照编号", "credential_serial",
                "serial", "serial number", "serial no", "certificate serial",
            ]
        case .credentialFrom:
            [
                "电子证书签发日期", "数字证书签发日期", "电子证书生效日期", "电子证书发证日期", "credential_issued_on",
                "certificate issued on",
            ]
        case .credentialUntil:
            [
                "电子证书有效期至", "数字证书有效期至", "电子证书到期日期", "电子证书有效期", "数字证书有效期", "数字证书到期日期",
                "电子证照有效期", "电子证照有效期至", "credential_valid_until", "certificate valid until", "certificate expiry",
            ]
        case .unneeded:
            [
                "序号", "编号", "行号", "项次", "备注", "说明", "性别", "民族", "年龄", "学历", "学位", "部门", "所在部门", "职务", "职称", "岗位",
                "籍贯", "毕业院校", "工作年限", "剩余天数", "是否提醒", "unneeded", "no", "no.", "#", "remark", "remarks", "note",
                "notes",
                // Who decides and issues is another than who takes the application (rules R30, V8).
                "审批机关", "审批部门", "注册审批机关", "发证机关", "发证机构", "发证单位", "签发机关", "注册机关", "注册管理机构",
                "authority", "issuing authority", "issuer", "issued by",
                "comment", "gender", "department", "position", "title",
                RejectedRows.reason.chinese, RejectedRows.reason.english,
            ]
        }
    }

    /// The field that a title means; `nil` for a title nobody has listed.
    ///
    /// - Parameter title: as it stands in the sheet
    package init?(title: String) {
        guard let field = Self.byTitle[Self.folded(title)] else { return nil }
        self = field
    }

    private static let byTitle: [String: RosterField] = {
        let pairs = foldedTitles.map { ($0.title, $0.field) }
        // A title that two fields claim would be a mistake of the table, which a test finds.
        return Dictionary(pairs) { first, _ in first }
    }()

    /// Every title with the field it means, folded; for the test that no title is claimed twice.
    static let foldedTitles: [(title: String, field: RosterField)] = allCases.flatMap { field in
        // What our own sheets have as titles means the field in any case.
        let own = [field.rawValue, field.title.chinese, field.title.english]
        return Set((field.titles + own).map(folded)).map { ($0, field) }
    }

    /// A title without what offices vary: blanks, line breaks, widths, case, marks of what must be filled in, notes in
    /// brackets, and traditional characters.
    private static func folded(_ title: String) -> String {
        let plain = FoldedText(title).text.lowercased()
        let outside = plain.prefix { $0 != "(" }
        let kept = outside.isEmpty ? plain[...] : outside
        return String(kept.filter { !$0.isWhitespace && !"*:_-★".contains($0) }.map { simplified[$0] ?? $0 })
    }

    /// Of the characters that titles have.
    private static let simplified = Dictionary(
        uniqueKeysWithValues: zip(
            "號碼機關聯繫電話郵單業稱員證書編註冊類別專執態認發簽審構請間滿屆終效",
            "号码机关联系电话邮单业称员证书编注册类别专执态认发签审构请间满届终效"
        )
    )
}
