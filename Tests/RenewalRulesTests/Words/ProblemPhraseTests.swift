import RenewalTestSupport
import Testing

@testable import RenewalRules

@Suite struct ProblemPhraseTests {
    private func expectSound(_ phrases: [Phrase]) {
        for phrase in phrases {
            #expect(SentenceReview.faults(chinese: phrase.chinese, english: phrase.english) == [])
        }
    }

    @Test func addressesNamesAndCategories() {
        expectSound(EmailAddress.Problem.allCases.map(\.phrase))
        expectSound(PresentableName.Problem.allCases.map(\.phrase))
        let meant = PracticeCategory.allCases.map { CategoryDoubt.unknown(meant: $0) }
        expectSound(([.fireSafety, .unknown(meant: nil)] + meant).map(\.phrase))
    }

    @Test func adviceNamesTheSameWords() {
        let words = AllowedWords(words: ["channels", "routes"])
        #expect(words.advice(for: "chanels") == Phrase("是否应为'channels'？", "did you mean 'channels'?"))
        #expect(words.advice(for: "x") == Phrase("可用的有channels、routes", "use one of channels, routes"))
    }

    @Test func tablesHaveNames() {
        #expect(TableWords.of("credential") == Phrase("电子证书", "e-certificate"))
        #expect(TableWords.of("person") == Phrase("人员", "person"))
        #expect(TableWords.of("sqlite_master") == Phrase(verbatim: "sqlite_master"))
    }

    @Test func whatIsSpokenIsDescribedInEnglish() {
        #expect("\(EmailAddress.Problem.isEmpty)" == "is empty")
        #expect("\(CategoryDoubt.unknown(meant: nil))".hasPrefix("is none of the seven categories (V7)"))
    }
}
