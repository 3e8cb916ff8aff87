import Foundation
import Testing

/// Every rule of the domain document is cited in the code, or the catalogue says why not.
@Suite struct RuleCoverageTests {
    /// The ids cited beside the code that implements them, in doc comments and string literals.
    ///
    /// Neither a rule's sentence nor a range counts as a citation.
    static let cited: Set<String> = SourceTree.sources.filter { !$0.name.hasPrefix("RuleSentence") }
        .flatMap(\.lines).reduce(into: []) { cited, line in
            let text = line.trimmingCharacters(in: .whitespaces)
            if text.hasPrefix("///") {
                cited.formUnion(RuleTable.ids(in: text))
            } else if !text.hasPrefix("//") {
                cited.formUnion(text.matches(of: /"([RADV][0-9]+b?)"/).map { String($0.1) })
            }
        }

    /// Rules that should have an effect and have none; listed here so that the list cannot grow unnoticed.
    static let notImplemented: Set<String> = []

    @Test func tableHasEveryRuleID() {
        #expect(RuleTable.ids.count == 159)
        #expect(Set(RuleTable.ids).count == 159)
    }

    @Test func theTableNamesEveryRuleOnceAndInOrder() {
        #expect(RuleTable.rows.map(\.id) == RuleTable.ids)
    }

    @Test func everyRuleIsCitedOrHasNoEffect() {
        let excused = RuleTable.rows.filter { $0.reason(after: "no effect") != nil }.map(\.id)
        let missing = Set(RuleTable.ids).subtracting(Self.cited).subtracting(excused).subtracting(Self.notImplemented)
        #expect(missing.sorted() == [])
    }

    @Test func unimplementedRulesAreMarked() {
        let open = RuleTable.rows.filter { $0.reason(after: "not implemented") != nil }.map(\.id)
        #expect(Set(open) == Self.notImplemented)
    }

    @Test(arguments: RuleTable.rows) func everyRowNamesAPlaceOrAReason(row: RuleTable.Row) {
        #expect(!row.words.isEmpty)
        if let reason = row.reason(after: "no effect") ?? row.reason(after: "not implemented") {
            #expect(reason.count > 5)
            #expect(!Self.cited.contains(row.id), "\(row.id) is cited and said to have no effect")
        } else {
            #expect(row.place.hasPrefix("`"), "\(row.id)")
        }
    }
}
