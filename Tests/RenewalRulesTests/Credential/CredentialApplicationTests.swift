import RenewalRules
import RenewalTestSupport
import Testing

/// The six steps with every event.
@Suite struct CredentialApplicationTests {
    typealias Event = CredentialApplication.Event

    static let number = "2026-0001"
    static let states: [CredentialApplication] = [
        .preparing, .registeredOnline, .exam, .examFailed, .underReview, .feeDue(applicationNumber: number),
        .inProduction(applicationNumber: number), .issued(applicationNumber: number),
        .delivered(applicationNumber: number),
    ]
    static let choice = DeliveryChoice(form: .both, postalAddress: "示例市安全路1号", email: "li.wei@example.test")
    static let events: [Event] = [
        .materialsHandedIn(Set(ApplicationMaterial.required), areDeclaredTrue: true),
        .registeredOnline(Set(OnlineRegistrationTask.allCases)), .examPassed, .examFailed,
        .reviewApproved(applicationNumber: number), .reviewRejected(reason: nil), .applicationFeePaid,
        .produced(choice), .delivered,
    ]
    /// The resulting state by indices of state and event; everything else is refused.
    static let table: [[Int]: CredentialApplication] = [
        [0, 0]: states[1], [1, 1]: states[2], [2, 2]: states[4], [2, 3]: states[3], [4, 4]: states[5],
        [4, 5]: states[0], [5, 6]: states[6], [6, 7]: states[7], [7, 8]: states[8],
    ]

    @Test(arguments: states.indices) func everyEventFollowsTheTable(place: Int) {
        for (column, event) in Self.events.enumerated() {
            let transition = Self.states[place].applying(event)
            #expect(transition.state == Self.table[[place, column]], "\(Self.states[place]) \(event)")
            #expect((transition.refusal == nil) == (transition.state != nil))
        }
    }

    @Test(arguments: states) func applicationNumberExistsFromStepFive(state: CredentialApplication) {
        #expect((state.applicationNumber != nil) == (state.step >= 5))
        #expect((1...6).contains(state.step))
    }

    @Test(arguments: 0..<200) func progressNeverFallsNorSkips(seed: Int) throws {
        var chance = SplitMix(seed: UInt64(seed))
        var state = CredentialApplication.preparing
        var hasPaid = false
        for _ in 0..<120 {
            let event = try #require(Self.events.randomElement(using: &chance))
            guard let next = state.applying(event).state else { continue }
            let isRejection = event == .reviewRejected(reason: nil)
            #expect(isRejection ? next.step == 1 : (0...1).contains(next.step - state.step))
            if event == .applicationFeePaid { hasPaid = true }
            if next.step == 6 { #expect(hasPaid) }
            #expect((next.applicationNumber != nil) == (next.step >= 5))
            state = next
        }
    }

    @Test func materialsMustBeCompleteAndTrue() {
        let all = Set(ApplicationMaterial.required)
        let start = CredentialApplication.preparing
        for material in ApplicationMaterial.required {
            let rest = all.subtracting([material]).union([.other])
            #expect(ApplicationMaterial.missing(from: rest) == [material])
            let refusal = start.applying(.materialsHandedIn(rest, areDeclaredTrue: true)).refusal
            #expect(refusal == Refusal(.notComplete, rule: "R41"))
        }
        #expect(start.applying(.materialsHandedIn(all, areDeclaredTrue: false)).refusal?.code == .notComplete)
    }

    @Test(arguments: [
        (OnlineRegistrationTask.registrationFee, Refusal.Code.feeUnpaid, RuleID("R43")),
        (.intermediateExam, .notComplete, RuleID("R44")), (.data, .notComplete, RuleID("R43")),
        (.uploads, .notComplete, RuleID("R43")),
    ])
    func registrationNamesWhatIsMissing(task: OnlineRegistrationTask, code: Refusal.Code, rule: RuleID) {
        let done = Set(OnlineRegistrationTask.allCases).subtracting([task])
        let refusal = CredentialApplication.registeredOnline.applying(.registeredOnline(done)).refusal
        #expect(refusal == Refusal(code, rule: rule))
    }

    @Test func productionWaitsForTheFeeAndTheAddress() {
        let due = CredentialApplication.feeDue(applicationNumber: Self.number)
        #expect(due.applying(.produced(Self.choice)).refusal == Refusal(.feeUnpaid, rule: "R53"))
        let paid = CredentialApplication.inProduction(applicationNumber: Self.number)
        let noWhere = DeliveryChoice(form: .paper, email: "li.wei@example.test")
        #expect(noWhere.missing == [.post])
        #expect(paid.applying(.produced(noWhere)).refusal == Refusal(.notComplete, rule: "R56"))
    }

    @Test(arguments: [
        (CertificateForm.electronic, [DeliveryMethod.email]), (.paper, [.post]), (.both, [.post, .email]),
    ])
    func deliveryFormsNeedTheirAddresses(form: CertificateForm, methods: [DeliveryMethod]) {
        #expect(DeliveryChoice(form: form, postalAddress: "", email: nil).missing == methods)
        let complete = DeliveryChoice(form: form, postalAddress: "示例市安全路1号", email: "li.wei@example.test")
        #expect(complete.missing.isEmpty)
    }

    @Test func anApprovalNeedsANumber() {
        let approval = Event.reviewApproved(applicationNumber: "")
        #expect(CredentialApplication.underReview.applying(approval).refusal?.rule == "R50")
    }

    @Test func failedExamRestartsAtTheSecondStep() {
        #expect(CredentialApplication.afterFailedExam.step == 2)
        for event in Self.events {
            #expect(CredentialApplication.examFailed.applying(event).refusal?.code == .examFailed)
        }
    }
}
