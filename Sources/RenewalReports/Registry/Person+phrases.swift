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
            .map { Phrase("\(TableWords.of($0.key).chinese)\($0.value)项", "\($0.value) of \($0.key)") }
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
        "以上为预演，没有写入；核对无误的，加 --write 写入",
        "nothing was written: this was a dry run, add --write"
    )
}
