import GRDB
import RenewalRules

/// Counts and holds what a scan plans beyond the usual.
extension OutboxQueries {
    static let freshCount = "SELECT count(*) FROM fresh_delivery"

    static let freshTally = """
        SELECT record_type, employer, is_urgent, count(*) AS count FROM fresh_delivery
        GROUP BY record_type, employer, is_urgent
        """

    static let floodScopes = """
        SELECT scope FROM sending_hold WHERE reason = '\(HoldReason.manyDue.rawValue)' AND scope <> ''
        """

    /// The arguments that stand for a part; `nil` for everything.
    static func part(_ scope: HoldScope) -> StatementArguments? {
        switch scope {
        case .everything: nil
        case .part(.employer(let id), let isUrgent): ["urgent": isUrgent, "employer": id, "type": nil]
        case .part(.records(let type), let isUrgent): ["urgent": isUrgent, "employer": nil, "type": type.rawValue]
        }
    }

    private static let freshOfParty = """
        is_urgent = :urgent AND (:employer IS NULL OR employer = :employer)
            AND (:type IS NULL OR record_type = :type)
        """

    /// Deliveries claimed for an attempt stay with it.
    static let holdFresh = """
        UPDATE delivery SET state = 'held', reason = :reason, next_attempt_ms = NULL, updated_ms = :now
        WHERE id IN (SELECT delivery_id FROM fresh_delivery WHERE \(freshOfParty))
            AND +state IN ('pending', 'deferred')
        RETURNING id
        """

    /// What the lines that wait for the digest of a record are about.
    static let openLineCounts = """
        SELECT n.record_type, n.severity >= :urgent AND n.due_on BETWEEN :first AND :last AS is_urgent, count(*) AS count
        FROM digest_line AS l JOIN notice AS n ON n.id = l.notice_id
        WHERE l.record_type = :type AND l.record_id = :id AND l.digest_id IS NULL GROUP BY 1, 2
        """

    /// The deliveries of a notice that wait.
    static let waitingDeliveries = "SELECT id FROM delivery WHERE notice_id = ? AND +state IN ('pending', 'deferred')"

    static let forgetAllFresh = "DELETE FROM fresh_delivery"

    static let forgetFreshOfOtherDays = "DELETE FROM fresh_delivery WHERE day <> ?"

    /// What has left from a part is still counted.
    static let forgetHeldFresh = """
        \(forgetFresh) AND (SELECT state FROM delivery WHERE id = delivery_id) = 'held'
        """

    static let forgetFresh = "DELETE FROM fresh_delivery WHERE \(freshOfParty)"
}
