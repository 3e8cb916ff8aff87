import RenewalRules

/// The queries of `evidence export` and `evidence verify`, which read everything.
extension OutboxQueries {
    /// Text after a zero byte would be missing from the hash, which is computed from text.
    private static let links = """
        e.sequence, e.at_ms, e.event, e.notice_id, e.delivery_id, e.attempt AS attempt_number, \
        e.state AS entry_state, e.detail AS entry_detail, e.hash, \
        instr(CAST(e.event || ifnull(e.notice_id, '') || ifnull(e.delivery_id, '') || ifnull(e.state, '') \
        || ifnull(e.detail, '') || e.hash AS BLOB), x'00') > 0 AS has_zero
        """

    /// What the first link is bound to.
    static let chainStart = "SELECT id FROM instance WHERE instr(CAST(id AS BLOB), x'00') = 0"

    static let bareEvidence = "SELECT \(links) FROM evidence AS e ORDER BY e.sequence"

    static let evidence = """
        SELECT \(links), d.channel, d.address, d.erased_ms, n.id AS resolved_notice, a.reply, b.reply AS reported,
            \(NoticeColumns.all),
            m.kind AS muted_kind, m.party AS muted_party
        FROM evidence AS e
        LEFT JOIN delivery AS d ON d.id = e.delivery_id
        LEFT JOIN notice AS n ON n.id = ifnull(e.notice_id, d.notice_id)
        LEFT JOIN attempt AS a ON a.delivery_id = e.delivery_id AND a.number = e.attempt
        LEFT JOIN bounce AS b ON b.delivery_id = e.delivery_id AND b.attempt = e.attempt
            AND e.event IN ('bounced', 'delayed') AND b.is_final = (e.event = 'bounced')
        LEFT JOIN mute AS m ON m.name = CASE WHEN e.event IN ('muted', 'unmuted')
            THEN substr(e.detail, 1, instr(e.detail || ' mute=', ' mute=') - 1) END
        WHERE e.sequence > ? ORDER BY e.sequence LIMIT ?
        """

    /// Sorted on disk where there are many.
    static let evidenceOfDeliveries = """
        SELECT \(links) FROM evidence AS e WHERE e.delivery_id IS NOT NULL ORDER BY e.delivery_id, e.sequence
        """

    static let evidenceOfNotices = """
        SELECT \(links) FROM evidence AS e
        WHERE e.notice_id IS NOT NULL AND e.event IN ('planned', 'superseded', 'raised')
        ORDER BY e.notice_id, e.sequence
        """

    static let standingChannels = "SELECT name, disabled_ms AS since_ms FROM disabled_channel"
    static let standingMutes = "SELECT name, muted_ms AS since_ms FROM mute"
    static let standingHolds = "SELECT \(holdName) AS name, since_ms FROM sending_hold"

    /// A hold as its entries call it (``HoldReason/naming(_:)``).
    static let holdName = "iif(scope = '', reason, reason || ' ' || scope)"

    /// The acknowledgements according to the chain: the latest day of a series counts, and the first of those with the
    /// same day; one that was taken back later does not.
    private static let toldAcknowledgements = """
        SELECT record_id, record_type, expires_on, day, at_ms, id FROM (
            SELECT n.record_id, n.record_type, n.expires_on, substr(e.detail, 1, 10) AS day, e.at_ms, n.id,
                row_number() OVER (
                    PARTITION BY n.record_id, n.record_type, n.expires_on
                    ORDER BY substr(e.detail, 1, 10) DESC, e.sequence
                ) AS place
            FROM evidence AS e JOIN notice AS n ON n.id = e.notice_id WHERE e.event = 'acknowledged'
                AND NOT EXISTS (
                    SELECT 1 FROM evidence AS t JOIN notice AS m ON m.id = t.notice_id
                    WHERE t.event = 'unacknowledged' AND t.sequence > e.sequence AND m.record_id = n.record_id
                        AND m.record_type = n.record_type AND m.expires_on = n.expires_on
                )
        ) WHERE place = 1
        """

    private static let storedAcknowledgements = """
        SELECT record_id, record_type, expires_on, acknowledged_on, acknowledged_ms, notice_id FROM acknowledgement
        """

    /// The digest that each line was last given to.
    ///
    /// Earlier builds did not say that the lines of a withdrawn digest wait again, so after one of theirs either is
    /// right.
    private static let toldLines = """
        WITH given AS (
            SELECT j.value AS line, e.notice_id AS digest, max(e.sequence) AS sequence
            FROM evidence AS e, json_each(
                iif(json_valid('["' || replace(e.detail, ' ', '","') || '"]'),
                    '["' || replace(e.detail, ' ', '","') || '"]', '[]')
            ) AS j
            WHERE e.event = 'gathered' GROUP BY j.value
        ), reopened AS (
            SELECT notice_id AS digest, max(sequence) AS sequence FROM evidence WHERE event = 'reopened' GROUP BY 1
        ), withdrawn AS (
            SELECT d.notice_id AS digest, max(e.sequence) AS sequence
            FROM evidence AS e JOIN delivery AS d ON d.id = e.delivery_id
            WHERE e.event = 'withdrawn' AND instr(e.detail, ' delivery=') = 0 GROUP BY 1
        ), told AS (
            SELECT g.line, iif(r.sequence > g.sequence, NULL, g.digest) AS digest,
                ifnull(w.sequence > g.sequence, 0) AS may_wait
            FROM given AS g LEFT JOIN reopened AS r ON r.digest = g.digest
            LEFT JOIN withdrawn AS w ON w.digest = g.digest
        )
        """

    /// Rows that the chain does not explain, each with the problem to report.
    static let unproven: [(query: String, problem: Phrase)] = [
        (
            """
            SELECT id FROM notice EXCEPT
            SELECT notice_id FROM evidence WHERE event IN ('planned', 'superseded')
            """,
            Phrase("未经安排的提醒", "a notice that was never planned")
        ),
        (
            """
            SELECT notice_id FROM evidence WHERE event IN ('planned', 'superseded') AND notice_id IS NOT NULL EXCEPT
            SELECT id FROM notice
            """,
            Phrase("缺失一条已安排的提醒", "a planned notice is missing")
        ),
        (
            "SELECT id FROM delivery EXCEPT SELECT delivery_id FROM evidence WHERE event = 'planned'",
            Phrase("未经安排的发送记录", "a delivery that was never planned")
        ),
        (
            """
            SELECT delivery_id FROM evidence WHERE event = 'planned' AND delivery_id IS NOT NULL EXCEPT
            SELECT id FROM delivery
            """,
            Phrase("缺失一条已安排的发送记录", "a planned delivery is missing")
        ),
        (
            "SELECT delivery_id FROM bounce EXCEPT SELECT delivery_id FROM evidence WHERE event IN ('bounced', 'delayed')",
            Phrase("退信没有存证，发送记录", "a bounce that no entry tells of, of delivery")
        ),
        // The file's own checks prevent it, unless somebody disables them.
        (
            "SELECT id FROM instance WHERE only_row <> 1",
            Phrase("不属于本运行库的标识", "an identity that is not the state file's own")
        ),
        (
            "\(storedAcknowledgements) EXCEPT \(toldAcknowledgements)",
            Phrase("无人作出的收到确认，记录", "an acknowledgement that nobody gave, of record")
        ),
        (
            "\(toldAcknowledgements) EXCEPT \(storedAcknowledgements)",
            Phrase("缺失一项收到确认，记录", "an acknowledgement is missing, of record")
        ),
        (
            """
            \(toldLines) SELECT l.notice_id FROM digest_line AS l LEFT JOIN told AS t ON t.line = l.notice_id
            WHERE l.digest_id IS NOT t.digest AND NOT (l.digest_id IS NULL AND ifnull(t.may_wait, 0))
            """,
            Phrase("提醒不在其所属的汇总中", "a notice is not in the digest it was given to")
        ),
        (
            "\(toldLines) SELECT line FROM told EXCEPT SELECT notice_id FROM digest_line",
            Phrase("提醒已并入汇总，但不在任何汇总中", "a notice was given to a digest and is in none")
        ),
    ]
}
