import RegistryFixtures
import RenewalRules
import Testing

@testable import RenewalOffice

@Suite struct RecordApplicationStepTests {
    private let office: RecordOffice
    private var registry: ReferenceRegistry { office.registry }

    init() throws { office = try RecordOffice() }

    private func begin(_ id: String, afterFailed failed: String? = nil) throws -> Recorded {
        try registry.beginCredentialApplication(of: "P-2", afterFailed: failed, id: id, office.on("2026-01-05"))
    }

    private func step(_ event: CredentialApplication.Event, _ id: String = "E-1") throws -> Recorded {
        try registry.advance(credentialApplication: id, by: event, office.on("2026-01-10"))
    }

    private let materials = CredentialApplication.Event.materialsHandedIn(
        [.workExperience, .identity, .title, .education],
        areDeclaredTrue: true
    )
    private let online = CredentialApplication.Event.registeredOnline(Set(OnlineRegistrationTask.allCases))

    @Test func sixStepsLeadToTheCredential() throws {
        _ = try begin("E-1")
        let choice = DeliveryChoice(form: .both, postalAddress: "某市某路一号", email: "wang.fang@example.test")
        let events: [CredentialApplication.Event] = [
            materials, online, .examPassed, .reviewApproved(applicationNumber: "2026-0042"), .applicationFeePaid,
            .produced(choice), .delivered,
        ]
        let states = try events.map { try step($0).state }
        #expect(
            states == ["registered_online", "exam", "under_review", "fee_due", "in_production", "issued", "delivered"]
        )
        #expect(
            try office.rows(
                "step",
                "materials",
                "registration_fee_paid_on",
                "exam_result",
                "application_no",
                "application_fee_paid_on",
                "form",
                "delivery",
                from: "credential_application"
            ) == ["6 identity,education,title,work_experience 2026-01-10 passed 2026-0042 2026-01-10 both post,email"]
        )
        // An address belongs to the delivery, not to the record.
        #expect(try !office.contents().contains { $0.contains("某路") })
    }

    @Test func noStepIsSkipped() throws {
        _ = try begin("E-1")
        try office.refuses(.wrongStep, "R57") { try step(.examPassed) }
        try office.refuses(.notComplete, "R41") { try step(.materialsHandedIn([.identity], areDeclaredTrue: true)) }
        _ = try step(materials)
        try office.refuses(.feeUnpaid, "R43") {
            try step(.registeredOnline([.data, .uploads, .intermediateExam]))
        }
        _ = try step(online)
        _ = try step(.examPassed)
        try office.refuses(.notComplete, "R50") { try step(.reviewApproved(applicationNumber: "")) }
        _ = try step(.reviewApproved(applicationNumber: "2026-0042"))
        try office.refuses(.feeUnpaid, "R53") { try step(.produced(DeliveryChoice(form: .electronic))) }
        _ = try step(.applicationFeePaid)
        try office.refuses(.notComplete, "R56") { try step(.produced(DeliveryChoice(form: .paper))) }
        try office.refuses(.applicationPending, "R57") { try begin("E-2") }
    }

    @Test func rejectedReviewReturnsToTheFirstStep() throws {
        _ = try begin("E-1")
        for event in [materials, online, .examPassed, .reviewRejected(reason: "工作年限证明不全")] { _ = try step(event) }
        #expect(
            try office.rows("step", "state", "step_since", from: "credential_application") == ["1 preparing 2026-01-10"]
        )
        #expect(try office.rows("reason", from: "credential_application") == ["工作年限证明不全"])
    }

    /// A failed examination and a delivery are told on their own days, not on the first day of their steps.
    @Test func everyStateBeginsOnItsOwnDay() throws {
        _ = try begin("E-1")
        for event in [materials, online] { _ = try step(event) }
        _ = try registry.advance(credentialApplication: "E-1", by: .examFailed, office.on("2026-03-20"))
        #expect(
            try office.rows("step", "state", "step_since", from: "credential_application") == [
                "3 exam_failed 2026-03-20"
            ]
        )
    }

    @Test func approvalClearsAnEarlierRefusal() throws {
        _ = try begin("E-1")
        let again = [materials, online, .examPassed]
        for event in again + [.reviewRejected(reason: "学历证明不清")] + again { _ = try step(event) }
        #expect(try office.rows("reason", from: "credential_application") == ["学历证明不清"])
        _ = try step(.reviewApproved(applicationNumber: "2026-0042"))
        #expect(try office.rows("ifnull(reason, '无')", from: "credential_application") == ["无"])
    }

    @Test func aFailedExaminationIsFollowedByANewApplication() throws {
        try office.refuses(.wrongStep, "R47") { try begin("E-2", afterFailed: "E-1") }
        _ = try begin("E-1")
        for event in [materials, online, .examFailed] { _ = try step(event) }
        try office.refuses(.examFailed, "R47") { try step(.examPassed) }
        _ = try begin("E-2", afterFailed: "E-1")
        #expect(
            try office.rows("step", "state", "materials", from: "credential_application")[1]
                == "2 registered_online identity,education,title,work_experience"
        )
    }

    @Test func stepDecidesWhereTheStateIsMissing() throws {
        try office.file.execute(
            """
            INSERT INTO credential_application (id, person_id, step, updated_at)
                VALUES ('E-1', 'P-2', 3, '2026-01-01T00:00:00Z'), ('E-5', 'P-3', 5, '2026-01-01T00:00:00Z')
            """
        )
        #expect(try step(.examPassed).state == "under_review")
        try office.fails(65, saying: "E-5 cannot be read: application_no is missing") {
            try step(.applicationFeePaid, "E-5")
        }
    }
}
