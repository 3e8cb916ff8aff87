import Foundation
import GRDB
import RegistryFixtures
import RenewalRules
import Testing

@testable import RenewalRegistry

@Suite struct RegistryMappingTests {
    private static let office = """
        CREATE TABLE 单位 (编号 INTEGER PRIMARY KEY, 名称 TEXT, 邮箱 TEXT);
        CREATE TABLE 注册人员 (证号 TEXT PRIMARY KEY, 姓名 TEXT, 身份证 TEXT, 邮箱 TEXT, 手机 INTEGER, 单位 INTEGER,
            到期 INTEGER, 状态 TEXT);
        CREATE TABLE 申请 (流水 INTEGER PRIMARY KEY, 证号 TEXT, 申请日 INTEGER, 结果 TEXT);
        INSERT INTO 单位 VALUES (7, '青山矿业', 'hr@example.test');
        INSERT INTO 注册人员 VALUES
            ('甲001', '李伟', 'x', 'li.wei@example.test', 13800000001, 7, 20260315, '有效'),
            ('甲002', '王芳', 'x', 'wang.fang@example.test', NULL, NULL, 20300101, '有效'),
            ('甲003', '张敏', 'x', NULL, NULL, 7, NULL, '注销');
        INSERT INTO 申请 VALUES (1, '甲001', 20251201, '审查中');
        """

    private static let mapping = RegistryMapping(
        registrations: """
            SELECT z.证号 AS id, z.姓名 AS holder_name, z.邮箱 AS holder_email, z.手机 AS holder_phone,
                d.名称 AS employer_name, d.邮箱 AS employer_email,
                substr(z.到期, 1, 4) || '-' || substr(z.到期, 5, 2) || '-' || substr(z.到期, 7) AS valid_until,
                CASE z.状态 WHEN '有效' THEN 'active' WHEN '注销' THEN 'cancelled' ELSE z.状态 END AS state
            FROM 注册人员 z LEFT JOIN 单位 d ON d.编号 = z.单位; -- 到期日为整数
            """.replacingOccurrences(of: ";", with: ""),
        applications: """
            SELECT CAST(流水 AS TEXT) AS id, 证号 AS registration_id, 'renewal' AS procedure,
                substr(申请日, 1, 4) || '-' || substr(申请日, 5, 2) || '-' || substr(申请日, 7) AS submitted_on,
                CASE 结果 WHEN '审查中' THEN 'initial_review' END AS state
            FROM 申请 ;
            """
    )

    @Test(arguments: ["UTF-8", "UTF-16le", "UTF-16be"])
    func readsWhateverEncodingTheFileHas(encoding: String) async throws {
        let registry = try TestRegistry.foreign("PRAGMA encoding = '\(encoding)'; \(Self.office)")
        let reader = try Registry(path: registry.path, mapping: Self.mapping)
        let found = try await reader.scan(day("2026-01-01")...day("2026-12-31"), limit: 1)
        #expect(found.quarantined.isEmpty)
        #expect(found.records.map(\.registration.id) == ["甲001", "甲003"])
        let first = try #require(found.records.first)
        #expect(first.holder?.name == "李伟" && first.holder?.email == "li.wei@example.test")
    }

    /// Nobody may be asked to register because the office's tables do not say whether they are registered.
    @Test func unknownRegistrationOfAHolderStaysUnknown() async throws {
        let registry = try TestRegistry.foreign(Self.office)
        let select = "SELECT 证号 AS id, '2022-03-20' AS obtained_on, 邮箱 AS holder_email"
        func read(_ columns: String) async throws -> QualificationRecord? {
            let mapping = RegistryMapping(
                registrations: Self.mapping.registrations,
                qualifications: "\(select)\(columns) FROM 注册人员"
            )
            let id = RecordID(type: .qualification, id: "甲001")
            let found = try await Registry(path: registry.path, mapping: mapping).subjects([id]).subjects.first
            guard case .qualification(let record) = found else { return nil }
            return record
        }
        #expect(try await read("")?.saysIfRegistered == false)
        let known = try await read(", 0 AS is_registered")
        #expect(known?.saysIfRegistered == true && known?.isRegistered == false)
    }

    @Test func readsAnOfficesOwnTablesWithoutChangingThem() async throws {
        let registry = try TestRegistry.foreign(Self.office)
        let url = URL(filePath: registry.path)
        let before = (try Data(contentsOf: url), try modificationDate(registry.path))
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: registry.directory.path)
        defer {
            // The directory is removed after the test; without write permission that would fail.
            try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: registry.directory.path)
        }

        let reader = try Registry(path: registry.path, mapping: Self.mapping)
        let found = try await reader.scan(day("2026-01-01")...day("2026-12-31"), limit: 1)

        #expect(found.records.map(\.registration.id) == ["甲001", "甲003"])
        #expect(found.quarantined.isEmpty)
        let first = try #require(found.records.first)
        #expect(first.registration.validUntil == (try day("2026-03-15")))
        #expect(first.holder?.id == "甲001")
        #expect(first.holder?.phone == "13800000001")
        #expect(first.employer == Employer(id: "青山矿业", name: "青山矿业", email: "hr@example.test"))
        #expect(first.reviewBody == nil)
        #expect(first.applications.map(\.state) == [.initialReview])
        #expect(found.records.last?.registration.state == .cancelled)
        #expect(try await reader.record(registration: "甲002")?.holder?.name == "王芳")
        #expect(try await reader.counts() == RegistryCounts(registrations: 3, applications: 1))
        #expect(try Data(contentsOf: url) == before.0)
        #expect(try modificationDate(registry.path) == before.1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: registry.directory.path).count == 1)
    }

    private func modificationDate(_ path: String) throws -> Date {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
    }

    @Test func invalidExpiryIsReportedWhereverItSorts() async throws {
        let registry = try TestRegistry.foreign(
            "CREATE TABLE t (id TEXT PRIMARY KEY, e)",
            """
            INSERT INTO t VALUES ('a', 20260315), ('b', '15.03.2026'), ('c', '2026/03/15'), ('d', '2026-02-30'),
                ('e', '2039-02-30'), ('f', ''), ('g', 'now'), ('h', '2026-03-15'), ('i', '2039-03-15')
            """
        )
        let mapping = RegistryMapping(registrations: "SELECT id, e AS valid_until FROM t")
        let reader = try Registry(path: registry.path, mapping: mapping)
        for limit in [1, 2, 100] {
            let found = try await reader.scan(day("2026-01-01")...day("2026-12-31"), limit: limit)
            #expect(found.records.map(\.registration.id).sorted() == ["f", "h"])
            #expect(found.quarantined.map(\.id).sorted() == ["a", "b", "c", "d", "e", "g"])
            #expect(found.quarantined.allSatisfy { $0.column == "valid_until" })
        }
    }

    /// An office that records no credential states has only active ones.
    @Test func missingStateMeansActive() async throws {
        let registry = try TestRegistry.foreign(
            "CREATE TABLE t (id TEXT, e TEXT)",
            "INSERT INTO t VALUES ('a', '2026-03-15')"
        )
        let mapping = RegistryMapping(
            registrations: "SELECT id, e AS valid_until FROM t WHERE 0",
            credentials: "SELECT id, e AS valid_until FROM t",
            credentialApplications: "SELECT id, NULL AS state, e AS step_since FROM t"
        )
        let range = CandidateRange(expiries: .first ... .last, eventsSince: try day("2027-01-01"))
        let page = try await Registry(path: registry.path, mapping: mapping).page(of: range, after: nil, limit: 10)
        #expect(page.subjects.map(\.record.type) == [.credential, .credentialApplication])
    }

    @Test func startAndTermReplaceAnExpiry() async throws {
        let registry = try TestRegistry.foreign(
            "CREATE TABLE t (id TEXT, s TEXT, y)",
            "INSERT INTO t VALUES ('a', '2021-03-15', 3), ('b', '2021-03-15', '三')"
        )
        let mapping = RegistryMapping(registrations: "SELECT id, s AS valid_from, y AS TERM_YEARS FROM t")
        let found = try await Registry(path: registry.path, mapping: mapping).scan(.first ... .last, limit: 10)
        #expect(found.records.map(\.registration.term) == [.years(3)])
        #expect(found.quarantined.map(\.column) == ["term_years"])
    }

    @Test func indistinguishableRowsAreReported() async throws {
        let registry = try TestRegistry.foreign(
            "CREATE TABLE t (id TEXT, e TEXT)",
            "INSERT INTO t VALUES ('a', '2026-03-15'), ('a', '2026-03-15'), (NULL, '2026-03-15'), ('b', '2026-03-16')"
        )
        let mapping = RegistryMapping(registrations: "SELECT id, e AS valid_until FROM t")
        let reader = try Registry(path: registry.path, mapping: mapping)
        let found = try await reader.scan(.first ... .last, limit: 10)
        #expect(found.records.map(\.registration.id) == ["a", "b"])
        #expect(found.quarantined.map(\.column) == ["id", "id"])
        let singly = try await reader.scan(.first ... .last, limit: 1)
        #expect(singly.records.map(\.registration.id) == ["a", "b"])
    }

    @Test(
        arguments: [
            ("SELECT id FROM t", "valid_until"),
            ("SELECT e AS valid_until FROM t", "id"),
            ("SELECT id, e AS valid_until, e AS holder_mail FROM t", "holder_email"),
            ("SELECT id, e AS valid_until, e AS valid_until FROM t", "twice"),
            ("SELECT id, e AS valid_until FROM t; SELECT 1", "there is more than one statement; write one SELECT"),
            ("SELECT id, e AS valid_until FROM t WHERE id = ?", "one SELECT"),
            ("SELECT id, e AS valid_until FROM t) WHERE (1", "one SELECT"),
            ("DELETE FROM t RETURNING id, e AS valid_until", "one SELECT"),
            ("PRAGMA table_info(t)", "one SELECT"),
            ("SELECT id, e AS valid_until FROM 不存在", "不存在; correct the name of the table"),
            ("SELECT id, valid AS valid_until FROM t", "valid; correct the name of the column"),
            ("SELECT n AS id, e AS valid_until FROM t", "CAST"),
            ("", "one SELECT"),
        ]
    )
    func anUnusableMappingSaysWhy(sql: String, hint: String) throws {
        let registry = try TestRegistry.foreign(
            "CREATE TABLE t (id TEXT, n INTEGER, e TEXT)",
            "INSERT INTO t VALUES ('a', 1, '2026-03-15')"
        )
        let error = #expect(throws: RegistryError.self) {
            _ = try Registry(path: registry.path, mapping: RegistryMapping(registrations: sql))
        }
        #expect(error?.exitCode == 78)
        #expect("\(try #require(error))".contains(hint))
        #expect("\(try #require(error))".hasPrefix("reading registry.mapping.registrations: "))
    }

    @Test func allThatIsWrongWithTheColumnsIsSaidAtOnce() throws {
        let registry = try TestRegistry.foreign("CREATE TABLE t (id TEXT, e TEXT)")
        let mapping = RegistryMapping(
            registrations: "SELECT id, id, e AS holder_mail, e AS 到期 FROM t",
            qualifications: "SELECT id FROM t",
            credentials: "SELECT id FROM 证书"
        )
        let error = #expect(throws: RegistryError.self) { _ = try Registry(path: registry.path, mapping: mapping) }
        let words = "\(try #require(error))"
        for fault in [
            "\"id\" occurs twice", "did you mean 'holder_email'?", "\"到期\" is unknown", "yields no valid_until",
            "; registry.mapping.credentials: ",
        ] {
            #expect(words.contains(fault), "\(words)")
        }
    }

    @Test func aCommentAtTheEndIsHarmless() async throws {
        let registry = try TestRegistry.foreign("CREATE TABLE t (id TEXT, e TEXT)", "INSERT INTO t VALUES ('a', NULL)")
        let mapping = RegistryMapping(
            registrations: "WITH x AS (SELECT * FROM t) SELECT id, e AS valid_until FROM x -- 注"
        )
        #expect(try await Registry(path: registry.path, mapping: mapping).counts().registrations == 1)
    }

    @Test func columnNamesAreThoseOfTheContract() {
        #expect(
            Set(RegistrationColumn.names).isSuperset(of: ["holder_declined_on", "review_body_contact", "term_years"])
        )
        #expect(
            ApplicationColumn.names == [
                "id", "registration_id", "person_id", "procedure", "submitted_on", "state", "state_on", "decided_on",
                "reason",
            ]
        )
        #expect(RegistrationColumn.allCases.map(\.rawValue) == Array(0..<RegistrationColumn.allCases.count))
    }
}
