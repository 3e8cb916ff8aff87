extension Phrase {
    /// Makes a phrase of a text that is put together the same way in both languages.
    package init(_ text: (Language) -> String) { self.init(text(.chinese), text(.english)) }

    /// Makes a phrase of a number and what it counts: `3条记录`, `1 record`, `3 records`.
    package init(_ count: Int, _ chinese: String, _ singular: String, _ plural: String) {
        self.init("\(count)\(chinese)", "\(count) \(count == 1 ? singular : plural)")
    }

    /// One phrase after the other, as they are.
    package static func + (first: Phrase, second: Phrase) -> Phrase {
        Phrase(first.chinese + second.chinese, first.english + second.english)
    }

    /// No words.
    package static let empty = Phrase(verbatim: "")
    /// Between things of one kind: `甲、乙`, `A, B`.
    package static let listing = Phrase("、", ", ")
    /// Between parts of a sentence: `甲，乙`, `A, B`.
    package static let comma = Phrase("，", ", ")
    /// Between sentences in one: `甲；乙`, `A; B`.
    package static let semicolon = Phrase("；", "; ")
    /// Before what explains it: `甲：乙`, `A: B`.
    package static let colon = Phrase("：", ": ")

    /// The phrase in brackets behind another: `甲（乙）`, `A (B)`.
    package var inBrackets: Phrase { Phrase("（\(chinese)）", " (\(english))") }
}

extension Sequence<Phrase> {
    /// The phrases in one, with another between them.
    package func joined(_ separator: Phrase) -> Phrase {
        Phrase { language in map { $0[language] }.joined(separator: separator[language]) }
    }
}
