import Foundation
import GRDB
package import RenewalRules

extension Outbox {
    /// Takes deliveries of a channel for one attempt each.
    ///
    /// Takes what is pending, what was deferred until now, and what another claimer lost by letting its lease end;
    /// the attempt of the latter is marked ambiguous. A disabled channel gives nothing. The claim is on disk before
    /// the call returns, so a crash during the attempt leaves its trace.
    ///
    /// - Parameters:
    ///   - channel: the channel's name in the configuration
    ///   - limit: the most to take
    ///   - lease: at least the longest attempt
    ///   - minimumSeverity: leaves what is less pressing alone
    ///   - lostLeases: what becomes of deliveries whose lease has ended; `nil` leaves them alone, for a lane whose own
    ///     attempts still run, because a clock that was set forward ends leases before their time
    ///   - now: the instant of the claim
    /// - Returns: the most pressing first, then by due day
    /// - Throws: `writeFailed`, `busy`; nothing is claimed then
    package func claim(
        channel: String,
        limit: Int,
        lease: Duration,
        minimumSeverity: Severity,
        lostLeases: AmbiguityPolicy?,
        at now: UnixTime
    ) async throws(OutboxError) -> [ClaimedDelivery] {
        try await write { database in
            try Claiming(database: database, channel: channel, now: now).claim(
                limit: limit,
                until: now + lease,
                severity: minimumSeverity,
                lostLeases: lostLeases
            )
        }
    }

    /// Stores rendered messages; the first one of a delivery stays for good.
    ///
    /// One whose attempt lost its lease is ignored, and must not be sent: the next attempt will have other bytes.
    ///
    /// - Returns: the ids of the deliveries whose messages were not stored
    @discardableResult
    package func freeze(_ payloads: [FrozenPayload], at now: UnixTime) async throws(OutboxError) -> Set<String> {
        try await write { database in
            var ignored: Set<String> = []
            for payload in payloads {
                try database.cachedStatement(
                    sql: """
                        INSERT INTO payload (delivery_id, attempt, subject, bytes)
                        SELECT id, attempt, :subject, :bytes FROM delivery
                        WHERE id = :id AND state = 'sending' AND attempt = :attempt AND lease_until_ms > :now
                        ON CONFLICT (delivery_id) DO UPDATE
                        SET attempt = excluded.attempt, subject = excluded.subject, bytes = excluded.bytes
                        WHERE (SELECT ambiguous_attempts = 0 AND n.kind LIKE '%.digest' FROM delivery AS d
                            JOIN notice AS n ON n.id = d.notice_id WHERE d.id = payload.delivery_id)
                        """
                ).execute(
                    arguments: [
                        "id": payload.deliveryID, "attempt": payload.attempt, "subject": payload.subject,
                        "bytes": Data(payload.bytes), "now": now.milliseconds,
                    ]
                )
                guard database.changesCount > 0 else {
                    ignored.insert(payload.deliveryID)
                    continue
                }
                let entry = EvidenceEntry(
                    .composed,
                    deliveryID: payload.deliveryID,
                    attempt: payload.attempt,
                    state: .sending,
                    detail: Fingerprint.of(payload.bytes)
                )
                try database.append(entry, at: now)
            }
            return ignored
        }
    }

    /// Gives claims back unused, as if they had not been made; their values must not be used any more.
    ///
    /// With `until` they wait until then at least. A claim whose lease was lost is ignored.
    package func unclaim(
        _ claims: [ClaimedDelivery],
        until: UnixTime?,
        at now: UnixTime
    ) async throws(OutboxError) {
        try await write { database in
            for claim in claims {
                try database.execute(
                    sql: """
                        UPDATE delivery
                        SET next_attempt_ms = ifnull(:until, next_attempt_ms),
                            state = CASE WHEN ifnull(:until, next_attempt_ms) IS NULL
                                THEN 'pending' ELSE 'deferred' END,
                            attempt = attempt - 1, lease_until_ms = NULL, updated_ms = :now
                        WHERE id = :id AND state = 'sending' AND attempt = :attempt
                        """,
                    arguments: [
                        "id": claim.id, "attempt": claim.attempt, "now": now.milliseconds,
                        "until": until?.milliseconds,
                    ]
                )
                guard database.changesCount > 0 else { continue }
                try database.forget(attempt: claim.attempt, of: claim.id)
                let entry = EvidenceEntry(.unclaimed, deliveryID: claim.id, attempt: claim.attempt, state: .pending)
                try database.append(entry, at: now)
            }
        }
    }

    /// Frees everything that is being sent; only for the daemon that has just started and holds the lock.
    ///
    /// Whatever was under way when the last process ended may have arrived: its attempt is marked ambiguous.
    ///
    /// - Returns: how many deliveries were freed
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
                    stage: "restart",
                    policy: policy,
                    at: now
                )
            }
            return claims.count
        }
    }

    /// Tells when something of a channel becomes claimable.
    ///
    /// - Returns: the instant 0 when something waits already; `nil` when nothing does or the channel is disabled
    package func nextAttempt(
        channel: String,
        minimumSeverity: Severity = .info
    ) async throws(OutboxError) -> UnixTime? {
        try await read(orEmpty: nil) { database in
            guard try !database.isDisabled(channel), try !database.isSendingHeld() else { return nil }
            let arguments: StatementArguments = ["channel": channel, "severity": minimumSeverity.rank]
            let queries = [OutboxQueries.nextPending, OutboxQueries.nextDeferred, OutboxQueries.nextLease]
            let instants = try queries.compactMap { query in
                try Int64.fetchOne(database.cachedStatement(sql: query), arguments: arguments)
            }
            return instants.min().map { UnixTime(milliseconds: $0) }
        }
    }
}
