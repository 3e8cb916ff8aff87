package import RenewalOffice
package import RenewalRules

extension RosterReport {
    /// Why nothing was written, in half a sentence: a mail shows little more of what is said.
    ///
    /// - Parameter ignoresColumns: whether columns may be passed over
    /// - Returns: the first reason there is
    package func refusal(ignoresColumns: Bool) -> Phrase {
        guard ignoresColumns || header.unused.isEmpty else {
            let titles = Phrase(list: header.unused)
            return Phrase("有不认识或重复的列：\(titles.chinese)", "columns were not understood: \(titles.english)")
        }
        switch obstacle {
        case .badRows(let count):
            return Phrase("有 \(count) 行不能导入", "\(counted(count, "row was", "rows were")) not taken")
        case .otherPeople(let count):
            return Phrase(
                "有 \(count) 个编号已属于他人，可能是整列错位或误填",
                "\(counted(count, "number belongs", "numbers belong")) to other people, as when a column has slipped"
            )
        case .manyVanished(let gone, let all, let hasLostRows):
            return Phrase(gone: gone, of: all, besideLostRows: hasLostRows)
        case nil: return Phrase("没有写入", "nothing was written")
        }
    }
}

extension Phrase {
    /// That records are gone, and why they may not be.
    package init(gone: Int, of all: Int, besideLostRows hasLostRows: Bool) {
        self =
            hasLostRows
            ? Phrase(
                "上次导入的 \(all) 条中有 \(gone) 条不在表中，可能就是不能导入的那些行",
                "\(gone) of \(all) records are gone, or they are those of the rows that were not taken"
            )
            : Phrase(
                "上次导入的 \(all) 条中有 \(gone) 条不在表中，表可能不完整",
                "\(gone) of \(all) records are gone, the sheet may not be whole"
            )
    }
}

extension [Phrase] {
    /// The first lines of what is said of a sheet, as much as a mail takes.
    ///
    /// - Parameter language: of the mail
    /// - Returns: at most 40 lines of 600 bytes and 4 KiB in all; what is cut ends in `…`
    package func summary(in language: Language) -> String {
        prefix(40).map { $0[language].cut(toBytes: 600) }.joined(separator: "\n").cut(toBytes: 4096)
    }
}

extension String {
    /// As many whole characters as fit, with the sign of omission among them.
    fileprivate func cut(toBytes most: Int) -> String {
        guard utf8.count > most else { return self }
        let omission = "…"
        var room = most - omission.utf8.count
        let kept = prefix { character in
            room -= character.utf8.count
            return room >= 0
        }
        return kept + omission
    }
}
