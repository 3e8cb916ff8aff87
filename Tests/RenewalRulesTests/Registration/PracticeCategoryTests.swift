import RenewalRules
import Testing

@Suite struct PracticeCategoryTests {
    @Test(
        arguments: [
            ("其他安全（不包括消防安全）", PracticeCategory.other), ("其他安全(不包括消防安全)", .other),
            ("其他安全 （不包括消防安全） ", .other), ("其他安全〔不包括消防安全〕", .other), ("　煤矿安全", .coalMine),
            ("煤矿 安全", .coalMine), ("化工安全\u{200B}", .chemical),
        ]
    )
    func bracketsAndBlanksMakeNoDifference(text: String, category: PracticeCategory) {
        #expect(PracticeCategory(recorded: text) == category)
        #expect(CategoryName(text).doubt == nil)
    }

    @Test func theSevenAndTheFormerFiveAreKnown() {
        #expect(PracticeCategory.allCases.count == 7 && FormerCategory.allCases.count == 5)
        #expect(PracticeCategory.allCases.allSatisfy { CategoryName($0.rawValue).doubt == nil })
        #expect(FormerCategory.allCases.allSatisfy { CategoryName($0.rawValue).doubt == nil })
    }

    @Test(
        arguments: [
            ("化工", PracticeCategory.chemical), ("建筑安全", .construction), ("非煤矿山", .otherMine),
            ("交通运输安全", .roadTransport),
            ("冶炼", .metalSmelting), ("其它安全", .other), ("煤矿安全生产", .coalMine), ("危险化学品安全", .chemical),
            ("电力安全", nil), ("", nil),
        ]
    )
    func anUnknownOneNamesTheOneProbablyMeant(text: String, meant: PracticeCategory?) {
        #expect(CategoryName(text).doubt == .unknown(meant: meant))
    }

    @Test func fireSafetyIsNoCategory() {
        #expect(CategoryName("消防安全").doubt == .fireSafety)
        #expect(CategoryDoubt.fireSafety.phrase.english.contains("fire safety has engineers of its own"))
    }

    @Test func halfWidthBracketsFindTheMarksOfTheirCategory() throws {
        var policy = RenewalPolicy()
        policy.categoryLadders["其他安全(不包括消防安全)"] = [.daysAfter(0)]
        let registration = Registration(id: "R-1", category: "其他安全（不包括消防安全）")
        #expect(policy.ladder(of: registration) == [.daysAfter(0)])
    }
}
