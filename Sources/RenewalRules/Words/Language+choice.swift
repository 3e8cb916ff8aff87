extension Language {
    /// The words in this language.
    package func text(of words: BothLanguages) -> String {
        switch self {
        case .chinese: words.chinese
        case .english: words.english
        }
    }

    /// A day as people write it in this language.
    package func text(of day: CalendarDate) -> String { text(of: day.words) }

    /// Several things in one sentence: `本人、聘用单位`, `the holder, the employer`.
    package func list(_ items: [String]) -> String { items.joined(separator: text(of: ("、", ", "))) }
}
