package import RenewalRules

extension LogMessage {
    /// The journal's catalogue of all messages in a language, which `journalctl -x` shows below an entry.
    ///
    /// - Source: systemd.io/CATALOG
    package static func catalogue(in language: Language) -> String {
        allCases.map { $0.article(in: language) }.joined(separator: "\n")
    }

    private func article(in language: Language) -> String {
        let (subject, text) = words
        return """
            -- \(id)
            Subject: \(subject[language])
            Defined-By: renewald
            Documentation: man:renewald(8)

            \(Self.lines(of: text[language], in: language).joined(separator: "\n"))

            """
    }

    private static let width = 78
    /// About as long as the values that take the place of names.
    private static let usualValue = "12345678"

    /// Sentences of Chinese have a line each; English is filled.
    private static func lines(of text: String, in language: Language) -> [String] {
        switch language {
        case .chinese: return "\(text)。".split(separator: "。").map { "\($0)。" }
        case .english:
            var (lines, room): ([String], Int) = ([], 0)
            for word in "\(text).".split(separator: " ") {
                let length = word.replacing(/@[A-Z_]+@/, with: usualValue).count
                if length < room, let last = lines.popLast() {
                    lines.append("\(last) \(word)")
                    room -= length + 1
                } else {
                    lines.append(String(word))
                    room = width - length
                }
            }
            return lines
        }
    }
}
