import Foundation
import GRDB
import RegistryFixtures
import RenewalRules
import Testing

@testable import RenewalRegistry

@Suite struct RegistryTests {
    private static let updated = "'2026-01-01T00:00:00Z'"

    private static func registration(_ id: String, until day: String?) -> String {
        let expiry = day.map { "'\($0)'" } ?? "NULL"
        return "INSERT INTO registration (id, valid_until, updated_at) VALUES ('\(id)', \(expiry), \(updated))"
    }

    @Test(arguments: [1, 2, 3, 7, 1000]) func pagesReturnEveryCandidateOnce(limit: Int) async throws {
        let registry = try TestRegistry.reference()
        for number in 0..<12 {
            // Four rows share each day, so that pages end between rows of the same day.
            try registry.execute(Self.registration("登-\(number)", until: "2026-03-\(10 + number / 4)"))
        }
        for number in 0..<5 { try registry.execute(Self.registration("无-\(number)", until: nil)) }
        for day in ["2026-03-09", "2026-03-13"] { try registry.execute(Self.registration("外-\(day)", until: day)) }

        let found = try await Registry(path: registry.path).scan(
            day("2026-03-10")...day("2026-03-12"),
            limit: limit
        )

        let ids = found.records.map(\.registration.id)
        #expect(Set(ids) == Set((0..<12).map { "登-\($0)" } + (0..<5).map { "无-\($0)" }))
        #expect(ids.count == 17)
        #expect(found.quarantined.isEmpty)
    }

    @Test(arguments: [
        ("M-6 M-3 D-7 D0 D+30", nil), ("M-1, D-30", nil), ("M-3 M-6", "is out of order; the earliest mark comes first"),
        ("D0 D-7", "is out of order; the earliest mark comes first"), ("M-3 D-7 D-7", "has a mark twice"),
        ("三个月", "is no list of marks such as M-6 M-3 D-7 D0"),
    ])
    func ladderOfARecordMustBeInOrder(ladder: String, problem: String?) async throws {
        let file = try TestRegistry.reference()
        try file.importing("registration", "id,valid_until,ladder", "R-1,2026-03-15,\"\(ladder)\"")
        let page = try await Registry(path: file.path).subjects(registrations: ["R-1"])
        #expect((page.registrations.first?.registration.ladder == nil) == (problem != nil))
        #expect(page.quarantined.map(\.reason.english) == [problem].compactMap(\.self))
    }

    @Test func recordCarriesEveryColumn() async throws {
        let registry = try TestRegistry.reference(
            """
            INSERT INTO person (id, name, email, phone, language, declined_renewal_on)
            VALUES ('P-1', '李伟', 'li.wei@example.test', '13800000001', 'zh-CN', '2026-01-31')
            """,
            "INSERT INTO employer (id, name, email, language) VALUES ('E-1', '青山矿业', 'hr@example.test', 'en')",
            "INSERT INTO review_body (id, name, contact) VALUES ('B-1', '某省应急管理厅', '000-12350')",
            """
            INSERT INTO registration (id, registration_no, person_id, employer_id, review_body_id, category, valid_from,
                term_years, valid_until, state, ended_on, new_category, updated_at)
            VALUES ('R-1', '37210012345', 'P-1', 'E-1', 'B-1', '煤矿安全', '2020-02-29', 5, '2025-02-28', 'renewed',
                '2025-01-15', '化工安全', \(Self.updated))
            """,
            """
            INSERT INTO application (id, procedure, registration_id, submitted_on, state, decided_on, updated_at)
            VALUES ('A-1', 'renewal', 'R-1', '2024-11-01', 'approved', '2025-01-15', \(Self.updated))
            """
        )

        let subject = try await Registry(path: registry.path).record(registration: "R-1")

        let expected = RegistrationRecord(
            registration: Registration(
                id: "R-1",
                number: "37210012345",
                category: "煤矿安全",
                validFrom: try day("2020-02-29"),
                term: .years(5),
                validUntil: try day("2025-02-28"),
                state: .renewed,
                endedOn: try day("2025-01-15"),
                change: RecordedChange(category: "化工安全")
            ),
            holder: Person(
                id: "P-1",
                name: "李伟",
                email: "li.wei@example.test",
                phone: "13800000001",
                language: .chinese,
                declinedRenewalOn: try day("2026-01-31")
            ),
            employer: Employer(id: "E-1", name: "青山矿业", email: "hr@example.test", language: .english),
            reviewBody: ReviewBody(id: "B-1", name: "某省应急管理厅", contact: "000-12350"),
            applications: [
                Application(
                    id: "A-1",
                    procedure: .renewal,
                    submittedOn: try day("2024-11-01"),
                    state: .approved,
                    decidedOn: try day("2025-01-15")
                )
            ]
        )
        #expect(subject == expected)
    }

    @Test func lookupOmitsMissingRecords() async throws {
        let registry = try TestRegistry.reference(
            Self.registration("R-1", until: "2026-03-15"),
            Self.registration("R-2", until: nil)
        )
        let reader = try Registry(path: registry.path)
        let found = try await reader.subjects(registrations: ["R-1", "R-2", "R-3"])
        #expect(Set(found.registrations.map(\.registration.id)) == ["R-1", "R-2"])
        #expect(try await reader.record(registration: "R-3") == nil)
        #expect(try await reader.subjects(registrations: []).subjects.isEmpty)
        let many = (0..<2500).map { "X-\($0)" } + ["R-2"]
        #expect(try await reader.subjects(registrations: many).subjects.count == 1)
    }

    @Test func unreadableRowsAreReportedAndTheScanContinues() async throws {
        let registry = try TestRegistry.reference(
            Self.registration("R-1", until: "2026-02-30"),
            Self.registration("R-2", until: "2026-03-15"),
            "INSERT INTO person (id, name, language) VALUES ('P-1', 'Jörg', 'fr')",
            Self.registration("R-4", until: "2026-03-17"),
            "UPDATE registration SET person_id = 'P-1' WHERE id = 'R-4'",
            "INSERT INTO registration (id, valid_until, state, updated_at) VALUES ('R-3', '2026-03-16', '暂停', '')",
            """
            INSERT INTO application (id, registration_id, procedure, state, updated_at)
            VALUES ('A-1', 'R-2', 'renewal', 'lost', ''), ('A-2', 'R-4', 'renewal', 'submitted', '')
            """
        )

        let found = try await Registry(path: registry.path).scan(day("2026-01-01")...day("2026-12-31"), limit: 1)

        #expect(found.records.map(\.registration.id) == ["R-4"], "nobody can tell what R-2 has applied for")
        #expect(found.records.first?.applications.map(\.id) == ["A-2"])
        #expect(found.records.first?.holder?.language == nil)
        let places = found.quarantined.map { [$0.table, $0.id, $0.column ?? ""] }
        #expect(
            Set(places) == [
                ["registration", "R-1", "valid_until"], ["registration", "R-4", "holder_language"],
                ["registration", "R-3", "state"], ["application", "A-1", "state"], ["registration", "R-2", ""],
            ]
        )
    }

    @Test func countsAllRegistrations() async throws {
        let registry = try TestRegistry.reference(
            Self.registration("R-1", until: "1999-12-31"),
            Self.registration("R-2", until: nil)
        )
        let counts = try await Registry(path: registry.path).counts()
        #expect(counts == RegistryCounts(registrations: 2, applications: 0))
    }

    @Test func readsWhileTheOfficeWritesInWALMode() async throws {
        let registry = try TestRegistry.reference(Self.registration("R-1", until: "2026-03-15"))
        let office = try DatabasePool(path: registry.path)
        let reader = try Registry(path: registry.path)
        try await office.write { try $0.execute(sql: Self.registration("R-2", until: "2026-03-15")) }
        #expect(try await reader.counts().registrations == 2)
        try await office.write { try $0.execute(sql: Self.registration("R-3", until: nil)) }
        #expect(try await reader.scan(.first ... .last, limit: 2).records.count == 3)
    }

    @Test func noticesAReplacedFile() async throws {
        let registry = try TestRegistry.reference(Self.registration("旧", until: "2026-03-15"))
        let reader = try Registry(path: registry.path)
        #expect(try await reader.record(registration: "旧") != nil)

        let successor = try TestRegistry.reference(Self.registration("新", until: "2026-03-15"))
        try FileManager.default.removeItem(atPath: registry.path)
        try FileManager.default.moveItem(atPath: successor.path, toPath: registry.path)

        #expect(try await reader.record(registration: "旧") == nil)
        #expect(try await reader.record(registration: "新") != nil)
        try FileManager.default.removeItem(atPath: registry.path)
        await #expect(throws: RegistryError.missing(path: registry.path)) { try await reader.counts() }
    }

    @Test func cannotWrite() async throws {
        let registry = try TestRegistry.reference(Self.registration("R-1", until: "2026-03-15"))
        let connection = try RegistryConnection(path: registry.path, mapping: .init(), time: .unlimited) { _ in .zero }
        await #expect(throws: DatabaseError.self) {
            try await connection.read(for: .pass) { _, database in try database.execute(sql: "DELETE FROM registration")
            }
        }
        let isQueryOnly = try await connection.read(for: .pass) { _, database in
            try Int.fetchOne(database, sql: "PRAGMA query_only") == 1
        }
        #expect(isQueryOnly)
        #expect(try registry.strings("SELECT id FROM registration") == ["R-1"])
    }
}
