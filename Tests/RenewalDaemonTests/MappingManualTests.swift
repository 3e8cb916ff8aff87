import Foundation
import RenewalConfig
import RenewalRegistry
import RenewalRules
import RenewalSQLite
import RenewalTestSupport
import Testing

@testable import RenewalDaemon

/// Runs the examples of `Documentation/mapping.md`.
@Suite struct MappingManualTests {
    /// The fenced blocks of the manual by their first line: `sql flat`, `yaml flat`.
    private static let blocks: [String: String] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let manual = root.appending(path: "Documentation/mapping.md")
        let text = (try? String(contentsOf: manual, encoding: .utf8)) ?? ""
        let parts = text.components(separatedBy: "```")
        let fenced = parts.indices.filter { !$0.isMultiple(of: 2) }.map { parts[$0] }
        return Dictionary(
            fenced.compactMap { block in
                block.firstIndex(of: "\n").map { (String(block[..<$0]), String(block[block.index(after: $0)...])) }
            }
        ) { first, _ in first }
    }()

    /// The records that an example yields, with their last days, holders and states.
    private func records(of example: String, in folder: TemporaryDirectory) async throws -> [String] {
        for (file, block) in [("registry.db", "sql \(example)"), ("hr.db", "sql \(example) hr")] {
            guard let sql = Self.blocks[block] else { continue }
            let script = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])"
            _ = try ForeignProgram.python(script, arguments: [folder.path(file), sql])
        }
        let mapping = try #require(Self.blocks["yaml \(example)"]).split(separator: "\n").map { "  \($0)" }
        let settings = try Settings.parse(
            text: """
                version: 1
                registry:
                  sqlite: registry.db
                \(mapping.joined(separator: "\n"))
                state: {sqlite: state.db}
                channels: {mail: {type: maildir, path: mail, from: office@example.test}}
                routes: [{match: {audience: holder}, send: [mail]}]
                administrators: [{name: 值班, email: duty@example.test}]
                """,
            file: folder.path("renewald.yaml"),
            environment: [:]
        )
        let registry = try settings.openRegistry()
        let policy = RenewalPolicy()
        let check = try await registry.check(policy: policy, on: try #require(CalendarDate("2026-11-30")))
        #expect(check.tally.groups.filter { $0.consequence == .unreadable }.isEmpty)
        let page = try await registry.page(of: .all, after: nil, limit: 100)
        let looked = try await registry.subjects(page.subjects.map(\.record)).subjects
        #expect(Set(looked.map(\.record)) == Set(page.subjects.map(\.record)), "what is looked up is what was scanned")
        return Set(page.subjects).compactMap { subject -> String? in
            guard case .registration(let record) = subject else { return nil }
            let registration = record.registration
            let day = registration.validUntil?.description ?? "-"
            return "\(registration.id) \(day) \(record.holder?.name ?? "-") \(registration.state.rawValue)"
        }.sorted()
    }

    @Test(arguments: [
        ("flat", ["R-1 2027-03-05 张三 active", "R-2 2027-03-06 李四 active", "R-3 2027-03-07 王五 active"]),
        ("chinese", ["ZC-1 2027-03-05 张三 active", "ZC-2 2027-03-06 李四 cancelled"]),
        ("epoch", ["1 2027-03-05 张三 active"]),
        ("attached", ["R-0001 2027-03-05 张三 active"]),
    ])
    func theExamplesOfTheManualWork(_ example: String, _ expected: [String]) async throws {
        let folder = try TemporaryDirectory()
        #expect(try await records(of: example, in: folder) == expected)
    }

    /// The command for a database on a medium that cannot be written, as another program runs it.
    @Test func theSnapshotOfTheManualWorks() throws {
        let folder = try TemporaryDirectory()
        let statement = try #require(Self.blocks["console"]?.firstMatch(of: /"(VACUUM INTO [^"]+)"/)?.output.1)
        let sql = String(statement).replacing("/srv/registry", with: folder.url.path)
        let script = """
            import sqlite3, sys
            office = sqlite3.connect(sys.argv[1])
            office.execute("PRAGMA journal_mode = WAL")
            office.execute("CREATE TABLE t (x)")
            office.execute("INSERT INTO t VALUES (7)")
            office.commit()
            office.close()
            sqlite3.connect("file:" + sys.argv[1] + "?immutable=1", uri=True).execute(sys.argv[2])
            print(sqlite3.connect(sys.argv[3]).execute("SELECT x FROM t").fetchall())
            """
        let made = folder.path("snapshot.db.new")
        let output = try ForeignProgram.python(script, arguments: [folder.path("office.db"), sql, made])
        #expect(output.contains("[(7,)]"))
    }

    @Test func aReplacedSecondFileIsNoticed() async throws {
        let folder = try TemporaryDirectory()
        _ = try await records(of: "attached", in: folder)
        let mapping = RegistryMapping(
            registrations:
                "SELECT z.bh AS id, z.yxq AS valid_until, s.name AS holder_name, z.ry AS holder_id FROM zc z LEFT JOIN hr.staff s ON s.id = z.ry"
        )
        var attached = mapping
        attached.attached = [AttachedFile(name: "hr", path: folder.path("hr.db"))]
        let registry = Registry(
            openedLater: folder.path("registry.db"),
            mapping: attached,
            time: .unlimited,
            utcOffset: { _ in .seconds(8 * 3600) },
            running: QueuedTransactions()
        )
        let id = RecordID(type: .registration, id: "R-0001")
        #expect(try await registry.subjects([id]).subjects.first?.holder?.name == "张三")
        let script = """
            import sqlite3, sys, os
            new = sqlite3.connect(sys.argv[1] + ".new")
            new.executescript("CREATE TABLE staff (id TEXT, name TEXT, mail TEXT); INSERT INTO staff VALUES ('S-1', '李四', NULL)")
            new.close()
            os.rename(sys.argv[1] + ".new", sys.argv[1])
            """
        _ = try ForeignProgram.python(script, arguments: [folder.path("hr.db")])
        #expect(try await registry.subjects([id]).subjects.first?.holder?.name == "李四")
    }
}
