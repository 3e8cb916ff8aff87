import Foundation
import GRDB
import RenewalRules

/// The sealed content of rows: every column whose changes are recorded, byte by byte.
///
/// The end of a lease is left out, because it is extended without an entry, and so is the difference between deferred
/// and pending, which changes as time passes.
struct SealedRows {
    /// Gives one value for each row.
    let query: String

    /// - Parameters:
    ///   - columns: what is sealed, in its order
    ///   - source: where it comes from; the condition takes the key
    private init(columns: [String], source: String) {
        // The length and bytes of each, or a sign for null; SQLite counts bytes after a zero byte as well.
        let parts = columns.map { "ifnull(length(CAST(\($0) AS BLOB)) || ':' || \($0), '-')" }
        query = "SELECT CAST(\(parts.joined(separator: " || ")) AS BLOB) FROM \(source)"
    }

    static let delivery = SealedRows(
        columns: [
            "d.sequence", "d.id", "d.notice_id", "d.channel", "d.address", "d.recipient_name", "d.language",
            "d.severity", "d.due_on", "replace(d.state, 'deferred', 'pending')", "d.reason", "d.attempt",
            "d.ambiguous_attempts", "d.first_attempt_ms", "d.next_attempt_ms", "d.created_ms", "d.updated_ms",
            "d.erased_ms", "p.attempt", "p.subject", "length(p.bytes)", "a.number", "a.started_ms", "a.ended_ms",
            "a.outcome", "a.stage", "a.code", "a.reply", "a.is_late",
        ],
        source: """
            delivery AS d LEFT JOIN payload AS p ON p.delivery_id = d.id
            LEFT JOIN attempt AS a ON a.delivery_id = d.id WHERE d.id = ? ORDER BY a.number
            """
    )

    static let notice = SealedRows(
        columns: [
            "n.sequence", "n.id", "n.record_type", "n.record_id", "n.expires_on", "n.kind", "n.milestone",
            "n.audience", "n.occurred_on", "n.detail", "n.due_on", "n.severity", "n.rules", "n.state", "n.found_on",
            "n.created_ms", "l.record_type", "l.record_id",
        ],
        source: "notice AS n LEFT JOIN digest_line AS l ON l.notice_id = n.id WHERE n.id = ?"
    )

    static let bounce = SealedRows(
        columns: ["attempt", "is_final", "cause", "status", "reply", "reported_ms"],
        source: "bounce WHERE delivery_id = ? ORDER BY attempt, is_final"
    )

    static let channel = SealedRows(
        columns: ["name", "reason", "disabled_ms"],
        source: "disabled_channel WHERE name = ?"
    )

    /// The key of a hold is how its entry names it.
    static let hold = SealedRows(
        columns: ["reason", "scope", "detail", "figures", "since_ms"],
        source: "sending_hold WHERE \(OutboxQueries.holdName) = ?"
    )

    static let mute = SealedRows(
        columns: ["name", "kind", "party", "last_on", "reason", "muted_by", "muted_ms"],
        source: "mute WHERE name = ?"
    )

    static func of(_ rows: EvidenceEntry.Sealed) -> SealedRows {
        switch rows {
        case .notice: notice
        case .delivery: delivery
        case .bounce: bounce
        case .channel: channel
        case .hold: hold
        case .mute: mute
        }
    }

    /// The seal of the rows with a key, as of now.
    func seal(of key: String, in database: Database, with secret: FileSecret) throws -> String {
        let rows = try Data.fetchAll(database.cachedStatement(sql: query), arguments: [key])
        return secret.seal(rows.flatMap { $0 })
    }
}
