import GRDB
import RenewalDelivery
import RenewalRules

/// Steps that several transactions share.
extension Database {
    /// Ends an attempt without a result: it may have arrived.
    func endLease(
        of id: String,
        attempt: Int,
        step: OwnStep,
        policy: AmbiguityPolicy,
        at now: UnixTime
    ) throws {
        let verdict = Verdict(.ambiguous, at: .own(step), about: nil, reply: "no result was recorded")
        let state = policy == .hold ? DeliveryState.held : .pending
        try closeAttempt(attempt, of: id, as: verdict, at: now)
        try cachedStatement(
            sql: """
                UPDATE delivery
                SET state = ?3, reason = ?4, ambiguous_attempts = ambiguous_attempts + 1,
                    first_attempt_ms = coalesce(first_attempt_ms, \(Self.startOfAttempt)),
                    next_attempt_ms = NULL, lease_until_ms = NULL, updated_ms = ?5
                WHERE id = ?1 AND state = 'sending' AND attempt = ?2
                """
        ).execute(
            arguments: [id, attempt, state.rawValue, policy == .hold ? "ambiguous" : nil, now.milliseconds]
        )
        try append(.answered(verdict, of: attempt, on: id, state: state, with: secret()), at: now)
    }

    /// Stores the result of an attempt that still has its lease.
    func closeAttempt(_ attempt: Int, of id: String, as verdict: Verdict, at now: UnixTime) throws {
        try cachedStatement(
            sql: """
                UPDATE attempt SET ended_ms = ?, outcome = ?, stage = ?, code = ?, reply = ?
                WHERE delivery_id = ? AND number = ?
                """
        ).execute(
            arguments: [
                now.milliseconds, verdict.outcome.rawValue, verdict.step.name, verdict.code, verdict.reply, id, attempt,
            ]
        )
    }

    /// An expression for a statement whose first two arguments are the id of a delivery and the number of an attempt.
    static let startOfAttempt = "(SELECT started_ms FROM attempt WHERE delivery_id = ?1 AND number = ?2)"

    /// What may leave while the guard holds sending; parts that it holds are marked in the deliveries' own states.
    func mayLeave() throws -> Leaving {
        let reasons = try String.fetchAll(cachedStatement(sql: "SELECT reason FROM sending_hold WHERE scope = ''"))
        // A reason from a later version must not send anything.
        return reasons.isEmpty
            ? .all : reasons.allSatisfy { HoldReason(rawValue: $0)?.isTold ?? false } ? .alarms : .none
    }

    /// Which deliveries may be claimed.
    enum Leaving {
        case all
        /// Only the notices about the hold itself.
        case alarms
        case none
    }

    func isDisabled(_ channel: String) throws -> Bool {
        let query = "SELECT 1 FROM disabled_channel WHERE name = ?"
        return try Bool.fetchOne(cachedStatement(sql: query), arguments: [channel]) ?? false
    }
}
