import Foundation
import GRDB
package import RenewalRules

extension Outbox {
    /// Puts a backup in place of a state file that no daemon has open.
    ///
    /// What waits in it may have been sent since, so it gets a hold. The old file is kept next to it under another
    /// name. A process that ends half-way leaves the old file, the new one, or none, which the next start treats as
    /// lost.
    ///
    /// - Parameters:
    ///   - backup: a file that ``backUp(to:)`` made, or a copy of a state file of a stopped service, opened as `backup`
    ///   - path: the state file
    ///   - now: the instant of the order
    /// - Returns: where the old file is kept; `nil` when there was none
    /// - Throws: `locked` while a daemon runs, `noBackup`, `notADatabase`, `schemaTooNew`, `damaged`, `unreadable`,
    ///   `writeFailed`; the old file is in place then
    package static func restore(
        _ backup: Outbox,
        asStateFileAt path: String,
        at now: UnixTime
    ) async throws(OutboxError) -> String? {
        let path = try StateFile(ownPath: path).path
        guard backup.path != path else {
            let reason = Phrase("不能用文件自身恢复该文件", "a file cannot be restored from itself")
            throw .unreadable(path: path, reason: reason)
        }
        let lock = try FileLock(forStateFileAt: path)
        let copy = path + ".restoring"
        let removeCopy = { for end in ["", "-wal", "-shm"] { unlink(copy + end) } }
        removeCopy()
        let restored: LockWitness
        do {
            restored = try await copyWithHold(of: backup, to: copy, at: now)
        } catch {
            removeCopy()
            throw error
        }
        let kept = try putAside(path, at: now)
        try NewFile(path: copy).replace(path)
        // A file that was begun meanwhile is not the one to look for any more; an older state of the same file is noticed.
        if let witness = lock.witness, witness.instanceID != restored.instanceID { try lock.remember(restored) }
        return kept
    }

    /// Creates a copy that is complete, checked, migrated to this version's schema, and closed.
    ///
    /// - Returns: which file it is a copy of, and how often a daemon had started on that
    private static func copyWithHold(
        of backup: Outbox,
        to copy: String,
        at now: UnixTime
    ) async throws(OutboxError) -> LockWitness {
        guard backup.pool != nil else { throw .noBackup(path: backup.path) }
        _ = try await backup.backUp(to: copy)
        let pool = try StateFile(path: copy).openForWriting(checkpoints: .automatic, at: now)
        do {
            let words = "the state file was restored from a backup: what waits in it may have been sent since"
            let copied = try await pool.write { database in
                try database.holdSending(.restoredState, words, at: now)
                guard let row = try Row.fetchOne(database, sql: "SELECT id, epoch FROM instance") else {
                    throw Row.Unreadable()
                }
                return LockWitness(instanceID: try row.text("id"), epoch: try row.integer("epoch"))
            }
            // Nothing may remain in a log that is not moved with the file.
            try await pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            try pool.close()
            return copied
        } catch {
            throw OutboxError(error, path: copy)
        }
    }

    /// Renames a state file and its log, the file first, so that nobody can take it for complete without its log.
    private static func putAside(_ path: String, at now: UnixTime) throws(OutboxError) -> String? {
        let file = StateFile(path: path)
        let kept = "\(path).before-restore-\(now.milliseconds / 1000)"
        let isThere = try file.size() != nil
        for end in ["", "-wal", "-shm"] where try StateFile(path: path + end).size() != nil {
            try NewFile(path: path + end).replace(kept + end)
        }
        return isThere ? kept : nil
    }
}
