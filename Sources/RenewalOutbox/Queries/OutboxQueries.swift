import GRDB
import RenewalDelivery
import RenewalRules
import RenewalSQLite

/// The queries that run in every pass or claim; their plans are tested.
enum OutboxQueries {
    static let lastScan = "SELECT max(day) AS day FROM scan WHERE day <= ?"

    static let lastPass = "SELECT started_ms FROM scan ORDER BY sequence DESC LIMIT 1"
    static let lastQuarantined = "SELECT quarantined FROM scan WHERE is_full ORDER BY sequence DESC LIMIT 1"
    static let lastFullPass = "SELECT day, basis, started_ms FROM scan WHERE is_full ORDER BY sequence DESC LIMIT 1"

    static let counts = "SELECT state, count(*) AS count FROM delivery GROUP BY state"

    /// What is still to be sent, by channel, state and urgency; held and deferred ones by reason too.
    static let queueParts = """
        SELECT channel, state, CASE WHEN state IN ('held', 'deferred') THEN reason END AS waits_for,
            severity >= \(Severity.urgent.rank) AS is_urgent, count(*) AS count, min(created_ms) AS oldest_ms,
            min(CASE state WHEN 'deferred' THEN next_attempt_ms END) AS next_ms
        FROM delivery WHERE state IN ('pending', 'sending', 'deferred', 'held')
        GROUP BY channel, state, waits_for, is_urgent ORDER BY channel, state, waits_for, is_urgent
        """

    /// The keys of all notices of some records.
    static func knownNotices(ofRecords count: Int) -> String {
        """
        SELECT record_id, record_type, expires_on, audience, occurred_on, detail, kind, milestone FROM notice
        WHERE record_id IN (\(placeholders(count)))
        """
    }

    /// The notices of a record with the digests that tell of them.
    static let historiesOfRecord =
        histories + " WHERE n.record_id = ? AND n.record_type = ? ORDER BY n.due_on, n.sequence"
    /// The same for one notice.
    static let historyOfNotice = histories + " WHERE n.id = ?"
    private static let histories = """
        SELECT n.id, n.state, n.found_on, n.created_ms, l.notice_id AS line, l.digest_id, \(NoticeColumns.all)
        FROM notice AS n LEFT JOIN digest_line AS l ON l.notice_id = n.id
        """

    /// The deliveries about a record to anybody, and those of the digests that told of it, as far as they are not erased.
    static let deliveriesAbout = """
        SELECT d.id, d.state FROM notice AS n JOIN delivery AS d ON d.notice_id = n.id
        WHERE n.record_id = ? AND n.record_type = ? AND d.erased_ms IS NULL
        """
    static let digestsAbout = """
        SELECT DISTINCT d.id, d.state FROM notice AS n JOIN digest_line AS l ON l.notice_id = n.id
        JOIN delivery AS d ON d.notice_id = l.digest_id
        WHERE n.record_id = ? AND n.record_type = ? AND d.erased_ms IS NULL
        """

    static let mutes = """
        SELECT name, kind, party, last_on, reason, muted_by, muted_ms FROM mute ORDER BY muted_ms, name
        """

    static let hasMutedDeliveries = """
        SELECT EXISTS (SELECT 1 FROM delivery INDEXED BY delivery_muted WHERE \(OutboxSchema.isMuted))
        """

    /// The keys of those notices of some records of which a delivery is muted.
    static func mutedNotices(ofRecords count: Int) -> String {
        """
        SELECT n.record_id, n.record_type, n.expires_on, n.audience, n.occurred_on, n.detail, n.kind, n.milestone
        FROM notice AS n WHERE n.record_id IN (\(placeholders(count))) AND EXISTS (
            SELECT 1 FROM delivery INDEXED BY delivery_muted WHERE notice_id = n.id AND \(OutboxSchema.isMuted)
        )
        """
    }

    /// The records of muted corrections: few, whatever the number of corrections.
    static let mutedCorrections = """
        SELECT DISTINCT record_id, record_type FROM notice
        WHERE id IN (SELECT notice_id FROM delivery INDEXED BY delivery_muted WHERE \(OutboxSchema.isMuted))
            AND +kind IN (\(corrections))
        """

    private static let corrections = NoticeKind.allCases.filter(\.isCorrection).map { "'\($0.rawValue)'" }
        .joined(separator: ", ")

    static let hasAcknowledgements = "SELECT EXISTS (SELECT 1 FROM acknowledgement)"

    static func acknowledgements(ofRecords count: Int) -> String {
        """
        SELECT record_id, record_type, expires_on, acknowledged_on FROM acknowledgement
        WHERE record_id IN (\(placeholders(count)))
        """
    }

    /// The notices of a thread that a later one supersedes; kinds are words without spaces, and the last parameter is a
    /// list of them between spaces.
    static let earlierNotices = """
        SELECT id FROM notice
        WHERE record_id = ? AND record_type = ? AND expires_on = ? AND audience = ? AND occurred_on IS ? AND detail IS ?
            AND due_on < ? AND instr(' ' || ? || ' ', ' ' || kind || ' ') > 0
        """

    /// The `+` keeps SQLite from scanning all waiting deliveries instead of the few of the notice.
    static let supersede = """
        UPDATE delivery SET state = 'superseded', reason = ?, next_attempt_ms = NULL, updated_ms = ?
        WHERE notice_id = ? AND +state IN ('pending', 'deferred', 'held') RETURNING id
        """

    /// The words after which a cancelled delivery may wait again, for a list of SQL.
    static let reversibleReasons = CancelReason.allCases.filter(\.isReversible).map { "'\($0.rawValue)'" }
        .joined(separator: ", ")

    /// Whether a delivery `d` has arrived, may have, or is just being sent.
    private static let hasDeparted = "(+d.state = 'sent' OR +d.state = 'sending' OR d.ambiguous_attempts > 0)"

    /// Supersedes a line unless its digest has departed in another delivery than the second parameter, which may be null.
    static let takeBackLine = """
        UPDATE notice SET state = 'superseded'
        WHERE id = ?1 AND state = 'planned' AND EXISTS (
            SELECT 1 FROM digest_line AS l WHERE l.notice_id = ?1 AND NOT EXISTS (
                SELECT 1 FROM delivery AS d WHERE d.notice_id = l.digest_id AND d.id IS NOT ?2 AND \(hasDeparted)
            )
        )
        """

    static let openReport = """
        SELECT max(n.severity) AS severity, min(n.found_on) AS since
        FROM digest_line AS l JOIN notice AS n ON n.id = l.notice_id
        WHERE l.digest_id IS NULL AND l.record_type = 'office' AND n.state = 'planned'
        """

    static let openLines = """
        SELECT l.record_id AS employer, l.notice_id, n.record_type, n.record_id, n.severity, n.found_on
        FROM digest_line AS l JOIN notice AS n ON n.id = l.notice_id
        WHERE l.digest_id IS NULL AND l.record_type = 'employer' AND n.state = 'planned' AND (l.record_id, l.notice_id) > (?, ?)
        ORDER BY l.record_id, l.notice_id LIMIT ?
        """

    static let digestRecords = "SELECT DISTINCT record_id FROM digest_line WHERE digest_id = ? ORDER BY record_id"

    static let employerDigests = """
        SELECT n.id, n.record_id, d.address, d.state = 'pending' AND d.attempt = 0 AS waits
        FROM notice AS n JOIN delivery AS d ON d.notice_id = n.id
        WHERE n.kind = '\(NoticeKind.employerDigest.rawValue)' AND n.occurred_on >= :since AND d.state <> 'cancelled'
            AND (n.occurred_on = :day OR d.state = 'pending') AND n.detail IS NULL
        """

    /// The employers whose table was sent to programs since a day with something in it.
    static let recentSnapshots = """
        SELECT DISTINCT record_id FROM notice
        WHERE kind = '\(NoticeKind.employerDigest.rawValue)' AND occurred_on >= ? AND detail = ?
        """

    static let digestLines = """
        SELECT \(NoticeColumns.all) FROM digest_line AS l JOIN notice AS n ON n.id = l.notice_id
        WHERE l.digest_id = ? AND n.state = 'planned' ORDER BY n.severity DESC, n.due_on, n.sequence
        """

    /// Makes the lines of a digest without a recipient wait for the next one; returns its id once per line.
    static let reopenLines = """
        UPDATE digest_line SET digest_id = NULL
        WHERE digest_id = (SELECT notice_id FROM delivery WHERE id = ?1) AND NOT EXISTS (
            SELECT 1 FROM delivery AS d WHERE d.notice_id = digest_line.digest_id AND d.state <> 'cancelled'
        )
        RETURNING (SELECT notice_id FROM delivery WHERE id = ?1)
        """

    static let waitingDigest = """
        SELECT n.id FROM notice AS n JOIN delivery AS d ON d.notice_id = n.id
        WHERE n.record_id = ? AND n.record_type = ? AND +n.kind = ? AND n.detail IS NULL AND +d.state = 'pending'
            AND NOT EXISTS (SELECT 1 FROM payload AS p JOIN delivery AS o ON o.id = p.delivery_id
                WHERE o.notice_id = n.id)
        LIMIT 1
        """

    /// A row if somebody has received a notice, may have, or is just receiving it.
    static let departure = "SELECT 1 FROM delivery AS d WHERE d.notice_id = ? AND \(hasDeparted) LIMIT 1"

    /// Deliveries given up since an instant and not yet covered by a notice.
    static let untoldFailures = """
        SELECT d.id FROM delivery AS d
        WHERE d.state IN ('failed', 'bounced') AND d.updated_ms >= ? AND NOT EXISTS (
            SELECT 1 FROM notice AS n WHERE n.record_id = d.id AND n.record_type = 'delivery'
        )
        ORDER BY d.updated_ms, d.id LIMIT ?
        """

    /// Accepted deliveries that came back in a span.
    static let bounced = "SELECT count(*) FROM bounce WHERE is_final = 1 AND reported_ms >= ? AND reported_ms < ?"

    /// Whether something came back since the last pass began.
    static let hasNewBounces = """
        SELECT EXISTS (
            SELECT 1 FROM delivery WHERE state = 'bounced' AND updated_ms >= ifnull((\(lastPass)), 0)
        )
        """

    static let reportedDelivery = """
        SELECT d.address, d.recipient_name, d.state, d.attempt, d.updated_ms, a.started_ms
        FROM delivery AS d LEFT JOIN attempt AS a ON a.delivery_id = d.id AND a.number = d.attempt
        WHERE d.id = ? AND d.erased_ms IS NULL
        """

    /// Whether a mail to an address was accepted in a span and has not come back.
    static let hasArrived = """
        SELECT EXISTS (
            SELECT 1 FROM delivery INDEXED BY delivery_erasable
            WHERE erased_ms IS NULL AND \(OutboxSchema.isSettled) AND updated_ms > ? AND updated_ms < ?
                AND +state = 'sent' AND lower(address) = ?
        )
        """

    /// By state, the deliveries settled in a span and those still open, and how many of them are older than the span; what
    /// only programs get is no reminder.
    static let accounts = """
        SELECT state, count(*) AS count, sum(created_ms < :from) AS old FROM delivery
        WHERE state IN ('sent', 'failed', 'cancelled', 'superseded') AND updated_ms >= :from AND updated_ms < :until
            AND NOT \(isForPrograms)
        GROUP BY state
        UNION ALL
        SELECT 'sent', count(*), ifnull(sum(created_ms < :from), 0) FROM delivery
        WHERE state = 'bounced' AND updated_ms >= :from AND NOT \(isForPrograms) AND EXISTS (
            SELECT 1 FROM attempt AS a WHERE a.delivery_id = delivery.id AND a.number = delivery.attempt
                AND a.ended_ms >= :from AND a.ended_ms < :until
        )
        UNION ALL
        SELECT state, count(*), sum(created_ms < :from) FROM delivery
        WHERE state IN ('pending', 'sending', 'deferred', 'held') AND NOT \(isForPrograms) GROUP BY state
        """

    private static let isForPrograms = """
        EXISTS (SELECT 1 FROM notice AS t WHERE t.id = delivery.notice_id
            AND (t.kind = '\(NoticeKind.employerDigest.rawValue)' AND t.detail IS NOT NULL
                OR t.kind IN (\(NoticeKind.facts.map { "'\($0.rawValue)'" }.joined(separator: ", ")))))
        """

    static let unsettledReports = """
        SELECT count(*) FROM notice AS n JOIN delivery AS d ON d.notice_id = n.id
        WHERE n.kind = '\(NoticeKind.administratorDigest.rawValue)' AND n.occurred_on = ?
            AND d.state IN ('pending', 'sending', 'deferred', 'held')
        """

    /// The notices of a span that are in a digest.
    static let merged = """
        SELECT count(*) FROM notice AS n JOIN digest_line AS l ON l.notice_id = n.id
        WHERE n.created_ms >= ? AND n.created_ms < ? AND l.digest_id IS NOT NULL AND n.state = 'planned'
        """

    /// The notices that wait for a digest, and how many of them are older than an instant.
    static let openLineCount = """
        SELECT count(*) AS count, ifnull(sum(n.created_ms < ?), 0) AS old
        FROM digest_line AS l JOIN notice AS n ON n.id = l.notice_id
        WHERE l.digest_id IS NULL AND n.state = 'planned'
        """

    static let openProblems = """
        SELECT record_type, record_id, kind FROM notice
        WHERE kind = ? AND occurred_on = ? ORDER BY sequence DESC LIMIT ?
        """

    static let openProblemCount = "SELECT count(*) FROM notice WHERE kind = ? AND occurred_on = ?"

    /// Settled deliveries that still carry personal data, the oldest first.
    static let erasable = """
        SELECT id FROM delivery INDEXED BY delivery_erasable
        WHERE erased_ms IS NULL AND \(OutboxSchema.isSettled) AND updated_ms < ?
        ORDER BY updated_ms LIMIT ?
        """

    static let promoteDeferred = """
        UPDATE delivery SET state = 'pending' WHERE id IN (
            SELECT id FROM delivery
            WHERE state = 'deferred' AND channel = :channel AND next_attempt_ms <= :now
            ORDER BY next_attempt_ms LIMIT :limit
        )
        """

    static let expiredLeases = """
        SELECT id, attempt FROM delivery
        WHERE state = 'sending' AND channel = :channel AND lease_until_ms <= :now
        ORDER BY lease_until_ms LIMIT :limit
        """

    /// Whether the mark of a notice `n` passed while nothing was scanned.
    ///
    /// A scan on the day of the mark or between it and the one that found it means that the record or its dates came
    /// later; so does a series without any notice from before that day, as after a correction. An event may itself have
    /// been recorded late; what counts from it is late if it had been told of in time.
    static let wasMissed = """
        ((n.occurred_on IS NULL OR n.occurred_on < n.due_on) AND n.found_on > n.due_on
            AND NOT EXISTS (SELECT 1 FROM scan WHERE day >= n.due_on AND day < n.found_on)
            AND EXISTS (
                SELECT 1 FROM notice AS earlier
                WHERE earlier.record_id = n.record_id AND earlier.record_type = n.record_type
                    AND earlier.expires_on = n.expires_on AND earlier.found_on < n.due_on
                    AND (n.occurred_on IS NULL OR earlier.occurred_on = n.occurred_on AND earlier.detail IS n.detail)
            ))
        """

    /// The number of notices in a delivery `d`, if it is a digest's; not those that were taken back.
    static let lineCount = """
        (SELECT count(*) FROM digest_line AS l JOIN notice AS m ON m.id = l.notice_id
            WHERE l.digest_id = d.notice_id AND m.state = 'planned')
        """

    static let noticesOfMailbox = "SELECT count FROM mailbox_day WHERE code = ? AND day = ?"
    static let countForMailbox = """
        INSERT INTO mailbox_day (code, day, count) VALUES (?, ?, 1)
        ON CONFLICT DO UPDATE SET count = iif(day = excluded.day, count + 1, 1), day = excluded.day
        """

    static let claimable = """
        SELECT id FROM delivery
        WHERE state = 'pending' AND channel = :channel AND (attempt > 0) = :tried AND severity >= :severity
        ORDER BY severity DESC, due_on, id LIMIT :limit
        """

    /// Deliveries of notices about a hold, starting from the few notices of that kind, because everything else waits
    /// too.
    private static func alarm(_ states: String) -> String {
        """
        FROM notice AS n CROSS JOIN delivery AS d ON d.notice_id = n.id
        WHERE n.kind = '\(NoticeKind.sendingHeld.rawValue)' AND +d.state IN (\(states)) AND d.channel = :channel
            AND d.severity >= :severity
        """
    }

    static let claimableAlarms = "SELECT d.id \(alarm("'pending'")) ORDER BY +n.sequence DESC, +d.id LIMIT :limit"
    static let nextDeferredAlarm = "SELECT min(d.next_attempt_ms) \(alarm("'deferred'"))"
    static let nextAlarmLease = "SELECT min(d.lease_until_ms) \(alarm("'sending'"))"
    static let nextAlarm = """
        SELECT min(CASE d.state WHEN 'pending' THEN 0 WHEN 'deferred' THEN d.next_attempt_ms ELSE d.lease_until_ms END)
        \(alarm("'pending', 'deferred', 'sending'"))
        """

    static let nextPending = """
        SELECT 0 FROM delivery
        WHERE state = 'pending' AND channel = :channel AND (attempt > 0) IN (0, 1) AND severity >= :severity LIMIT 1
        """

    static let nextDeferred = """
        SELECT next_attempt_ms FROM delivery
        WHERE state = 'deferred' AND channel = :channel AND severity >= :severity
        ORDER BY next_attempt_ms LIMIT 1
        """

    static let nextLease = """
        SELECT lease_until_ms FROM delivery
        WHERE state = 'sending' AND channel = :channel AND severity >= :severity
        ORDER BY lease_until_ms LIMIT 1
        """

    /// What a channel accepted, in that order; an accepted delivery changes no more but by being erased.
    static let accepted = """
        SELECT d.sequence, d.id, d.updated_ms, d.erased_ms, \(NoticeColumns.all)
        FROM delivery AS d CROSS JOIN notice AS n ON n.id = d.notice_id
        WHERE d.state = 'sent' AND (d.updated_ms, d.sequence) > (:from, :after) AND d.updated_ms < :until
            AND d.channel = :channel AND (:record IS NULL OR n.record_id = :record)
        ORDER BY d.updated_ms, d.sequence LIMIT :limit
        """

    static let acceptedMessage = """
        SELECT p.attempt, p.subject, p.bytes FROM delivery AS d JOIN payload AS p ON p.delivery_id = d.id
        WHERE d.id = ? AND d.state = 'sent'
        """

    static let heldCount = "SELECT count(*) FROM delivery WHERE state = 'held' AND reason = ?"

    static let releaseHeld = """
        UPDATE delivery
        SET state = 'pending', reason = NULL, next_attempt_ms = NULL, first_attempt_ms = NULL, updated_ms = :now
        WHERE id IN (SELECT id FROM delivery WHERE state = 'held' AND reason = :reason LIMIT :limit) RETURNING id
        """
}
