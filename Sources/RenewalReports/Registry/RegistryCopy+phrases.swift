package import RenewalOffice
package import RenewalRules

extension RegistryCopy {
    /// When it was taken, as the office's clock showed it: `2026-11-30 09:00`.
    ///
    /// - Parameter utcOffset: how far business time is ahead of UTC at an instant (rule A12)
    /// - Returns: day and minute
    package func moment(_ utcOffset: (UnixTime) -> Duration) -> String {
        String((takenAt + utcOffset(takenAt)).rfc3339.prefix(16)).replacing("T", with: " ")
    }

    /// That it was put back, and how that is undone.
    package static func putBack(keeping kept: RegistryCopy) -> [Phrase] {
        [
            Phrase("已恢复。", "put back"),
            Phrase(
                "恢复前的内容保存在 \(kept.path)；再执行一次 renewald registry undo 即可换回。",
                "what was there before is kept in \(kept.path); another \"renewald registry undo\" brings it back"
            ),
        ]
    }
}

extension [ReferenceRegistry.Comparison] {
    /// What putting a copy back would change, for a person: one line for each table whose size differs.
    ///
    /// - Parameters:
    ///   - copy: the copy's path
    ///   - moment: when it was taken, in business time; `nil` when nobody knows
    /// - Returns: what is put back, and the tables
    package func phrases(of copy: String, takenAt moment: String?) -> [Phrase] {
        let taken = moment.map { Phrase("（\($0) 保存）", ", taken at \($0)") } ?? Phrase("", "")
        let head = Phrase(
            "将恢复备份 \(copy)\(taken.chinese)，此后写入的内容都会撤销：",
            "putting back \(copy)\(taken.english), which undoes everything written since:"
        )
        let changes = filter { $0.now != $0.then }.map { table in
            Phrase(
                "\(table.table)：\(table.now) 行 → \(table.then) 行",
                "\(table.table): \(table.now) rows → \(table.then)"
            )
        }
        let same = Phrase("各表行数不变，只有内容可能不同", "every table keeps its number of rows; their content may differ")
        return [head] + (changes.isEmpty ? [same] : changes)
    }
}
