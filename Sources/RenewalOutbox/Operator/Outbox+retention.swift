import GRDB
package import RenewalRules
import RenewalSQLite

extension Outbox {
    package func eraseSettled(
        before instant: UnixTime,
        limit: Int,
        at now: UnixTime
    ) async throws(OutboxError) -> Int {
        try await write { database in
            let ids = try String.fetchAll(
                database,
                sql: OutboxQueries.erasable,
                arguments: [instant.milliseconds, limit]
            )
            for id in ids { try database.erase(id, at: now) }
            try database.eraseWords(before: instant, at: now)
            try database.forgetMutes(endedBefore: instant, at: now)
            try database.forgetOldBounces(at: now)
            try database.forgetMailboxDays(at: now)
            return ids.count
        }
    }

    package func emptyLog() async throws(OutboxError) {
        guard let pool else { return }
        do {
            // GRDB's asynchronous functions would give up in a task that is cancelled.
            try await run(
                Transaction(
                    .reads,
                    inline: { try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) } },
                    queued: {
                        try await withCheckedThrowingContinuation { continuation in
                            pool.asyncWriteWithoutTransaction { database in
                                continuation.resume(with: Result { _ = try database.checkpoint(.truncate) })
                            }
                        }
                    }
                )
            )
        } catch {
            // What is read just now is left to the next housekeeping.
            guard case .busy = error else { throw error }
        }
    }
}

extension Database {
    /// Replaces erased words.
    private static let erased = "erased"

    /// Erases what the other side said about a channel: a reply may name anybody.
    fileprivate func eraseWords(before instant: UnixTime, at now: UnixTime) throws {
        let channels = try String.fetchAll(
            self,
            sql: "UPDATE disabled_channel SET reason = ?1 WHERE disabled_ms < ?2 AND reason <> ?1 RETURNING name",
            arguments: [Self.erased, instant.milliseconds]
        )
        try append(channels.map { EvidenceEntry(.erased, detail: $0) }, at: now)
        // A channel that rests again records its fault again.
        try execute(
            sql: "UPDATE channel_state SET fault = ?1 WHERE since_ms < ?2 AND ifnull(rest_until_ms, 0) < ?2",
            arguments: [Self.erased, instant.milliseconds]
        )
    }

    /// Forgets how many mails came back from mailboxes to which nothing was sent for years.
    fileprivate func forgetOldBounces(at now: UnixTime) throws {
        let limit = now - .seconds(2 * 366 * 86_400)
        try execute(sql: "DELETE FROM bouncing_mailbox WHERE accepted_ms < ?", arguments: [limit.milliseconds])
    }

    /// Erases the personal data of a settled delivery.
    func erase(_ id: String, at now: UnixTime) throws {
        let sent = "SELECT address, updated_ms FROM delivery WHERE id = ? AND state = 'sent'"
        if let row = try Row.fetchOne(cachedStatement(sql: sent), arguments: [id]) {
            try forgetBounces(to: row.text("address"), acceptedBefore: row.instant("updated_ms"))
        }
        try execute(
            sql: """
                UPDATE delivery SET address = 'erased:' || id, recipient_name = NULL, erased_ms = ? WHERE id = ?
                """,
            arguments: [now.milliseconds, id]
        )
        try execute(sql: "DELETE FROM payload WHERE delivery_id = ?", arguments: [id])
        try execute(
            sql: "UPDATE attempt SET reply = NULL WHERE delivery_id = ? AND reply IS NOT NULL",
            arguments: [id]
        )
        try execute(sql: "UPDATE bounce SET reply = NULL WHERE delivery_id = ? AND reply IS NOT NULL", arguments: [id])
        let state = try String.fetchOne(self, sql: "SELECT state FROM delivery WHERE id = ?", arguments: [id])
        let entry = EvidenceEntry(.erased, deliveryID: id, state: state.flatMap(DeliveryState.init(rawValue:)))
        try append(entry, at: now)
    }
}
