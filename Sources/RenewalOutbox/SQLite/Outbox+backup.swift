import Foundation
import GRDB
import RenewalFiles

extension Outbox {
    package func backUp(to target: String) async throws(OutboxError) -> Int {
        guard let pool else { throw .missing(path: path) }
        let target = try Self.trusted(target)
        guard !FileManager.default.fileExists(atPath: target) else { throw .exists(path: target) }
        let partial = target + ".partial"
        let file = NewFile(path: partial)
        try file.make()
        do {
            // Not in a transaction, which VACUUM refuses; it takes a snapshot of its own.
            try await pool.unsafeRead { try $0.execute(sql: "VACUUM INTO ?", arguments: [partial]) }
            try Self.check(partial)
            try file.settle(as: target)
        } catch {
            // The first error is the one to report; an incomplete copy helps nobody.
            try? FileManager.default.removeItem(atPath: partial)
            throw OutboxError(error, path: path)
        }
        return try StateFile(path: target).size() ?? 0
    }

    /// SQLite opens the copy by name, so nobody else may be able to replace it.
    private static func trusted(_ target: String) throws(OutboxError) -> String {
        do {
            return try TrustedPath(target, in: .shared).path
        } catch {
            throw OutboxError(error)
        }
    }

    private static func check(_ copy: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: copy, configuration: configuration)
        let verdict = try queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check(1)") }
        guard verdict == "ok" else { throw OutboxError.damaged(path: copy, verdict: verdict) }
    }
}
