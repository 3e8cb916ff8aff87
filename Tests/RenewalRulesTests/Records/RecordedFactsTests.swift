import RenewalRules
import Testing

@Suite struct RecordedFactsTests {
    private let policy = RenewalPolicy()

    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    @Test func reviewsFollowOneAnother() {
        let accepted: [ApplicationState: Set<ApplicationState>] = [
            .submitted: [.supplementRequired, .initialReview],
            .supplementRequired: [.initialReview, .finalReview],
            .initialReview: [.supplementRequired, .finalReview],
            .finalReview: [.supplementRequired],
        ]
        for state in ApplicationState.allCases {
            for next in ApplicationState.allCases {
                let transition = state.reviewing(next)
                let isAccepted = accepted[state]?.contains(next) ?? false
                #expect(transition.state == (isAccepted ? next : nil), "\(state) → \(next)")
                if !isAccepted {
                    let code: Refusal.Code = state.isPending ? .wrongStep : .noApplication
                    #expect(transition.refusal?.code == code, "\(state) → \(next)")
                }
            }
        }
    }

    @Test func moveNeedsARunningRegistration() throws {
        let expires = try day("2026-03-15")
        let active = RegistrationLifecycle(recorded: .active, expires: expires)
        #expect(active.refusalOfMove(on: expires) == nil)
        #expect(
            active.refusalOfMove(on: expires.adding(days: 1))
                == Refusal(.expired, rule: "R21", instead: .reregistration)
        )
        for state in [RegistrationState.renewed, .cancelled, .revoked] {
            let ended = RegistrationLifecycle(recorded: state, expires: expires)
            #expect(ended.refusalOfMove(on: expires)?.code == .ended)
            #expect(ended.refusalOfEducation(on: expires)?.rule == "V6")
        }
        #expect(RegistrationLifecycle.unregistered.refusalOfMove(on: expires)?.instead == .initial)
        #expect(active.refusalOfEducation(on: expires.adding(days: 1)) == nil)
    }

    @Test func anAnnotationRunsForNinetyDaysAtMost() throws {
        let today = try day("2026-01-01")
        let credential = CredentialLifecycle(recorded: .active, expires: try day("2027-01-01"))
        #expect(credential.refusalOfAnnotation(until: today.adding(days: 90), on: today) == nil)
        #expect(credential.refusalOfAnnotation(until: today.adding(days: 91), on: today)?.rule == "V15")
        #expect(credential.refusalOfAnnotation(until: today.adding(days: -1), on: today)?.rule == "V15")
        let void = CredentialLifecycle(recorded: .void, expires: nil)
        #expect(void.refusalOfAnnotation(until: today, on: today)?.code == .void)
        #expect(void.refusalOfKeyReport(on: today)?.rule == "R82")
    }

    @Test func aCertificateIsCollectedInItsPeriod() throws {
        let (from, to) = (try day("2026-06-01"), try day("2026-06-30"))
        let announced = QualificationCollection(resultsOn: nil, opensOn: from, closesOn: to)
        #expect(announced.refusalOfCollecting(on: from) == nil)
        #expect(announced.refusalOfCollecting(on: to) == nil)
        #expect(announced.refusalOfCollecting(on: from.adding(days: -1))?.code == .tooEarly)
        #expect(announced.refusalOfCollecting(on: to.adding(days: 1))?.code == .expired)
        #expect(QualificationCollection(resultsOn: nil).refusalOfCollecting(on: from) == nil)
        let collected = QualificationCollection(resultsOn: nil, collectedOn: from)
        #expect(collected.refusalOfCollecting(on: to)?.code == .ended)
    }

    /// Every refusal can be explained to a clerk in both languages.
    @Test(arguments: [
        "A13", "A14", "A2", "A8", "A9", "D12", "D4", "R11", "R16", "R17", "R18", "R20", "R21", "R22", "R25", "R27",
        "R29", "R30",
        "R41",
        "R43", "R44", "R47", "R50", "R51", "R53", "R56", "R57", "R60", "R69", "R70", "R77", "R79", "R80", "R81", "R82",
        "R83", "R84", "R87", "R90", "V10", "V15", "V6", "V9",
    ])
    func everyRefusingRuleHasASentence(rule: String) {
        let refusal = Refusal(.ended, rule: RuleID(rawValue: rule))
        for language in Language.allCases { #expect(refusal.sentence(in: language) != nil) }
    }
}
