import Foundation
import GRDB
import RenewalDelivery
import RenewalRules

/// What keeps mailboxes from getting too much in a day.
extension Database {
    /// Postpones a delivery whose recipient has had enough today.
    ///
    /// Urgent notices and digests, which stand for many, are never over the limit, but count; a further attempt is no
    /// further notice.
    ///
    /// - Returns: whether it was postponed, or had changed meanwhile
    func postpone(_ delivery: DueDelivery, over limit: RecipientLimit, at now: UnixTime) throws -> Bool {
        guard delivery.attempt == 1, delivery.notice.severity < .urgent, !delivery.notice.key.kind.isDigest,
            try noticesToday(to: delivery.recipient.address, on: limit.day) >= limit.count
        else { return false }
        try postpone(delivery, until: limit.resumesAt, because: .recipientLimit, at: now)
        return true
    }

    /// Counts a notice that is about to leave for the first time.
    func count(_ delivery: DueDelivery, on day: CalendarDate) throws {
        guard delivery.attempt == 1 else { return }
        try cachedStatement(sql: OutboxQueries.countForMailbox)
            .execute(arguments: [code(of: delivery.recipient.address), day.description])
    }

    /// Puts a delivery off, with evidence, unless it has changed since the look.
    func postpone(_ delivery: DueDelivery, until: UnixTime, because reason: PaceReason?, at now: UnixTime) throws {
        try cachedStatement(
            sql: """
                UPDATE delivery SET state = 'deferred', reason = ?, next_attempt_ms = ?, updated_ms = ?
                WHERE id = ? AND state = 'pending' AND attempt = ?
                """
        ).execute(
            arguments: [
                reason?.rawValue, until.milliseconds, now.milliseconds, delivery.id, delivery.attempt - 1,
            ]
        )
        guard changesCount > 0 else { return }
        let entry = EvidenceEntry(.postponed, deliveryID: delivery.id, state: .deferred, detail: reason?.rawValue)
        try append(entry, at: now)
    }

    /// Forgets the counts of days that are over in every time zone.
    func forgetMailboxDays(at now: UnixTime) throws {
        try execute(
            sql: "DELETE FROM mailbox_day WHERE day < date(? / 1000, 'unixepoch', '-1 day')",
            arguments: [now.milliseconds]
        )
    }

    private func noticesToday(to address: String, on day: CalendarDate) throws -> Int {
        let statement = try cachedStatement(sql: OutboxQueries.noticesOfMailbox)
        return try Int.fetchOne(statement, arguments: [code(of: address), day.description]) ?? 0
    }

    private func code(of address: String) throws -> String { try secret().code(of: .address(address.lowercased())) }
}
