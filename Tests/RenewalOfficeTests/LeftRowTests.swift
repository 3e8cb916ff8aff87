import GRDB
import RegistryFixtures
import RenewalRules
import Testing

@testable import RenewalOffice
@testable import RenewalRegistry

/// Rows that are missing in the sheet they came from: for whoever reads, they are not in the registry.
@Suite struct LeftRowTests {
    /// A person with a registration that another one succeeds, a certificate that another one replaces, and a
    /// qualification.
    private func registry() throws -> TestRegistry {
        let registry = try TestRegistry.reference()
        try registry.importing("person", "id,name,email", "P-1,张三,zhang.san@example.test")
        try registry.importing("employer", "id,name", "E-1,某公司")
        try registry.importing(
            "registration",
            "id,registration_no,person_id,employer_id,valid_until,state,successor_id",
            "R-1,44010001234,P-1,E-1,2026-03-15,renewed,R-2",
            "R-2,44010001235,P-1,E-1,2031-03-15,active,"
        )
        try registry.importing(
            "credential",
            "id,serial,person_id,employer_id,issued_on,valid_until,state,replaces_id",
            "C-1,S-1,P-1,E-1,2024-12-15,2026-12-14,superseded,",
            "C-2,S-2,P-1,E-1,2025-12-15,2027-12-14,active,C-1"
        )
        try registry.importing("qualification", "id,person_id,collected_on", "Q-1,P-1,2021-03-15")
        return registry
    }

    private func subjects(_ registry: TestRegistry, _ ids: String...) async throws -> [String: Subject] {
        let types: [Character: RecordID.RecordType] = ["R": .registration, "C": .credential, "Q": .qualification]
        let records = ids.compactMap { id in
            id.first.flatMap { types[$0] }.map { RecordID(type: $0, id: id) }
        }
        let found = try await Registry(path: registry.path).subjects(records).subjects
        return Dictionary(uniqueKeysWithValues: found.map { ($0.record.id, $0) })
    }

    @Test func aRowThatLeftIsNeitherReadNorSeenByOthers() async throws {
        let registry = try registry()
        let before = try await subjects(registry, "R-1", "C-1", "C-2")
        guard case .registration(let succeeded) = before["R-1"], case .credential(let replaced) = before["C-1"] else {
            Issue.record("the records are not read")
            return
        }
        #expect(succeeded.successor?.id == "R-2" && replaced.successor?.id == "C-2")
        try registry.execute("UPDATE registration SET left_on = '2026-01-05' WHERE id = 'R-2'")
        try registry.execute("UPDATE credential SET left_on = '2026-01-05' WHERE id = 'C-2'")
        let after = try await subjects(registry, "R-1", "R-2", "C-1", "C-2")
        #expect(after.keys.sorted() == ["C-1", "R-1"])
        guard case .registration(let alone) = after["R-1"], case .credential(let last) = after["C-1"] else {
            Issue.record("the records are not read")
            return
        }
        #expect(alone.successor == nil && last.successor == nil)
        #expect(last.registrationExpires == nil)
    }

    @Test func whatCameBeforeIsNotSeenOnceItLeft() async throws {
        let registry = try registry()
        try registry.execute("UPDATE registration SET left_on = '2026-01-05' WHERE id = 'R-1'")
        try registry.execute("UPDATE credential SET left_on = '2026-01-05' WHERE id = 'C-1'")
        let found = try await subjects(registry, "R-2", "C-2")
        guard case .registration(let registration) = found["R-2"], case .credential(let credential) = found["C-2"]
        else {
            Issue.record("the records are not read")
            return
        }
        #expect(registration.predecessor == nil && credential.predecessor == nil)
    }

    @Test func noScanFindsItUntilItIsBack() async throws {
        let registry = try registry()
        let reader = try Registry(path: registry.path)
        func candidates() async throws -> [String] {
            Set(try await reader.page(of: .all, after: nil, limit: 100).subjects.map(\.record.id)).sorted()
        }
        func answers() async throws -> [String] {
            let clue = try #require(Clue("44010001235"))
            return try await reader.records(answering: clue, limit: 10).records.map(\.id)
        }
        #expect(try await candidates() == ["C-2", "R-1", "R-2"])
        #expect(try await answers() == ["R-2"])
        try registry.execute(
            "UPDATE registration SET left_on = '2026-01-05'; UPDATE credential SET left_on = '2026-01-05'"
        )
        #expect(try await candidates() == ["Q-1"], "without a registration the qualification is open again")
        #expect(try await answers() == [])
        try registry.execute("UPDATE registration SET left_on = NULL; UPDATE credential SET left_on = NULL")
        #expect(try await candidates() == ["C-2", "R-1", "R-2"])
    }

    /// A registry that shrinks holds sending, however its rows go.
    @Test func itCountsAsGone() async throws {
        let registry = try registry()
        let reader = try Registry(path: registry.path)
        #expect(try await reader.sizes()[.registration] == 2)
        try registry.execute("UPDATE registration SET left_on = '2026-01-05' WHERE id = 'R-2'")
        try registry.execute("UPDATE credential SET left_on = '2026-01-05' WHERE id = 'C-2'")
        let sizes = try await reader.sizes()
        #expect([sizes[.registration], sizes[.credential], sizes[.qualification]] == [1, 1, 1])
        #expect(try await reader.counts().registrations == 1)
    }

    @Test func leavingIsAChangeOfWhatDependsOnIt() async throws {
        let registry = try registry()
        try registry.execute(
            "UPDATE credential SET left_on = '2026-01-05', updated_at = '2026-01-05T01:00:00Z' WHERE id = 'C-2'"
        )
        let since = try #require(UnixTime(rfc3339: "2026-01-05T00:00:00Z"))
        let changed = try await Registry(path: registry.path).changes(since: since, limit: 100)
        #expect(changed?.map(\.id).sorted() == ["C-1", "C-2"])
    }

    /// Nobody who has died is reminded because a clerk took the line out of a sheet.
    @Test func aDeathStaysOne() async throws {
        let registry = try registry()
        try registry.execute(
            """
            UPDATE registration SET state = 'cancelled', end_reason = 'deceased', left_on = '2026-01-05' WHERE id = 'R-2'
            """
        )
        guard case .credential(let credential) = try await subjects(registry, "C-2")["C-2"] else {
            Issue.record("the certificate is not read")
            return
        }
        #expect(credential.holder?.isDeceased == true)
    }

    @Test func noEventIsRecordedOnIt() throws {
        let office = try RecordOffice()
        try office.file.execute("UPDATE registration SET left_on = '2026-01-05' WHERE id = 'R-1'")
        let context = try office.on("2026-01-10")
        let error = #expect(throws: RecordingError.self) {
            try office.registry.end(registration: "R-1", as: .cancelled, context)
        }
        #expect(error?.exitCode == 65)
        #expect(error?.description.contains("left the sheet it came from on 2026-01-05") == true)
    }
}
