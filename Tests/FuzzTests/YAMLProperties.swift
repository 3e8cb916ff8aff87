import RenewalRules

@testable import RenewalConfig

/// A configuration is accepted, or each of its problems has a place in the text and one printable line.
enum YAMLProperties {
    static func check(_ bytes: [UInt8]) throws(Finding) {
        let text = String(decoding: bytes, as: UTF8.self)
        do {
            _ = try Settings.parse(text: text, file: "f.yaml", environment: [:], secrets: .none)
        } catch {
            try check(error.problems, in: text)
        }
    }

    private static func check(_ problems: [ConfigurationProblem], in text: String) throws(Finding) {
        try insist(!problems.isEmpty, "refused without a reason")
        let lineCount = text.unicodeScalars.count { ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains($0) } + 2
        for problem in problems {
            try insist((1...lineCount).contains(problem.line), "no such line: \(problem)")
            try insist(problem.column >= 1, "no such column: \(problem)")
            for message in [problem.message.chinese, problem.message.english] {
                try insist(!message.hasUnprintable && !message.isEmpty, "not printable: \(problem)")
                try insist(message.utf8.count < 5000, "too long: \(message.utf8.count)")
            }
        }
    }
}
