import RenewalRules
import Testing

/// What to have ready for each matter.
@Suite struct ChecklistTests {
    static let matters: [Checklist.Matter] =
        [.initial, .lateInitial, .renewal, .reregistration]
        + [.credentialApplication, .credentialRenewal, .credentialReapply]
        + ChangeReason.allCases.map { .change($0) } + LossChannel.allCases.map { .lossReport($0) }

    private func items(_ matter: Checklist.Matter, education: Bool = false) -> [Checklist.Item] {
        var policy = RenewalPolicy()
        if education { policy.modules = [.continuingEducation] }
        return Checklist(for: matter, policy: policy).items
    }

    @Test(arguments: matters) func everyItemHasTextAndARule(matter: Checklist.Matter) {
        let items = items(matter, education: true)
        #expect(!items.isEmpty)
        #expect(Set(items.map(\.chinese)).count == items.count)
        for item in items {
            #expect(item.text(in: .chinese).allSatisfy { !$0.isASCII })
            #expect(item.text(in: .english).allSatisfy { $0.isASCII })
            #expect(RuleSentence.of(item.rule, in: .chinese) != nil, "\(item.rule)")
        }
    }

    @Test func aRenewalAsksForTheOldContractAndTheIdentityNumber() {
        #expect(items(.renewal).map(\.rule) == ["R36", "V21", "V21", "V21"])
        #expect(items(.renewal).contains { $0.english.contains("contract") })
        #expect(items(.change(.employer)).contains { $0.english == "the contract with the new employer" })
        #expect(items(.change(.employerRename)).contains { $0.chinese == "单位更名证明" })
        #expect(items(.reregistration).map(\.rule) == ["V21", "V21"])
        #expect(items(.initial).map(\.rule) == ["V21", "R17", "V20"])
    }

    /// The words of a late first registration say that it may be needed, whatever the office enables.
    @Test func aLateFirstRegistrationMayNeedEducation() {
        #expect(items(.lateInitial).map(\.chinese) == items(.initial).map(\.chinese) + ["继续教育证明（可能需要）"])
    }

    /// Continuing education counts for renewal and re-registration (rule V6), and only if the office enables it.
    @Test(arguments: matters) func educationIsAskedForOnlyWhereItCounts(matter: Checklist.Matter) {
        guard matter != .lateInitial else { return }
        let counts = matter == .renewal || matter == .reregistration
        #expect(items(matter, education: true).contains { $0.rule == "V6" } == counts)
        #expect(!items(matter).contains { $0.rule == "V6" })
    }

    @Test func aCredentialAsksForIdentityDocumentsAndFee() {
        #expect(items(.credentialRenewal).map(\.rule) == ["R69", "R69", "R69"])
        #expect(items(.credentialReapply).map(\.rule) == ["R65", "R65", "R65"])
        #expect(items(.credentialApplication).count == ApplicationMaterial.required.count)
    }

    @Test(arguments: [(LossChannel.website, RuleID("R79")), (.phone, "R80"), (.serviceCenter, "R81")])
    func aLossReportAsksForWhatItsChannelNeeds(channel: LossChannel, rule: RuleID) {
        let items = items(.lossReport(channel))
        #expect(items.map(\.english) == LossReport.requiredInformation(for: channel).map(\.words.english))
        #expect(items.allSatisfy { $0.rule == rule })
    }

    @Test func everyChannelHasItsText() {
        #expect(Set(LossChannel.allCases.map(\.words.chinese)).count == LossChannel.allCases.count)
        #expect(Set(LossInformation.allCases.map(\.words.english)).count == LossInformation.allCases.count)
    }

    @Test func educationForReregistrationIsOnlyAPossibility() {
        let item = items(.reregistration, education: true).first { $0.rule == "V6" }
        #expect(item?.chinese == "继续教育证明（可能需要）" && item?.english == "proof of continuing education, if asked for")
        #expect(items(.renewal, education: true).contains { $0.chinese == "继续教育证明" })
    }

    /// No fee unless a law says so (Administrative Licensing Law, article 58).
    @Test func noFeeIsPresumed() {
        for matter in [Checklist.Matter.credentialRenewal, .credentialReapply] {
            #expect(items(matter).contains { $0.chinese == "费用（如需）" } && !items(matter).contains { $0.chinese == "费用" })
        }
    }
}
