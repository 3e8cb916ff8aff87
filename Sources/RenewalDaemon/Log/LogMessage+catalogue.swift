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
            Documentation: man:renewald(1)

            \(Self.lines(of: text[language], in: language).joined(separator: "\n"))

            """
    }

    private static let width = 78

    /// Sentences of Chinese have a line each; English is filled.
    private static func lines(of text: String, in language: Language) -> [String] {
        switch language {
        case .chinese: return "\(text)。".split(separator: "。").map { "\($0)。" }
        case .english:
            var lines: [String] = []
            for word in "\(text).".split(separator: " ") {
                guard let last = lines.last, last.count + 1 + word.count <= width else {
                    lines.append(String(word))
                    continue
                }
                lines[lines.count - 1] = "\(last) \(word)"
            }
            return lines
        }
    }
}
