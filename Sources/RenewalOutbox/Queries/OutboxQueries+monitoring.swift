extension OutboxQueries {
    static let addFinished = """
        INSERT INTO finished_count (channel, state, total) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET total = total + excluded.total
        """
    static let addAttempts = """
        INSERT INTO attempt_count (channel, outcome, total) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET total = total + excluded.total
        """
    static let addLateness = """
        INSERT INTO lateness_count (channel, severity, up_to_s, total, seconds) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET total = total + excluded.total, seconds = seconds + excluded.seconds
        """

    static let finished = "SELECT channel, state, total FROM finished_count"
    static let attempts = "SELECT channel, outcome, total FROM attempt_count"
    static let lateness = """
        SELECT channel, severity, up_to_s, total, seconds FROM lateness_count ORDER BY channel, severity, up_to_s
        """

    /// What waits, from indexes that have nothing else in them.
    static let pendingByChannel = """
        SELECT channel, count(*) AS count FROM delivery INDEXED BY delivery_pending
        WHERE state = 'pending' GROUP BY channel
        """
    static let deferredByChannel = """
        SELECT channel, count(*) AS count FROM delivery INDEXED BY delivery_deferred
        WHERE state = 'deferred' GROUP BY channel
        """
    static let sendingByChannel = """
        SELECT channel, count(*) AS count FROM delivery INDEXED BY delivery_sending
        WHERE state = 'sending' GROUP BY channel
        """
    static let heldByChannel = """
        SELECT channel, count(*) AS count FROM delivery INDEXED BY delivery_held_by_channel
        WHERE state = 'held' GROUP BY channel
        """

    /// Since when the first ones of a queue have been due: they leave in this order, so none before them waits longer.
    static let headOfQueue = """
        SELECT min(since) FROM (
            SELECT coalesce(next_attempt_ms, updated_ms) AS since FROM delivery
            WHERE state = 'pending' AND channel = :channel AND (attempt > 0) = :tried AND severity = :severity
            ORDER BY due_on, id LIMIT :limit
        )
        """
    /// Those that are due again and were not put back in the queue.
    static let overdueAgain = """
        SELECT channel, severity, min(next_attempt_ms) AS since FROM delivery
        WHERE state = 'deferred' AND channel = :channel AND next_attempt_ms <= :now GROUP BY severity
        """
    /// Those whose attempt was lost and that nobody has taken back.
    static let lostAttempts = """
        SELECT channel, severity, min(lease_until_ms) AS since FROM delivery
        WHERE state = 'sending' AND channel = :channel AND lease_until_ms <= :now GROUP BY severity
        """

    private static let passColumns = """
        SELECT is_full, started_ms, ended_ms, examined, quarantined, long_overdue, unreachable, phases FROM scan
        """
    static let latestPass = passColumns + " ORDER BY sequence DESC LIMIT 1"
    static let latestFullPass = passColumns + " WHERE is_full ORDER BY sequence DESC LIMIT 1"
}
