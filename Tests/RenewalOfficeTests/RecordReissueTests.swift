import RegistryFixtures
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalOffice

@Suite struct RecordReissueTests {
    private let office: RecordOffice
    private var registry: ReferenceRegistry { office.registry }

    /// C-1 is void since report L-1; L-2 is only submitted.
    init() throws {
        office = try RecordOffice()
        try office.addCredential(state: "void")
        try office.file.execute(
            """
            INSERT INTO loss_report (id, credential_id, channel, state, updated_at) VALUES
                ('L-1', 'C-1', 'phone', 'completed', '2026-02-03T00:00:00Z'),
                ('L-2', 'C-1', 'phone', 'submitted', '2026-02-03T00:00:00Z')
            """
        )
    }

    private func request(on day: String = "2026-02-04") throws -> Recorded {
        try registry.requestReissue(after: "L-1", id: "I-1", office.on(day))
    }

    private func step(_ step: ReissueStep, on day: String = "2026-02-05") throws -> Recorded {
        try registry.advance(reissue: "I-1", by: step, office.on(day))
    }

    private func deliver(serial: String) throws -> Recorded {
        try registry.deliver(reissue: "I-1", serial: serial, newID: "C-2", office.on("2026-03-20"))
    }

    @Test func aReissueNeedsACompletedReport() throws {
        try office.refuses(.notComplete, "R82", instead: .lossReport) {
            try registry.requestReissue(after: "L-2", id: nil, office.on("2026-02-04"))
        }
        try office.refuses(.expired, "A13", instead: .credentialReapply) { try request(on: "2026-07-01") }
        #expect(try request().expires == (try day("2026-06-30")))
        try office.refuses(.applicationPending, "R87", instead: .awaitDecision) {
            try registry.requestReissue(after: "L-1", id: nil, office.on("2026-02-05"))
        }
    }

    @Test func theReplacementKeepsTheExpiry() throws {
        _ = try request()
        try office.refuses(.feeUnpaid, "R84") { try step(.processing) }
        try office.refuses(.wrongStep, "R87") { try step(.feePaid) }
        for next in [ReissueStep.feeAsked, .feePaid, .processing, .produced] { _ = try step(next) }
        #expect(try office.rows("state", "state_on", from: "reissue") == ["ready 2026-02-05"])
        try office.refuses(.notComplete, "A13") { try deliver(serial: "5A01") }
        let recorded = try deliver(serial: "5A03")
        #expect(recorded.created == RowName("credential", "C-2"))
        #expect(
            try office.rows(
                "id",
                "serial",
                "valid_until",
                "issued_on",
                "term_years",
                "state",
                "replaces_id",
                from: "credential"
            )
                == [
                    "C-1 5A01 2026-06-30 2025-06-30 1 void -", "C-2 5A03 2026-06-30 2025-06-30 1 active C-1",
                ]
        )
        #expect(try office.rows("state", "new_credential_id", from: "reissue") == ["delivered C-2"])
        try office.refuses(.ended, "R90") { try step(.cancelled, on: "2026-03-21") }
        try office.fails(65, saying: "2026-03-19 lies before 2026-03-20") { try step(.cancelled, on: "2026-03-19") }
    }

    @Test func cancelledReissueCanBeRequestedAgain() throws {
        _ = try request()
        _ = try step(.cancelled)
        try office.refuses(.ended, "R90") { try step(.feeAsked) }
        _ = try registry.requestReissue(after: "L-1", id: "I-2", office.on("2026-02-06"))
        #expect(try office.rows("id", "state", from: "reissue") == ["I-1 cancelled", "I-2 requested"])
    }

    @Test func inquiriesAreKept() async throws {
        let inquiry = ProgressInquiry(channel: .serviceCenter, answer: "制证中，预计下月可取")
        _ = try request()
        try office.refuses(.wrongStep, "R87") { try registry.inquire(reissue: "I-1", inquiry, office.on("2026-02-20")) }
        for next in [ReissueStep.feeAsked, .feePaid, .processing] { _ = try step(next) }
        for day in ["2026-02-20", "2026-03-10"] { _ = try registry.inquire(reissue: "I-1", inquiry, office.on(day)) }
        #expect(
            try office.rows("reissue_id", "asked_on", "channel", "answer", from: "inquiry") == [
                "I-1 2026-02-20 service_center 制证中，预计下月可取", "I-1 2026-03-10 service_center 制证中，预计下月可取",
            ]
        )
        #expect(try office.rows("state", from: "reissue") == ["processing"])
        try await expectInquiriesAreRead()
    }

    private func expectInquiriesAreRead() async throws {
        let page = try await Registry(path: office.file.path).subjects([RecordID(type: .credential, id: "C-1")])
        guard case .credential(let record) = try #require(page.subjects.first) else {
            Issue.record("not a credential")
            return
        }
        #expect(record.inquiries.compactMap(\.askedOn).map(\.description).sorted() == ["2026-02-20", "2026-03-10"])
        #expect(Set(record.inquiries.map(\.answer)) == ["制证中，预计下月可取"])
    }

    @Test func unknownReissueIsRefused() throws {
        try office.fails(66, saying: "there is no reissue I-1") { try step(.feeAsked) }
        try office.fails(66, saying: "there is no loss report L-9") {
            try registry.requestReissue(after: "L-9", id: nil, office.on("2026-02-04"))
        }
    }
}
