import RenewalRules

/// The queries of `evidence export` and `evidence verify`, which walk through everything.
extension OutboxQueries {
    private static let links = """
        e.sequence, e.at_ms, e.event, e.notice_id, e.delivery_id, e.attempt AS attempt_number, \
        e.state AS entry_state, e.detail AS entry_detail, e.hash
        """

    static let bareEvidence = "SELECT \(links) FROM evidence AS e ORDER BY e.sequence"

    static let evidence = """
        SELECT \(links), d.channel, d.address, d.erased_ms, n.id AS resolved_notice, a.reply, \(NoticeColumns.all)
        FROM evidence AS e
        LEFT JOIN delivery AS d ON d.id = e.delivery_id
        LEFT JOIN notice AS n ON n.id = ifnull(e.notice_id, d.notice_id)
        LEFT JOIN attempt AS a ON a.delivery_id = e.delivery_id AND a.number = e.attempt
        WHERE e.sequence > ? ORDER BY e.sequence LIMIT ?
        """

    /// Rows that nothing in the chain accounts for, each with the words for it.
    static let unproven: [(query: String, problem: String)] = [
        (
            """
            SELECT id FROM notice EXCEPT
            SELECT notice_id FROM evidence WHERE event IN ('planned', 'superseded')
            """,
            "a notice that was never planned"
        ),
        (
            """
            SELECT notice_id FROM evidence WHERE event IN ('planned', 'superseded') AND notice_id IS NOT NULL EXCEPT
            SELECT id FROM notice
            """,
            "a planned notice is missing"
        ),
        (
            "SELECT id FROM delivery EXCEPT SELECT delivery_id FROM evidence WHERE event = 'planned'",
            "a delivery that was never planned"
        ),
        (
            """
            SELECT delivery_id FROM evidence WHERE event = 'planned' AND delivery_id IS NOT NULL EXCEPT
            SELECT id FROM delivery
            """,
            "a planned delivery is missing"
        ),
        (
            // With max(), SQLite takes the other columns from the row that has it; what is deferred becomes pending
            // by the mere passing of time.
            """
            SELECT d.id FROM (
                SELECT delivery_id, state, max(sequence) FROM evidence
                WHERE delivery_id IS NOT NULL AND state IS NOT NULL GROUP BY delivery_id
            ) AS e JOIN delivery AS d ON d.id = e.delivery_id
            WHERE replace(d.state, 'deferred', 'pending') <> replace(e.state, 'deferred', 'pending')
            """,
            "the state of a delivery is not what was told last"
        ),
    ]

    /// Ended attempts with what the chain tells of them; the last answer counts, because a late one replaces it.
    static let answers = """
        SELECT a.delivery_id, a.number, a.outcome, a.stage, a.code, a.reply, d.erased_ms, e.detail
        FROM attempt AS a JOIN delivery AS d ON d.id = a.delivery_id
        LEFT JOIN (
            SELECT delivery_id, attempt, detail, max(sequence) FROM evidence
            WHERE event IN ('answered', 'answered_late') GROUP BY delivery_id, attempt
        ) AS e ON e.delivery_id = a.delivery_id AND e.attempt = a.number
        WHERE a.outcome IS NOT NULL
        """

    static let messages = """
        SELECT p.delivery_id, p.bytes, e.detail FROM payload AS p
        LEFT JOIN (
            SELECT delivery_id, detail, max(sequence) FROM evidence WHERE event = 'composed' GROUP BY delivery_id
        ) AS e ON e.delivery_id = p.delivery_id
        """
}
