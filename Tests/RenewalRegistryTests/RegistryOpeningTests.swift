import Foundation
import GRDB
import RegistryFixtures
import RenewalOffice
import Testing

@testable import RenewalRegistry

@Suite struct RegistryOpeningTests {
    private func refusal(of path: String) throws -> RegistryError {
        try #require(#expect(throws: RegistryError.self) { _ = try Registry(path: path) })
    }

    @Test func missingFileExitsWith66() throws {
        let registry = try TestRegistry()
        let error = try refusal(of: registry.path)
        #expect(error == .missing(path: registry.path))
        #expect(error.exitCode == 66)
    }

    @Test func aDirectoryIsUnreadable() throws {
        let registry = try TestRegistry()
        #expect(try refusal(of: registry.directory.path).exitCode == 74)
    }

    @Test func nonDatabaseFileIsRefused() throws {
        let registry = try TestRegistry()
        try Data(repeating: 0x61, count: 4096).write(to: URL(filePath: registry.path))
        let error = try refusal(of: registry.path)
        #expect(error == .notADatabase(path: registry.path))
        #expect(error.exitCode == 65)
    }

    @Test func aNewerSchemaIsRefused() throws {
        let registry = try TestRegistry.reference("PRAGMA user_version = 7")
        let error = try refusal(of: registry.path)
        #expect(error == .schemaTooNew(path: registry.path, found: 7, known: ReferenceSchema.version))
        #expect(throws: error) { _ = try ReferenceRegistry(path: registry.path) }
    }

    @Test func aMissingTableOrColumnIsNamed() throws {
        let empty = try TestRegistry.foreign("CREATE TABLE other (id TEXT)")
        #expect(try "\(refusal(of: empty.path))".contains("no such table"))
        let old = try TestRegistry.reference("ALTER TABLE registration DROP COLUMN new_category")
        let error = try refusal(of: old.path)
        #expect("\(error)".contains("new_category"))
        #expect(error.exitCode == 65)
    }

    @Test func missingPermissionsSayWhatToDo() {
        let error = RegistryError(
            DatabaseError(resultCode: .SQLITE_READONLY, message: "attempt to write a readonly database"),
            path: "/srv/登记.db"
        )
        #expect("\(error)".contains("-shm"))
        #expect(error.exitCode == 74)
    }

    @Test func lockedDatabaseIsTemporary() {
        let error = RegistryError(DatabaseError(resultCode: .SQLITE_BUSY), path: "/srv/登记.db")
        #expect(error == .busy(path: "/srv/登记.db"))
        #expect(error.exitCode == 75)
    }
}
