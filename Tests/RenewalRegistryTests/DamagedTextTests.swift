import GRDB
import RegistryFixtures
import RenewalRules
import Testing

@testable import RenewalRegistry

/// Text that SQLite stores but Swift cannot represent unchanged: other encodings, NUL in the middle.
@Suite struct DamagedTextTests {
    private static let mapping = RegistryMapping(
        registrations: "SELECT nr AS id, ends AS valid_until, mail AS holder_email FROM people"
    )

    private func registry(_ ids: [String]) throws -> TestRegistry {
        let registry = try TestRegistry.foreign("CREATE TABLE people (nr, ends, mail)")
        for id in ids { try registry.execute("INSERT INTO people VALUES (\(id), '2026-03-15', 'a@example.test')") }
        return registry
    }

    private static func text(_ bytes: [UInt8]) -> String {
        let digits = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        return "CAST(x'\(digits.joined())' AS TEXT)"
    }

    /// A cursor made from the repaired id would lie behind ids not read yet.
    @Test(arguments: 1...4) func damagedIDDoesNotHideItsNeighbours(limit: Int) async throws {
        let good = ["'R-1'", "'R-中文'", "'R-终'"]
        let damaged = [Self.text([0x52, 0x2D, 0xA0]), Self.text([0x52, 0x2D, 0xC0, 0x31])]
        let registry = try registry(good + damaged)
        let reader = try Registry(path: registry.path, mapping: Self.mapping)
        let found = try await reader.scan(day("2026-01-01")...day("2026-12-31"), limit: limit)
        #expect(found.records.map(\.registration.id) == ["R-1", "R-中文", "R-终"])
        #expect(found.quarantined.map(\.reason.english) == ["is not text in UTF-8", "is not text in UTF-8"])
    }

    /// Read up to the NUL, all of these are the same id, so that a page of them would never end.
    @Test func idsWithNULFailTheScan() async throws {
        let registry = try registry((1...5).map { Self.text([0x52, 0x00, UInt8($0)]) })
        let reader = try Registry(path: registry.path, mapping: Self.mapping)
        let range = CandidateRange(expiries: try day("2026-01-01")...day("2026-12-31"), eventsSince: .last)
        var (cursor, pages, quarantined) = (PageCursor?.none, 0, [RowProblem]())
        repeat {
            let page = try await reader.page(of: range, after: cursor, limit: 1)
            quarantined += page.quarantined
            (cursor, pages) = (page.next, pages + 1)
        } while cursor != nil && pages < 50
        #expect(pages < 50)
        #expect(quarantined.count == 5)
        #expect(quarantined.allSatisfy { $0.column == "id" })
    }

    /// 张三 in GBK used to be mailed as four replacement characters.
    @Test func nameInGBKIsAProblemAndNotRepaired() async throws {
        let registry = try TestRegistry.foreign(
            "CREATE TABLE zc (nr TEXT, ends TEXT, name TEXT, mail TEXT)",
            "INSERT INTO zc VALUES ('A1', '2027-02-15', CAST(x'D5C5C8FD' AS TEXT), 'a@example.test')",
            "INSERT INTO zc VALUES ('A2', '2027-02-15', '李四', 'b@example.test')"
        )
        let mapping = RegistryMapping(
            registrations: "SELECT nr AS id, ends AS valid_until, name AS holder_name, mail AS holder_email FROM zc"
        )
        let reader = try Registry(path: registry.path, mapping: mapping)
        let problem = RowProblem(
            table: "registration",
            id: "A1",
            column: "holder_name",
            reason: CellProblem.notUTF8("").reason
        )
        let found = try await reader.scan(day("2027-01-01")...day("2027-12-31"), limit: 10)
        #expect(found.records.map(\.registration.id) == ["A2"])
        #expect(found.quarantined == [problem])
        let looked = try await reader.subjects(registrations: ["A1"])
        #expect(looked.subjects.isEmpty)
        #expect(looked.quarantined == [problem])
    }

    /// Also in columns that are not used, or whose bad values are otherwise only reported.
    @Test(arguments: RegistrationColumn.allCases.filter { $0 != .id })
    func damageInAnyColumnSkipsARegistration(column: RegistrationColumn) async throws {
        let expiry = column == .validUntil ? "" : ", '2026-03-15' AS valid_until"
        let problems = try await problems(
            RegistryMapping(registrations: "SELECT nr AS id, value AS \(column.name)\(expiry) FROM people")
        )
        #expect(problems == [RowProblem.notUTF8("registration", column.name)])
    }

    @Test(arguments: QualificationColumn.allCases.filter { $0 != .id && $0 != .collectedOn && $0 != .isRegistered })
    func damageInAnyColumnSkipsAQualification(column: QualificationColumn) async throws {
        let qualifications = "SELECT nr AS id, value AS \(column.name) FROM people"
        let problems = try await problems(RegistryMapping(registrations: Self.none, qualifications: qualifications))
        #expect(problems == [RowProblem.notUTF8("qualification", column.name)])
    }

    @Test(arguments: CredentialColumn.allCases.filter { $0 != .id })
    func damageInAnyColumnSkipsACredential(column: CredentialColumn) async throws {
        let credentials = "SELECT nr AS id, value AS \(column.name) FROM people"
        let problems = try await problems(RegistryMapping(registrations: Self.none, credentials: credentials))
        #expect(problems == [RowProblem.notUTF8("credential", column.name)])
    }

    private static let none = "SELECT nr AS id, ends AS valid_until FROM people WHERE 0"

    /// The problems of a single row with the damaged `value`; the row must not be read.
    private func problems(_ mapping: RegistryMapping) async throws -> [RowProblem] {
        let registry = try TestRegistry.foreign("CREATE TABLE people (nr, ends, value)")
        try registry.execute("INSERT INTO people VALUES ('R-1', '2026-03-15', \(Self.text([0xC0, 0xEE])))")
        let page = try await Registry(path: registry.path, mapping: mapping).page(of: .all, after: nil, limit: 10)
        #expect(page.subjects.isEmpty)
        return Array(Set(page.quarantined))
    }

    /// Nobody can tell what was applied for, so the registration waits.
    @Test func damagedApplicationSkipsItsRegistration() async throws {
        let registry = try TestRegistry.reference(
            "INSERT INTO registration (id, valid_until, updated_at) VALUES ('R-1', '2026-03-15', '')",
            """
            INSERT INTO application (id, registration_id, procedure, state, reason, updated_at)
            VALUES ('A-1', 'R-1', 'renewal', 'rejected', \(Self.text([0xC0, 0xEE])), '')
            """
        )
        let found = try await Registry(path: registry.path).scan(day("2026-01-01")...day("2026-12-31"), limit: 10)
        #expect(found.records.isEmpty)
        #expect(found.quarantined.map(\.id) == ["A-1", "R-1"])
        #expect(found.quarantined.first?.column == "reason")
    }

    @Test func damagedCertificatesAndRelatedRowsAreSkipped() async throws {
        let bad = Self.text([0xC0, 0xEE])
        let registry = try TestRegistry.reference(
            "INSERT INTO person (id, name) VALUES ('P-1', '王芳'), ('P-2', \(bad))",
            "INSERT INTO qualification (id, person_id, updated_at) VALUES ('Q-1', 'P-1', ''), ('Q-2', 'P-2', '')",
            """
            INSERT INTO credential_application (id, person_id, step, step_since, updated_at)
            VALUES ('S-2', 'P-2', 1, '2026-01-01', '')
            """,
            """
            INSERT INTO credential (id, person_id, valid_until, updated_at)
            VALUES ('C-1', 'P-1', '2026-03-15', ''), ('C-2', 'P-2', '2026-03-15', '')
            """,
            "INSERT INTO relying_party (id, name) VALUES ('Y-1', \(bad))",
            "INSERT INTO relying_party_subscription (relying_party_id, credential_id) VALUES ('Y-1', 'C-1')",
            "INSERT INTO annotation (id, credential_id, purpose, updated_at) VALUES ('N-1', 'C-1', \(bad), '')"
        )
        let page = try await Registry(path: registry.path).page(of: .all, after: nil, limit: 100)
        #expect(page.subjects.map(\.record.id) == ["Q-1", "C-1"])
        let places = page.quarantined.map { "\($0.table) \($0.id) \($0.column ?? "")" }
        #expect(
            Set(places) == [
                "qualification Q-2 holder_name", "credential C-2 holder_name", "annotation N-1 purpose",
                "credential_application S-2 holder_name", "relying_party_subscription C-1 party_name",
            ]
        )
        let credentials = page.subjects.compactMap { if case .credential(let record) = $0 { record } else { nil } }
        #expect(credentials.map(\.relyingParties.isEmpty) == [true] && credentials.map(\.annotations.isEmpty) == [true])
    }

    @Test func anAddressIsNotCutAtANUL() async throws {
        let registry = try TestRegistry.foreign("CREATE TABLE people (nr, ends, mail)")
        let mail = Self.text(Array("a@example.test\0.evil".utf8))
        try registry.execute("INSERT INTO people VALUES ('R-1', '2026-03-15', \(mail))")
        let reader = try Registry(path: registry.path, mapping: Self.mapping)
        let found = try await reader.scan(day("2026-01-01")...day("2026-12-31"), limit: 10)
        #expect(found.records.first?.holder?.email == "a@example.test\0.evil")
    }
}

extension RowProblem {
    fileprivate static func notUTF8(_ table: String, _ column: String) -> RowProblem {
        RowProblem(table: table, id: "R-1", column: column, reason: CellProblem.notUTF8("").reason)
    }
}
