import RenewalRules

/// Problems in the rows of a registry, described for the office.
extension Language {
    /// `注册 R-1、R-2、R-3等50条`, `registration and 47 more`.
    func label(_ name: String, _ ids: [String], of count: Int) -> String {
        let shown = ids.prefix(3).compactMap { FieldText.clean($0) }
        guard !shown.isEmpty else { return either("\(name) \(count)条", "\(name), \(count)") }
        let names = "\(name) " + list(shown)
        let rest = count - shown.count
        return rest > 0 ? names + either("等\(count)条", " and \(rest) more") : names
    }

    /// The consequence of an unreadable row.
    var untold: String { either("更正之前无法就该记录发出提醒", "so that nobody is told of it until it is put right") }

    /// The name of a registry table, or of the record type of a mapped row.
    func name(ofTable table: String) -> String {
        if let type = RecordID.RecordType(rawValue: table) { return noun(type) }
        let names = [
            "application": ("申请", "application"), "person": ("人员", "person"), "review_body": ("注册初审机构", "review body"),
            "annotation": ("加注", "annotation"), "inquiry": ("进度查询", "inquiry"),
            "relying_party_subscription": ("依赖方订阅", "subscription of a relying party"),
        ]
        return names[table].map(either) ?? table
    }

    /// Why a value is unusable; unknown reasons stay in English.
    func reason(_ english: String) -> String {
        guard self == .chinese else { return FieldText.clean(english) ?? "" }
        if let known = Self.reasons[english] { return known }
        if let known = PresentableName.Problem(rawValue: english).flatMap({ Self.reasonsOfNames[$0] }) { return known }
        for (start, chinese) in Self.reasonsWithFigures where english.hasPrefix(start) {
            let rest = String(english.dropFirst(start.count)).replacing(" to ", with: "至")
            return chinese.replacing("*", with: FieldText.clean(rest) ?? "")
        }
        return "有误（\(FieldText.clean(english) ?? "")）"
    }

    private static let reasons = [
        "is not text": "不是文本",
        "is not text in UTF-8": "不是UTF-8编码的文本",
        "is not a day YYYY-MM-DD that exists": "不是YYYY-MM-DD格式的有效日期",
        "is not text YYYY-MM-DD": "不是YYYY-MM-DD格式的文本",
        "is not an instant such as 2025-12-15T01:00:00Z": "不是2025-12-15T01:00:00Z格式的时刻",
        "is missing": "缺失",
        "is missing, and so are state_on and decided_on: for which expiry it counts is unknown (D10)":
            "缺失，也没有state_on和decided_on，无法判断该申请针对哪一期注册，提醒照常发出",
        "is missing; it is given with the review (R50)": "缺失，审核时应已取得申请编号",
        "has an application that cannot be read": "有一项申请无法读取",
        "is no list of marks such as M-6 M-3 D-7 D0": "不是M-6 M-3 D-7 D0格式的提醒节点",
        "has a mark twice": "有重复的提醒节点",
        "is out of order; the earliest mark comes first": "提醒节点未按先后排列",
        "occurs more than once; the first row is used": "重复出现，以第一行为准",
        "has a control character": "含有控制字符",
        EmailAddresses.Problem.tooMany.phrase.english: EmailAddresses.Problem.tooMany.phrase.chinese,
        "equals the id of another row but for blanks, invisible, full-width or composed characters; that row is used":
            "与另一行的编号仅有空格、不可见字符、全角或组合字符之别，以那一行为准",
        "was years ago, but the registration is active and nothing was filed; is the year right?":
            "早已过去，但注册状态仍为有效且没有申请记录，请核对年份",
        "is more than 10 years ahead; is the year right?": "距今超过10年，请核对年份",
        "differs from that of other rows of the employer; each person is told of at the row's own":
            "与同一单位其他记录的邮箱不一致，各记录的提醒分别发往各自登记的邮箱",
    ]

    private static let reasonsOfNames: [PresentableName.Problem: String] = [
        .isEmpty: "没有文字，不予显示",
        .isTooLong: "过长，不像名称，不予显示",
        .hasAddress: "含有网址或邮箱地址，不予显示",
        .hasNumber: "含有名称中不应有的号码，不予显示",
        .hasSign: "含有名称中不应有的符号，不予显示",
        .hasPrivateUse: "含有自造字（私用区字符），各系统显示不一，不予显示",
        .isSentence: "像一句话而不像名称，不予显示",
    ]

    private static let reasonsWithFigures = [
        ("is longer than ", "过长（*）"),
        ("has several addresses, one of which ", "有多个邮箱地址，其中有的无效"),
        ("is none of ", "不是下列取值之一：*"),
        ("has a word that is none of ", "含有下列取值以外的内容：*"),
        ("is not a whole number from ", "不是*的整数"),
    ]
}
