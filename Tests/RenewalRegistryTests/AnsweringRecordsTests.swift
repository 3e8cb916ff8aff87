import GRDB
import RegistryFixtures
import RenewalRules
import Synchronization
import Testing

@testable import RenewalRegistry

/// Records are found by what a caller has, in any layout.
@Suite struct AnsweringRecordsTests {
    private static let mapping = RegistryMapping(
        registrations: """
            SELECT nr AS id, no AS registration_no, ends AS valid_until, person AS holder_name, mail AS holder_email,
                tel AS holder_phone, firm AS employer_name FROM zc
            """
    )

    private enum Layout: CaseIterable, CustomTestStringConvertible {
        case reference, mapped

        var testDescription: String { self == .reference ? "reference" : "mapped" }
    }

    private func registry(_ layout: Layout) throws -> (file: TestRegistry, registry: Registry) {
        let people = [
            ("R-1", "44010000001234", "李伟", "li.wei@example.test; lw@example.test", "13800000001", "示例化工有限公司"),
            ("R-2", "44010000005678", "李伟强", "li.weiqiang@example.test", "13800000002", "示例化工有限公司"),
            ("R-3", "44010000009012", "王　芳", "wang.fang@example.test", "13800000003", "青山矿业"),
        ]
        switch layout {
        case .mapped:
            let file = try TestRegistry.foreign("CREATE TABLE zc (nr, no, ends, person, mail, tel, firm)")
            for (id, number, name, mail, phone, firm) in people {
                try file.execute(
                    "INSERT INTO zc VALUES ('\(id)', '\(number)', '2026-03-15', '\(name)', '\(mail)', '\(phone)', '\(firm)')"
                )
            }
            return (file, try Registry(path: file.path, mapping: Self.mapping))
        case .reference:
            let file = try TestRegistry.reference()
            for (place, (id, number, name, mail, phone, firm)) in people.enumerated() {
                try file.execute(
                    """
                    INSERT INTO person (id, name, email, phone) VALUES ('P-\(place)', '\(name)', '\(mail)', '\(phone)');
                    INSERT OR IGNORE INTO employer (id, name) VALUES ('\(firm)', '\(firm)');
                    INSERT INTO registration (id, registration_no, person_id, employer_id, valid_until, updated_at)
                    VALUES ('\(id)', '\(number)', 'P-\(place)', '\(firm)', '2026-03-15', '2026-01-01T00:00:00Z')
                    """
                )
            }
            return (file, try Registry(path: file.path))
        }
    }

    @Test(
        arguments: Layout.allCases,
        [
            ("李伟", ["R-1", "R-2"]), ("伟强", ["R-2"]), ("王芳", ["R-3"]), ("5678", ["R-2"]), ("44010000009012", ["R-3"]),
            ("LW@example.test", ["R-1"]), ("+86 138 0000 0002", ["R-2"]), ("138 0000 0002", ["R-2"]), ("青山", ["R-3"]),
            ("示例化工", ["R-1", "R-2"]), ("r-3", ["R-3"]), ("赵敏", []), ("123", []),
        ]
    )
    private func theyAreFoundByWhatACallerHas(_ layout: Layout, _ asked: (clue: String, ids: [String])) async throws {
        let (file, registry) = try registry(layout)
        let clue = try #require(Clue(asked.clue))
        let found = try await registry.records(answering: clue, limit: 10)
        #expect(found.records.map(\.id) == asked.ids && found.count == asked.ids.count, "\(asked.clue) \(file.path)")
        #expect(found.records.allSatisfy { $0.type == .registration })
    }

    /// A name that is it comes before names that contain it, wherever they stand.
    @Test func whatAnswersWhollyComesFirst() async throws {
        let (file, registry) = try registry(.reference)
        try file.execute("UPDATE person SET name = '李伟强' WHERE id = 'P-0'")
        try file.execute("UPDATE person SET name = '李伟' WHERE id = 'P-1'")
        let clue = try #require(Clue("李伟"))
        #expect(try await registry.records(answering: clue, limit: 10).records.map(\.id) == ["R-2", "R-1"])
        let one = try await registry.records(answering: clue, limit: 1)
        #expect(one.records.map(\.id) == ["R-2"] && one.count == 2)
    }

    @Test func credentialsAndTheirApplicationsAreFoundByTheirNumbers() async throws {
        let file = try TestRegistry.reference(
            "INSERT INTO person (id, name) VALUES ('P-1', '李伟')",
            """
            INSERT INTO credential (id, serial, person_id, issued_on, state, updated_at)
            VALUES ('C-1', 'SN-0000A1B2', 'P-1', '2026-01-01', 'active', '2026-01-01T00:00:00Z')
            """,
            """
            INSERT INTO qualification (id, person_id, updated_at) VALUES ('Q-1', 'P-1', '2026-01-01T00:00:00Z')
            """
        )
        let registry = try Registry(path: file.path)
        let serial = try await registry.records(answering: try #require(Clue("a1b2")), limit: 10)
        #expect(serial.records == [RecordID(type: .credential, id: "C-1")])
        let name = try await registry.records(answering: try #require(Clue("李伟")), limit: 10)
        #expect(name.records.map(\.type) == [.qualification, .credential])
    }

    /// One bad row keeps nobody else from being found.
    @Test func damagedAndEndlessValuesDoNotAnswer() async throws {
        let (file, registry) = try registry(.mapped)
        try file.execute("UPDATE zc SET person = CAST(x'C0EECEB0' AS TEXT) WHERE nr = 'R-2'")
        try file.execute("INSERT INTO zc (nr, person) VALUES ('R-9', CAST(zeroblob(2000000) AS TEXT)), (NULL, '李伟')")
        let found = try await registry.records(answering: try #require(Clue("李伟")), limit: 10)
        #expect(found.records.map(\.id) == ["R-1"])
    }

    /// All rows are read for a number, but the people's table is left alone.
    @Test func onlyTheTablesThatMayAnswerAreRead() throws {
        let file = try TestRegistry.reference()
        let plan = { (asked: [RegistrationColumn]) in
            let last = PageCursor.Key(value: "R-1".databaseValue)
            let sql = RegistryReader.rows(of: ReferenceSelects.registrations, asked, after: last, isPaged: true)
            return try DatabaseQueue(path: file.path).read { database in
                try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: ["R-1"])
                    .map { $0["detail"] as String }
            }
        }
        let page = "SEARCH r USING INDEX sqlite_autoindex_registration_1 (id>?)"
        #expect(try plan([.registrationNo, .legacyNo]) == [page])
        let names = try plan([.holderName, .employerName])
        #expect(names.first == page && names.count == 3, "\(names)")
        #expect(names.dropFirst().allSatisfy { $0.hasPrefix("SEARCH") && $0.contains("(id=?)") }, "\(names)")
    }

    @Test func pagesCountEveryRowOnce() async throws {
        let file = try TestRegistry.reference(
            "INSERT INTO person (id, name) VALUES ('P-1', '李伟')",
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
            INSERT INTO registration (id, person_id, valid_until, updated_at)
            SELECT 'R-' || i, 'P-1', '2026-03-15', '2026-01-01T00:00:00Z' FROM n
            """
        )
        let clue = try #require(Clue("李伟"))
        let found = try await Registry(path: file.path).records(answering: clue, limit: 3)
        #expect(found.count == 2500 && found.records.map(\.id) == ["R-1", "R-10", "R-100"])
        // The same where a value of one page is too large for SQLite.
        try file.execute("UPDATE registration SET category = CAST(zeroblob(2000000) AS TEXT) WHERE id = 'R-2000'")
        try file.execute("UPDATE registration SET registration_no = CAST(zeroblob(2000000) AS TEXT) WHERE id = 'R-7'")
        let number = try #require(Clue("R-2499"))
        #expect(try await Registry(path: file.path).records(answering: clue, limit: 3).count == 2500)
        #expect(
            try await Registry(path: file.path).records(answering: number, limit: 3).records.map(\.id) == ["R-2499"]
        )
    }

    /// A SELECT of an office that never ends is given up after the time of a read.
    @Test func aSearchEndsWithTheTimeOfARead() async throws {
        let file = try TestRegistry.foreign("CREATE TABLE zc (nr)")
        let endless = RegistryMapping(
            registrations: """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
                SELECT 'R-' || i AS id, '2026-03-15' AS valid_until, '张' || i AS holder_name FROM n
                """
        )
        let looks = Mutex(0)
        let time = ReadingTime(limit: .seconds(60)) {
            looks.withLock { count in
                count += 1
                return .seconds(count)
            }
        }
        let registry = try Registry(path: file.path, mapping: endless, time: time)
        let clue = try #require(Clue("李伟"))
        await #expect(
            throws: RegistryError.tooLong(
                path: file.path,
                object: Phrase(verbatim: "registry.mapping.registrations"),
                limit: .seconds(60)
            )
        ) {
            try await registry.records(answering: clue, limit: 3)
        }
    }
}
