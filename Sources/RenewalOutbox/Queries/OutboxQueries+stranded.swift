import RenewalRules
import RenewalSQLite

extension OutboxQueries {
    /// Waiting, but not because an operator holds it.
    static let waits = """
        (d.state = 'pending' OR d.state = 'deferred' OR d.state = 'held' AND d.reason = '\(NextState.endpointGone)')
        """

    /// An urgent delivery waiting since `:since` for a channel that is gone or at fault since then.
    static let isStranded = """
        \(waits) AND d.severity >= \(Severity.urgent.rank) AND d.created_ms <= :since AND (
            d.channel IN (SELECT name FROM disabled_channel WHERE disabled_ms <= :since)
            OR d.channel IN (SELECT name FROM channel_state WHERE since_ms <= :since)
        )
        """

    static let untoldStranded = """
        SELECT d.id FROM delivery AS d
        WHERE \(isStranded) AND NOT EXISTS (
            SELECT 1 FROM notice AS n WHERE n.record_id = d.id AND n.record_type = 'delivery'
        )
        ORDER BY d.sequence LIMIT :limit
        """

    static func waysOfNotices(_ count: Int) -> String {
        """
        SELECT notice_id, channel, state FROM delivery
        WHERE notice_id IN (\(placeholders(count))) AND +state IN ('sent', 'sending')
        """
    }

    static let strandedOfChannel = "SELECT count(*) FROM delivery AS d WHERE d.channel = :channel AND \(isStranded)"

    static let failuresOfChannel = """
        SELECT count(*) FROM delivery
        WHERE state IN ('failed', 'bounced') AND channel = ? AND updated_ms >= ? AND updated_ms < ?
        """
}
