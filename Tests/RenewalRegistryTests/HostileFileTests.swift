import GRDB
import RegistryFixtures
import RenewalOffice
import RenewalRules
import Synchronization
import Testing

@testable import RenewalRegistry

/// Whoever writes or replaces the registry file can make the program do nothing but read it.
@Suite struct HostileFileTests {
    private static let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    private let range: CandidateRange

    init() throws {
        range = CandidateRange(expiries: try day("2026-01-01")...day("2026-12-31"), eventsSince: try day("2026-01-01"))
    }

    /// A minute that is over after a few looks at the clock.
    private static var shortMinute: ReadingTime {
        let looks = Looks()
        return ReadingTime(limit: .seconds(60)) { .seconds(10 * looks.next()) }
    }

    private final class Looks: Sendable {
        private let count = Mutex(0)

        func next() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }
    }

    // MARK: Statements that never end

    private static func withEndlessApplications() throws -> TestRegistry {
        try TestRegistry.reference(
            "INSERT INTO registration (id, valid_until, updated_at) VALUES ('R-1', '2026-03-15', '')",
            "DROP TABLE application",
            """
            CREATE VIEW application AS SELECT 'A-' || i AS id, 'X' || i AS registration_id, 'X' || i AS person_id,
                'renewal' AS procedure, '2026-01-01' AS submitted_on, 'approved' AS state, NULL AS decided_on,
                NULL AS reason, '2020-' || i AS updated_at FROM (\(endless))
            """
        )
    }

    private func refusal(of registry: Registry, by way: String) async throws -> RegistryError {
        do throws(RegistryError) {
            switch way {
            case "page": _ = try await registry.page(of: range, after: nil, limit: 100)
            case "lookup": _ = try await registry.subjects([RecordID(type: .registration, id: "R-1")])
            case "counts": _ = try await registry.counts()
            case "changes": _ = try await registry.changes(since: UnixTime(seconds: 1_700_000_000), limit: 9)
            case "employer": _ = try await registry.subjects(ofEmployer: "R-1")
            default: _ = try await registry.check(policy: RenewalPolicy(), on: range.expiries.lowerBound)
            }
        } catch {
            return error
        }
        throw Unrefused()
    }

    private struct Unrefused: Error {}

    @Test(arguments: ["page", "lookup", "counts", "changes", "employer", "check"])
    func endlessViewInPlaceOfATableTimesOut(way: String) async throws {
        let file = try Self.withEndlessApplications()
        let registry = try Registry(path: file.path, time: Self.shortMinute)
        let error = try await refusal(of: registry, by: way)
        let object = way == "changes" ? nil : Phrase("application表", "the rows of application")
        #expect(error == .tooLong(path: file.path, object: object, limit: .seconds(60)))
        #expect("\(error)".contains("raise registry.read_timeout"))
        // The connection can still be used.
        #expect(try await registry.sizes()[.registration] == 1)
    }

    @Test func mappingOverAnEndlessViewTimesOut() async throws {
        let file = try TestRegistry.foreign(
            "CREATE VIEW zc AS SELECT 'R-' || i AS nr, '2026-03-15' AS ends FROM (\(Self.endless))"
        )
        let mapping = RegistryMapping(registrations: "SELECT nr AS id, ends AS valid_until FROM zc")
        let registry = try Registry(path: file.path, mapping: mapping, time: Self.shortMinute)
        for way in ["page", "lookup", "counts"] {
            let error = try await refusal(of: registry, by: way)
            let object = Phrase(verbatim: "registry.mapping.registrations")
            #expect(error == .tooLong(path: file.path, object: object, limit: .seconds(60)))
        }
    }

    /// It yields no row, so that even reading the first one never ends.
    @Test func openingAnEndlessViewTimesOut() throws {
        let file = try TestRegistry.foreign(
            "CREATE VIEW zc AS SELECT 'R' AS nr, '2026-03-15' AS ends FROM (\(Self.endless)) WHERE i < 0"
        )
        let mapping = RegistryMapping(registrations: "SELECT nr AS id, ends AS valid_until FROM zc")
        #expect(throws: RegistryError.tooLong(path: file.path, object: nil, limit: .seconds(60))) {
            _ = try Registry(path: file.path, mapping: mapping, time: Self.shortMinute)
        }
    }

    /// A registration with an impossible number of applications is skipped.
    @Test func rowsOfOneRecordAreLimited() async throws {
        let file = try Self.withApplications(RecordBatch.mostCompanions + 1)
        let found = try await Registry(path: file.path).scan(day("2026-01-01")...day("2026-12-31"), limit: 10)
        #expect(found.records.map(\.registration.id) == ["R-2"])
        #expect(found.quarantined.map(\.reason.english) == ["has more than 1000 rows that belong to it"])
    }

    @Test func relatedRowsAreLimited() async throws {
        let file = try Self.withApplications(RegistryReader.mostRows + 1)
        let error = try await refusal(of: Registry(path: file.path), by: "page")
        #expect("\(error)".contains("reading the rows of application of the registry"))
        #expect("\(error)".contains("more than 100000 rows belong to a few records"))
    }

    private static func withApplications(_ count: Int) throws -> TestRegistry {
        try TestRegistry.reference(
            """
            INSERT INTO registration (id, valid_until, updated_at)
            VALUES ('R-1', '2026-03-15', ''), ('R-2', '2026-03-15', '')
            """,
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(count))
            INSERT INTO application (id, registration_id, procedure, state, updated_at)
            SELECT 'A-' || i, 'R-1', 'renewal', 'draft', '' FROM n
            """
        )
    }

    /// Deliveries about other records do not wait for one slow lookup after another.
    @Test func slowLookupPausesItsRecordType() async throws {
        let file = try Self.withEndlessApplications()
        let now = Mutex(Duration.zero)
        let step = Mutex(Duration.seconds(10))
        let time = ReadingTime(limit: .seconds(60)) {
            now.withLock { now in
                now += step.withLock(\.self)
                return now
            }
        }
        let registry = try Registry(path: file.path, time: time)
        let tooLong = RegistryError.tooLong(
            path: file.path,
            object: Phrase("application表", "the rows of application"),
            limit: .seconds(60)
        )
        #expect(try await refusal(of: registry, by: "lookup") == tooLong)
        try file.execute("DROP VIEW application")
        try file.execute("CREATE TABLE application (\(ApplicationColumn.names.joined(separator: ", ")), updated_at)")
        step.withLock { $0 = .zero }
        #expect(try await refusal(of: registry, by: "lookup") == tooLong)
        let others = try await registry.subjects([RecordID(type: .qualification, id: "Q-1")])
        #expect(others.subjects.isEmpty)
        now.withLock { $0 += .seconds(300) }
        #expect(try await registry.subjects(registrations: ["R-1"]).registrations.count == 1)
    }

    // MARK: Values of any size

    private static let large = "CAST(zeroblob(2000000) AS TEXT)"

    private func reference() throws -> TestRegistry {
        let rows = (1...40).map { number in
            """
            INSERT INTO person (id, name, email) VALUES ('P-\(number)', '张伟', 'p\(number)@holder.test');
            INSERT INTO registration (id, person_id, employer_id, valid_until, updated_at)
            VALUES ('R-\(number)', 'P-\(number)', 'E-\(number % 2)', '2026-03-15', '');
            """
        }
        return try TestRegistry.reference(
            "INSERT INTO employer (id, name) VALUES ('E-0', '示例化工'), ('E-1', '示例矿业')",
            rows.joined()
        )
    }

    /// A registrant enters a name of a gigabyte.
    @Test(arguments: [10, 100]) func oversizedNameIsTakenAsUnknown(limit: Int) async throws {
        let file = try reference()
        try file.execute("UPDATE person SET name = \(Self.large) WHERE id = 'P-7'")
        let registry = try Registry(path: file.path)
        let found = try await registry.scan(day("2026-01-01")...day("2026-12-31"), limit: limit)
        #expect(Set(found.records.map(\.registration.id)) == Set((1...40).map { "R-\($0)" }))
        #expect(found.records.filter { $0.holder?.name.isEmpty == true }.map(\.registration.id) == ["R-7"])
        #expect(found.records.allSatisfy { $0.holder?.email != nil && $0.employer?.name.isEmpty == false })
        #expect(found.quarantined == [Self.problem("person", "P-7", "name")])
        let looked = try await registry.subjects(registrations: ["R-7", "R-8"])
        #expect(Set(looked.registrations.map(\.registration.id)) == ["R-7", "R-8"])
    }

    /// An employer's clerk enters a name of a gigabyte for all its people.
    @Test func oversizedEmployerNameSkipsNobody() async throws {
        let file = try reference()
        try file.execute("UPDATE employer SET name = \(Self.large) WHERE id = 'E-1'")
        let found = try await Registry(path: file.path).scan(day("2026-01-01")...day("2026-12-31"), limit: 100)
        #expect(found.records.count == 40)
        #expect(found.quarantined == [Self.problem("employer", "E-1", "name")])
    }

    /// Nobody can tell what was meant, so this row waits, and no other.
    @Test func oversizedStateSkipsItsRow() async throws {
        let file = try reference()
        try file.execute("UPDATE registration SET state = \(Self.large) WHERE id = 'R-3'")
        let registry = try Registry(path: file.path)
        let found = try await registry.scan(day("2026-01-01")...day("2026-12-31"), limit: 100)
        #expect(found.records.count == 39)
        #expect(found.quarantined.map { "\($0.table) \($0.id) \($0.column ?? "")" } == ["registration R-3 state"])
        let looked = try await registry.subjects(registrations: ["R-3", "R-4"])
        #expect(looked.registrations.map(\.registration.id) == ["R-4"])
        #expect(looked.quarantined.map(\.id) == ["R-3"])
    }

    @Test func oversizedValueInAMappedTableSkipsItsRow() async throws {
        let file = try TestRegistry.foreign(
            "CREATE TABLE zc (nr TEXT PRIMARY KEY, ends TEXT, name TEXT)",
            "INSERT INTO zc VALUES ('R-1', '2026-03-15', '张伟'), ('R-2', '2026-03-15', \(Self.large))"
        )
        let mapping = RegistryMapping(
            registrations: "SELECT nr AS id, ends AS valid_until, name AS holder_name FROM zc"
        )
        let registry = try Registry(path: file.path, mapping: mapping)
        let found = try await registry.scan(day("2026-01-01")...day("2026-12-31"), limit: 100)
        #expect(found.records.map(\.registration.id) == ["R-1", "R-2"])
        #expect(found.quarantined == [Self.problem("registration", "R-2", "holder_name")])
    }

    /// Without an order to find rows by, it cannot be skipped.
    @Test func oversizedIDFailsTheReadNamingItsTable() async throws {
        let file = try TestRegistry.foreign(
            "CREATE TABLE zc (nr TEXT, ends TEXT)",
            "INSERT INTO zc VALUES ('R-1', '2026-03-15'), (\(Self.large), '2026-03-15')"
        )
        let mapping = RegistryMapping(registrations: "SELECT nr AS id, ends AS valid_until FROM zc")
        let registry = try Registry(path: file.path, mapping: mapping)
        let error = try await refusal(of: registry, by: "page")
        let reason = Phrase("有一个值超过1 MiB；请在登记库中缩短", "a value is larger than 1 MiB; shorten it in the registry")
        let object = Phrase(verbatim: "registry.mapping.registrations")
        #expect(error == .tooMuch(path: file.path, object: object, reason: reason))
    }

    private static func problem(_ table: String, _ id: String, _ column: String) -> RowProblem {
        RowProblem(
            table: table,
            id: id,
            column: column,
            reason: CellProblem.tooLong("").reason,
            consequence: .cosmetic
        )
    }

    // MARK: Schemas

    private static func views(_ count: Int, _ select: (Int) -> String) throws -> TestRegistry {
        let columns = (0..<300).map { "c\($0)" }.joined(separator: ", ")
        let views = (1...count).map { "CREATE VIEW v\($0) AS \(select($0 - 1));" }
        return try TestRegistry.foreign("CREATE TABLE v0 (\(columns))", views.joined())
    }

    private static func mapping(over view: String) -> RegistryMapping {
        RegistryMapping(registrations: "SELECT c0 AS id, c1 AS valid_until FROM \(view)")
    }

    @Test func deeplyNestedViewsAreRefused() throws {
        let file = try Self.views(400) { "SELECT * FROM v\($0)" }
        let error = try #require(
            #expect(throws: RegistryError.self) {
                _ = try Registry(path: file.path, mapping: Self.mapping(over: "v400"))
            }
        )
        #expect("\(error)".contains("read through more than 64 views"))
        // Views that nothing reads through do no harm.
        _ = try Registry(path: file.path, mapping: Self.mapping(over: "v3"))
    }

    /// Twenty lines that expanded to a million selects took 7 GB.
    @Test(arguments: [
        "SELECT * FROM v1 UNION ALL SELECT * FROM v1", "SELECT a.* FROM v1 a, main.v1 b",
        "SELECT * FROM v1 WHERE c0 IN \"V1\"",
    ])
    func doublingViewsAreRefused(select: String) throws {
        let file = try Self.views(20) { select.replacing("v1", with: "v\($0)").replacing("V1", with: "V\($0)") }
        #expect(throws: RegistryError.self) {
            _ = try Registry(path: file.path, mapping: Self.mapping(over: "v20"))
        }
    }

    /// A single view in which each part names the previous one twice; a parenthesis may be a name.
    @Test(arguments: ["AS", "AS NOT MATERIALIZED", "(c0, c1) AS MATERIALIZED", "(\"(\", c1) AS", "(\")\", c1) AS"])
    func doublingCommonTableExpressionsAreRefused(head: String) throws {
        let parts = (1...30).map { "p\($0) \(head) (SELECT * FROM p\($0 - 1) UNION ALL SELECT * FROM p\($0 - 1))" }
        let text = "p0 AS (SELECT * FROM z), \(parts.joined(separator: ", "))"
        let file = try TestRegistry.foreign("CREATE TABLE z (nr, ends)")
        try file.execute("CREATE VIEW zc AS WITH \(text) SELECT nr, ends FROM p30")
        let error = try #require(
            #expect(throws: RegistryError.self) {
                let mapping = RegistryMapping(registrations: "SELECT nr AS id, ends AS valid_until FROM zc")
                _ = try Registry(path: file.path, mapping: mapping)
            }
        )
        #expect("\(error)".contains("over and over"))
    }

    @Test func commonTableExpressionsAreCounted() throws {
        let sources = SQLSources(
            "WITH a AS (SELECT 1 FROM t), b(x) AS NOT MATERIALIZED (SELECT * FROM a, a) SELECT * FROM b"
        )
        // After the comma its definition counts as well.
        #expect(sources.own["b"] == 2)
        #expect(sources.common["a"]?["t"] == 1)
        #expect(sources.common["b"]?["a"] == 2)
    }

    /// SQLite reads the whole schema when it opens the file.
    @Test func hugeSchemaIsRefused() throws {
        let file = try TestRegistry.foreign("CREATE TABLE z (nr, ends)")
        let columns = (0..<100).map { "c\($0)" }.joined(separator: ", ")
        try file.execute(
            """
            PRAGMA writable_schema = 1;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
            INSERT INTO sqlite_master
            SELECT 'table', 't' || i, 't' || i, 2, 'CREATE TABLE t' || i || ' (\(columns))' FROM n
            """
        )
        let error = try #require(
            #expect(throws: RegistryError.self) {
                let mapping = RegistryMapping(registrations: "SELECT nr AS id, ends AS valid_until FROM z")
                let time = ReadingTime(limit: .seconds(60), memory: 4 << 20) { .zero }
                _ = try Registry(path: file.path, mapping: mapping, time: time)
            }
        )
        #expect("\(error)".contains("more than 4 MiB"))
    }

    @Test(arguments: ["\"V2\"", "[v2]", "`v2`", "'v2'", "main.v2", "/* ' */v2", "-- \"\nv2"])
    func viewIsFoundHoweverItsNameIsQuoted(name: String) {
        #expect(SQLSources("SELECT a FROM other, \(name)").own["v2"] == 1)
    }

    @Test func virtualTablesAreRefused() throws {
        let file = try TestRegistry.foreign("CREATE VIRTUAL TABLE zc USING fts5(nr, ends)")
        let error = try #require(
            #expect(throws: RegistryError.self) {
                let mapping = RegistryMapping(registrations: "SELECT nr AS id, ends AS valid_until FROM zc")
                _ = try Registry(path: file.path, mapping: mapping)
            }
        )
        #expect("\(error)".contains("no such module: fts5"))
    }

    @Test(arguments: ["swiftCapitalizedString('r')", "renewald_folded('r')", "(SELECT name FROM pragma_table_list)"])
    func viewsCannotCallProgramFunctions(call: String) throws {
        let file = try TestRegistry.foreign("CREATE TABLE z (nr)")
        try file.execute(
            "PRAGMA writable_schema = 1; INSERT INTO sqlite_master VALUES ('view', 'zc', 'zc', 0, "
                + "'CREATE VIEW zc AS SELECT \(call.replacing("'", with: "''")) AS nr, ''2026-03-15'' AS ends FROM z')"
        )
        let error = try #require(
            #expect(throws: RegistryError.self) {
                let mapping = RegistryMapping(registrations: "SELECT nr AS id, ends AS valid_until FROM zc")
                _ = try Registry(path: file.path, mapping: mapping)
            }
        )
        #expect("\(error)".contains("unsafe use of"), "\(error)")
    }

    @Test func cacheSizeOfTheFileIsIgnored() throws {
        let file = try TestRegistry.foreign("CREATE TABLE z (nr)", "PRAGMA default_cache_size = 1000000")
        let configure = RegistryConnection.configure
        let queue = try BoundedQueue(path: file.path, time: .unlimited, onSlow: {}, configure: configure)
        #expect(try queue.readAtOnce { try Int.fetchOne($0, sql: "PRAGMA cache_size") } == -2000)
        #expect(try queue.readAtOnce { try Bool.fetchOne($0, sql: "PRAGMA trusted_schema") } == false)
    }

    /// Commands that write open the same files.
    @Test func writingCommandsRefuseHostileFilesToo() throws {
        let file = try TestRegistry.reference(
            "DROP TABLE application",
            "CREATE VIRTUAL TABLE application USING fts5(id)"
        )
        let registry = try ReferenceRegistry(path: file.path)
        #expect(throws: RegistryError.self) { try registry.export(table: "application", separator: 44) { _ in } }
        #expect(throws: RegistryError.self) { _ = try registry.check(on: day("2026-01-01")) }
    }
}
