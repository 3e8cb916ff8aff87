import RenewalRules

extension [[Phrase]] {
    /// The rows as lines whose cells stand below each other in each language, two blanks apart; the last is not padded.
    var aligned: [Phrase] {
        let columns = map(\.count).max() ?? 0
        func widths(_ language: Language) -> [Int] {
            (0..<columns).map { column in
                compactMap { $0.indices.contains(column) ? DisplayWidth.of($0[column][language]) : nil }.max() ?? 0
            }
        }
        let (chinese, english) = (widths(.chinese), widths(.english))
        return map { row in
            let last = row.count - 1
            return row.enumerated().reduce(Phrase.empty) { line, entry in
                let (column, cell) = (entry.offset, entry.element)
                guard column < last else { return line + cell }
                return line
                    + Phrase(cell.chinese.padded(to: chinese[column] + 2), cell.english.padded(to: english[column] + 2))
            }
        }
    }
}
