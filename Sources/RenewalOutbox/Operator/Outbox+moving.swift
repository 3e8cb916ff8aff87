import GRDB
import RenewalDelivery
package import RenewalRules

/// The result of an order to move or cancel what waits for a channel.
package struct ChannelClearance: Hashable, Sendable {
    /// Planned again on the other channel.
    package var moved = 0
    /// Ended without a replacement: cancelled, or the other channel already has the notice.
    package var ended = 0
    /// Those that may have arrived or are being sent stay where they are.
    package var kept: [String] = []

    package init() {}
}

extension Outbox {
    package func move(
        from: String,
        to: String,
        isProgram: Bool,
        at now: UnixTime
    ) async throws(OutboxError) -> ChannelClearance {
        try await write { database in
            var clearance = ChannelClearance()
            clearance.kept = try database.keptBack(on: from)
            let waiting = try database.neverHandedOver(on: from)
            if !isProgram, waiting.contains(where: { $0.recipient.address == from }) {
                throw OutboxError.notMovable(from: from, to: to)
            }
            _ = try database.plan(at: now) { planning in
                for delivery in waiting {
                    let id = delivery.id
                    let address = isProgram ? to : delivery.recipient.address
                    // If it was given up there, it would not be sent anywhere.
                    guard try !database.isGivenUp(delivery.noticeID, channel: to, address: address) else {
                        clearance.kept.append(id)
                        continue
                    }
                    guard try database.end(id, as: CancelReason.moved.rawValue, at: now) else { continue }
                    let reason = CancelReason.moved.rawValue
                    planning.prove(EvidenceEntry(.cancelled, deliveryID: id, state: .cancelled, detail: reason))
                    let old = delivery.recipient
                    let recipient = Recipient(
                        channel: to,
                        address: address,
                        name: isProgram ? nil : old.name,
                        language: old.language
                    )
                    let before = planning.outcome.newDeliveries
                    try planning.add([recipient], to: delivery.notice, id: delivery.noticeID, employer: nil)
                    if planning.outcome.newDeliveries > before { clearance.moved += 1 } else { clearance.ended += 1 }
                }
            }
            return clearance
        }
    }

    package func cancel(
        channel: String,
        reason: String,
        at now: UnixTime
    ) async throws(OutboxError) -> ChannelClearance {
        try await write { database in
            var clearance = ChannelClearance()
            let query = "SELECT id FROM delivery WHERE channel = ? AND state IN ('pending', 'deferred', 'held')"
            for id in try String.fetchAll(database, sql: query, arguments: [channel]) {
                guard try database.end(id, as: reason, at: now) else { continue }
                let entry = EvidenceEntry(.cancelled, deliveryID: id, state: .cancelled, detail: reason)
                try database.append(entry, at: now)
                clearance.ended += 1
            }
            clearance.kept = try String.fetchAll(
                database,
                sql: "SELECT id FROM delivery WHERE channel = ? AND state = 'sending' ORDER BY id",
                arguments: [channel]
            )
            return clearance
        }
    }
}

extension Database {
    private static let waiting = "state = 'pending' OR state = 'deferred' OR state = 'held'"
    /// Deliveries held on purpose stay where they are.
    private static let movable = """
        (state = 'pending' OR state = 'deferred' OR state = 'held' AND reason = '\(NextState.endpointGone)')
        AND ambiguous_attempts = 0 AND erased_ms IS NULL
        """

    /// Deliveries that may have arrived, are being sent, or are held on purpose.
    fileprivate func keptBack(on channel: String) throws -> [String] {
        let query = """
            SELECT id FROM delivery
            WHERE channel = ? AND (state = 'sending' OR (\(Self.waiting)) AND NOT (\(Self.movable))) ORDER BY id
            """
        return try String.fetchAll(self, sql: query, arguments: [channel])
    }

    /// Whether a delivery ended without arriving; one that was moved away may come back.
    fileprivate func isGivenUp(_ noticeID: String, channel: String, address: String) throws -> Bool {
        let query = """
            SELECT 1 FROM delivery
            WHERE notice_id = ? AND channel = ? AND address = ?
                AND (state = 'failed' OR state = 'bounced'
                    OR state = 'cancelled' AND reason NOT IN (\(OutboxQueries.reversibleReasons)))
            """
        return try Bool.fetchOne(self, sql: query, arguments: [noticeID, channel, address]) ?? false
    }

    fileprivate func neverHandedOver(
        on channel: String
    ) throws -> [(id: String, noticeID: String, notice: Notice, recipient: Recipient)] {
        let query = """
            SELECT d.id, d.notice_id, d.channel, d.address, d.recipient_name, d.language, \(NoticeColumns.all)
            FROM delivery AS d JOIN notice AS n ON n.id = d.notice_id
            WHERE d.id IN (
                SELECT id FROM delivery
                WHERE channel = ? AND \(Self.movable)
            )
            ORDER BY d.sequence
            """
        return try Row.fetchAll(self, sql: query, arguments: [channel]).map { row in
            let recipient = Recipient(
                channel: try row.text("channel"),
                address: try row.text("address"),
                name: try row.optionalText("recipient_name"),
                language: try row.word("language", as: Language.self)
            )
            return (try row.text("id"), try row.text("notice_id"), try row.notice(), recipient)
        }
    }

    /// Cancels a delivery that is not on its way.
    ///
    /// - Returns: whether it was cancelled
    fileprivate func end(_ id: String, as reason: String, at now: UnixTime) throws -> Bool {
        try execute(
            sql: """
                UPDATE delivery SET state = 'cancelled', reason = ?, next_attempt_ms = NULL, updated_ms = ?
                WHERE id = ? AND (\(Self.waiting))
                """,
            arguments: [reason, now.milliseconds, id]
        )
        return changesCount > 0
    }
}
