import Foundation
import RenewalTestSupport
import Testing

/// The sentences of the lower floors, as they stand in the source: both languages side by side.
@Suite struct PhraseTests {
    /// Two literals one after the other, which are Chinese and English.
    struct Pair: CustomStringConvertible {
        let file: String
        let chinese: String
        let english: String

        var description: String { "\(file): \(chinese)" }
    }

    /// The command line and its reports have tables and help besides.
    private static let floors: Set<String> = [
        "RenewalFiles", "RenewalSQLite", "RenewalConfig", "RenewalRegistry", "RenewalOffice", "RenewalOutbox",
        "RenewalCouriers", "RenewalDaemon",
    ]

    /// Titles and paragraphs of a sheet, which are no sentences.
    private static let besides: Set<String> = ["RosterField.swift", "RosterSheet.swift"]

    static let pairs: [Pair] = SourceTree.sources
        .filter { floors.contains($0.target) && !besides.contains($0.name) }
        .flatMap(pairs)

    @Test func sentencesAreFound() {
        #expect(Self.pairs.count > 250, "\(Self.pairs.count)")
        #expect(Self.pairs.contains { $0.chinese.hasPrefix("没有‹entry›这一配置项") })
    }

    @Test(arguments: pairs) func bothLanguagesSayTheSame(of pair: Pair) {
        #expect(SentenceReview.faults(chinese: pair.chinese, english: pair.english) == [])
    }

    /// The Chinese leaves nothing out that the English names: an id, a path, a reason.
    @Test(arguments: pairs) func theChineseNamesWhatTheEnglishDoes(of pair: Pair) {
        let left = Self.values(in: pair.english).subtracting(Self.values(in: pair.chinese))
        #expect(left == [], "\(pair.chinese) | \(pair.english)")
    }

    private static func values(in text: String) -> Set<Substring> {
        let parts = text.split(separator: "‹", omittingEmptySubsequences: false).dropFirst()
        return Set(parts.map { $0.prefix { $0 != "›" } })
    }

    // MARK: Reading the source

    private static func pairs(in file: SourceFile) -> [Pair] {
        let text = Array(file.code.map(\.text).joined(separator: "\n").unicodeScalars)
        var (pairs, place): ([Pair], Int) = ([], 0)
        while place < text.count {
            guard text[place] == "\"", let first = Literal(in: text, at: place) else {
                place += 1
                continue
            }
            place = first.end
            guard first.text.unicodeScalars.contains(where: { (0x4E00...0x9FFF).contains($0.value) }),
                let second = Literal(in: text, after: ",", at: first.end)
            else { continue }
            pairs.append(Pair(file: file.path, chinese: first.text, english: second.text))
            place = second.end
        }
        return pairs
    }

    /// A literal, or several joined by `+`; of each interpolation what it begins with: `‹reason›` of `reason.chinese`.
    private struct Literal {
        private(set) var text = ""
        private(set) var end: Int

        init?(in source: [Unicode.Scalar], at start: Int) {
            end = start + 1
            while end < source.count, source[end] != "\"" {
                guard source[end] == "\\" else {
                    text.unicodeScalars.append(source[end])
                    end += 1
                    continue
                }
                end += 1
                guard end < source.count, source[end] == "(" else {
                    text.unicodeScalars.append(source[end])
                    end += 1
                    continue
                }
                let inside = Self.expression(in: source, at: end)
                text += "‹\(Self.root(of: String(String.UnicodeScalarView(source[end + 1..<inside]))))›"
                end = inside + 1
            }
            guard end < source.count else { return nil }
            end += 1
            if let more = Literal(in: source, after: "+", at: end) {
                text += more.text
                end = more.end
            }
        }

        /// The literal behind a sign and white space.
        init?(in source: [Unicode.Scalar], after sign: Unicode.Scalar, at start: Int) {
            let behind = source[start...].drop { $0.properties.isWhitespace }
            guard behind.first == sign else { return nil }
            let rest = behind.dropFirst().drop { $0.properties.isWhitespace }
            guard rest.first == "\"" else { return nil }
            self.init(in: source, at: rest.startIndex)
        }

        private static func root(of expression: String) -> String {
            let name = expression.replacing("Self.", with: "").drop { $0 == "(" }.prefix { $0.isLetter }
            return ["chinese", "english"].contains(name) ? "" : String(name)
        }

        /// Where the bracket closes that opens at a place.
        private static func expression(in source: [Unicode.Scalar], at start: Int) -> Int {
            var (depth, place) = (0, start)
            while place < source.count {
                if source[place] == "(" { depth += 1 }
                if source[place] == ")" { depth -= 1 }
                if depth == 0 { return place }
                place += 1
            }
            return start
        }
    }
}
