import GRDB
import RenewalRules

/// One claiming transaction on one channel.
struct Claiming {
    /// How many deferred deliveries, or lost leases, one claim puts back in the queue: a claim stays short however
    /// many wait, and the rest follows with the next one.
    static let promotionLimit = 1000

    let database: Database
    let channel: String
    let now: UnixTime

    func claim(
        limit: Int,
        until lease: UnixTime,
        severity: Severity,
        lostLeases: AmbiguityPolicy?
    ) throws -> [ClaimedDelivery] {
        guard try !database.isDisabled(channel), try !database.isSendingHeld() else { return [] }
        try promote()
        if let lostLeases { try endLeases(lostLeases) }
        let ids = try fairShare(of: limit, severity: severity)
        return try ids.compactMap { try take($0, until: lease) }
    }

    /// Half for what was tried before and half for what is new, each the most pressing first; a half that is not
    /// needed goes to the other.
    ///
    /// So neither old failures nor a flood of new notices keeps the other waiting. A claim of one takes what is new:
    /// that runs out within the day, while failures come back for as long as their relay is at fault.
    ///
    /// - Source: Postfix SCHEDULER_README, "two-queue"
    private func fairShare(of limit: Int, severity: Severity) throws -> [String] {
        func waiting(_ wasTried: Bool) throws -> [String] {
            let arguments: StatementArguments = [
                "channel": channel, "severity": severity.rank, "limit": limit, "tried": wasTried,
            ]
            return try String.fetchAll(
                database.cachedStatement(sql: OutboxQueries.claimable),
                arguments: arguments
            )
        }
        let (fresh, tried) = (try waiting(false), try waiting(true))
        let triedShare = min(tried.count, max(limit / 2, limit - fresh.count))
        return Array(fresh.prefix(limit - triedShare)) + tried.prefix(triedShare)
    }

    /// Puts what has become due again in the queue.
    private func promote() throws {
        let arguments: StatementArguments = [
            "channel": channel, "now": now.milliseconds, "limit": Self.promotionLimit,
        ]
        try database.cachedStatement(sql: OutboxQueries.promoteDeferred).execute(arguments: arguments)
    }

    private func endLeases(_ policy: AmbiguityPolicy) throws {
        let arguments: StatementArguments = [
            "channel": channel, "now": now.milliseconds, "limit": Self.promotionLimit,
        ]
        for row in try Row.fetchAll(
            database.cachedStatement(sql: OutboxQueries.expiredLeases),
            arguments: arguments
        ) {
            try database.endLease(
                of: row.text("id"),
                attempt: row.integer("attempt"),
                stage: "lease",
                policy: policy,
                at: now
            )
        }
    }

    /// - Returns: `nil` for a delivery this version cannot read, which is held instead of stopping all others
    private func take(_ id: String, until lease: UnixTime) throws -> ClaimedDelivery? {
        guard let row = try Row.fetchOne(database.cachedStatement(sql: Self.detail), arguments: [id]),
            let claimed = try? claimed(row, until: lease)
        else {
            try hold(id)
            return nil
        }
        try database.cachedStatement(
            sql: """
                UPDATE delivery SET state = 'sending', attempt = ?, lease_until_ms = ?, updated_ms = ?
                WHERE id = ? AND state = 'pending'
                """
        ).execute(arguments: [claimed.attempt, lease.milliseconds, now.milliseconds, id])
        try database.cachedStatement(
            sql: "INSERT INTO attempt (delivery_id, number, started_ms) VALUES (?, ?, ?)"
        ).execute(arguments: [id, claimed.attempt, now.milliseconds])
        let entry = EvidenceEntry(.claimed, deliveryID: id, attempt: claimed.attempt, state: .sending)
        try database.append(entry, at: now)
        return claimed
    }

    private static let detail = """
        SELECT d.id, d.notice_id, d.channel, d.address, d.recipient_name, d.language, d.attempt, d.ambiguous_attempts,
            d.first_attempt_ms, d.created_ms, n.found_on, p.attempt AS frozen_attempt, p.subject, p.bytes,
            \(NoticeColumns.all)
        FROM delivery AS d
        JOIN notice AS n ON n.id = d.notice_id
        LEFT JOIN payload AS p ON p.delivery_id = d.id
        WHERE d.id = ?
        """

    private func claimed(_ row: Row, until lease: UnixTime) throws -> ClaimedDelivery {
        let id = try row.text("id")
        return ClaimedDelivery(
            id: id,
            noticeID: try row.text("notice_id"),
            notice: try row.notice(),
            foundOn: try row.day("found_on"),
            channel: channel,
            recipient: Recipient(
                channel: channel,
                address: try row.text("address"),
                name: try row.optionalText("recipient_name"),
                language: try row.word("language", as: Language.self)
            ),
            attempt: try row.integer("attempt") + 1,
            firstAttemptAt: try row.optionalInstant("first_attempt_ms"),
            createdAt: try row.instant("created_ms"),
            wasAmbiguous: try row.integer("ambiguous_attempts") > 0,
            frozen: try frozen(row, of: id),
            leaseUntil: lease
        )
    }

    private func frozen(_ row: Row, of id: String) throws -> FrozenPayload? {
        guard let subject = try row.optionalText("subject") else { return nil }
        return FrozenPayload(
            deliveryID: id,
            attempt: try row.integer("frozen_attempt"),
            subject: subject,
            bytes: try row.bytes("bytes")
        )
    }

    private func hold(_ id: String) throws {
        try database.execute(
            sql: """
                UPDATE delivery SET state = 'held', reason = 'unreadable', next_attempt_ms = NULL, updated_ms = ?
                WHERE id = ? AND state = 'pending'
                """,
            arguments: [now.milliseconds, id]
        )
        try database.append(EvidenceEntry(.held, deliveryID: id, state: .held, detail: "unreadable"), at: now)
    }
}
