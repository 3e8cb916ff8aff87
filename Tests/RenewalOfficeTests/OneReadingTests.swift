import RegistryFixtures
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalOffice

/// A scan and an event read a row alike.
@Suite struct OneReadingTests {
    private let office: RecordOffice

    init() throws { office = try RecordOffice() }

    private func read(_ type: RecordID.RecordType, _ id: String) async throws -> CandidatePage {
        try await Registry(path: office.file.path).subjects([RecordID(type: type, id: id)])
    }

    private func addApplication(_ columns: String, _ values: String) throws {
        try office.file.execute(
            """
            INSERT INTO credential_application (id, person_id, step_since, updated_at, \(columns))
                VALUES ('E-1', 'P-2', '2026-01-05', '2026-01-05T00:00:00Z', \(values))
            """
        )
    }

    private func application() async throws -> CredentialApplicationRecord? {
        let page = try await read(.credentialApplication, "E-1")
        guard case .credentialApplication(let record)? = page.subjects.first else { return nil }
        return record
    }

    @Test(
        arguments: [
            ("NULL", CredentialApplication.Standing.preparing), ("1", .preparing), ("2", .registeredOnline),
            ("3", .exam), ("4", .underReview), ("5", .feeDue), ("6", .inProduction),
        ]
    ) func aStepWithoutAStateHasJustBegun(step: String, standing: CredentialApplication.Standing) async throws {
        try addApplication("step, application_no", "\(step), '2026-0042'")
        #expect(try await application()?.application.standing == standing)
    }

    @Test func anExaminationKnownByItsStepIsPassed() async throws {
        try addApplication("step", "3")
        #expect(try await application()?.application == .exam)
        let context = try office.on("2026-01-10")
        let passed = try office.registry.advance(credentialApplication: "E-1", by: .examPassed, context)
        #expect(passed.state == "under_review")
    }

    /// The row at fault need not be the one that the command names.
    @Test func aRefusalNamesTheRowThatCannotBeRead() throws {
        try office.file.execute(
            """
            INSERT INTO application (id, person_id, procedure, state, updated_at)
                VALUES ('A-9', 'P-2', 'initial', 'somewhere', '2026-01-05T00:00:00Z')
            """
        )
        try office.fails(65, saying: "application A-9 cannot be read: state is none of") {
            try office.registry.file(.initial(person: "P-2"), id: nil, office.on("2026-01-10"))
        }
    }

    @Test func aStateCountsForMoreThanAStep() async throws {
        try addApplication("step, state", "3, 'preparing'")
        #expect(try await application()?.application == .preparing)
    }

    /// Nobody can be told the number of step five, and no event goes on from there.
    @Test func aStepThatNeedsANumberIsNotReadWithoutOne() async throws {
        try addApplication("step", "5")
        let page = try await read(.credentialApplication, "E-1")
        #expect(page.subjects.isEmpty)
        #expect(page.quarantined.map(\.column) == ["application_no"])
        try office.fails(65, saying: "credential application E-1 cannot be read: application_no is missing") {
            try office.registry.advance(credentialApplication: "E-1", by: .applicationFeePaid, office.on("2026-01-10"))
        }
    }

    @Test(arguments: ["identity,title", "identity; title", "identity title", "identity、title", "identity，title；"])
    func wordsAreSplitAtTheSamePlaces(list: String) async throws {
        try addApplication("state, materials", "'preparing', '\(list)'")
        #expect(try await application()?.materials == [.identity, .title])
        try office.addCredential()
        let information = list.replacing("identity", with: "situation").replacing("title", with: "relevant_info")
        try addReport("channel, information, state", "'phone', '\(information)', 'draft'")
        let submitted = try office.registry.submitLoss(
            report: "L-1",
            adding: [],
            isConfirmed: true,
            ifIncomplete: .refuse,
            office.on("2026-02-03")
        )
        #expect(submitted.effects.isEmpty)
    }

    @Test func anEventDoesNotPassOverAWordThatAScanCannotRead() async throws {
        try addApplication("state, materials", "'preparing', 'identity,passport'")
        #expect(try await application() == nil)
        try office.fails(65, saying: "credential application E-1 cannot be read: materials has a word that is none of")
        {
            try office.registry.advance(credentialApplication: "E-1", by: .examPassed, office.on("2026-01-10"))
        }
    }

    private func addReport(_ columns: String, _ values: String) throws {
        try office.file.execute(
            """
            INSERT INTO loss_report (id, credential_id, drafted_on, updated_at, \(columns))
                VALUES ('L-1', 'C-1', '2026-02-01', '2026-02-01T00:00:00Z', \(values))
            """
        )
    }

    private func credential() async throws -> CredentialRecord? {
        guard case .credential(let record)? = try await read(.credential, "C-1").subjects.first else { return nil }
        return record
    }

    /// A reason in the office's own words is not told to anybody as a loss (rule R76).
    @Test(arguments: ["NULL", "''", "'芯片损坏'"]) func aReasonOfItsOwnIsOneOfTheOthers(reason: String) async throws {
        try office.addCredential()
        try addReport("channel, reason, state", "'phone', \(reason), 'draft'")
        #expect(try await credential()?.lossReport?.reason == .unusableOther)
    }

    /// The office may have completed a report and not yet marked the credential (rule R82).
    @Test func aCompletedReportVoidsTheCredentialForEvents() async throws {
        try office.addCredential()
        try addReport("channel, reason, state", "'phone', 'lost', 'completed'")
        #expect(try await credential()?.recordedState == .void)
        try office.refuses(.void, "R82") {
            try office.registry.startRenewal(
                credential: "C-1",
                fulfilled: [.identity, .materials, .fee],
                office.on("2026-05-01")
            )
        }
    }

    @Test(
        arguments: [
            "2025-12-15T01:00:00Z", "2025-12-15T24:00:00Z", "2025-12-15T01:60:00Z", "2025-02-29T01:00:00Z",
            "2025-12-15T1:00:00Z", "2025-12-15T01:00:00", "2025-12-15 01:00:00Z", "2025-12-15T01:00:00.5Z",
            "2025-12-15T01:00:00+00:00", "2025-12-15T+1:00:00Z", "2025-12-15T０1:00:00Z", "TZ", "",
        ]
    ) func anImportTakesTheInstantsThatAScanReads(text: String) throws {
        let report = try office.file.importing("credential", "id,not_after", "C-9,\(text)", skipsBad: true)
        #expect((report.inserted == 1) == (text.isEmpty || UnixTime(rfc3339: text) != nil))
    }
}
