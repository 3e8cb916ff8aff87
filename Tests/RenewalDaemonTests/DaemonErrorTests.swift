import RenewalCouriers
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalDaemon

@Suite struct DaemonErrorTests {
    static let all: [DaemonError] = [
        .unknownTimeZone("Asia/Shanghia"), .stateMoved(from: "/x/a.db", to: "/x/b.db"),
        .badTemplates([Phrase("模板 a.mustache: 没有结束", "template a.mustache: not closed")]),
        .clockNotSet(UnixTime(seconds: 0)), .tooFewDescriptors(limit: 64, needed: 300),
    ]

    /// A new case does not compile until it has a number here, and a sample above.
    private func number(of error: DaemonError) -> Int {
        switch error {
        case .unknownTimeZone: 0
        case .stateMoved: 1
        case .badTemplates: 2
        case .clockNotSet: 3
        case .tooFewDescriptors: 4
        }
    }

    @Test func eachErrorSaysTheSameInBothLanguages() {
        #expect(Self.all.map(number) == Array(0...4))
        for error in Self.all {
            #expect(SentenceReview.faults(chinese: error.phrase.chinese, english: error.phrase.english) == [])
            #expect(error.phrase.english == "\(error)")
        }
    }

    @Test func couriersSayWhatTheyLackInBothLanguages() {
        let webhook: [WebhookCourier.Problem] = [
            .hasNoSecret, .unreadSecret(position: 1),
        ]
        let secrets = StandardWebhooks.SecretProblem.allCases.map { WebhookCourier.Problem.badSecret(position: 0, $0) }
        for phrase in (webhook + secrets).map(\.phrase) + [SMTPCourier.Problem.unreadPassword.phrase] {
            #expect(SentenceReview.faults(chinese: phrase.chinese, english: phrase.english) == [])
        }
    }
}
