import RenewalFiles
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalOutbox

@Suite struct OutboxErrorTests {
    private static let full = Phrase("磁盘空间已满", "no space left on device")

    static let all: [OutboxError] = [
        .locked(path: "/x/状态.db"), .missing(path: "/x"), .noBackup(path: "/x"), .schemaTooNew(path: "/x"),
        .schemaTooOld(path: "/x"), .exists(path: "/x"), .unreadable(path: "/x", reason: full),
        .notOwner(user: "renewald", reason: full), .unsafe(path: "/x", fault: full), .notADatabase(path: "/x"),
        .damaged(path: "/x", reason: full), .busy(path: "/x"), .writeFailed(reason: full), .unknownNotice(id: "1x2y"),
        .unknownDelivery(id: "1x2y"), .isSummary(id: "1x2y"), .ambiguousID(id: "1x2y"),
        .erased(id: "1x2y", what: OperatorOrder.retry.verb),
        .notPossible(id: "1x2y", state: .sent, what: OperatorOrder.cancel(reason: "误报").verb),
        .notMovable(from: "hr", to: "mail"), .tooManyMutes(limit: 50_000),
    ]

    /// A new case does not compile until it has a number here, and a sample above.
    private func number(of error: OutboxError) -> Int {
        switch error {
        case .locked: 0
        case .missing: 1
        case .noBackup: 2
        case .schemaTooNew: 3
        case .schemaTooOld: 4
        case .exists: 5
        case .unreadable: 6
        case .notOwner: 7
        case .unsafe: 8
        case .notADatabase: 9
        case .damaged: 10
        case .busy: 11
        case .writeFailed: 12
        case .unknownNotice: 13
        case .unknownDelivery: 14
        case .isSummary: 15
        case .ambiguousID: 16
        case .erased: 17
        case .notPossible: 18
        case .notMovable: 19
        case .tooManyMutes: 20
        }
    }

    @Test func eachErrorSaysTheSameInBothLanguages() {
        #expect(Self.all.map(number) == Array(0...20))
        for error in Self.all {
            let (chinese, english) = (error.phrase.chinese, error.phrase.english)
            #expect(SentenceReview.faults(chinese: chinese, english: english) == [])
            #expect(english == error.description && english.hasPrefix("cannot ") && !english.contains("\n"))
        }
    }

    @Test func exitCodesAreThoseOfTheSystem() {
        let codes: [Int32] = [75, 66, 66, 65, 75, 73, 74, 74, 78, 65, 65, 75, 74, 66, 66, 65, 64, 65, 65, 65, 65]
        #expect(Self.all.map(\.exitCode) == codes)
    }

    @Test func theEnglishIsWhatLogsHaveAlwaysSaid() {
        #expect(
            "\(OutboxError(.system(path: "/x", number: 13)))"
                == "cannot open the state file /x: permission denied; check the path, its owner and its mode"
        )
        #expect(
            OutboxError.notOwner(user: "renewald", reason: SystemFault(1).phrase).description
                == "cannot open the state file of renewald: root cannot work as renewald, operation not permitted; check "
                + "the path, its owner and its mode"
        )
        #expect(
            OutboxError.notPossible(id: "1x2y", state: .sent, what: OperatorOrder.retry.verb).phrase.chinese
                == "无法重发发送记录1x2y：收件方服务器已接收；请用`renewald outbox show 1x2y`查看"
        )
    }
}
