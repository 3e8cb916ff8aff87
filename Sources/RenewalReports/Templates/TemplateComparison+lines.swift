package import RenewalNotices
package import RenewalRules

extension TemplateComparison {
    /// What the office has changed, as patch(1) reads it: a minus is the shipped line, a plus the office's own.
    package var diff: String {
        files.map { file in
            guard case .changed(let shipped, let own) = file.state else { return "" }
            return UnifiedDiff(from: shipped, to: own).text(from: "shipped/\(file.name)", to: path(of: file))
        }.joined()
    }

    /// The paths of the files that say what the shipped ones say.
    package var unchanged: [String] { files.filter { $0.state == .unchanged }.map(path) }

    /// How many are changed and what can be deleted, and the files that nobody reads.
    package var remarks: [Phrase] {
        let changed = files.count { if case .changed = $0.state { true } else { false } }
        let same = unchanged.count
        let advice =
            same > 0
            ? Phrase(
                "；未改的可以删除，届时使用随附的模板（--unchanged 列出其路径）",
                "; those can be deleted, and the shipped ones are used (--unchanged lists their paths)"
            ) : .empty
        let summary = Phrase(
            "\(directory)：与随附模板不同的有\(changed)个，未改的有\(same)个",
            "\(directory): \(changed) changed, \(same) the same as shipped"
        )
        return [summary + advice] + files.compactMap { $0.remark(at: path(of: $0)) }
    }

    private func path(of file: File) -> String { "\(directory)/\(file.name)" }
}

extension TemplateComparison.File {
    fileprivate func remark(at path: String) -> Phrase? {
        switch state {
        case .unchanged, .changed: nil
        case .ownPiece:
            Phrase("\(path)：本单位自己的片段", "\(path): a piece of your own")
        case .unread:
            Phrase(
                "\(path)：没有这个名称的模板，不会读取；种类的名称见 `renewald templates fields`",
                "\(path): no template has this name, so nothing reads it; see `renewald templates fields` for the kinds"
            )
        case .unreadable(let problem): problem.phrase
        }
    }
}
