import Foundation
import GRDB
import RenewalRules
import Testing

@testable import RenewalOutbox

/// Properties of the SQLite file itself: its lock, mode, settings and damage.
@Suite struct StateFileTests {
    private let place: OutboxPlace

    init() throws { place = try OutboxPlace() }

    private func execute(_ sql: String) throws {
        try DatabaseQueue(path: place.path).writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    private func failure(_ access: OutboxAccess) -> OutboxError? {
        #expect(throws: OutboxError.self) { _ = try place.open(access) }
    }

    private func pragma(_ name: String, of outbox: Outbox) async throws -> String? {
        let pool = try #require(outbox.pool)
        return try await pool.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA \(name)") }
    }

    @Test(arguments: [OutboxAccess.daemon, .operatorCommand])
    func writerSyncsEveryCommit(_ access: OutboxAccess) async throws {
        _ = try place.open()
        let outbox = try place.open(access)
        #expect(try await pragma("synchronous", of: outbox) == "2")
        #expect(try await pragma("journal_mode", of: outbox) == "wal")
        #expect(try await pragma("foreign_keys", of: outbox) == "1")
        #expect(try await pragma("busy_timeout", of: outbox) == "10000")
        #expect(try await pragma("wal_autocheckpoint", of: outbox) == (access == .daemon ? "4000" : "0"))
    }

    @Test func readersNeverCheckpoint() async throws {
        let outbox = try place.open()
        let interval = try await #require(outbox.pool).read { try Int.fetchOne($0, sql: "PRAGMA wal_autocheckpoint") }
        #expect(interval == 0)
    }

    @Test func writesTakeTheWriteLockImmediately() async throws {
        let outbox = try place.open()
        let other = try DatabaseQueue(path: place.path)
        let isRefused = try await outbox.write { [other] _ in
            do {
                try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
                return false
            } catch let error as DatabaseError {
                return error.resultCode == .SQLITE_BUSY
            }
        }
        #expect(isRefused)
    }

    @Test func filesAreOwnerOnly() throws {
        let outbox = try place.open()
        let names = try FileManager.default.contentsOfDirectory(atPath: place.directory.path).sorted()
        #expect(names == ["state.db", "state.db-shm", "state.db-wal", "state.db.lock"])
        for name in names {
            let file = place.directory.appending(path: name).path
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600, "\(name)")
        }
        #expect(outbox.instanceID.count == 32)
    }

    @Test func lockIsTheSameThroughASymbolicLink() throws {
        let first = try place.open()
        let alias = place.path + ".alias"
        try FileManager.default.createSymbolicLink(atPath: alias, withDestinationPath: place.path)
        #expect(throws: OutboxError.locked(path: place.path)) {
            _ = try Outbox(path: alias, access: .daemon, at: Sample.start)
        }
        #expect(!first.instanceID.isEmpty)
    }

    @Test func lockRefusesTheSecondDaemonUntilTheFirstIsGone() throws {
        var first: Outbox? = try place.open()
        #expect(failure(.daemon) == .locked(path: place.path))
        let command = try place.open(.operatorCommand)
        let reader = try place.open(.reading)
        #expect(Set([first?.instanceID, command.instanceID, reader.instanceID]).count == 1)
        first = nil
        #expect(try place.open().instanceID == reader.instanceID)
    }

    @Test func lockIsReleasedWhileAChildHoldsItsDescriptor() throws {
        var first: Outbox? = try place.open()
        let lock = try descriptor(ofFileAt: place.path + ".lock")
        let inherited = dup(lock)
        defer { close(inherited) }
        #expect(first?.instanceID.isEmpty == false)
        first = nil
        #expect(throws: Never.self) { _ = try place.open() }
    }

    /// The descriptor with which this process has the file open.
    private func descriptor(ofFileAt path: String) throws -> Int32 {
        let real = URL(filePath: path).resolvingSymlinksInPath().path
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").first { name in
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + name)) == real
        }
        return try #require(open.flatMap { Int32($0) })
    }

    @Test func everyFileIsItsOwnInstance() throws {
        #expect(try place.open().instanceID != OutboxPlace().open().instanceID)
    }

    @Test func missingFileReadsAsEmptyAndIsNotCreated() async throws {
        let outbox = try place.open(.reading)
        #expect(try await outbox.lastScan() == nil)
        #expect(try await outbox.counts().isEmpty)
        #expect(try await outbox.deliveries(DeliveryFilter()).isEmpty)
        #expect(try await outbox.acknowledgements(of: [Sample.series().record]).isEmpty)
        #expect(outbox.instanceID.isEmpty)
        #expect(failure(.operatorCommand) == .missing(path: place.path))
        await #expect(throws: OutboxError.missing(path: place.path)) {
            try await outbox.enableChannel("x", at: Sample.start)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.directory.path).isEmpty)
    }

    @Test func readerCannotWrite() async throws {
        _ = try place.open()
        let outbox = try place.open(.reading)
        let error = await #expect(throws: OutboxError.self) { try await outbox.plan(Sample.notice()) }
        #expect(error?.exitCode == 74)
    }

    @Test(arguments: [OutboxAccess.daemon, .operatorCommand, .reading])
    func newerSchemaIsRefused(_ access: OutboxAccess) throws {
        _ = try place.open()
        try execute("INSERT INTO grdb_migrations (identifier) VALUES ('9-明年')")
        #expect(failure(access) == .schemaTooNew(path: place.path))
    }

    /// An outdated file is reported as such instead of with SQLite's message; the daemon migrates it.
    @Test func onlyTheDaemonMigratesAnOlderSchema() async throws {
        let outbox = try place.open()
        try await outbox.plan(Sample.notice())
        try execute("DELETE FROM grdb_migrations WHERE identifier = '2-promises'")
        #expect(failure(.reading) == .schemaTooOld(path: place.path))
    }

    @Test func interruptedFirstStartReadsAsEmpty() async throws {
        _ = try place.open()
        try execute("DELETE FROM grdb_migrations WHERE identifier = '2-promises'")
        #expect(try await place.open(.reading).counts().isEmpty)
    }

    @Test(arguments: [OutboxAccess.daemon, .operatorCommand, .reading])
    func foreignFileIsRefusedAndLeftAlone(_ access: OutboxAccess) throws {
        let text = Data("这不是数据库，请不要改动。\n".utf8)
        try text.write(to: URL(filePath: place.path))
        #expect(failure(access) == .notADatabase(path: place.path))
        #expect(try Data(contentsOf: URL(filePath: place.path)) == text)
    }

    @Test(arguments: [OutboxAccess.daemon, .operatorCommand, .reading])
    func foreignDatabaseIsRefusedAndLeftAlone(_ access: OutboxAccess) throws {
        try execute("CREATE TABLE registration (id TEXT)")
        let before = try Data(contentsOf: URL(filePath: place.path))
        #expect(failure(access) == .notADatabase(path: place.path))
        #expect(try Data(contentsOf: URL(filePath: place.path)) == before)
    }

    @Test func emptyFileBecomesAStateFile() async throws {
        try Data().write(to: URL(filePath: place.path))
        #expect(try await place.open(.reading).counts().isEmpty)
        #expect(try place.open().instanceID.count == 32)
    }

    @Test func truncatedFileIsDamaged() async throws {
        let outbox = try place.open()
        try await outbox.plan(Sample.notice())
        try #require(outbox.pool).close()
        // Otherwise pages in the log would make up for those cut off.
        try execute("PRAGMA wal_checkpoint(TRUNCATE)")
        try #require(!FileManager.default.fileExists(atPath: place.path + "-wal"))
        let file = try FileHandle(forUpdating: URL(filePath: place.path))
        try file.truncate(atOffset: 8192)
        try file.close()
        for access in [OutboxAccess.operatorCommand, .reading] { #expect(failure(access)?.exitCode == 65) }
    }

    @Test func missingDirectoryIsNamed() {
        let path = place.directory.appending(path: "没有/state.db").path
        let error = #expect(throws: OutboxError.self) { _ = try Outbox(path: path, access: .daemon, at: Sample.start) }
        #expect(error?.exitCode == 74 && error?.description.contains(path) == true)
    }

    @Test func unreadableRowIsHeldAndTheOthersAreClaimed() async throws {
        let outbox = try place.open()
        try await outbox.plan(Sample.notice("浙-1"), Sample.notice("浙-2"))
        try execute("UPDATE notice SET kind = 'registration.future' WHERE record_id = '浙-1'")
        #expect(try await outbox.claim().map(\.notice.key.series.record.id) == ["浙-2"])
        #expect(try await outbox.counts() == [.held: 1, .sending: 1])
    }

    @Test func ambiguousIDPrefixIsRefused() async throws {
        let outbox = try place.open()
        try await outbox.plan(Sample.notice("浙-1"), Sample.notice("浙-2"))
        try execute("UPDATE delivery SET id = 'aaaaaaaaaaaaaaaaaaaaaaaaa' || sequence")
        await #expect(throws: OutboxError.ambiguousID(id: "aaaaaa")) { _ = try await outbox.delivery(id: "aaaaaa") }
    }
}
