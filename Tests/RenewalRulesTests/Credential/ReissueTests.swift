import RenewalRules
import Testing

/// The reissue of a voided credential, each state with every event.
@Suite struct ReissueTests {
    typealias Event = Reissue.Event

    static let expires = CalendarDate(dayNumber: 20_614)
    static let events: [Event] = [
        .feeAsked, .feePaid, .processingStarted, .inquired, .produced, .delivered(newSerial: "0002"), .cancelled,
    ]
    static let table: [Reissue.State: [Reissue.State?]] = [
        .requested: [.feeDue, nil, nil, nil, nil, nil, .cancelled],
        .feeDue: [nil, .feePaid, nil, nil, nil, nil, .cancelled],
        .feePaid: [nil, nil, .processing, nil, nil, nil, nil],
        .processing: [nil, nil, nil, .processing, .ready, nil, nil],
        .ready: [nil, nil, nil, nil, nil, .delivered, nil],
        .delivered: [nil, nil, nil, nil, nil, nil, nil],
        .cancelled: [nil, nil, nil, nil, nil, nil, nil],
    ]

    @Test(arguments: Reissue.State.allCases) func everyEventFollowsTheTable(state: Reissue.State) throws {
        let row = try #require(Self.table[state])
        for (event, expected) in zip(Self.events, row) {
            let reissue = Reissue(state: state, voidedSerial: "0001", expires: Self.expires)
            let transition = reissue.applying(event)
            #expect(transition.state?.state == expected, "\(state) \(event)")
            #expect((transition.refusal == nil) == (expected != nil))
            if let next = transition.state { #expect(next.expires == Self.expires) }
        }
    }

    @Test func theReplacementKeepsTheExpiryUnderANewSerial() {
        let ready = Reissue(state: .ready, voidedSerial: "0001", expires: Self.expires)
        let replacement = CredentialLifecycle(recorded: .active, expires: Self.expires)
        #expect(ready.applying(.delivered(newSerial: "0002")).effects == [.credentialBegins(replacement)])
        for serial in ["", "0001"] {
            let refusal = ready.applying(.delivered(newSerial: serial)).refusal
            #expect(refusal == Refusal(.notComplete, rule: "A13"))
        }
    }

    @Test(arguments: LossReport.State.allCases) func reissueNeedsACompletedLoss(state: LossReport.State) {
        let loss = LossReport(reason: .damaged, channel: .serviceCenter, state: state)
        let asked = Reissue.requesting(after: loss, serial: "0001", expires: Self.expires, on: Self.expires)
        #expect(asked.state?.state == (state == .completed ? .requested : nil))
    }

    @Test func afterTheExpiryAReplacementIsRefused() {
        let loss = LossReport(reason: .lost, channel: .website, state: .completed)
        let day = Self.expires.adding(days: 1)
        let asked = Reissue.requesting(after: loss, serial: nil, expires: Self.expires, on: day)
        #expect(asked.refusal == Refusal(.expired, rule: "A13", instead: .credentialReapply))
    }

    @Test func processingWaitsForTheFee() {
        for state in [Reissue.State.requested, .feeDue] {
            let reissue = Reissue(state: state, voidedSerial: nil, expires: nil)
            #expect(reissue.applying(.processingStarted).refusal == Refusal(.feeUnpaid, rule: "R84"))
            #expect(reissue.applying(.produced).refusal?.code == .feeUnpaid)
        }
    }
}
