import Foundation
import GRDB
import Glibc
import RegistryFixtures
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalOffice

@Suite struct CopyTests {
    private let morning = UnixTime(rfc3339: "2026-11-30T01:00:00Z") ?? UnixTime(seconds: 0)

    private func people(_ registry: TestRegistry) throws -> [String] {
        try registry.strings("SELECT name FROM person ORDER BY id")
    }

    @Test func aCopyHoldsEverythingAndIsNotForEverybody() throws {
        let registry = try TestRegistry.reference()
        try registry.importing("person", "id,name", "P-1,张三")
        let copy = try ReferenceRegistry(path: registry.path).keepCopy(at: morning)
        #expect(copy.path == registry.path + ".2026-11-30T010000Z.bak")
        #expect(
            try DatabaseQueue(path: copy.path).read { try String.fetchAll($0, sql: "SELECT name FROM person") } == [
                "张三"
            ]
        )
        let rights = try FileManager.default.attributesOfItem(atPath: copy.path)[.posixPermissions] as? Int
        #expect(rights == 0o640)
        #expect(try ReferenceRegistry(path: copy.path).check(on: day("2026-11-30")).damage == [])
        let names = try FileManager.default.contentsOfDirectory(atPath: registry.directory.path)
        #expect(!names.contains { $0.hasSuffix(".partial") })
    }

    @Test func tenCopiesAreKeptAndOtherFilesLeftAlone() throws {
        let registry = try TestRegistry.reference()
        let reference = try ReferenceRegistry(path: registry.path)
        let own = registry.path + ".before-the-audit.bak"
        try reference.backUp(to: own)
        for number in 0..<12 { try reference.keepCopy(at: morning + .seconds(Int64(number / 2))) }
        let copies = RegistryCopy.all(of: registry.path)
        #expect(copies.count == 10)
        #expect(copies.map(\.takenAt) == (2..<12).map { morning + .seconds($0) }, "two in one second are two copies")
        #expect(FileManager.default.fileExists(atPath: own))
    }

    @Test func anExistingFileIsLeftAlone() throws {
        let registry = try TestRegistry.reference()
        let target = registry.directory.appending(path: "备份.db").path
        try Data("别的".utf8).write(to: URL(filePath: target))
        let error = #expect(throws: RegistryError.self) {
            try ReferenceRegistry(path: registry.path).backUp(to: target)
        }
        #expect(error?.exitCode == 73)
        #expect(try Data(contentsOf: URL(filePath: target)) == Data("别的".utf8))
    }

    @Test func theLastCopyIsPutBackAndThatIsUndoneToo() throws {
        let registry = try TestRegistry.reference()
        try registry.importing("person", "id,name", "P-1,张三")
        let reference = try ReferenceRegistry(path: registry.path)
        let copy = try reference.keepCopy(at: morning)
        try registry.importing("person", "id,name", "P-1,李四", "P-2,王五")
        #expect(
            try reference.comparison(with: copy.path).tables == [
                RegistryComparison.Table(name: "person", now: 2, then: 1)
            ]
        )
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: registry.path)
        let kept = try reference.putBack(copy.path, at: morning + .seconds(60))
        #expect(try people(registry) == ["张三"])
        let rights = try FileManager.default.attributesOfItem(atPath: registry.path)[.posixPermissions] as? Int
        #expect(rights == 0o644, "who could read it still can")
        #expect(RegistryCopy.all(of: registry.path).last == kept)
        _ = try ReferenceRegistry(path: registry.path).putBack(kept.path, at: morning + .seconds(120))
        #expect(try people(registry) == ["李四", "王五"])
        #expect(try ReferenceRegistry(path: registry.path).check(on: day("2026-11-30")).damage == [])
    }

    /// The rows that come back changed before the last pass, so a scan of changes would not find them.
    @Test func whoReadsItSeesAnotherFile() async throws {
        let registry = try TestRegistry.reference()
        try registry.importing("registration", "id,valid_until", "R-1,2027-03-15")
        let reader = try Registry(path: registry.path)
        let before = try await reader.identity()
        let reference = try ReferenceRegistry(path: registry.path)
        let copy = try reference.keepCopy(at: morning)
        try registry.execute("DELETE FROM registration")
        #expect(try await reader.record(registration: "R-1") == nil)
        _ = try reference.putBack(copy.path, at: morning + .seconds(60))
        #expect(try await reader.identity() != before)
        #expect(try await reader.record(registration: "R-1")?.registration.id == "R-1")
    }

    @Test func whatIsNoCopyChangesNothing() throws {
        let registry = try TestRegistry.reference()
        try registry.importing("person", "id,name", "P-1,张三")
        let other = registry.directory.appending(path: "别的.db").path
        try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE t (x)") }
        try Data("不是数据库，只是一段很长很长的文字。".utf8).write(to: registry.directory.appending(path: "文字.bak"))
        let reference = try ReferenceRegistry(path: registry.path)
        for path in [other, registry.directory.appending(path: "文字.bak").path, registry.path + ".无.bak"] {
            #expect(throws: RegistryError.self) { _ = try reference.putBack(path, at: morning) }
        }
        #expect(try people(registry) == ["张三"])
        #expect(RegistryCopy.all(of: registry.path).isEmpty)
    }

    /// The next look must not take in again what somebody has just undone.
    @Test func whatIsRememberedOfSheetsStays() throws {
        let office = try RecordOffice()
        let copy = try office.registry.keepCopy(at: morning)
        try office.file.execute(
            """
            INSERT INTO import_look VALUES ('名单', 1, 2, 'digest'), ('另一份', 1, 2, NULL),
                ('退回的', 1, 2, 'digest');
            INSERT INTO import_run (source, at, outcome, summary) VALUES
                ('名单', '2026-11-30T01:00:00Z', 'written', ''), ('名单', '2026-11-30T01:00:00Z', 'refused', '一行'),
                ('退回的', '2026-11-30T01:00:00Z', 'refused', '整张');
            """
        )
        #expect(try office.registry.comparison(with: copy.path).sheets == ["名单"])
        let kept = try office.registry.putBack(copy.path, at: morning + .seconds(60))
        let look = "SELECT source || ' ' || ifnull(taken_digest, '-') FROM import_look ORDER BY source"
        #expect(try office.strings(look) == ["另一份 -", "名单 digest", "退回的 -"])
        #expect(try office.strings("SELECT sequence || summary FROM import_run") == ["1", "2一行", "3整张"])
        #expect(try ReferenceRegistry(path: office.file.path).comparison(with: kept.path).sheets == [])
    }

    @Test func whatWasRecordedSinceIsCounted() throws {
        let office = try RecordOffice()
        let context = try office.on("2026-03-10")
        _ = try office.registry.merge("P-2", into: "P-3", writes: true, context)
        let copy = try office.registry.keepCopy(at: morning)
        #expect(try office.registry.comparison(with: copy.path).recordings == nil)
        _ = try office.registry.end(registration: "R-1", as: .cancelled, context)
        let since = try #require(try office.registry.comparison(with: copy.path).recordings)
        #expect(since.count == 1 && since.lastEvent == "registration.cancelled")
        #expect(since.lastRecord == RowName("registration", "R-1") && since.lastAt == context.now.rfc3339)
        // The two histories part: what is there now is as long as what comes back.
        _ = try office.registry.putBack(copy.path, at: morning + .seconds(60))
        let other = try #require(RegistryCopy.all(of: office.file.path).last)
        let now = try ReferenceRegistry(path: office.file.path)
        _ = try now.merge("P-1", into: "P-3", writes: true, context)
        #expect(try now.comparison(with: other.path).recordings?.lastEvent == "person.merged")
    }

    /// A file from anywhere that says it is a copy.
    @Test func aCopyIsOpenedWithTheLimitsOfAnyRegistry() throws {
        let registry = try TestRegistry.reference()
        let reference = try ReferenceRegistry(path: registry.path)
        let copy = registry.directory.appending(path: "别的.db").path
        try reference.backUp(to: copy)
        // Each reads the one before twice: counting the last takes memory and time without end.
        try DatabaseQueue(path: copy).write { database in
            try database.execute(sql: "DROP TABLE annotation; CREATE VIEW v0 AS SELECT 1 AS id")
            for number in 1...30 {
                let earlier = "v\(number - 1)"
                try database.execute(sql: "CREATE VIEW v\(number) AS SELECT a.id FROM \(earlier) a, \(earlier) b")
            }
            try database.execute(sql: "CREATE VIEW annotation AS SELECT * FROM v30")
        }
        #expect(throws: RegistryError.self) { _ = try reference.comparison(with: copy) }
        #expect(throws: RegistryError.self) { _ = try reference.putBack(copy, at: morning) }
        let pipe = registry.directory.appending(path: "管道.db").path
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(throws: RegistryError.self) { _ = try reference.comparison(with: pipe) }
        #expect(RegistryCopy.all(of: registry.path).isEmpty)
    }

    @Test func whatFailsLeavesNoCopy() throws {
        let office = try RecordOffice()
        let context = try office.on("2026-03-10")
        func failing() throws {
            #expect(throws: RecordingError.self) {
                try office.registry.changing(at: morning, writes: true, isChange: \.isWritten) {
                    try office.registry.merge("P-404", into: "P-1", writes: true, context)
                }
            }
        }
        try failing()
        #expect(RegistryCopy.all(of: office.file.path).isEmpty)
        for number in 1...10 { try office.registry.keepCopy(at: morning + .seconds(Int64(number))) }
        let copies = RegistryCopy.all(of: office.file.path)
        try failing()
        #expect(RegistryCopy.all(of: office.file.path) == copies, "nor takes one away")
    }

    /// A command that is writing is waited for, not overtaken.
    @Test func aWriteUnderWayIsNotLost() throws {
        let registry = try TestRegistry.reference()
        let reference = try ReferenceRegistry(path: registry.path)
        let copy = try reference.keepCopy(at: morning)
        let other = try DatabaseQueue(path: registry.path)
        try other.writeWithoutTransaction { database in
            try database.execute(sql: "BEGIN IMMEDIATE; INSERT INTO person (id, name) VALUES ('P-9', '赵六')")
            let error = #expect(throws: RegistryError.self) {
                _ = try reference.putBack(copy.path, at: morning + .seconds(60))
            }
            #expect(error?.exitCode == 75)
            try database.execute(sql: "COMMIT")
        }
        #expect(try people(registry) == ["赵六"])
    }
}
