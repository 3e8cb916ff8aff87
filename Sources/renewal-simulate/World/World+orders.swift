import Foundation
import RenewalDaemon
import RenewalOutbox
import RenewalRules
import RenewalSQLite

/// What an operator does, and what becomes of the state file.
extension World {
    /// Opens the state file besides the daemons; what is done with it is no step of a life.
    func outbox(_ access: OutboxAccess) throws -> any OutboxStore {
        try Outbox(path: configuration.statePath, access: access, at: time.now, running: InlineTransactions())
    }

    /// An error without the directory, which differs from run to run.
    func words(of error: any Error) -> String { "\(error)".replacing(configuration.directory, with: "") }

    /// An operator's command while the daemon is down.
    func order() async {
        do {
            let what = try await command(outbox(.operatorCommand))
            story.tell("operator: \(what)")
        } catch {
            story.tell("operator: refused, \(words(of: error))")
        }
    }

    private func command(_ outbox: any OperatorStore) async throws -> String {
        let deliveries = try await outbox.deliveries(DeliveryFilter(limit: 12))
        let one = dice.pick(deliveries)
        switch dice.int(0...8) {
        case 0: return "retries \(try await outbox.retry(.all, at: time.now)) deliveries"
        case 1: return "releases \(try await outbox.release(.all, at: time.now)) deliveries"
        case 2:
            for channel in configuration.channels { try await outbox.enableChannel(channel, at: time.now) }
            return "enables all channels"
        case 3:
            guard let one else { return "has nothing to cancel" }
            return "cancels \(try await outbox.cancel(.ids([one.id]), reason: "operator", at: time.now)), \(one.id)"
        case 4:
            guard let one else { return "has nothing to hold" }
            return "holds \(try await outbox.hold(.ids([one.id]), at: time.now)), \(one.id)"
        case 5:
            guard let one else { return "has nothing to retry" }
            return "retries \(try await outbox.retry(.ids([one.id]), at: time.now)), \(one.id)"
        case 6:
            guard let one else { return "has nothing to acknowledge" }
            let acknowledgement = Acknowledgement(on: active.day(of: time.now), at: time.now, by: "operator")
            try await outbox.acknowledge(noticeID: one.noticeID, acknowledgement)
            return "acknowledges \(one.noticeID)"
        case 7:
            // Those who are written to anyway; a mute of others shows nothing.
            guard let one = dice.pick(deliveries.filter { $0.audience == .holder }) else { return "has nobody to mute" }
            return "mutes the holder of \(try await mute(one.notice.key.series.record, in: outbox))"
        default: return "unmutes \(try await unmuteAll(in: outbox)) records"
        }
    }

    private func mute(_ record: RecordID, in outbox: any OperatorStore) async throws -> String {
        try await outbox.mute(Mute(.record(record), until: nil, reason: nil, by: "operator", since: time.now))
        muted.insert(record)
        return record.id
    }

    private func unmuteAll(in outbox: any OperatorStore) async throws -> Int {
        for record in muted.sorted(by: { $0.id < $1.id }) { _ = try await outbox.unmute(.record(record), at: time.now) }
        defer { muted = [] }
        return muted.count
    }

    /// Before the calm, releases everything that an operator has held, and unmutes everybody.
    func releaseEverything() async {
        do {
            let outbox = try outbox(.operatorCommand)
            for channel in configuration.channels { try await outbox.enableChannel(channel, at: time.now) }
            for hold in try await outbox.sendingHolds() where hold.scope != .everything {
                _ = try await outbox.releaseSending(hold.scope, at: time.now)
            }
            _ = try await unmuteAll(in: outbox)
            let count = try await outbox.release(.all, at: time.now)
            story.tell("operator: enables all channels and releases \(count) deliveries")
        } catch {
            story.fail("SIM", "the operator cannot release what is held: \(error)")
        }
    }

    // MARK: The file at a crash

    /// Keeps the state file and its log as a crash leaves them: a process that closes the file would tidy up first.
    func keepFile(of life: Life) {
        // With another daemon running, the file does not belong to the dead one alone.
        guard openLives == 1, life.number.isMultiple(of: 2) || isForgetful else { return }
        copyFile(from: isForgetful ? ".early" : "", to: ".crash")
        isFileKept = true
    }

    private var isForgetful: Bool { mutant == .receiptBeforeCommit }

    /// Keeps the file early for a mutant that loses acknowledged data in a crash.
    func keepEarly() { if isForgetful, dice.happens(onceIn: 3) { copyFile(from: "", to: ".early") } }

    /// Updates a mutant's copy of the registry.
    func copyRegistry() {
        guard mutant == .staleRecheck else { return }
        let target = configuration.openedRegistryPath
        try? FileManager.default.removeItem(atPath: target)
        try? FileManager.default.copyItem(atPath: configuration.registryPath, toPath: target)
    }

    /// Puts the kept file in place once everybody has closed it.
    func restoreFile() {
        guard isFileKept else { return }
        isFileKept = false
        copyFile(from: ".crash", to: "")
    }

    /// A daemon that starts next to a dying one uses the file as it is: the kept one is outdated by then.
    func forgetFile() { isFileKept = false }

    private func copyFile(from: String, to: String) {
        let files = FileManager.default
        for part in ["", "-wal"] {
            let source = "\(configuration.statePath)\(from)\(part)"
            let target = "\(configuration.statePath)\(to)\(part)"
            try? files.removeItem(atPath: target)
            try? files.copyItem(atPath: source, toPath: target)
        }
        if to.isEmpty { try? files.removeItem(atPath: "\(configuration.statePath)-shm") }
    }
}
