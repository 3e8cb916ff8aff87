import Foundation
import Testing

/// Every rule of the domain document stands in the code, or the catalogue says why not.
@Suite struct RuleCoverageTests {
    /// The ids cited beside what carries them out: in doc comments and as string literals.
    ///
    /// A rule's sentence is no citation, and neither is a range.
    static let cited: Set<String> = SourceTree.sources.filter { !$0.name.hasPrefix("RuleSentence") }
        .flatMap(\.lines).reduce(into: []) { cited, line in
            let text = line.trimmingCharacters(in: .whitespaces)
            if text.hasPrefix("///") {
                cited.formUnion(RuleTable.ids(in: text))
            } else if !text.hasPrefix("//") {
                cited.formUnion(text.matches(of: /"([RADV][0-9]+b?)"/).map { String($0.1) })
            }
        }

    /// Rules with an effect that nothing carries out; the list is here so that it cannot grow unseen.
    static let notImplemented: Set<String> = []

    @Test func thereAreAsManyIdsAsTheDocumentHas() {
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

    @Test func whatIsNotImplementedIsSaidSo() {
        let open = RuleTable.rows.filter { $0.reason(after: "not implemented") != nil }.map(\.id)
        #expect(Set(open) == Self.notImplemented)
    }

    @Test(arguments: RuleTable.rows) func everyRowSaysWhereOrWhy(row: RuleTable.Row) {
        #expect(!row.words.isEmpty)
        if let reason = row.reason(after: "no effect") ?? row.reason(after: "not implemented") {
            #expect(reason.count > 5)
            #expect(!Self.cited.contains(row.id), "\(row.id) is cited and said to have no effect")
        } else {
            #expect(row.place.hasPrefix("`"), "\(row.id)")
        }
    }
}
