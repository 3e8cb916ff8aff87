import RenewalFiles
package import RenewalOffice
package import RenewalRules

extension RosterReport {
    /// What an import did or would do, for a clerk: what was understood, then what changes, what is doubtful, and what
    /// could not be taken.
    ///
    /// - Parameters:
    ///   - file: the sheet the rows are from
    ///   - name: of the file
    /// - Returns: a phrase each line
    package func phrases(of file: SheetFile, named name: String) -> [Phrase] {
        understanding(of: file, named: name) + sampled + additions + changes + renewals + departures
            + doubts + refusals + [totals]
    }

    /// Why each row was not taken, by its number.
    package func reasons(in language: Language) -> [Int: String] {
        let pairs = rejected.map { line in
            (line.number, line.faults.map { $0.phrase[language] }.joined(separator: language.text(of: ("；", "; "))))
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// What the file is, and what its columns mean.
    private func understanding(of file: SheetFile, named name: String) -> [Phrase] {
        let (form, row) = (file.format.phrase, header.row)
        var phrases = [
            Phrase("\(name)：\(form.chinese)，表头在第 \(row) 行", "\(name): \(form.english), with its header in row \(row)"),
            Phrase("使用的列：", "columns used: ") + header.used.map(\.phrase).joined(.listing),
        ]
        if !header.unneeded.isEmpty { phrases.append(Self.list("用不到的列", "columns not needed", header.unneeded)) }
        if !header.unknown.isEmpty { phrases.append(Self.list("不认识的列", "columns not understood", header.unknown)) }
        if !header.repeated.isEmpty { phrases.append(Self.list("重复的列", "columns that say the same", header.repeated)) }
        if !file.otherSheets.isEmpty {
            phrases.append(Self.list("未读取的工作表", "sheets not read", file.otherSheets))
        }
        return phrases
    }

    private static func list(_ chinese: String, _ english: String, _ items: [String]) -> Phrase {
        Phrase("\(chinese)：\(items.joined(separator: "、"))", "\(english): \(items.joined(separator: ", "))")
    }

    /// The first rows as they were understood, by which a wrong encoding shows.
    private var sampled: [Phrase] {
        let fields = header.used.compactMap(\.field).filter { $0 != .identityNumber }
        return sample.map { row in
            let cells = fields.map { field in row[field].map(field.words) ?? Phrase(verbatim: "—") }
                .joined(Phrase(verbatim: " | "))
            return Phrase("第 \(row.number) 行读作：\(cells.chinese)", "row \(row.number) reads: \(cells.english)")
        }
    }

    private var additions: [Phrase] { section(.new, "新增", "new") { $0.added(after: $1) } }

    private var changes: [Phrase] { section(.changed, "变更", "changed") { $0.changed(after: $1) } }

    private var renewals: [Phrase] { section(.renewed, "续期", "renewed") { $0.changed(after: $1) } }

    private func section(
        _ kind: RosterLine.Kind,
        _ chinese: String,
        _ english: String,
        _ say: (RosterLine, Phrase) -> Phrase
    ) -> [Phrase] {
        let count = count(kind)
        guard count > 0 else { return [] }
        let listed = lines.filter { $0.kind == kind }.map { line in
            say(line, Phrase("  第 \(line.number) 行", "  row \(line.number)"))
        }
        return [Phrase("\(chinese)（\(count)）：", "\(english) (\(count)):")] + listed + Self.more(count)
    }

    private static func more(_ count: Int) -> [Phrase] {
        guard count > mostListed else { return [] }
        return [Phrase("  另有 \(count - mostListed) 行", "  and \(count - mostListed) more")]
    }

    /// What the source held the last time.
    private var departures: [Phrase] {
        guard !isFirst else { return endsVanished ? [Self.nothingToCompare] : [] }
        // Most of the sheet that they were set aside from would be missing.
        guard !vanished.isEmpty, endsVanished || !header.isOfRejects else { return [] }
        let head =
            endsVanished
            ? Phrase("表中已无，将停止提醒（\(vanished.count)）：", "gone from the sheet, no longer reminded (\(vanished.count)):")
            : Phrase(
                "上次有、这次表中没有（\(vanished.count)），仍会提醒；要停止提醒请加 --sync：",
                "gone from the sheet but still reminded (\(vanished.count)); --sync ends them:"
            )
        let listed = vanished.prefix(Self.mostListed).map { record in
            let who = [record.name, record.recordNumber].compactMap(\.self).map { "  \($0)" }.joined()
            guard let end = record.validUntil else { return Phrase(verbatim: who) }
            return Phrase("\(who)  有效期至 \(end)", "\(who)  valid until \(end)")
        }
        return [head] + listed + Self.more(vanished.count)
    }

    private static let nothingToCompare = Phrase(
        "此来源首次导入，还没有上次的内容可以比对，本次 --sync 不停止任何提醒；名单改过名的，请用 --source 写明原来的名称",
        "this source is new, so there is nothing to compare with yet and --sync ends nothing; if the sheet was renamed, "
            + "give its former name with --source"
    )

    /// What was guessed or passed over in rows that are taken.
    private var doubts: [Phrase] {
        guard !remarks.isEmpty else { return [] }
        let head = Phrase("请核对，这些行仍会导入（\(remarks.count)）：", "to be looked at, the rows are taken (\(remarks.count)):")
        return [head] + FaultGroup.groups(remarks.map { ($0.number, $0.remark) }, most: Self.mostListed).map(\.phrase)
    }

    private var refusals: [Phrase] {
        guard !rejected.isEmpty else { return [] }
        let head = Phrase("不能导入（\(rejected.count)）：", "not taken (\(rejected.count)):")
        let told = rejected.filter { !$0.told(besides: lacking).isEmpty }
        guard rejected.count > Self.mostListed else {
            return [head] + lack + told.map { $0.refusal(besides: lacking) }
        }
        let faults = told.flatMap { line in line.told(besides: lacking).map { (line.number, $0) } }
        return [head] + lack + FaultGroup.groups(faults, most: Self.mostListed).map(\.phrase)
    }

    /// What every row lacks because the sheet has no column for it.
    private var lacking: ((CellRemark) -> Bool) { { header.lacksEnd && $0.isMissingEnd } }

    private var lack: [Phrase] {
        guard rejected.contains(where: { $0.faults.contains(where: lacking) }) else { return [] }
        return [
            Phrase(
                "  表中没有“有效期至”一列，各行都无从知道何时到期",
                "  the sheet has no column such as \"valid until\", so that no row says when it ends"
            )
        ]
    }

    private var totals: Phrase {
        let (new, changed, renewed) = (count(.new), count(.changed), count(.renewed))
        let ended = endsVanished ? Phrase("，停止提醒 \(vanished.count)", ", \(vanished.count) no longer reminded") : .empty
        return Phrase(
            "合计：新增 \(new)，变更 \(changed)，续期 \(renewed)，未变 \(unchanged)，不能导入 \(rejected.count)",
            "in all: \(new) new, \(changed) changed, \(renewed) renewed, \(unchanged) unchanged, \(rejected.count) not taken"
        ) + ended
    }
}

extension RosterLine {
    private var changes: [RosterChange]? {
        switch outcome {
        case .changed(let changes, _), .renewed(let changes): changes
        case .new, .rejected: nil
        }
    }

    private var isRevived: Bool {
        if case .changed(_, isRevived: true) = outcome { true } else { false }
    }

    var faults: [CellRemark] {
        if case .rejected(let faults) = outcome { faults } else { [] }
    }

    private var who: String { [name, recordNumber].compactMap(\.self).map { "  \($0)" }.joined() }

    fileprivate func changed(after row: Phrase) -> Phrase {
        let revival = isRevived ? [Phrase("重新出现在表中，恢复提醒", "is in the sheet again and reminded again")] : []
        let phrases = (changes ?? []).map(\.phrase) + revival
        func list(_ language: Language) -> String {
            phrases.map { $0[language] }.joined(separator: language.text(of: ("；", "; ")))
        }
        return Phrase("\(row.chinese)\(who)  \(list(.chinese))", "\(row.english)\(who)  \(list(.english))")
    }

    fileprivate func added(after row: Phrase) -> Phrase {
        guard let end = validUntil else { return Phrase("\(row.chinese)\(who)", "\(row.english)\(who)") }
        return Phrase("\(row.chinese)\(who)  有效期至 \(end)", "\(row.english)\(who)  valid until \(end)")
    }

    /// The faults but those that are said once for all rows.
    fileprivate func told(besides lacking: (CellRemark) -> Bool) -> [CellRemark] { faults.filter { !lacking($0) } }

    fileprivate func refusal(besides lacking: (CellRemark) -> Bool) -> Phrase {
        func list(_ language: Language) -> String {
            told(besides: lacking).map { $0.phrase[language] }.joined(separator: language.text(of: ("；", "; ")))
        }
        return Phrase("  第 \(number) 行\(who)  \(list(.chinese))", "  row \(number)\(who)  \(list(.english))")
    }
}

extension RosterHeader.Column {
    /// Its title, and what it was taken for where that is called otherwise.
    fileprivate var phrase: Phrase {
        guard let field, ![field.title.chinese, field.title.english].contains(title) else {
            return Phrase(verbatim: title)
        }
        return Phrase("\(title)（\(field.title.chinese)）", "\(title) (\(field.title.english))")
    }
}

extension RosterChange {
    fileprivate var phrase: Phrase {
        // The number itself is kept nowhere.
        if field == .identityNumber { return Phrase("补充了身份证号", "the identity number is known now") }
        let nothing = Phrase("（空）", "(empty)")
        let (before, after) = (old.map(field.words) ?? nothing, new.map(field.words) ?? nothing)
        return Phrase(
            "\(field.title.chinese) \(before.chinese) → \(after.chinese)",
            "\(field.title.english) \(before.english) → \(after.english)"
        )
    }
}

extension RosterField {
    /// A value as a clerk reads it.
    fileprivate func words(_ value: String) -> Phrase {
        switch self {
        case .state: Phrase(value: value, of: "state", in: "registration")
        case .language: Phrase(value == "en" ? "英文" : "中文", value)
        case .name, .identityNumber, .phone, .email, .employer, .employerPhone, .employerEmail, .reviewBody,
            .registrationNumber, .category, .validFrom, .term, .validUntil, .serial, .credentialFrom, .credentialUntil,
            .unneeded:
            Phrase(verbatim: value)
        }
    }
}

extension CellRemark: Speakable {
    /// The column and what is wrong in it.
    package var phrase: Phrase {
        guard let field else { return isMissingEnd ? Phrase("没有到期日期", "has no end") : fault.phrase }
        return Phrase("\(field.title.chinese)\(fault.phrase.chinese)", "\(field.title.english) \(fault.phrase.english)")
    }

    /// Whether the row has no day of expiry, and the sheet no single column for it.
    fileprivate var isMissingEnd: Bool { field == nil && fault == .missing }
}

extension SheetFile.Format {
    /// What the file is.
    fileprivate var phrase: Phrase {
        switch self {
        case .workbook(let sheet): return Phrase("工作表“\(sheet)”", "sheet \"\(sheet)\"")
        case .text(let encoding, let separator, let hasMark):
            let name = encoding.shortName + (hasMark && encoding == .utf8 ? " BOM" : "")
            let sign: Phrase =
                switch separator {
                case UInt8(ascii: "\t"): Phrase("制表符", "tabs")
                case UInt8(ascii: ";"): Phrase("分号", "semicolons")
                default: Phrase("逗号", "commas")
                }
            return Phrase("\(name) 编码，\(sign.chinese)分隔", "\(name), separated by \(sign.english)")
        }
    }
}

/// Equal faults of several rows, said once.
private struct FaultGroup {
    let first: CellRemark
    /// Whether they say different values: other days, other rows.
    var differs = false
    var rows: [Int]

    /// Puts equal faults together.
    ///
    /// - Parameters:
    ///   - faults: in the order of the rows
    ///   - most: groups; where there are more, those that say the same with other values are one
    /// - Returns: in the order of their first rows
    static func groups(_ faults: [(row: Int, remark: CellRemark)], most: Int) -> [FaultGroup] {
        let exact = groups(faults) { $0.phrase.chinese }
        return exact.count <= most ? exact : groups(faults) { "\($0.field?.rawValue ?? "") \($0.fault.kind)" }
    }

    private static func groups(
        _ faults: [(row: Int, remark: CellRemark)],
        by kind: (CellRemark) -> String
    ) -> [FaultGroup] {
        var groups: [FaultGroup] = []
        var places: [String: Int] = [:]
        for (row, remark) in faults {
            let kind = kind(remark)
            if let place = places[kind] {
                groups[place].rows.append(row)
                groups[place].differs = groups[place].differs || groups[place].first != remark
            } else {
                places[kind] = groups.count
                groups.append(FaultGroup(first: remark, rows: [row]))
            }
        }
        return groups
    }

    /// Rows named as examples.
    private static let examples = 5

    var phrase: Phrase {
        let named = rows.prefix(Self.examples).map(String.init)
        let isMore = rows.count > Self.examples
        let chinese = "第 \(named.joined(separator: "、")) 行" + (isMore ? "等 \(rows.count) 行" : "")
        let english = "row \(named.joined(separator: ", "))" + (isMore ? " and \(rows.count - Self.examples) more" : "")
        let which = differs ? Phrase("（以第 \(rows[0]) 行为例）", " (as in row \(rows[0]))") : Phrase(verbatim: "")
        return Phrase(
            "  \(chinese)  \(first.phrase.chinese)\(which.chinese)",
            "  \(english)  \(first.phrase.english)\(which.english)"
        )
    }
}
