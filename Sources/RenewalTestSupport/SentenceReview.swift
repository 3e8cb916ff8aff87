import Foundation

/// Reads a sentence in both languages as an editor would.
package enum SentenceReview {
    /// What is wrong with a sentence of ours; empty for a sound one.
    ///
    /// The Chinese is Chinese, both end without a full stop, and both name the same keys, paths, commands and numbers.
    package static func faults(chinese: String, english: String) -> [String] {
        var faults: [String] = []
        if !chinese.unicodeScalars.contains(where: { (0x4E00...0x9FFF).contains($0.value) }) {
            faults.append("no Chinese")
        }
        if chinese.hasSuffix("。") || chinese.hasSuffix(".") || english.hasSuffix(".") { faults.append("a full stop") }
        if let words = englishLeft(in: chinese) { faults.append("left in English: \(words)") }
        if isSplit(chinese) { faults.append("half-width punctuation between Chinese") }
        faults += tokens(in: english).filter { !chinese.contains($0) }.map { "not in the Chinese: \($0)" }
        let (here, there) = (numbers(in: chinese), numbers(in: english))
        faults += here.symmetricDifference(there).sorted().map { "a number in one language only: \($0)" }
        return faults.map { "\($0) – \(chinese) | \(english)" }
    }

    /// Three English words in a row that are neither quoted nor one of our commands.
    private static func englishLeft(in chinese: String) -> String? {
        let prose = unquoted(chinese).replacingOccurrences(
            of: "renewald( [a-z-]+)*",
            with: "·",
            options: .regularExpression
        )
        let run = #"[A-Za-z]{2,}( [A-Za-z]{2,}){2,}"#
        return prose.range(of: run, options: .regularExpression).map { String(prose[$0]) }
    }

    /// Whether a comma, colon or semicolon of the English stands between two Chinese characters.
    private static func isSplit(_ chinese: String) -> Bool {
        let pattern = "[\u{4E00}-\u{9FFF}][,;:?!] ?[\u{4E00}-\u{9FFF}]"
        return unquoted(chinese).range(of: pattern, options: .regularExpression) != nil
    }

    private static func unquoted(_ chinese: String) -> String {
        let quotes = [
            #"“[^”]*”"#, #""[^"]*""#, "`[^`]*`", "'[^']*'", "（[^（）\u{4E00}-\u{9FFF}]*）",
        ]
        return quotes.reduce(chinese) { text, quote in
            text.replacingOccurrences(of: quote, with: "·", options: .regularExpression)
        }
    }

    /// Keys, options, commands and what else must not be translated.
    private static func tokens(in english: String) -> [String] {
        let shapes = [
            "`[^`]+`", #""(renewald|[^"]*[A-Z0-9_.-])[^"]*""#, #"(?<![A-Za-z])'[^']+'"#, #"--[a-z]+(-[a-z]+)*"#,
            #"[a-z]+(_[a-z]+)+"#,
        ]
        return shapes.flatMap { shape -> [String] in
            guard let expression = try? NSRegularExpression(pattern: shape) else { return [] }
            let found = expression.matches(in: english, range: NSRange(english.startIndex..., in: english))
            return found.compactMap { Range($0.range, in: english).map { String(english[$0]) } }
        }.map { $0.trimmingCharacters(in: ["`", "\""]) }
    }

    private static func numbers(in text: String) -> Set<Int> {
        Set(text.split { !("0"..."9").contains($0) }.compactMap { Int($0) })
    }
}
