import Foundation
import GRDB
package import RenewalDelivery
package import RenewalRules

extension Outbox {
    package func lookForDue(
        channel: String,
        limit: Int,
        besides known: Set<String>,
        minimumSeverity: Severity,
        lostLeases: AmbiguityPolicy?,
        at now: UnixTime
    ) async throws(OutboxError) -> DueFindings {
        try await read(orEmpty: DueFindings()) { database in
            try DueQuery(database: database, channel: channel, severity: minimumSeverity, now: now)
                .find(limit, besides: known, countingLeases: lostLeases != nil)
        }
    }

    package func putBack(
        channel: String,
        lostLeases: AmbiguityPolicy?,
        at now: UnixTime
    ) async throws(OutboxError) {
        try await write { database in
            let arguments: StatementArguments = [
                "channel": channel, "now": now.milliseconds, "limit": TransactionSize.deliveries,
            ]
            try database.cachedStatement(sql: OutboxQueries.promoteDeferred).execute(arguments: arguments)
            guard let lostLeases else { return }
            let lost = try database.cachedStatement(sql: OutboxQueries.expiredLeases)
            for row in try Row.fetchAll(lost, arguments: arguments) {
                try database.endLease(
                    of: row.text("id"),
                    attempt: row.integer("attempt"),
                    step: .lease,
                    policy: lostLeases,
                    at: now
                )
            }
        }
    }

    package func holdUnreadable(_ ids: [String], at now: UnixTime) async throws(OutboxError) {
        try await write { database in
            for id in ids {
                try database.execute(
                    sql: """
                        UPDATE delivery SET state = 'held', reason = 'unreadable', next_attempt_ms = NULL, updated_ms = ?
                        WHERE id = ? AND state = 'pending'
                        """,
                    arguments: [now.milliseconds, id]
                )
                guard database.changesCount > 0 else { continue }
                try database.append(EvidenceEntry(.held, deliveryID: id, state: .held, detail: "unreadable"), at: now)
            }
        }
    }

    package func claim(
        _ ready: [Envelope],
        lease: Duration,
        within limit: RecipientLimit?,
        at now: UnixTime
    ) async throws(OutboxError) -> Set<String> {
        try await write { database in
            guard let channel = ready.first?.delivery.channel else { return [] }
            let leaving = try database.mayLeave()
            guard leaving != .none, try !database.isDisabled(channel), try !database.isPaused(channel, at: now)
            else { return [] }
            let secret = try database.secret()
            var (claimed, evidence): (Set<String>, [EvidenceEntry]) = ([], [])
            for one in ready where leaving == .all || one.delivery.notice.key.kind == .sendingHeld {
                let end = one.delivery.seenAt + lease
                if end <= now { continue }
                if let limit, try database.postpone(one.delivery, over: limit, at: now) { continue }
                guard try database.claim(one, until: end, at: now) else { continue }
                if let limit { try database.count(one.delivery, on: limit.day) }
                claimed.insert(one.delivery.id)
                evidence += one.evidence(with: secret)
                evidence += try one.omitted.compactMap { line in
                    try database.takeBack(line: line.noticeID, besides: one.delivery.id)
                }
            }
            try database.append(evidence, at: now)
            return claimed
        }
    }

    package func renewLeases(
        _ running: [String: Int],
        until lease: UnixTime,
        at now: UnixTime
    ) async throws(OutboxError) {
        try await write { database in
            for (id, attempt) in running {
                try database.cachedStatement(
                    sql: """
                        UPDATE delivery SET lease_until_ms = ?3
                        WHERE id = ?1 AND state = 'sending' AND attempt = ?2 AND lease_until_ms > ?4
                        """
                ).execute(arguments: [id, attempt, lease.milliseconds, now.milliseconds])
            }
        }
    }

    package func postpone(
        _ deliveries: [(delivery: DueDelivery, until: UnixTime)],
        because reason: PaceReason?,
        at now: UnixTime
    ) async throws(OutboxError) {
        try await write { database in
            for (delivery, until) in deliveries {
                try database.postpone(delivery, until: until, because: reason, at: now)
            }
        }
    }

    package func endPostponement(of deliveries: [String]) async throws(OutboxError) {
        try await write { database in
            let statement = try database.cachedStatement(
                sql: "UPDATE delivery SET state = 'pending' WHERE id = ? AND state = 'deferred'"
            )
            for id in deliveries { try statement.execute(arguments: [id]) }
        }
    }

    package func releaseOwnLeases(
        onAmbiguous policy: AmbiguityPolicy,
        at now: UnixTime
    ) async throws(OutboxError) -> Int {
        try await write { database in
            let query = "SELECT id, attempt FROM delivery WHERE state = 'sending'"
            let claims = try Row.fetchAll(database, sql: query)
            for claim in claims {
                try database.endLease(
                    of: claim.text("id"),
                    attempt: claim.integer("attempt"),
                    step: .restart,
                    policy: policy,
                    at: now
                )
            }
            return claims.count
        }
    }

    package func nextAttempt(
        channel: String,
        minimumSeverity: Severity
    ) async throws(OutboxError) -> UnixTime? {
        try await read(orEmpty: nil) { database in
            let leaving = try database.mayLeave()
            guard leaving != .none, try !database.isDisabled(channel) else { return nil }
            let arguments: StatementArguments = ["channel": channel, "severity": minimumSeverity.rank]
            let queries =
                leaving == .alarms
                ? [OutboxQueries.nextAlarm]
                : [OutboxQueries.nextPending, OutboxQueries.nextDeferred, OutboxQueries.nextLease]
            let instants = try queries.compactMap { query in
                try Int64.fetchOne(database.cachedStatement(sql: query), arguments: arguments)
            }
            return instants.min().map { UnixTime(milliseconds: $0) }
        }
    }
}

extension Database {
    /// - Returns: whether the delivery was unchanged since the lookup and is now claimed
    fileprivate func claim(_ ready: Envelope, until lease: UnixTime, at now: UnixTime) throws -> Bool {
        let delivery = ready.delivery
        // The line count, because a digest may get more lines until it is claimed.
        try cachedStatement(
            sql: """
                UPDATE delivery AS d SET state = 'sending', reason = NULL, attempt = ?2, lease_until_ms = ?3, updated_ms = ?4
                WHERE id = ?1 AND state = 'pending' AND attempt = ?2 - 1 AND \(OutboxQueries.lineCount) = ?5
                """
        ).execute(
            arguments: [
                delivery.id, delivery.attempt, lease.milliseconds, now.milliseconds, delivery.lineCount,
            ]
        )
        guard changesCount > 0 else { return false }
        try cachedStatement(sql: "INSERT INTO attempt (delivery_id, number, started_ms) VALUES (?, ?, ?)")
            .execute(arguments: [delivery.id, delivery.attempt, delivery.seenAt.milliseconds])
        if delivery.binding == nil { try freeze(ready.message, of: delivery.id) }
        return true
    }

    private func freeze(_ message: FrozenMessage, of id: String) throws {
        try cachedStatement(
            sql: """
                INSERT INTO payload (delivery_id, attempt, subject, bytes) VALUES (?, ?, ?, ?)
                ON CONFLICT (delivery_id) DO UPDATE
                SET attempt = excluded.attempt, subject = excluded.subject, bytes = excluded.bytes
                """
        ).execute(arguments: [id, message.attempt, message.subject, Data(message.bytes)])
    }
}

extension Envelope {
    /// The evidence of its claim.
    fileprivate func evidence(with secret: FileSecret) -> [EvidenceEntry] {
        let claimed = EvidenceEntry(
            .claimed,
            deliveryID: delivery.id,
            attempt: delivery.attempt,
            state: .sending
        )
        guard delivery.binding == nil else { return [claimed] }
        var composed = claimed
        (composed.event, composed.detail) = (.composed, secret.fingerprint(message.bytes))
        return [claimed, composed]
    }
}
