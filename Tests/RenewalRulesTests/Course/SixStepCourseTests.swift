import RenewalRules
import Testing

/// What an applicant is told at each of the six steps.
@Suite struct SixStepCourseTests {
    private static let day = CalendarDate(dayNumber: 20_500)

    private func told(
        _ application: CredentialApplication,
        _ change: (inout RenewalPolicy) -> Void = { _ in }
    ) -> [String] {
        var policy = RenewalPolicy()
        change(&policy)
        let record = CredentialApplicationRecord(
            id: "S-1",
            holder: .sample,
            application: application,
            since: Self.day
        )
        return RenewalCourse(of: .credentialApplication(record), on: Self.day, policy: policy).due(since: nil).notices
            .map { "\($0.key.kind.rawValue) \($0.severity)" }
    }

    @Test func approvedReviewIsOneNotice() {
        let due = CredentialApplication.feeDue(applicationNumber: "N-1")
        #expect(told(due) == ["credential_application.action_required notice"])
        #expect(told(due) { $0.stepsRequired = [1, 2] } == ["credential_application.progressed info"])
    }

    @Test func failedExaminationAndDeliveryAreTold() {
        #expect(told(.examFailed) == ["credential_application.progressed notice"])
        #expect(told(.delivered(applicationNumber: "N-1")) == ["credential_application.progressed info"])
        #expect(told(.exam).isEmpty)
    }

    @Test func refusedReviewIsToldEvenWhereNoMaterialsAreAskedFor() {
        var policy = RenewalPolicy()
        policy.stepsRequired = [2, 5]
        var record = CredentialApplicationRecord(id: "S-1", holder: .sample, application: .preparing, since: Self.day)
        func rules() -> [RuleID]? {
            RenewalCourse(of: .credentialApplication(record), on: Self.day, policy: policy).due(since: nil).notices
                .first?
                .rules
        }
        #expect(rules() == nil)
        record.reason = "工作年限证明不全"
        #expect(rules() == ["R49", "R40", "R41"])
    }

    @Test func refusedReviewIsKnownByItsReasonOrByThePassedExamination() {
        var record = CredentialApplicationRecord(id: "S-1", application: .preparing, since: Self.day)
        #expect(!record.isBackFromReview)
        record.isExamPassed = true
        #expect(record.isBackFromReview)
        record.reason = "工作年限证明不全"
        #expect(record.isBackFromReview && record.reasonToBeginAgain == "工作年限证明不全")
        record.application = .registeredOnline
        #expect(!record.isBackFromReview)
    }
}
