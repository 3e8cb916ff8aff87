package import RenewalOffice
package import RenewalRules

extension [PersonChoice] {
    /// Why none of them can be meant without saying which: nobody, or several.
    ///
    /// - Parameter text: what was asked for
    /// - Returns: a sentence, and a line for each of several people
    package func complaint(about text: String) -> [Phrase] {
        guard !isEmpty else {
            return [
                Phrase(
                    "登记库中没有“\(text)”；请写编号或完整姓名",
                    "there is nobody called \"\(text)\" in the registry; give an id or a whole name"
                )
            ]
        }
        let head = Phrase(
            "有\(count)人叫“\(text)”，请写编号：",
            "\(count) people are called \"\(text)\"; give the id of one:"
        )
        return [head] + map(\.phrase)
    }
}

extension PersonChoice {
    /// Their id with what tells them from others: `P-1，张三，尾号8000，某公司`.
    fileprivate var phrase: Phrase {
        let ending = phone.map { String($0.suffix(4)) }
        let chinese = [id, name, ending.map { "电话尾号\($0)" }, employer].compactMap(\.self)
        let english = [id, name, ending.map { "telephone ending \($0)" }, employer].compactMap(\.self)
        return Phrase("  " + chinese.joined(separator: "，"), "  " + english.joined(separator: ", "))
    }
}

extension PersonMerge {
    /// What changes, for a person, one thing a line.
    package var phrases: [Phrase] {
        let tables = moved.map(\.table).reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        let rows = tables.sorted { $0.key < $1.key }
            .map { Phrase("\(Phrase(table: $0.key).chinese)\($0.value)项", "\($0.value) of \($0.key)") }
        return [
            Phrase("\(gone) 并入 \(kept)", "\(gone) becomes \(kept)"),
            rows.isEmpty
                ? Phrase("  没有记录需要转移", "  nothing belongs to \(gone)")
                : Phrase(
                    "  转移：\(rows.map(\.chinese).joined(separator: "、"))",
                    "  moved: \(rows.map(\.english).joined(separator: ", "))"
                ),
        ]
            + filled.map { field in
                let column = Phrase(column: field.column)
                return Phrase("  补上\(column.chinese)：\(field.gone)", "  \(column.english) filled in: \(field.gone)")
            }
            + differing.map { field in
                let (column, kept) = (Phrase(column: field.column), field.kept ?? "")
                return Phrase(
                    "  \(column.chinese)不同：保留 \(kept)，不用 \(field.gone)",
                    "  \(column.english) differs: \(kept) is kept, \(field.gone) is not"
                )
            } + [isWritten ? Phrase("已写入。", "written") : .dryRun]
    }
}

extension Phrase {
    /// That nothing was written, and how it would be.
    package static let dryRun = Phrase(
        "以上为试运行，没有写入；确认无误请加 --write",
        "nothing was written: this was a dry run, add --write"
    )

    /// What a table of the registry is about; its name where that is no matter of a person.
    package init(table: String) {
        switch table {
        case "person": self.init("人员", "person")
        case "registration": self.init("注册", "registration")
        case "application": self.init("申请", "application")
        case "qualification": self.init("资格证书", "qualification certificate")
        case "credential": self.init("电子证书", "electronic certificate")
        case "credential_application": self.init("电子证书申请", "application for an electronic certificate")
        case "annotation": self.init("备注", "annotation")
        case "loss_report": self.init("挂失", "loss report")
        case "reissue": self.init("补发", "reissue")
        case "inquiry": self.init("查询", "inquiry")
        case "relying_party_subscription": self.init("依赖方订阅", "subscription of a relying party")
        default: self.init(verbatim: table)
        }
    }

    /// What a column of the registry is about; its name where that is plain enough for who reads it.
    package init(column: String) {
        switch column {
        case "id": self.init("编号", "id")
        case "name": self.init("姓名", "name")
        case "email": self.init("邮箱", "mail address")
        case "phone": self.init("电话", "telephone")
        case "language": self.init("语言", "language")
        case "birth_year": self.init("出生年份", "year of birth")
        case "declined_renewal_on": self.init("声明不再延续的日期", "declined to renew on")
        case "never_logged_in": self.init("从未登录", "never logged in")
        case "updated_at": self.init("更新时间", "updated at")
        case "registration_no": self.init("注册号", "registration number")
        case "legacy_no": self.init("原注册号", "earlier number")
        case "employer_id": self.init("聘用单位编号", "employer")
        case "person_id": self.init("人员编号", "person")
        case "category": self.init("注册类别", "category")
        case "valid_from": self.init("有效期自", "valid from")
        case "valid_until": self.init("有效期至", "valid until")
        case "term_years": self.init("有效期年数", "term in years")
        case "state": self.init("状态", "state")
        case "serial": self.init("证书序列号", "serial")
        case "certificate_no": self.init("证书编号", "certificate number")
        case "issued_on": self.init("签发日期", "issued on")
        case "left_on": self.init("移出名单日期", "left the sheet on")
        default: self.init(verbatim: column)
        }
    }
}
