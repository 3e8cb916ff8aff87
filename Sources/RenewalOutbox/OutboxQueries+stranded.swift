import RenewalRules

extension OutboxQueries {
    /// An urgent delivery that waits for a channel that is gone, or at fault since `:since` at the latest.
    static let isStranded = """
        d.severity >= \(Severity.urgent.rank) AND (
            d.channel IN (SELECT name FROM disabled_channel WHERE disabled_ms <= :since)
            OR d.channel IN (SELECT name FROM channel_state WHERE since_ms <= :since)
        )
        """

    static let untoldStranded = """
        SELECT d.id FROM delivery AS d
        WHERE d.state IN ('pending', 'deferred', 'held') AND \(isStranded) AND NOT EXISTS (
            SELECT 1 FROM notice AS n WHERE n.record_id = d.id AND n.record_type = 'delivery'
        )
        ORDER BY d.sequence LIMIT :limit
        """

    static func channelsThatTold(_ count: Int) -> String {
        """
        SELECT notice_id, channel FROM delivery
        WHERE notice_id IN (\(placeholders(count))) AND state = 'sent'
        """
    }

    static let failuresOfChannel = """
        SELECT count(*) FROM delivery
        WHERE state = 'failed' AND channel = ? AND updated_ms >= ? AND updated_ms < ?
        """
}
