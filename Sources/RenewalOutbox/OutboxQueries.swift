/// The queries that run per pass or per claim; their plans are tested.
enum OutboxQueries {
    static let lastScan = "SELECT max(day) AS day FROM scan WHERE day <= ?"

    static let counts = "SELECT state, count(*) AS count FROM delivery GROUP BY state"

    static let knownThreads = """
        SELECT DISTINCT audience, occurred_on FROM notice WHERE record_id = ? AND record_type = ? AND expires_on = ?
        """

    static let acknowledgement = """
        SELECT acknowledged_on FROM acknowledgement WHERE record_id = ? AND record_type = ? AND expires_on = ?
        """

    /// The `+` keeps SQLite from walking all waiting deliveries instead of the few of the series.
    static let supersedeEarlier = """
        UPDATE delivery
        SET state = 'superseded', reason = :id, next_attempt_ms = NULL, updated_ms = :now
        WHERE +state IN ('pending', 'deferred', 'held') AND notice_id IN (
            SELECT id FROM notice
            WHERE record_id = :record AND record_type = :type AND expires_on = :expires AND audience = :audience
                AND occurred_on IS :occurred AND due_on < :due
        )
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

    static let claimable = """
        SELECT id FROM delivery
        WHERE state = 'pending' AND channel = :channel AND severity >= :severity
        ORDER BY severity DESC, due_on, id LIMIT :limit
        """

    static let nextPending = """
        SELECT 0 FROM delivery WHERE state = 'pending' AND channel = :channel AND severity >= :severity LIMIT 1
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
}
