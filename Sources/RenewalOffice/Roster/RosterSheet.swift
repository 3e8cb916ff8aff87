package import RenewalRules

/// A roster as a workbook: the sheet to begin with, or what the registry holds.
package struct RosterSheet {
    private let language: Language

    package init(in language: Language) { self.language = language }

    /// The fields in the order of the columns; a blank workbook also has a column for identity numbers.
    private static let exported: [RosterField] = [
        .name, .phone, .email, .employer, .employerPhone, .employerEmail, .reviewBody, .registrationNumber, .category,
        .validFrom, .term, .validUntil, .state, .serial, .credentialFrom, .credentialUntil,
    ]

    private static let blank: [RosterField] = [
        .name, .identityNumber, .phone, .email, .employer, .employerPhone, .employerEmail, .reviewBody,
        .registrationNumber, .category,
        .validFrom, .term, .validUntil, .state, .serial, .credentialUntil,
    ]

    /// The sheet to begin with: headers, drop-down lists, an example that an import passes over, and a page that explains.
    ///
    /// - Returns: the bytes of an .xlsx file
    /// - Throws: ``SheetRefusal``
    package func template() throws(SheetRefusal) -> [UInt8] {
        var request = WorkbookRequest()
        request.begin(sheet: text("登记表", "Roster"), columns: Self.blank.map(column), hasHeader: true)
        request.add(Self.blank.map { RosterExample.cell(of: $0, in: language) })
        let page = WorkbookColumn(title: nil, width: 100, format: .text)
        request.begin(sheet: text("填写说明", "How to fill it in"), columns: [page], hasHeader: false)
        for line in RosterExample.explanation { request.add([.text(line[language])]) }
        return try SheetProgram().write(request.bytes)
    }

    /// A workbook of rows, which an import takes back unchanged.
    ///
    /// - Throws: ``SheetRefusal``
    func workbook(of rows: [[RosterField: String]]) throws(SheetRefusal) -> [UInt8] {
        var request = WorkbookRequest()
        request.begin(sheet: text("登记表", "Roster"), columns: Self.exported.map(column), hasHeader: true)
        for row in rows { request.add(Self.exported.map { cell(of: $0, saying: row[$0]) }) }
        return try SheetProgram().write(request.bytes)
    }

    private func text(_ chinese: String, _ english: String) -> String { language.text(of: (chinese, english)) }

    private func column(_ field: RosterField) -> WorkbookColumn {
        WorkbookColumn(
            title: field.title[language],
            width: field.width,
            format: field.isDay ? .date : .text,
            choices: choices(of: field),
            note: RosterExample.note(on: field)?[language]
        )
    }

    private func choices(of field: RosterField) -> [String] {
        switch field {
        case .category: PracticeCategory.allCases.map(\.rawValue)
        case .state: RegistrationState.allCases.map { $0.rosterWord[language] }
        default: []
        }
    }

    private func cell(of field: RosterField, saying value: String?) -> SheetCell {
        guard let value else { return .empty }
        if field.isDay, let day = CalendarDate(value) { return .day(day) }
        if field == .state, let state = RegistrationState(rawValue: value) { return .text(state.rosterWord[language]) }
        return .text(value)
    }
}

extension RegistrationState {
    /// The word for it in a sheet.
    var rosterWord: Phrase {
        switch self {
        case .active: Phrase("有效", "active")
        case .renewed: Phrase("已延续", "renewed")
        case .cancelled: Phrase("已注销", "cancelled")
        case .revoked: Phrase("已撤销", "revoked")
        }
    }
}

extension RosterField {
    /// In characters, two for a Chinese one.
    fileprivate var width: Int {
        switch self {
        case .name: 12
        case .identityNumber: 22
        case .phone, .employerPhone: 16
        case .email, .employerEmail, .employer: 28
        case .reviewBody, .category: 26
        case .registrationNumber, .serial: 20
        case .validFrom, .validUntil, .credentialFrom, .credentialUntil: 14
        case .language, .term, .state, .unneeded: 10
        }
    }
}

/// What the sheet to begin with says.
enum RosterExample {
    /// How the name of a row begins that is an example, folded.
    static let marks = ["(示例)", "(example)"]

    static func cell(of field: RosterField, in language: Language) -> SheetCell {
        func text(_ phrase: Phrase) -> SheetCell { .text(phrase[language]) }
        switch field {
        case .name: return text(Phrase("（示例）张三", "(example) Zhang San"))
        case .identityNumber: return .text("11010119800101001X")
        case .phone: return .text("13800000000")
        case .email: return .text("zhang.san@example.test")
        case .employer: return text(Phrase("甲矿业有限公司", "First Mining Company"))
        case .employerPhone: return .text("010-00000000")
        case .employerEmail: return .text("hr@example.test")
        case .reviewBody: return text(Phrase("某省应急管理厅", "Provincial Department of Emergency Management"))
        case .registrationNumber: return .text("32202300001")
        case .category: return .text(PracticeCategory.coalMine.rawValue)
        case .validFrom: return CalendarDate(year: 2023, month: 3, day: 6).map(SheetCell.day) ?? .empty
        case .term: return .text("5")
        case .validUntil: return CalendarDate(year: 2028, month: 3, day: 5).map(SheetCell.day) ?? .empty
        case .state: return text(RegistrationState.active.rosterWord)
        case .language, .serial, .credentialFrom, .credentialUntil, .unneeded: return .empty
        }
    }

    /// What is shown when a cell of the column is chosen.
    static func note(on field: RosterField) -> Phrase? {
        switch field {
        case .name: Phrase("必填", "needed")
        case .identityNumber:
            Phrase(
                "用于识别同一个人；登记库只保存其加密摘要，不保存号码",
                "tells people of one name apart; the registry keeps only a keyed digest of it"
            )
        case .phone: Phrase("请保持“文本”格式", "keep the column as text")
        case .email: Phrase("提醒发到这里；多个地址用分号隔开", "reminders go here; separate several addresses by semicolons")
        case .employerEmail: Phrase("也提醒单位时填写", "where the employer is reminded too")
        case .registrationNumber: Phrase("注册证上的编号，请保持“文本”格式", "as on the certificate; keep the column as text")
        case .category: Phrase("从下拉列表中选择", "choose from the list")
        case .reviewBody: Phrase("受理注册申请的机构，不是发证机关", "with which an application is filed, not who issues")
        case .validUntil: Phrase("必填，例如 2028-03-05", "needed, such as 2028-03-05")
        case .credentialUntil: Phrase("有电子证书时填写", "where there is an electronic certificate")
        case .employer, .employerPhone, .language, .validFrom, .term, .state, .serial, .credentialFrom,
            .unneeded:
            nil
        }
    }

    static let explanation = [
        Phrase("登记表填写说明", "How to fill in the roster"),
        Phrase(
            "一、每行一个注册或一张电子证书；同一人有几个注册就写几行。",
            "1. A row is a registration or an electronic certificate; whoever has several has several rows."
        ),
        Phrase(
            "二、“姓名”和“有效期至”必填；注册号、身份证号、手机号、邮箱至少填一项，以便下次认出同一人。",
            "2. Name and end are needed, and at least one of registration number, identity number, phone and e-mail, by which "
                + "the row is recognised the next time."
        ),
        Phrase(
            "三、提醒发到“邮箱”和“单位邮箱”；两项都没有的，谁也收不到，只在提醒日报中告知管理员。",
            "3. Reminders go to the e-mails of holder and employer; where there is neither, only the administrators' daily "
                + "report tells."
        ),
        Phrase(
            "四、号码列请保持“文本”格式，否则表格软件会把长号码改成 1.38E+10。",
            "4. Keep columns of numbers as text, or the spreadsheet makes 1.38E+10 of a long one."
        ),
        Phrase("五、列的顺序可以改，用不到的列可以删，可以增加“备注”等列。", "5. Columns may be moved, deleted and added, such as remarks."),
        Phrase("六、示例行导入时自动跳过，可以删除。", "6. The example is passed over by the import and may be deleted."),
        Phrase(
            "七、填好并保存后，先用生成本表时屏幕上提示的命令预演；核对无误后，照屏幕提示写入。",
            "7. Then look what would happen, with the command that was shown when this sheet was made; --write does it."
        ),
    ]
}
