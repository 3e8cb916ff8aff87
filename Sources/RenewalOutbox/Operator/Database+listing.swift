import GRDB
import RenewalRules

/// Summaries of deliveries, and ids given by a prefix.
extension Database {
    enum IDTable: String { case notice, delivery }

    /// Completes an id.
    ///
    /// - Returns: `nil` when there is none, or when fewer than six characters are given
    /// - Throws: `ambiguousID`
    func fullID(of beginning: String, in table: IDTable) throws -> String? {
        guard beginning.utf8.count >= 6 else { return nil }
        // `~` sorts after every character of an id.
        let query = "SELECT id FROM \(table.rawValue) WHERE id >= :id AND id < :id || '~' ORDER BY id LIMIT 2"
        let found = try String.fetchAll(cachedStatement(sql: query), arguments: ["id": beginning])
        guard found.count < 2 else { throw OutboxError.ambiguousID(id: beginning) }
        return found.first
    }

    /// Reads summaries of `delivery AS d JOIN notice AS n`; the clause is `WHERE`, `ORDER BY` and `LIMIT`.
    func summaries(_ clause: String, _ arguments: StatementArguments) throws -> [DeliverySummary] {
        let query = """
            SELECT d.id, d.notice_id, d.channel, d.address, d.state, d.reason, d.attempt, d.ambiguous_attempts,
                d.next_attempt_ms, d.updated_ms, d.erased_ms IS NOT NULL AS is_erased, \(NoticeColumns.all),
                iif(d.state = 'bounced',
                    (SELECT reply FROM bounce WHERE delivery_id = d.id AND is_final = 1 ORDER BY attempt DESC LIMIT 1),
                    (SELECT reply FROM attempt WHERE delivery_id = d.id AND outcome IS NOT NULL
                        ORDER BY number DESC LIMIT 1)) AS last_reply
            FROM delivery AS d JOIN notice AS n ON n.id = d.notice_id
            \(clause)
            """
        return try Row.fetchAll(cachedStatement(sql: query), arguments: arguments).map { try summary(of: $0) }
    }

    private func summary(of row: Row) throws -> DeliverySummary {
        let notice = try row.notice()
        let state = try row.word("state", as: DeliveryState.self)
        return DeliverySummary(
            id: try row.text("id"),
            noticeID: try row.text("notice_id"),
            notice: notice,
            key: notice.key.description,
            recordID: notice.key.series.record.id,
            kind: notice.key.kind,
            milestone: notice.key.milestone,
            audience: notice.key.audience,
            severity: notice.severity,
            dueOn: notice.dueOn,
            channel: try row.text("channel"),
            recipient: try row.text("address"),
            isErased: try row.integer("is_erased") == 1,
            state: state,
            reason: try row.optionalText("reason"),
            attempts: try row.integer("attempt"),
            ambiguousAttempts: try row.integer("ambiguous_attempts"),
            nextAttempt: state == .deferred ? try row.optionalInstant("next_attempt_ms") : nil,
            updatedAt: try row.instant("updated_ms"),
            lastReply: try row.optionalText("last_reply")
        )
    }
}
