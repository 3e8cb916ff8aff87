import GRDB
import RenewalDelivery
package import RenewalRules

/// Deliveries that are not given up yet go nowhere, because their channel is gone or at fault.
extension Outbox {
    package func strandedDeliveries(limit: Int, since: UnixTime) async throws(OutboxError) -> [DeliverySummary] {
        try await read(orEmpty: []) { database in
            guard try database.hasTroubledChannel(since: since) else { return [] }
            return try database.summaries(
                "WHERE n.audience = 'holder' AND \(OutboxQueries.isStranded) ORDER BY d.sequence DESC LIMIT :limit",
                ["limit": limit, "since": since.milliseconds]
            )
        }
    }

    package func isStranded(_ id: String, since: UnixTime) async throws(OutboxError) -> Bool {
        try await read(orEmpty: false) { database in
            let query = """
                SELECT EXISTS (
                    SELECT 1 FROM delivery AS d
                    WHERE d.id = :id AND \(OutboxQueries.isStranded)
                )
                """
            let arguments: StatementArguments = ["id": id, "since": since.milliseconds]
            return try Bool.fetchOne(database.cachedStatement(sql: query), arguments: arguments) ?? false
        }
    }

    package func untoldStranded(limit: Int, since: UnixTime) async throws(OutboxError) -> [String] {
        try await read(orEmpty: []) { database in
            guard try database.hasTroubledChannel(since: since) else { return [] }
            return try String.fetchAll(
                database.cachedStatement(sql: OutboxQueries.untoldStranded),
                arguments: ["limit": limit, "since": since.milliseconds]
            )
        }
    }

    package func cancelTold(_ ids: [String], at now: UnixTime) async throws(OutboxError) {
        try await write { database in
            let reason = CancelReason.toldByFallback.rawValue
            for id in ids {
                try database.execute(
                    sql: """
                        UPDATE delivery SET state = 'cancelled', reason = ?, next_attempt_ms = NULL, updated_ms = ?
                        WHERE id = ? AND state IN ('pending', 'deferred', 'held') AND ambiguous_attempts = 0
                        """,
                    arguments: [reason, now.milliseconds, id]
                )
                guard database.changesCount > 0 else { continue }
                let entry = EvidenceEntry(.cancelled, deliveryID: id, state: .cancelled, detail: reason)
                try database.append(entry, at: now)
            }
        }
    }

    package func ways(of noticeIDs: Set<String>) async throws(OutboxError) -> [String: NoticeWays] {
        guard !noticeIDs.isEmpty else { return [:] }
        return try await read(orEmpty: [:]) { database in
            var ways: [String: NoticeWays] = [:]
            try database.eachRow(OutboxQueries.waysOfNotices, of: noticeIDs) { row in
                let (id, channel) = (try row.text("notice_id"), try row.text("channel"))
                if try row.text("state") == DeliveryState.sent.rawValue {
                    ways[id, default: NoticeWays()].told.insert(channel)
                } else {
                    ways[id, default: NoticeWays()].underWay.insert(channel)
                }
            }
            return ways
        }
    }

    package func strandedCount(of channel: String, since: UnixTime) async throws(OutboxError) -> Int {
        try await read(orEmpty: 0) { database in
            let statement = try database.cachedStatement(sql: OutboxQueries.strandedOfChannel)
            return try Int.fetchOne(statement, arguments: ["channel": channel, "since": since.milliseconds]) ?? 0
        }
    }

    package func failures(of channel: String, during span: Range<UnixTime>) async throws(OutboxError) -> Int {
        try await read(orEmpty: 0) { database in
            try Int.fetchOne(
                database.cachedStatement(sql: OutboxQueries.failuresOfChannel),
                arguments: [channel, span.lowerBound.milliseconds, span.upperBound.milliseconds]
            ) ?? 0
        }
    }
}

/// The channels through which a notice has arrived, and those through which it is being sent.
package struct NoticeWays: Hashable, Sendable {
    package var told: Set<String> = []
    package var underWay: Set<String> = []

    package init() {}
}

extension Database {
    /// Whether there can be stranded deliveries at all, because the search reads everything that waits.
    fileprivate func hasTroubledChannel(since: UnixTime) throws -> Bool {
        let query = """
            SELECT EXISTS (SELECT 1 FROM disabled_channel WHERE disabled_ms <= ?1)
                OR EXISTS (SELECT 1 FROM channel_state WHERE since_ms <= ?1)
            """
        return try Bool.fetchOne(cachedStatement(sql: query), arguments: [since.milliseconds]) ?? false
    }
}
