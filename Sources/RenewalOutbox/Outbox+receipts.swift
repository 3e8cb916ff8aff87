import GRDB
package import RenewalRules

extension Outbox {
    /// Writes the results of attempts.
    ///
    /// A result is believed only while its attempt holds the delivery. The result of a lost lease is written to its
    /// attempt, marked late, and does not change the delivery.
    ///
    /// - Returns: the ids of the deliveries whose results were not believed
    /// - Throws: `writeFailed`, `busy`; no receipt of the call is stored then
    package func record(_ receipts: [Receipt], at now: UnixTime) async throws(OutboxError) -> [String] {
        try await write { database in
            try receipts.filter { try !database.settle($0, at: now) }.map(\.deliveryID)
        }
    }

    /// Cancels deliveries that were looked at and are no longer true, and plans those that take their place, in one
    /// transaction.
    ///
    /// One that has changed since the look is left alone.
    /// Replacements are planned as by `plan`: the same notices with the addresses that now stand in the records.
    package func withdraw(
        _ withdrawals: [Withdrawal],
        replacements: [PlannedNotice] = [],
        at now: UnixTime
    ) async throws(OutboxError) {
        try await write { database in
            for withdrawal in withdrawals { try database.cancel(withdrawal, at: now) }
            _ = try database.plan(at: now) { planning in
                for replacement in replacements { try planning.plan(replacement) }
            }
        }
    }
}

extension Database {
    /// - Returns: whether the receipt was believed
    fileprivate func settle(_ receipt: Receipt, at now: UnixTime) throws -> Bool {
        let verdict = receipt.verdict
        try cachedStatement(
            sql: """
                UPDATE delivery
                SET state = :state, reason = :reason, next_attempt_ms = :next, lease_until_ms = NULL,
                    ambiguous_attempts = ambiguous_attempts + :ambiguous,
                    first_attempt_ms = coalesce(first_attempt_ms, \(Self.startOfAttempt)), updated_ms = :now
                WHERE id = :id AND state = 'sending' AND attempt = :attempt
                """
        ).execute(
            arguments: [
                "id": receipt.deliveryID, "attempt": receipt.attempt, "now": now.milliseconds,
                "state": receipt.next.state.rawValue, "reason": receipt.next.reason(after: verdict.outcome),
                "next": receipt.next.nextAttempt?.milliseconds, "ambiguous": verdict.outcome == .ambiguous ? 1 : 0,
            ]
        )
        guard changesCount > 0 else {
            try noteLate(receipt, at: now)
            return false
        }
        try closeAttempt(receipt.attempt, of: receipt.deliveryID, as: verdict, at: now)
        try append(verdict, of: receipt.attempt, on: receipt.deliveryID, to: receipt.next.state, at: now)
        return true
    }

    /// Keeps what a lost attempt came to, once; what was recorded in time stays as it is.
    private func noteLate(_ receipt: Receipt, at now: UnixTime) throws {
        let verdict = receipt.verdict
        try execute(
            sql: """
                UPDATE attempt SET ended_ms = ?, outcome = ?, stage = ?, code = ?, reply = ?, is_late = 1
                WHERE delivery_id = ? AND number = ? AND is_late = 0 AND outcome = 'ambiguous'
                """,
            arguments: [
                now.milliseconds, verdict.outcome.rawValue, verdict.stage, verdict.code, verdict.reply,
                receipt.deliveryID, receipt.attempt,
            ]
        )
        guard changesCount > 0 else { return }
        try append(verdict, of: receipt.attempt, on: receipt.deliveryID, to: nil, at: now)
    }

    fileprivate func cancel(_ withdrawal: Withdrawal, at now: UnixTime) throws {
        try execute(
            sql: """
                UPDATE delivery
                SET state = 'cancelled', reason = ?, next_attempt_ms = NULL, updated_ms = ?
                WHERE id = ? AND state = 'pending' AND attempt = ?
                """,
            arguments: [withdrawal.reason, now.milliseconds, withdrawal.deliveryID, withdrawal.attempt - 1]
        )
        guard changesCount > 0 else { return }
        let entry = EvidenceEntry(
            .withdrawn,
            deliveryID: withdrawal.deliveryID,
            state: .cancelled,
            detail: withdrawal.reason
        )
        try append(entry, at: now)
        try execute(sql: OutboxQueries.reopenLines, arguments: [withdrawal.deliveryID])
    }
}
