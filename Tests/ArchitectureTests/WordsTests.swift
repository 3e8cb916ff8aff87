import Foundation
import Testing

/// What a person reads at the terminal stands in both languages, side by side.
@Suite struct WordsTests {
    static let spoken = SourceTree.sources.filter { ["renewald", "RenewalReports"].contains($0.target) }

    /// Most of what goes round does not compile; this would.
    @Test(arguments: spoken) func nothingGoesRoundThePhrases(file: SourceFile) {
        guard file.name != "Declarations.swift" else { return }
        for call in ["abstract: \"", "discussion: \"", "help: \"", "ArgumentHelp(", "version: \"", "print("] {
            for (number, line) in file.code { #expect(!line.contains(call), "\(file.path):\(number)") }
        }
        let text = Self.code(of: file)
        #expect(!text.contains(/(?:abstract|discussion|help|version):\s*"/), "\(file.path)")
        for found in text.matches(of: /ValidationError\(/) {
            let arguments = Self.arguments(of: text[found.range.upperBound...])
            #expect(arguments.count == 2 || arguments.first?.hasPrefix("\"") == false, "\(file.path): \(arguments)")
        }
    }

    /// What is the same in both languages has no words of its own.
    @Test(arguments: spoken) func verbatimTextHasNoWords(file: SourceFile) {
        let text = Self.code(of: file)
        for found in text.matches(of: /(?:verbatim|data|masked): "/) {
            let literal = Self.literals(in: "\"" + text[found.range.upperBound...]).first ?? ""
            let words = literal.replacing(/--[a-z-]+/, with: "")
            #expect(!words.contains(/\p{L}{2,}/), "\(file.path): \(literal)")
        }
    }

    /// The Chinese stands first and the English second.
    @Test(arguments: spoken) func bothLanguagesStandInTheirPlaces(file: SourceFile) {
        let text = Self.code(of: file)
        for found in text.matches(of: /(?:\bPhrase|\.both|ValidationError)\((?=\s*")/) {
            let arguments = Self.arguments(of: text[found.range.upperBound...]).map { Self.literals(in: $0).joined() }
            guard arguments.count >= 2 else { continue }
            let (chinese, english) = (arguments[0], arguments[1])
            #expect(!Self.isChinese(english), "\(file.path): \(english)")
            #expect(Self.isChinese(chinese) || !chinese.contains(/\p{L}{3,}/), "\(file.path): \(chinese)")
        }
    }

    /// Its code without comments, each string on a line of its own.
    private static func code(of file: SourceFile) -> String {
        file.lines.filter { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("//") }.joined(separator: "\n")
            .replacing(/#".*?"#/, with: "\"\"")
            .replacing(/(?s)"""(.*?)"""/) { found in
                "\"" + found.1.filter { $0 != "\"" && $0 != "\n" }.replacing("\\ ", with: " ") + "\""
            }
    }

    private static func isChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x3000...0x9FFF).contains($0.value) || (0xFF00...0xFF60).contains($0.value) }
    }

    /// The arguments of a call that begins here, as they are written.
    private static func arguments(of text: Substring) -> [String] {
        var (arguments, depth, isInString, isEscaped) = ([""], 0, false, false)
        var interpolations: [Int] = []
        for character in text {
            if isInString {
                if isEscaped, character == "(" {
                    (isInString, isEscaped) = (false, false); interpolations.append(depth)
                } else if character == "\"", !isEscaped {
                    isInString = false
                }
                isEscaped = character == "\\" && !isEscaped
            } else if character == "\"" {
                isInString = true
            } else if character == "(" || character == "[" || character == "{" {
                depth += 1
            } else if character == ")" || character == "]" || character == "}" {
                if interpolations.last == depth, character == ")" {
                    interpolations.removeLast(); isInString = true
                } else if depth == 0 {
                    break
                } else {
                    depth -= 1
                }
            } else if character == ",", depth == 0, interpolations.isEmpty {
                arguments.append("")
                continue
            }
            arguments[arguments.count - 1].append(character)
        }
        return arguments.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
    }

    /// The strings in a piece of code, without what is put into them.
    private static func literals(in code: String) -> [String] {
        code.matches(of: /"((?:[^"\\\n]|\\\((?:[^()]|\([^()]*\))*\)|\\.)*)"/)
            .map { String($0.1).replacing(/\\\((?:[^()]|\([^()]*\))*\)/, with: "") }
    }
}
