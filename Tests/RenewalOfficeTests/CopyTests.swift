import Foundation
import GRDB
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
            try reference.comparison(with: copy.path) == [
                ReferenceRegistry.Comparison(table: "person", now: 2, then: 1)
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
