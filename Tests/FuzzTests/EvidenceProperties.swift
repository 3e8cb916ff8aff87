import Foundation
import GRDB
import RenewalRules
import Synchronization

@testable import RenewalOutbox

/// `evidence verify` detects any edit of a single cell or row of a state file, except where the promise excludes it.
enum EvidenceProperties {
    /// What the evidence does not prove, by table or column; `Documentation/reliability.md` lists the same.
    static let outside: [String: String] = [
        "delivery.lease_until_ms": "put off all the time while an attempt runs; ends with it",
        "mailbox_day": "how many notices a mailbox got today: what paces, and nothing that was told",
        "bouncing_mailbox": "how many mails came back in a row: one that arrives, and an order, begin it anew",
        "channel_state": "how channels are doing just now: rests end by themselves, and an order ends them",
        "channel_server": "what the latest attempts learned of the servers of channels; the next one looks anew",
        "acknowledgement.acknowledged_by": "the account that gave the order; that, and when, it was given is proven",
        "acknowledgement.reason": "the operator's words beside it",
        "finished_count": "figures for monitors",
        "attempt_count": "figures for monitors",
        "lateness_count": "figures for monitors",
        "fresh_delivery": "what a scan that is not over has planned, by party; forgotten with its end",
        "faulty_rows": "what the last full pass found, found again by the next",
        "registry_size": "what the next full pass is compared with",
        "open_thread": "what is open, compared with the registry at every pass",
        "event_counter": "the number of the last event; never below the clock",
        "scan": "figures of passes; the days are in no entry",
        "instance.created_ms": "only shown",
        "instance.machine": "the guard compares it at the next start",
        "instance.inode": "the guard compares it at the next start",
        "instance.epoch": "the lock file and the registry's memory have it too",
    ]

    private static let making = Mutex<Task<DatabaseQueue, any Error>?>(nil)
    private static let file = Mutex<DatabaseQueue?>(nil)

    /// Creates the state file to be edited, once for all callers.
    static func prepare() async throws {
        let task = making.withLock { making in
            let task = making ?? Task { try await make() }
            making = task
            return task
        }
        let queue = try await task.value
        file.withLock { $0 = queue }
    }

    private static func make() async throws -> DatabaseQueue {
        let folder = FileManager.default.temporaryDirectory.appending(path: "evidence-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "state.db").path
        try await EventfulLife.live(at: path)
        var configuration = Configuration()
        // The outbox may still be closing its file.
        configuration.busyMode = .timeout(10)
        let (source, queue) = (try DatabaseQueue(path: path, configuration: configuration), try DatabaseQueue())
        try await queue.writeWithoutTransaction { target in try source.read { try $0.backup(to: target) } }
        try source.close()
        try await queue.writeWithoutTransaction { try StateEdits.unlock($0) }
        return queue
    }

    /// Runs with the state file; no edit of it is kept.
    static func withEdits<Answer>(_ body: (StateEdits) throws -> Answer) throws -> Answer? {
        guard let queue = file.withLock({ $0 }) else { return nil }
        return try queue.writeWithoutTransaction { try body(StateEdits($0)) }
    }

    /// The problems found now; a file that cannot be read to the end counts as detected too.
    static func problems(_ database: Database) -> [String] {
        do {
            var verification = try EvidenceVerification(database: database)
            try verification.walkChain(noted: nil)
            try verification.compareTables()
            return verification.report.problems.map(\.english)
        } catch {
            return ["cannot be read: \(error)"]
        }
    }

    static func isOutside(_ table: String, _ column: String?) -> Bool {
        outside[table] != nil || column.map { outside["\(table).\($0)"] != nil } ?? false
    }

    /// The bytes choose a table, a row, a column and an operation; the rest is the value written.
    static func check(_ bytes: [UInt8]) throws(Finding) {
        guard bytes.count > 5 else { return }
        do {
            try withEdits { edits in
                let table = edits.tables[Int(bytes[0]) % edits.tables.count]
                let rows = try edits.rows(of: table)
                guard !rows.isEmpty else { return }
                let row = rows[(Int(bytes[1]) << 8 | Int(bytes[2])) % rows.count]
                let column = table.columns[Int(bytes[3]) % table.columns.count]
                guard !isOutside(table.name, column.name) else { return }
                let edit = try Self.edit(bytes, edits, table, row, column)
                let found = try edits.after(edit.0, edit.1) { problems(edits.database) }
                let isChanged = try edits.after(edit.0, edit.1) { try edits.rows(of: table) != rows } ?? false
                let isDue = edit.0.contains("SET state") && isWaiting(row["state"])
                if isChanged, !isDue, found == [] { throw Finding(description: "not found: \(edit)") }
            }
        } catch let finding as Finding {
            throw finding
        } catch {
            throw Finding(description: "the edit cannot be made: \(error)")
        }
    }

    /// A deferred delivery becomes pending as time passes, without an entry.
    static func isWaiting(_ state: String?) -> Bool { state == "pending" || state == "deferred" }

    private static func edit(
        _ bytes: [UInt8],
        _ edits: StateEdits,
        _ table: StateEdits.Table,
        _ row: Row,
        _ column: (name: String, type: String)
    ) throws -> (String, StatementArguments) {
        let rest = bytes.dropFirst(5)
        switch bytes[4] % 8 {
        case 0: return edits.remove(row, from: table)
        case 1: return edits.double(row, of: table)
        case 2...4:
            let values = try edits.values(for: column, in: table, row: row)
            return edits.set(column.name, to: values[Int(bytes[4] / 8) % values.count], in: table, row: row)
        default:
            let hex = rest.map { String(format: "%02x", $0) }.joined()
            let number = rest.prefix(7).reduce(0) { $0 << 8 | Int($1) }
            switch column.type {
            case "INTEGER": return edits.set(column.name, to: "\(number)", in: table, row: row)
            case "BLOB": return edits.set(column.name, to: "x'\(hex)'", in: table, row: row)
            default:
                let text = String(decoding: rest, as: UTF8.self)
                let hex = text.utf8.map { String(format: "%02x", $0) }.joined()
                return edits.set(column.name, to: "CAST(x'\(hex)' AS TEXT)", in: table, row: row)
            }
        }
    }
}
