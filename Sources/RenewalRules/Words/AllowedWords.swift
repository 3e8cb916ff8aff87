/// The words allowed in one place, and a suggestion for any other: for the floors that read what people write.
package struct AllowedWords {
    package let words: [String]

    package init(words: [String]) { self.words = words }

    /// What to write instead of `word`, as the end of a sentence.
    package func advice(for word: String) -> Phrase {
        if let nearest = nearest(to: word) { return Phrase("是否应为'\(nearest)'？", "did you mean '\(nearest)'?") }
        let choice = Phrase(list: words)
        return Phrase("可用的有\(choice.chinese)", "use one of \(choice.english)")
    }

    /// The word most similar to `word`, if at most a third of its letters differ; in a short word one may, but no half of it.
    package func nearest(to word: String) -> String? {
        let letters = Array(word.lowercased().unicodeScalars.prefix(Self.lengthLimit))
        let distances = words.map {
            (word: $0, distance: Self.distance(letters, Array($0.lowercased().unicodeScalars)))
        }
        guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
        let isHalf = 2 * best.distance >= max(best.word.count, letters.count)
        return best.distance <= max(1, best.word.count / 3) && !isHalf ? best.word : nil
    }

    /// A longer text is not a misspelt word, and the table below would grow with it.
    private static let lengthLimit = 80

    /// The number of letters to insert, remove, replace or swap with a neighbour to turn one word into the other.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var rows = [Array(0...right.count)]
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let replaced = rows[row][column] + (letter == other ? 0 : 1)
                var best = min(replaced, rows[row][column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    best = min(best, rows[row - 1][column - 1] + 1)
                }
                current.append(best)
            }
            rows.append(current)
        }
        return rows[left.count][right.count]
    }
}
