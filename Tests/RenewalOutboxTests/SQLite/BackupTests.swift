import Foundation
import GRDB
import RenewalOutbox
import RenewalRules
import Testing

/// A backup taken while the daemon works is whole, or is not there.
@Suite struct BackupTests {
    private let place: OutboxPlace

    init() throws { place = try OutboxPlace() }

    private func path(_ name: String) -> String { place.directory.appending(path: name).path }

    @Test func backupContainsEverythingCommitted() async throws {
        let outbox = try place.open()
        for number in 1...20 { try await outbox.plan(Sample.notice("浙-\(number)")) }
        let mute = Mute(.person("P-1"), until: nil, reason: nil, by: "zhang", since: Sample.start)
        try await outbox.mute(mute)
        let size = try await place.open(.reading).backUp(to: path("备份.db"))
        let copy = try Outbox(path: path("备份.db"), access: .reading, at: Sample.start)
        #expect(size > 0)
        #expect(try await copy.counts() == [.pending: 20])
        #expect(try await copy.mutes() == [mute])
        #expect(copy.instanceID == outbox.instanceID)
        #expect(try await copy.verifyEvidence(against: try await outbox.evidenceHead()).problems == [])
        let mode = try FileManager.default.attributesOfItem(atPath: path("备份.db"))[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func writerContinuesDuringABackup() async throws {
        let outbox = try place.open()
        try await outbox.plan(Sample.notice("浙-0"))
        let reader = try place.open(.reading)
        async let backups = (1...5).reduceAsync { _ = try await reader.backUp(to: path("\($0).db")) }
        for number in 1...100 { try await outbox.plan(Sample.notice("浙-\(number)")) }
        try await backups
        for number in 1...5 {
            let copy = try Outbox(path: path("\(number).db"), access: .reading, at: Sample.start)
            let report = try await copy.verifyEvidence(against: nil)
            let planned = try await copy.counts()[.pending]
            #expect(report.problems == [] && report.entries == planned)
        }
    }

    @Test func existingFileIsNotOverwritten() async throws {
        _ = try place.open()
        try Data("旧".utf8).write(to: URL(filePath: path("old.db")))
        let error = await #expect(throws: OutboxError.self) {
            try await place.open(.reading).backUp(to: path("old.db"))
        }
        #expect(error == .exists(path: path("old.db")) && error?.exitCode == 73)
        #expect(try String(contentsOfFile: path("old.db"), encoding: .utf8) == "旧")
    }

    @Test func failedBackupLeavesNoFile() async throws {
        let outbox = try place.open()
        let error = await #expect(throws: OutboxError.self) { try await outbox.backUp(to: path("没有/x.db")) }
        #expect(error?.exitCode == 74)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: place.directory.path).allSatisfy {
                !$0.hasSuffix(".partial")
            }
        )
    }

    @Test func withoutAStateFileThereIsNothingToBackUp() async throws {
        let reader = try place.open(.reading)
        await #expect(throws: OutboxError.missing(path: place.path)) { try await reader.backUp(to: path("x.db")) }
    }
}

extension ClosedRange<Int> {
    /// One after the other.
    fileprivate func reduceAsync(_ step: (Int) async throws -> Void) async throws {
        for number in self { try await step(number) }
    }
}
