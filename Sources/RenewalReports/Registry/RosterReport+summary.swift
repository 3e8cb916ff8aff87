package import RenewalOffice
package import RenewalRules

extension RosterReport {
    /// Why the sheet was not taken, for a mail: files, columns and numbers of rows, and no cell of a person.
    ///
    /// - Parameters:
    ///   - file: the sheet's path
    ///   - ignoresColumns: whether columns that are not understood are passed over
    /// - Returns: a phrase each line, `label：text`
    package func summary(of file: String, ignoresColumns: Bool) -> [Phrase] {
        let lines: [Phrase?] = [
            Phrase("文件：\(file)", "file: \(file)"),
            header.unused.isEmpty || ignoresColumns
                ? nil : Phrase("不认识或重复的列：", "columns not understood: ") + Phrase(list: header.unused),
            header.lacksEnd ? Phrase("缺少的列：有效期至", "missing column: valid until") : nil,
            rows, columns, hindrance,
        ]
        return lines.compactMap(\.self)
    }

    private var rows: Phrase? {
        guard !rejected.isEmpty else { return nil }
        let (count, shown) = (rejected.count, rejected.prefix(Self.mostNumbers).map { "\($0.number)" })
        let more = count > shown.count
        return Phrase(
            "不能导入：\(count) 行（第 \(shown.joined(separator: "、"))\(more ? "……" : "") 行）",
            "rows not taken: \(count) (\(shown.joined(separator: ", "))\(more ? " …" : ""))"
        )
    }

    private static let mostNumbers = 10

    private var columns: Phrase? {
        let faulty = Set(rejected.flatMap(\.faults).compactMap(\.field))
        let titles = header.used.filter { $0.field.map(faulty.contains) ?? false }.map(\.title)
        return titles.isEmpty ? nil : Phrase("有问题的列：", "columns with faults: ") + Phrase(list: titles)
    }

    private var hindrance: Phrase? {
        switch obstacle {
        case .otherPeople(let count):
            Phrase("编号属于他人：\(count) 个，可能是整列错位", "numbers of other people: \(count), as when a column has slipped")
        case .manyVanished(let gone, let all, let hasLostRows):
            Phrase("不在表中：", "gone: ") + Phrase(gone: gone, of: all, besideLostRows: hasLostRows)
        case .badRows, nil: nil
        }
    }
}
