import Foundation
import RenewalRules
import Testing

/// A sentence in both languages for every rule that a notice, an explanation or a refusal may cite.
@Suite struct RuleSentenceTests {
    static let lines: [String] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/RenewalRules")
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".swift") }.flatMap { path in
            (try? String(contentsOf: folder.appending(path: path), encoding: .utf8))?
                .components(separatedBy: "\n") ?? []
        }
    }()

    /// The rules that the library has as string literals; `D0` is a mark, not a rule.
    static let literals: Set<String> = lines.reduce(into: []) { found, line in
        guard !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") else { return }
        found.formUnion(line.matches(of: /"([RADV][0-9]+b?)"/).map { String($0.1) })
        found.remove("D0")
    }

    @Test func citedRulesAreFound() { #expect(Self.literals.count > 90) }

    @Test(arguments: literals.sorted()) func everyRuleCitedHasASentence(literal: String) throws {
        let rule = RuleID(rawValue: literal)
        let chinese = try #require(RuleSentence.of(rule, in: .chinese))
        let english = try #require(RuleSentence.of(rule, in: .english))
        #expect(chinese.hasSuffix("。") && !chinese.contains { ",;:.()!?".contains($0) }, "\(chinese)")
        #expect(english.hasSuffix(".") && english.unicodeScalars.allSatisfy { $0.isASCII }, "\(english)")
    }

    /// No fee unless a law says so (Administrative Licensing Law, article 58).
    @Test(arguments: literals.sorted()) func noFeeIsPresumed(literal: String) throws {
        let rule = RuleID(rawValue: literal)
        let chinese = try #require(RuleSentence.of(rule, in: .chinese))
        let english = try #require(RuleSentence.of(rule, in: .english))
        guard chinese.contains("费") else { return }
        #expect(chinese.contains("如需") || chinese.contains("是否"), "\(chinese)")
        #expect(english.contains("if there is one") || english.contains("whether"), "\(english)")
    }

    /// No part of the dictionary may override a sentence of another.
    @Test func noRuleHasTwoSentences() {
        let keys = Self.lines.compactMap { $0.firstMatch(of: /^ {8}"([RADV][0-9]+b?)": \(/) }.map { String($0.1) }
        #expect(keys.count > 90)
        #expect(keys.sorted() == Set(keys).sorted())
    }

    @Test func uncitedRulesHaveNoSentence() { #expect(RuleSentence.of("R38", in: .english) == nil) }
}
