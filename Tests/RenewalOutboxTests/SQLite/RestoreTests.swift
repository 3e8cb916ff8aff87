import Foundation
import GRDB
import RenewalRules
import Testing

@testable import RenewalOutbox

/// A backup is restored completely and with a hold, or not at all.
@Suite struct RestoreTests {
    private let place: OutboxPlace
    private var backup: String { place.directory.appending(path: "备份.db").path }

    init() throws { place = try OutboxPlace() }

    private func start() async throws -> Outbox {
        let outbox = try place.open()
        try await outbox.takeOver(machine: "m", serving: nil, earliest: Sample.start, at: Sample.start)
        return outbox
    }

    private func restore(_ file: String? = nil) async throws -> String? {
        let backup = try Outbox(path: file ?? backup, access: .backup, at: Sample.start)
        return try await Outbox.restore(backup, asStateFileAt: place.path, at: Sample.start)
    }

    /// One notice is in the backup; since then it was sent and another one planned.
    private func prepare() async throws {
        let outbox = try await start()
        try await outbox.plan(Sample.notice("浙-1"))
        _ = try await outbox.backUp(to: backup)
        _ = try await outbox.record([Sample.receipt(outbox.claimOne())], at: Sample.start)
        try await outbox.plan(Sample.notice("浙-2"))
    }

    @Test func restoredBackupIsHeld() async throws {
        try await prepare()
        let kept = try #require(try await restore())
        let held = try await place.open(.reading).sendingHolds()
        #expect(held.map(\.reason) == [.restoredState])
        let outbox = try await start()
        #expect(try await outbox.counts() == [.pending: 1])
        #expect(try await outbox.claim().isEmpty)
        try await outbox.check()
        let mode = try FileManager.default.attributesOfItem(atPath: place.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let old = try Outbox(path: kept, access: .reading, at: Sample.start)
        #expect(try await old.counts() == [.pending: 1, .sent: 1], "with what its log held")
    }

    @Test func missingStateFileIsRestored() async throws {
        try await prepare()
        for end in ["", "-wal", "-shm", ".lock"] { try? FileManager.default.removeItem(atPath: place.path + end) }
        #expect(try await restore() == nil)
        #expect(try await start().counts() == [.pending: 1])
    }

    /// Nothing had been planned yet when it was made.
    @Test func anEmptyBackupOfAnEarlierBuildIsRestored() async throws {
        let queue = try DatabaseQueue(path: backup)
        try OutboxSchema.migrator(at: Sample.start).migrate(queue, upTo: "2-promises")
        try queue.close()
        #expect(try await restore() == nil)
        #expect(try await place.open(.reading).sendingHolds().map(\.reason) == [.restoredState])
        #expect(try await start().counts().isEmpty)
    }

    @Test func restoreIsRefusedWhileTheDaemonRuns() async throws {
        try await prepare()
        let daemon = try await start()
        await #expect(throws: OutboxError.locked(path: place.path)) { _ = try await restore() }
        #expect(try await daemon.counts() == [.pending: 1, .sent: 1])
    }

    @Test(arguments: [
        ("missing.db", 66 as Int32), ("text.db", 65), ("damaged.db", 65), ("state.db", 74),
    ])
    func invalidBackupChangesNothing(name: String, status: Int32) async throws {
        try await prepare()
        let file = place.directory.appending(path: name)
        if name == "text.db" { try Data(repeating: 0x61, count: 5000).write(to: file) }
        if name == "damaged.db" {
            var bytes = try Data(contentsOf: URL(filePath: backup))
            bytes.replaceSubrange(8192..<bytes.count - 4096, with: Data(repeating: 0x5A, count: bytes.count - 12288))
            try bytes.write(to: file)
        }
        let error = await #expect(throws: OutboxError.self) { _ = try await restore(file.path) }
        #expect(error?.exitCode == status, "\(String(describing: error))")
        #expect(try await start().counts() == [.pending: 1, .sent: 1])
        let left = try FileManager.default.contentsOfDirectory(atPath: place.directory.path)
        #expect(!left.contains { $0.contains("restoring") || $0.contains("before") }, "\(left)")
    }

    /// Between the two renames there is no state file.
    @Test func interruptedRestoreIsHeldAsALoss() async throws {
        try await prepare()
        try FileManager.default.moveItem(atPath: place.path, toPath: place.path + ".before-restore-1")
        let outbox = try await start()
        #expect(try await outbox.sendingHolds().map(\.reason) == [.lostState])
        #expect(try await outbox.counts().isEmpty, "the log that stayed is not taken for its own")
    }
}
