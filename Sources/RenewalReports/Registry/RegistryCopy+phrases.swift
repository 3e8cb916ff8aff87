package import RenewalOffice
package import RenewalRules

extension RegistryCopy {
    /// When it was taken, as the office's clock showed it: `2026-11-30 09:00`.
    ///
    /// - Parameter utcOffset: how far business time is ahead of UTC at an instant (rule A12)
    /// - Returns: day and minute
    package func moment(_ utcOffset: (UnixTime) -> Duration) -> String { takenAt.moment(utcOffset) }

    /// That it was put back, and how that is undone.
    ///
    /// - Parameters:
    ///   - kept: the copy of what was there before
    ///   - command: that puts it back
    /// - Returns: a phrase each line
    package static func putBack(keeping kept: RegistryCopy, undoneBy command: String) -> [Phrase] {
        [
            Phrase("已恢复。", "put back"),
            Phrase(
                "恢复前的内容保存在 \(kept.path)；要换回来，再执行一次 \(command)",
                "what was there before is kept in \(kept.path); another \"\(command)\" brings it back"
            ),
        ]
    }
}

extension UnixTime {
    fileprivate func moment(_ utcOffset: (UnixTime) -> Duration) -> String {
        String((self + utcOffset(self)).rfc3339.prefix(16)).replacing("T", with: " ")
    }
}

extension RegistryComparison {
    /// What putting a copy back would change, for a person: one line for each table whose size differs, one for what was
    /// recorded since, and one for the sheets taken in since.
    ///
    /// - Parameters:
    ///   - copy: the copy's path
    ///   - moment: when it was taken, in business time; `nil` when nobody knows
    ///   - utcOffset: how far business time is ahead of UTC at an instant (rule A12)
    /// - Returns: what is put back, and what that changes
    package func phrases(
        of copy: String,
        takenAt moment: String?,
        _ utcOffset: (UnixTime) -> Duration
    ) -> [Phrase] {
        let taken = moment.map { Phrase("（\($0) 保存）", ", taken at \($0)") } ?? .empty
        let head = Phrase(
            "将恢复备份 \(copy)\(taken.chinese)，此后写入的内容都会撤销：",
            "putting back \(copy)\(taken.english), which undoes everything written since:"
        )
        let changes = tables.filter { $0.now != $0.then }.map { table in
            Phrase(
                "\(TableWords.of(table.name).chinese)：\(table.now) 行 → \(table.then) 行",
                "\(table.name): \(table.now) rows → \(table.then)"
            )
        }
        let same = Phrase("各表行数不变，只有内容可能不同", "every table keeps its number of rows; their content may differ")
        return [head] + (changes.isEmpty ? [same] : changes)
            + [recordings?.phrase(utcOffset), collected].compactMap(\.self)
    }

    private var collected: Phrase? {
        guard !sheets.isEmpty else { return nil }
        let names = Phrase(list: sheets)
        return Phrase(
            "此后自动导入过的登记表（\(names.chinese)）在下次改动之前不再自动导入",
            "sheets taken in since (\(names.english)) are not taken in again before they change"
        )
    }
}

extension RegistryComparison.Recordings {
    fileprivate func phrase(_ utcOffset: (UnixTime) -> Duration) -> Phrase {
        let moment = UnixTime(rfc3339: lastAt)?.moment(utcOffset) ?? lastAt
        return Phrase(
            "此后办理的事项也会撤销：操作历史 \(count) 条，最后一条是 \(moment) 的 \(lastEvent)（\(lastRecord.phrase.chinese)）",
            "recorded since and undone too: \(count) in the history, last \(lastEvent) of \(lastRecord) at \(moment)"
        )
    }
}
