import Foundation
import RegistryFixtures
import RenewalOffice
import RenewalRules
import Testing

@testable import RenewalRegistry

/// Of rows whose ids fold to the same, one is served, under its own bytes.
@Suite struct SpellingTests {
    private static let spelledOtherwise =
        "equals the id of another row but for blanks, invisible, full-width or composed characters; that row is used"
    private static let spellings = ["R-1", "R-1 ", "\u{200B}R-1", "\u{FF32}\u{FF0D}\u{FF11}", "Re\u{301}-1"]
    private static let mapping = RegistryMapping(
        registrations: "SELECT nr AS id, ends AS valid_until, mail AS holder_email, firm AS employer_name FROM zc"
    )

    private func registry(_ rows: [(id: String, ends: String)]) throws -> TestRegistry {
        let registry = try TestRegistry.foreign("CREATE TABLE zc (nr TEXT, ends TEXT, mail TEXT, firm TEXT)")
        for (id, ends) in rows {
            try registry.execute("INSERT INTO zc VALUES ('\(id)', '\(ends)', 'w@example.test', '甲公司')")
        }
        return registry
    }

    private func scan(
        _ registry: TestRegistry,
        mapping: RegistryMapping = mapping,
        limit: Int
    ) async throws -> (served: [[UInt8]], problems: [RowProblem]) {
        let reader = try Registry(path: registry.path, mapping: mapping)
        let found = try await reader.scan(day("2027-01-01")...day("2027-12-31"), limit: limit)
        return (found.records.map { Array($0.registration.id.utf8) }, found.quarantined)
    }

    @Test(arguments: [1, 2, 100]) func oneOfSeveralSpellingsIsServedAtAnyPageSize(limit: Int) async throws {
        let registry = try registry(Self.spellings.enumerated().map { ($1, "2027-02-2\(8 - $0)") })
        let found = try await scan(registry, limit: limit)
        #expect(found.served.count == 2)
        #expect(found.served.contains(Array("R-1".utf8)))
        #expect(found.served.contains(Array("Re\u{301}-1".utf8)), "it is the only one and keeps its own bytes")
        #expect(found.problems.map(\.reason.english) == Array(repeating: Self.spelledOtherwise, count: 3))
        #expect(Set(found.problems.map(\.id)) == Set(Self.spellings[1...3]))
        #expect(found.problems.allSatisfy { $0.table == "registration" && $0.column == "id" })
    }

    /// The winning row may not even be a candidate.
    @Test func rowInFoldedFormWinsEvenOutsideTheRange() async throws {
        let registry = try registry([("R-1 ", "2027-02-20"), ("R-1", "2035-02-20")])
        let found = try await scan(registry, limit: 10)
        #expect(found.served.isEmpty)
        #expect(found.problems.map(\.id) == ["R-1 "])
    }

    @Test(arguments: [1, 100]) func firstByIDIsServedWithoutAFoldedRow(limit: Int) async throws {
        let registry = try registry([("\u{FF32}-1", "2027-02-18"), ("R-1 ", "2027-02-19"), (" R-1", "2027-02-20")])
        let found = try await scan(registry, limit: limit)
        #expect(found.served == [Array(" R-1".utf8)])
        #expect(found.problems.count == 2)
    }

    /// An accent in its two encodings is one string to Swift and two to SQLite.
    @Test(arguments: [["R\u{E9}", "Re\u{301}"], ["Re\u{301}", "R\u{E9}"]], [1, 100])
    func aComposedAccentIsServedBeforeADecomposedOne(ids: [String], limit: Int) async throws {
        let registry = try registry([(ids[0], "2027-02-18"), (ids[1], "2027-02-19")])
        let found = try await scan(registry, limit: limit)
        #expect(found.served == [Array("R\u{E9}".utf8)])
        #expect(found.problems.map(\.reason.english) == [Self.spelledOtherwise])
        let reader = try Registry(path: registry.path, mapping: Self.mapping)
        #expect(try await reader.record(registration: "Re\u{301}") == nil)
        #expect(try await reader.record(registration: "R\u{E9}") != nil)
    }

    @Test func lookupMatchesTheRegistrysBytes() async throws {
        let registry = try registry([("R-1 ", "2027-02-20"), ("R-2", "2027-02-20"), ("R-2 ", "2027-02-20")])
        let reader = try Registry(path: registry.path, mapping: Self.mapping)
        #expect(try await reader.record(registration: "R-1 ")?.registration.id == "R-1 ")
        #expect(try await reader.record(registration: "R-1") == nil)
        #expect(try await reader.record(registration: "R-2 ") == nil, "what was planned for it is not sent any more")
        #expect(try await reader.record(registration: "R-2")?.registration.id == "R-2")
        #expect(try await reader.subjects(ofEmployer: "甲公司").map(\.record.id).sorted() == ["R-1 ", "R-2"])
    }

    @Test func referenceSchemaFollowsTheSameRule() async throws {
        let rows = ["R-1", "R-1 ", "R-2 "].map { "('\($0)', '2027-02-20', '')" }.joined(separator: ", ")
        let registry = try TestRegistry.reference(
            "INSERT INTO registration (id, valid_until, updated_at) VALUES \(rows)",
            "INSERT INTO qualification (id, updated_at) VALUES ('Q-1', ''), ('Q-1\u{200B}', '')",
            "INSERT INTO credential (id, valid_until, updated_at) VALUES (' C-1', '2027-02-20', '')"
        )
        let page = try await Registry(path: registry.path).page(of: .all, after: nil, limit: 100)
        #expect(page.subjects.map(\.record.id) == ["R-1", "R-2 ", "Q-1", " C-1"])
        #expect(page.quarantined.map(\.table) == ["registration", "qualification"])
    }

    /// `cases/clerk/ids.csv`: one id in several spellings, and a decomposed accent.
    @Test func anImportStoresTheFoldedFormAndReportsTheOtherSpellings() throws {
        let registry = try TestRegistry.reference()
        try registry.importing("person", "id", "\u{FF30}-1 ")
        let report = try registry.importing(
            "registration",
            "id,person_id,valid_until",
            "R-1,P-1,2027-02-20",
            "R-1 ,P-1,2027-02-20",
            "\u{200B}R-1,P-1,2027-02-20",
            "\u{FF32}\u{FF0D}\u{FF11},P-1,2027-02-20",
            "Re\u{301}-1,P\u{FF0D}1,2027-02-20",
            "R-1,P-1,2027-02-20",
            " ,P-1,2027-02-20",
            skipsBad: true
        )
        let folded = "is that of line 2: blanks, invisible and full-width characters make no difference"
        #expect(report.rejected.map(\.line) == [3, 4, 5, 7, 8])
        #expect(
            report.rejected.map(\.reason.english) == [folded, folded, folded, "occurs on line 2 already", "is empty"]
        )
        #expect(report.rejected.allSatisfy { $0.column == "id" })
        #expect(try registry.strings("SELECT hex(id) FROM registration ORDER BY id") == ["522D31", "52C3A92D31"])
        #expect(try registry.strings("SELECT DISTINCT person_id FROM registration") == ["P-1"])
    }

    /// Under a new id everybody would get every notice again.
    @Test func importMatchesAnUnfoldedRowOfAnEarlierVersion() throws {
        let registry = try TestRegistry.reference(
            "INSERT INTO person (id, name) VALUES ('P-1 ', '王芳')",
            "INSERT INTO registration (id, person_id, valid_until, updated_at) VALUES ('R-1 ', 'P-1 ', '2027-02-20', '')"
        )
        let report = try registry.importing(
            "registration",
            "id,person_id,valid_until",
            "R-1 ,P-1 ,2032-02-20",
            "R-2 ,P-1,2032-02-20"
        )
        #expect((report.inserted, report.updated, report.rejected.count) == (1, 1, 0))
        #expect(
            try registry.strings("SELECT id || '/' || person_id || '/' || valid_until FROM registration ORDER BY id")
                == ["R-1 /P-1 /2032-02-20", "R-2/P-1 /2032-02-20"]
        )
    }
}
