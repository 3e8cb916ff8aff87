import GRDB
import RenewalRules

/// One read-only lookup of what is due on a channel.
struct DueQuery {
    let database: Database
    let channel: String
    let severity: Severity
    let now: UnixTime

    /// Finds up to `limit` deliveries other than the known ones.
    func find(_ limit: Int, besides known: Set<String>, countingLeases: Bool) throws -> DueFindings {
        var found = DueFindings()
        let leaving = try database.mayLeave()
        guard leaving != .none, try !database.isDisabled(channel), try !database.isPaused(channel, at: now)
        else { return found }
        let ids: [String]
        if leaving == .alarms {
            found.isBehind =
                try hasDue(OutboxQueries.nextDeferredAlarm) || countingLeases && hasDue(OutboxQueries.nextAlarmLease)
            ids = try alarms(limit, besides: known)
        } else {
            found.isBehind = try hasDue(OutboxQueries.nextDeferred) || countingLeases && hasDue(OutboxQueries.nextLease)
            ids = try fairShare(of: limit, besides: known)
        }
        for id in ids {
            let row = try Row.fetchOne(database.cachedStatement(sql: Self.detail), arguments: [id])
            if let row, let delivery = try? delivery(row) {
                found.deliveries.append(delivery)
            } else {
                found.unreadable.append(id)
            }
        }
        return found
    }

    /// The notices about the hold that keeps everything else back; there are never many.
    private func alarms(_ limit: Int, besides known: Set<String>) throws -> [String] {
        let arguments: StatementArguments = [
            "channel": channel, "severity": severity.rank, "limit": limit + known.count,
        ]
        let ids = try String.fetchAll(
            database.cachedStatement(sql: OutboxQueries.claimableAlarms),
            arguments: arguments
        )
        return Array(ids.filter { !known.contains($0) }.prefix(limit))
    }

    private func hasDue(_ query: String) throws -> Bool {
        let arguments: StatementArguments = ["channel": channel, "severity": Severity.info.rank]
        let next = try Int64.fetchOne(database.cachedStatement(sql: query), arguments: arguments)
        return next.map { $0 <= now.milliseconds } ?? false
    }

    /// Half for retries and half for new deliveries, each most pressing first; either may use what the other leaves.
    ///
    /// So neither old failures nor a flood of new notices starves the other. A lookup of a single delivery takes a new
    /// one: those run out within the day, while failures recur as long as their relay is at fault.
    ///
    /// - Source: Postfix SCHEDULER_README, "two-queue"
    private func fairShare(of limit: Int, besides known: Set<String>) throws -> [String] {
        func waiting(_ wasTried: Bool) throws -> [String] {
            let arguments: StatementArguments = [
                "channel": channel, "severity": severity.rank, "limit": limit + known.count, "tried": wasTried,
            ]
            let ids = try String.fetchAll(
                database.cachedStatement(sql: OutboxQueries.claimable),
                arguments: arguments
            )
            return Array(ids.filter { !known.contains($0) }.prefix(limit))
        }
        let (fresh, tried) = (try waiting(false), try waiting(true))
        let triedShare = min(tried.count, max(limit / 2, limit - fresh.count))
        return Array(fresh.prefix(limit - triedShare)) + tried.prefix(triedShare)
    }

    private static let detail = """
        SELECT d.id, d.notice_id, d.address, d.recipient_name, d.language, d.attempt, d.ambiguous_attempts,
            d.reason, d.next_attempt_ms, d.first_attempt_ms, d.created_ms, n.found_on, \(OutboxQueries.wasMissed) AS was_missed,
            p.attempt AS frozen_attempt, p.subject, p.bytes,
            \(OutboxQueries.lineCount) AS lines, \(NoticeColumns.all)
        FROM delivery AS d
        JOIN notice AS n ON n.id = d.notice_id
        LEFT JOIN payload AS p ON p.delivery_id = d.id
        WHERE d.id = ?
        """

    private func delivery(_ row: Row) throws -> DueDelivery {
        DueDelivery(
            id: try row.text("id"),
            noticeID: try row.text("notice_id"),
            notice: try row.notice(),
            foundOn: try row.day("found_on"),
            wasMissed: try row.integer("was_missed") == 1,
            channel: channel,
            recipient: Recipient(
                channel: channel,
                address: try row.text("address"),
                name: try row.optionalText("recipient_name"),
                language: try row.word("language", as: Language.self)
            ),
            postponement: try postponement(row),
            attempt: try row.integer("attempt") + 1,
            firstAttemptAt: try row.optionalInstant("first_attempt_ms"),
            createdAt: try row.instant("created_ms"),
            wasAmbiguous: try row.integer("ambiguous_attempts") > 0,
            frozen: try frozen(row),
            lineCount: try row.integer("lines"),
            seenAt: now
        )
    }

    private func postponement(_ row: Row) throws -> Postponement? {
        guard let reason = try row.optionalText("reason").flatMap(PaceReason.init) else { return nil }
        return Postponement(reason: reason, until: try row.instant("next_attempt_ms"))
    }

    private func frozen(_ row: Row) throws -> FrozenMessage? {
        guard let subject = try row.optionalText("subject") else { return nil }
        return FrozenMessage(
            attempt: try row.integer("frozen_attempt"),
            subject: subject,
            bytes: try row.bytes("bytes")
        )
    }
}
