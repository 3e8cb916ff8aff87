import RenewalRegistry
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalOffice

@Suite struct RecordingErrorTests {
    private static let doing = Filing.renewal(registration: "R-0001", move: nil).doing
    private static let reason = Phrase("已经是这个名称", "that is its name already")

    static let all: [RecordingError] = [
        .refused(Refusal(.tooEarly, rule: "R20"), doing: doing, until: CalendarDate("2027-06-01")),
        .noSuchRecord(RowName("loss_report", "L-1"), doing: doing), .exists(RowName("person", "P-1"), doing: doing),
        .impossible(reason: reason, doing: doing), .registry(.busy(path: "/x")),
    ]

    /// A new case does not compile until it has a number here, and a sample above.
    private func number(of error: RecordingError) -> Int {
        switch error {
        case .refused: 0
        case .noSuchRecord: 1
        case .exists: 2
        case .impossible: 3
        case .registry: 4
        }
    }

    private func expectSound(_ phrase: Phrase) {
        #expect(SentenceReview.faults(chinese: phrase.chinese, english: phrase.english) == [])
    }

    @Test func eachErrorSaysTheSameInBothLanguages() {
        #expect(Self.all.map(number) == Array(0...4))
        // The day of a refusal is written out in Chinese.
        for error in Self.all.dropFirst() {
            expectSound(error.phrase)
            #expect(error.phrase.english == "\(error)")
        }
    }

    @Test func aRefusalComesWithItsRuleAndWhatToDo() {
        #expect(
            Self.all[0].phrase.chinese
                == "提交延续注册申请（注册 R-0001）：不予受理（TOO_EARLY）：最早可在有效期满前一年内提出延续注册申请（R20）；"
                + "请于2027年6月1日起办理"
        )
        #expect(
            "\(Self.all[0])"
                == "filing a renewal of registration R-0001: TOO_EARLY under rule R20 (the earliest day for a renewal "
                + "application is one year before expiry); wait until 2027-06-01"
        )
        let unruled = RecordingError.refused(Refusal(.noApplication, rule: "R99"), doing: Self.doing, until: nil)
        #expect(unruled.phrase.chinese.hasPrefix("提交延续注册申请（注册 R-0001）：不予受理（NO_APPLICATION）：依据规则R99；请核对"))
        expectSound(unruled.phrase)
    }

    @Test(arguments: Refusal.Code.allCases) func eachRefusalAdvisesInBothLanguages(code: Refusal.Code) {
        let remedies = [nil] + Refusal.Remedy.allCases.map(Optional.some)
        for remedy in remedies {
            let refusal = Refusal(code, rule: code == .notQualified && remedy == nil ? "V9" : "R18", instead: remedy)
            expectSound(RecordingError.advice(for: refusal))
            #expect(!RecordingError.refused(refusal, doing: Self.doing, until: nil).description.contains(".;"))
        }
    }

    @Test func whatIsBeingRecordedIsSaidInBothLanguages() {
        let filings: [Filing] = [
            .initial(person: "P-1"), .renewal(registration: "R-1", move: nil),
            .change(registration: "R-1", reason: .employerRename),
            .reregistration(registration: "R-1", meetsConditions: true),
        ]
        let steps: [ReissueStep] = [.feeAsked, .feePaid, .processing, .produced, .cancelled]
        let ends: [RegistrationEnd] = [.cancelled, .revoked]
        let losses: [LossEnd] = [.withdrawn, .rejected]
        let doing =
            filings.map(\.doing) + steps.map { $0.doing("I-1") } + ends.map { $0.doing("R-1") }
            + losses.map { $0.doing("L-1") }
        for phrase in doing { expectSound(phrase) }
    }

    @Test func eachTableHasAChineseName() {
        for table in ReferenceRegistry.tables {
            expectSound(RowName(table, "1").phrase)
            #expect("\(RowName(table, "1"))" == "\(table.replacing("_", with: " ")) 1")
        }
    }
}
