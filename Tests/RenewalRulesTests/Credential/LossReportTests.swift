import RenewalRules
import Testing

/// The loss report: what it must contain, and what completing it does.
@Suite struct LossReportTests {
    typealias Event = LossReport.Event

    static let day = CalendarDate(dayNumber: 20_500)
    static let events: [Event] = [
        .submitted(isConfirmed: true, ifIncomplete: .refuse), .withdrawn, .identityRefused,
    ]
    static let table: [LossReport.State: [LossReport.State?]] = [
        .draft: [.submitted, .withdrawn, nil],
        .submitted: [nil, .withdrawn, .rejected],
        .completed: [nil, nil, nil],
        .rejected: [nil, nil, nil],
        .withdrawn: [nil, nil, nil],
    ]

    private func report(
        _ state: LossReport.State,
        channel: LossChannel = .website,
        without missing: Set<LossInformation> = []
    ) -> LossReport {
        LossReport(
            reason: .keyCompromised,
            channel: channel,
            information: Set(LossReport.requiredInformation(for: channel)).subtracting(missing),
            state: state
        )
    }

    @Test(arguments: LossReport.State.allCases) func everyEventFollowsTheTable(state: LossReport.State) throws {
        let row = try #require(Self.table[state])
        for (event, expected) in zip(Self.events, row) {
            let transition = report(state).applying(event)
            #expect(transition.state?.state == expected, "\(state) \(event)")
            #expect((transition.refusal == nil) == (expected != nil))
        }
    }

    @Test func aDraftNeedsASecondConfirmation() {
        let event = Event.submitted(isConfirmed: false, ifIncomplete: .accept)
        #expect(report(.draft).applying(event).refusal == Refusal(.notConfirmed, rule: "R83"))
    }

    @Test(arguments: [
        (LossChannel.website, 4, RuleID("R79")), (.phone, 2, RuleID("R80")), (.serviceCenter, 2, RuleID("R81")),
    ])
    func eachChannelAsksForItsInformation(channel: LossChannel, count: Int, rule: RuleID) {
        let required = LossReport.requiredInformation(for: channel)
        #expect(required.count == count)
        #expect(!required.contains(.other))
        for item in required {
            let incomplete = report(.draft, channel: channel, without: [item])
            #expect(incomplete.missing == [item])
            let strict = incomplete.applying(.submitted(isConfirmed: true, ifIncomplete: .refuse))
            #expect(strict.refusal == Refusal(.notComplete, rule: rule))
            let lenient = incomplete.applying(.submitted(isConfirmed: true, ifIncomplete: .accept))
            #expect(lenient.state?.state == .submitted)
            #expect(lenient.effects == [.informationMissing([item])])
        }
    }

    @Test(arguments: LossReport.State.allCases, ElectronicCredential.State.allCases)
    func completionChangesReportAndCredentialTogether(state: LossReport.State, recorded: ElectronicCredential.State) {
        for (offset, isOver) in [(0, false), (1, true)] {
            let credential = CredentialLifecycle(recorded: recorded, expires: Self.day)
            let transition = report(state).completing(credential, on: Self.day.adding(days: offset))
            let isInForce = recorded == .renewedNotUpdated || !isOver && [.active, .renewalPending].contains(recorded)
            #expect((transition.state != nil) == (state == .submitted && isInForce))
            guard let done = transition.state else { continue }
            #expect(done.report.state == .completed)
            #expect(done.credential.recorded == .void)
            #expect(transition.effects == [.relyingPartiesInformed])
        }
    }

    @Test func refusedCompletionSaysWhy() {
        let active = CredentialLifecycle(recorded: .active, expires: Self.day)
        #expect(report(.draft).completing(active, on: Self.day).refusal?.code == .notConfirmed)
        #expect(report(.withdrawn).completing(active, on: Self.day).refusal?.code == .ended)
        #expect(report(.completed).completing(active, on: Self.day).refusal?.code == .void)
        let late = report(.submitted).completing(active, on: Self.day.adding(days: 1)).refusal
        #expect(late == Refusal(.nothingToVoid, rule: "A14", instead: .credentialReapply))
    }

    @Test func aReportAfterMoreThanADayIsLate() {
        let report = LossReport(reason: .lost, channel: .phone, discoveredOn: Self.day)
        #expect(!report.isLate(on: Self.day.adding(days: 1)))
        #expect(report.isLate(on: Self.day.adding(days: 2)))
        #expect(!LossReport(reason: .lost, channel: .phone).isLate(on: .last))
    }
}
