import RegistryFixtures
import RenewalRules
import Testing

@testable import RenewalRegistry

/// What the office is told to correct, and how serious each fault is.
@Suite struct RegistryCheckTests {
    private static let columns = "nr TEXT, starts TEXT, ends TEXT, name TEXT, mail TEXT, eid TEXT, email TEXT, state"

    private static let mapping = """
        SELECT nr AS id, starts AS valid_from, ends AS valid_until, name AS holder_name, mail AS holder_email,
            eid AS employer_id, email AS employer_email, state FROM zc
        """

    private func check(_ rows: String, mapping: String = Self.mapping) async throws -> RegistryCheck {
        let registry = try TestRegistry.foreign(
            "CREATE TABLE zc(\(Self.columns))",
            "INSERT INTO zc (nr, starts, ends, name, mail, eid, email) VALUES \(rows)"
        )
        let reader = try Registry(path: registry.path, mapping: RegistryMapping(registrations: mapping))
        return try await reader.check(policy: RenewalPolicy(), on: day("2026-11-28"))
    }

    private func lines(_ check: RegistryCheck) -> [String] {
        check.tally.groups.map { "\($0.consequence) \($0.column ?? "-") \($0.ids.joined(separator: " "))" }
    }

    @Test func worstProblemsComeFirst() async throws {
        let check = try await check(
            """
            ('A1', '2022-02-16', '2027-02-15', '王五', 'w@example.test', 'E1', 'hr2@example.test'),
            ('A2', '2022-02-16', '2027-02-15', '赵六', 'z@example.test', 'E1', 'hr3@example.test'),
            ('A3', '2022-02-16', '2026/12/05', '孙七', 's@example.test', NULL, NULL),
            ('A4', NULL, NULL, '李四', 'l@example.test', NULL, NULL),
            ('A5', '2022-02-16', '2027-02-15', '张三', NULL, NULL, NULL)
            """
        )
        #expect(
            lines(check) == [
                "unreachable holder_email A5", "undated valid_until A4", "unreadable valid_until A3",
                "contradiction employer_email A2",
            ]
        )
        #expect(check.stopsReminders)
        #expect(check.problems.map(\.id) == ["A5", "A4", "A3", "A2"])
    }

    /// One usable address is enough; what cannot be used beside it is a remark.
    @Test func aBadAddressAmongGoodOnesIsARemark() async throws {
        let eleven = (1...11).map { "p\($0)@example.test" }.joined(separator: ";")
        let check = try await check(
            """
            ('A1', '2022-02-16', '2027-02-15', '王五', 'w@example.test;w@', 'E1', 'hr@example.test、hr@@example.test'),
            ('A2', '2022-02-16', '2027-02-15', '赵六', 'z@example.test z2@example.test', NULL, NULL),
            ('A3', '2022-02-16', '2027-02-15', '孙七', '\(eleven)', NULL, NULL),
            ('A4', '2022-02-16', '2027-02-15', '李四', '无;l@', NULL, NULL)
            """
        )
        #expect(
            lines(check) == [
                "unreachable holder_email A4", "cosmetic holder_email A1", "cosmetic employer_email A1",
                "cosmetic holder_email A3",
            ]
        )
        #expect(
            check.tally.groups.map(\.reason.english) == [
                "contains a character outside ASCII",
                "has several addresses, one of which has no valid domain after the @",
                "has several addresses, one of which does not have exactly one @", "has more than 10 addresses",
            ]
        )
    }

    @Test func anApplicationWithoutAnyDayIsAContradiction() async throws {
        let registry = try TestRegistry.foreign(
            "CREATE TABLE zc(id, valid_until, state)",
            "CREATE TABLE sq(id, zc, filed, decided, state)",
            "INSERT INTO zc VALUES ('R-1', '2027-02-15', 'active'), ('R-2', '2025-02-15', 'cancelled')",
            """
            INSERT INTO sq VALUES ('A-1', 'R-1', NULL, NULL, 'submitted'), ('A-2', 'R-1', '2026-11-01', NULL, 'submitted'),
                ('A-3', 'R-1', NULL, NULL, 'draft'), ('A-4', 'R-2', NULL, NULL, 'submitted')
            """
        )
        let mapping = RegistryMapping(
            registrations: "SELECT id, valid_until, state FROM zc",
            applications: "SELECT id, zc AS registration_id, 'renewal' AS procedure, filed AS submitted_on, "
                + "decided AS decided_on, state FROM sq"
        )
        let check = try await Registry(path: registry.path, mapping: mapping)
            .check(policy: RenewalPolicy(), on: day("2026-11-28"))
        let found = check.problems.filter { $0.table == "application" }
        #expect(found.map { "\($0.id) \($0.column ?? "-") \($0.consequence)" } == ["A-1 submitted_on contradiction"])
        #expect(found.allSatisfy { $0.reason.english.contains("state_on") })
    }

    @Test func aCategoryThatIsNoneOfTheSevenIsARemark() async throws {
        let registry = try TestRegistry.foreign(
            "CREATE TABLE zc(id, valid_until, category)",
            """
            INSERT INTO zc VALUES ('A1', '2027-02-15', '化工'), ('A2', '2027-02-15', '其他安全(不包括消防安全)'),
                ('A3', '2027-02-15', '消防安全'), ('A4', '2027-02-15', '非煤矿矿山')
            """
        )
        let mapping = RegistryMapping(registrations: "SELECT id, valid_until, category FROM zc")
        let reader = try Registry(path: registry.path, mapping: mapping)
        let check = try await reader.check(policy: RenewalPolicy(), on: day("2026-11-28"))
        let found = check.problems.filter { $0.column == "category" }
        #expect(found.map(\.id) == ["A1", "A3"] && found.allSatisfy { $0.consequence == .cosmetic })
        #expect(found.first?.reason.english.hasSuffix("化工安全 is probably meant") == true)
    }

    @Test func rowsWithTheSameFaultAreGrouped() async throws {
        let rows = (1...50).map { "('A\($0)', NULL, '2026/12/05', '张三', 'a@example.test', NULL, NULL)" }
        let check = try await check(rows.joined(separator: ", "))
        let only = try #require(check.tally.groups.first)
        #expect(check.tally.groups.count == 1 && only.count == 50 && only.ids.count == FaultyRows.idLimit)
        #expect(check.problems.count == 50)
    }

    /// A registrant wrote a message; the record still gets its notices, and the office learns of it.
    @Test func unpresentableNameIsARemark() async throws {
        let check = try await check(
            """
            ('A1', '2022-02-16', '2027-02-15', 'Zhang San. Sign in at https://evil.test', 'w@example.test', NULL, NULL),
            ('A2', '2022-02-16', '2027-02-15', '王五', 'w@example.test', '示例公司，请致电', NULL)
            """
        )
        #expect(lines(check) == ["cosmetic holder_name A1"] && !check.stopsReminders)
        #expect(check.problems.map(\.reason) == [PresentableName.Problem.hasAddress.phrase])
    }

    /// A GBK system writes 䶮 this way; without the character it would be another person's name.
    @Test func nameWithAPrivateCharacterIsARemark() async throws {
        let check = try await check(
            "('A1', '2022-02-16', '2027-02-15', '王\u{E863}', 'w@example.test', '示例公司', NULL)"
        )
        #expect(lines(check) == ["cosmetic holder_name A1"])
        #expect(check.problems.map(\.reason) == [PresentableName.Problem.hasPrivateUse.phrase])
    }

    /// Nobody can fill in a column that the office's tables do not have.
    @Test func unmappedColumnsAreNotReported() async throws {
        let mapping = "SELECT nr AS id, ends AS valid_until, name AS holder_name FROM zc"
        let check = try await check("('A1', NULL, '2027-02-15', '王五', NULL, NULL, NULL)", mapping: mapping)
        #expect(lines(check) == [] && !check.stopsReminders)
        let asked = try await self.check(
            "('A1', NULL, '2027-02-15', '王五', 'w@example.test', NULL, NULL)",
            mapping: "\(mapping.replacing(" FROM", with: ", mail AS holder_email, NULL AS review_body_name FROM"))"
        )
        #expect(lines(asked) == ["cosmetic review_body_name A1"])
        #expect(!asked.stopsReminders, "a remark keeps nobody untold")
    }

    @Test func implausibleDatesAreReported() async throws {
        let check = try await check(
            """
            ('A1', '2012-03-01', '2017-02-28', '王五', 'w@example.test', NULL, NULL),
            ('A2', '2022-03-01', '2207-02-28', '赵六', 'z@example.test', NULL, NULL),
            ('A3', '2022-03-01', '2027-09-15', '孙七', 's@example.test', NULL, NULL),
            ('A4', '2027-03-01', '2027-02-28', '李四', 'l@example.test', NULL, NULL),
            ('A5', '2022-03-01', '2027-02-28', '张三', 'a@example.test', NULL, NULL),
            ('A6', '2021-03-01', '2026-02-28', '钱二', 'q@example.test', NULL, NULL)
            """
        )
        let reasons = Dictionary(grouping: check.problems, by: \.id).mapValues { $0.map(\.reason.english) }
        #expect(reasons["A1"]?.contains { $0.hasPrefix("was years ago") } == true)
        #expect(reasons["A2"]?.contains { $0.hasPrefix("is more than 10 years ahead") } == true)
        #expect(reasons["A3"]?.contains { $0.hasPrefix("is no whole number of years") } == true)
        #expect(reasons["A4"]?.contains("lies before valid_from") == true)
        #expect(reasons["A5"] == nil && reasons["A6"] == nil)
        #expect(check.problems.allSatisfy { $0.consequence == .contradiction } && !check.stopsReminders)
    }

    @Test func filedRecordIsNotImplausible() throws {
        let check = RecordCheck(policy: RenewalPolicy(), day: try day("2026-11-28"), isMapped: false)
        var record = RegistrationRecord(registration: Registration(id: "R-1", validUntil: try day("2017-02-28")))
        #expect(check.suspicions(of: record).count == 1)
        record.applications = [
            Application(id: "A-1", procedure: .reregistration, submittedOn: try day("2026-11-01"), state: .submitted)
        ]
        #expect(check.suspicions(of: record) == [])
        record.applications = []
        record.registration.state = .cancelled
        #expect(check.suspicions(of: record) == [])
    }

    @Test func implausibleDatesAreFoundWithoutAFullRead() async throws {
        let registry = try TestRegistry.reference()
        try registry.importing("person", "id,email", "P-1,a@example.test")
        try registry.importing(
            "registration",
            "id,person_id,valid_until,state",
            "R-1,P-1,2017-02-28,",
            "R-2,P-1,2207-02-28,",
            "R-3,P-1,2027-02-28,",
            "R-4,P-1,2017-02-28,renewed",
            "R-5,P-1,2017-02-28,"
        )
        try registry.importing(
            "application",
            "id,registration_id,procedure,submitted_on,state",
            "A-1,R-5,reregistration,2026-11-01,submitted"
        )
        let reader = try Registry(path: registry.path)
        let found = try await reader.suspicions(policy: RenewalPolicy(), on: day("2026-11-28"), limit: 10)
        #expect(found.map(\.id).sorted() == ["R-1", "R-2"])
    }

    @Test func endedRowMayKeepAnOldAddress() {
        func row(_ id: String, _ email: String, _ state: RegistrationState) -> Subject {
            .registration(
                RegistrationRecord(
                    registration: Registration(id: id, state: state),
                    employer: Employer(id: "E1", name: "乙公司", email: email)
                )
            )
        }
        var doors = EmployerDoors()
        let rows = [
            row("A1", "old@example.test", .renewed), row("A2", "hr@example.test", .active),
            row("A3", "HR@example.test", .active),
        ]
        #expect(doors.contradictions(in: rows) == [])
        #expect(doors.contradictions(in: [row("A4", "x@example.test", .active)]).map(\.id) == ["A4"])
        let both = [
            row("A6", "hr@example.test;x@example.test", .active), row("A7", "X@example.test hr@example.test", .active),
        ]
        var others = EmployerDoors()
        #expect(others.contradictions(in: both) == [], "the order says nothing")
        #expect(others.contradictions(in: [row("A8", "x@example.test", .active)]).map(\.id) == ["A8"])
        #expect(doors.contradictions(in: [row("A5", "y@example.test", .active)]) == [], "an employer is named once")
    }
}
