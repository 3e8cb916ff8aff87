import RegistryFixtures
import RenewalRules
import Testing

@testable import RenewalRegistry

/// An overlong text counts as missing where possible, so that whoever entered it silences nobody.
@Suite struct LongTextTests {
    private static let long = String(repeating: "长", count: 700)
    private static let reason = Phrase("过长，超过2000字节", "is longer than 2000 bytes")

    /// Columns that reminders depend on: without them a row would be treated differently.
    private static let needed: Set<RegistrationColumn> = [
        .id, .validUntil, .validFrom, .termYears, .state, .endedOn, .endReason, .educationHours, .changeRecordedOn,
        .successorId,
        .successorValidFrom, .successorValidUntil, .holderDeclinedOn, .holderNeverLoggedIn, .holderBirthYear,
        .holderDeceased,
        .employerRenamedOn,
    ]

    private func page(_ mapping: RegistryMapping) async throws -> CandidatePage {
        let registry = try TestRegistry.foreign(
            "CREATE TABLE zc (nr, ends, value)",
            "INSERT INTO zc VALUES ('R-1', '2026-03-15', '\(Self.long)'), ('R-2', '2026-03-16', NULL)"
        )
        return try await Registry(path: registry.path, mapping: mapping).page(of: .all, after: nil, limit: 10)
    }

    private func problem(_ table: String, _ column: String, _ consequence: DataConsequence = .cosmetic) -> RowProblem {
        RowProblem(table: table, id: "R-1", column: column, reason: Self.reason, consequence: consequence)
    }

    /// Without the employer of the row, which other tests cover.
    private func bare(_ problems: [RowProblem]) -> [RowProblem] {
        problems.map {
            RowProblem(table: $0.table, id: $0.id, column: $0.column, reason: $0.reason, consequence: $0.consequence)
        }
    }

    @Test(arguments: RegistrationColumn.allCases.filter { $0 != .id })
    func overlongTextOfARegistrationIsReported(column: RegistrationColumn) async throws {
        // So that every column is read.
        let others: [RegistrationColumn: String] = [
            .validUntil: "ends", .holderName: "'张伟'", .employerName: "'示例化工'", .newEmployerName: "'示例矿业'",
            .successorId: "'R-9'", .predecessorId: "'R-8'",
        ]
        let columns = others.filter { $0.key != column }.map { "\($0.value) AS \($0.key.name)" }.sorted()
        let page = try await page(
            RegistryMapping(
                registrations: "SELECT nr AS id, value AS \(column.name), \(columns.joined(separator: ", ")) FROM zc"
            )
        )
        let isNeeded = Self.needed.contains(column)
        #expect(page.registrations.map(\.registration.id).sorted() == (isNeeded ? ["R-2"] : ["R-1", "R-2"]))
        #expect(bare(page.quarantined) == [problem("registration", column.name, isNeeded ? .unreadable : .cosmetic)])
    }

    /// The column, with a holder and an employer where the column belongs to one of them.
    private static func people(besides column: String) -> String {
        let others = ["holder_", "employer_"].filter { column.hasPrefix($0) && column != "\($0)name" }
        return (["value AS \(column)"] + others.map { "'甲' AS \($0)name" }).joined(separator: ", ")
    }

    private static let none = "SELECT nr AS id, ends AS valid_until FROM zc WHERE 0"

    @Test(
        arguments: [
            "holder_id", "holder_name", "holder_email", "holder_phone", "holder_language", "employer_id",
            "employer_name", "employer_email", "employer_phone", "employer_language", "serial",
        ]
    )
    func overlongTextOfACredentialIsReported(column: String) async throws {
        let credentials = "SELECT nr AS id, ends AS valid_until, \(Self.people(besides: column)) FROM zc"
        let page = try await page(RegistryMapping(registrations: Self.none, credentials: credentials))
        #expect(page.subjects.count == 2)
        #expect(bare(page.quarantined) == [problem("credential", column)])
    }

    @Test(arguments: ["holder_id", "holder_name", "holder_email", "holder_phone", "holder_language", "issuer"])
    func overlongTextOfAQualificationIsReported(column: String) async throws {
        let qualifications = "SELECT nr AS id, \(Self.people(besides: column)) FROM zc"
        let page = try await page(RegistryMapping(registrations: Self.none, qualifications: qualifications))
        #expect(page.subjects.count == 2)
        #expect(bare(page.quarantined) == [problem("qualification", column)])
    }

    @Test(arguments: ["holder_id", "holder_name", "holder_email", "holder_phone", "holder_language", "reason"])
    func overlongTextOfACredentialApplicationIsReported(column: String) async throws {
        let people = Self.people(besides: column)
        let applications = "SELECT nr AS id, 'preparing' AS state, ends AS step_since, \(people) FROM zc"
        let page = try await page(RegistryMapping(registrations: Self.none, credentialApplications: applications))
        #expect(page.subjects.count == 2)
        #expect(bare(page.quarantined) == [problem("credential_application", column)])
    }

    /// An employer's clerk, and whoever maintains the list of review bodies.
    @Test(arguments: [("employer", "name"), ("employer", "phone"), ("employer", "former_name"), ("employer", "email")])
    func overlongEmployerTextIsReportedOnceAndSkipsNobody(table: String, column: String) async throws {
        let registry = try Self.office()
        try registry.execute("UPDATE \(table) SET \(column) = '\(Self.long)' WHERE id = 'E-1'")
        try await expectAll(of: registry, besides: RowProblem(shared: table, "E-1", column))
    }

    @Test(arguments: ["name", "contact"]) func overlongReviewBodyTextIsReportedOnceAndSkipsNobody(column: String)
        async throws
    {
        let registry = try Self.office()
        try registry.execute("UPDATE review_body SET \(column) = '\(Self.long)' WHERE id = 'B-1'")
        try await expectAll(of: registry, besides: RowProblem(shared: "review_body", "B-1", column))
    }

    private func expectAll(of file: TestRegistry, besides problem: RowProblem) async throws {
        let registry = try Registry(path: file.path)
        let found = try await registry.scan(day("2026-01-01")...day("2026-12-31"), limit: 1000)
        #expect(found.records.count == 1000)
        #expect(found.quarantined == [problem])
        // The daily report and `registry check` also report it once, however many pages it is on.
        let check = try await registry.check(policy: RenewalPolicy(), on: day("2026-01-01"))
        #expect(check.problems.count { $0.reason == Self.reason } == 1)
        #expect(check.tally.groups.first { $0.reason == Self.reason }?.count == 1)
    }

    private static func office() throws -> TestRegistry {
        try TestRegistry.reference(
            "INSERT INTO employer (id, name, email) VALUES ('E-1', '示例化工', 'hr@employer.test')",
            "INSERT INTO review_body (id, name) VALUES ('B-1', '示例审核')",
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
            INSERT INTO registration (id, employer_id, review_body_id, valid_until, updated_at)
            SELECT 'R-' || i, 'E-1', 'B-1', '2026-03-15', '' FROM n
            """
        )
    }
}

extension RowProblem {
    fileprivate init(shared table: String, _ id: String, _ column: String) {
        self.init(
            table: table,
            id: id,
            column: column,
            reason: CellProblem.tooLong("").reason,
            consequence: .cosmetic
        )
    }
}
