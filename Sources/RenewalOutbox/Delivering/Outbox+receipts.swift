import GRDB
import RenewalDelivery
package import RenewalRules

extension Outbox {
    package func record(_ receipts: [Receipt], at now: UnixTime) async throws(OutboxError) -> [String] {
        try await write { database in
            var (disbelieved, entries): ([String], [EvidenceEntry]) = ([], [])
            var lateness = LatenessTally()
            var contacts: [String: [ServerContact]] = [:]
            let secret = try database.secret()
            for receipt in receipts {
                if let (channel, severity) = try database.settle(receipt, at: now) {
                    contacts[channel, default: []] += receipt.verdict.contacts
                    if receipt.next == .sent, let due = receipt.dueAt {
                        lateness.add(due.duration(to: now), through: channel, severity: severity)
                    }
                    entries.append(.answered(receipt, state: receipt.next.state, with: secret))
                } else {
                    disbelieved.append(receipt.deliveryID)
                    guard try database.noteLate(receipt, at: now) else { continue }
                    entries.append(.answered(receipt, state: nil, with: secret))
                }
            }
            try database.append(entries, at: now)
            try database.count(lateness)
            for (channel, contacts) in contacts { try database.note(contacts.latest, of: channel, at: now) }
            return disbelieved
        }
    }

    package func withdraw(
        _ withdrawals: [Withdrawal],
        replacements: [PlannedNotice],
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

extension [ServerContact] {
    /// The latest of each server.
    fileprivate var latest: [ServerContact] {
        reduce(into: [String: ServerContact]()) { latest, contact in
            // A connection that was there before says nothing of the certificate, and takes nothing back.
            let end = contact.certificateEnd ?? latest[contact.server]?.certificateEnd
            latest[contact.server] = ServerContact(contact.server, fault: contact.fault, certificateEnd: end)
        }.values.sorted { $0.server < $1.server }
    }
}

extension Database {
    /// - Returns: the channel and the severity of its delivery; `nil` where the receipt does not count
    fileprivate func settle(_ receipt: Receipt, at now: UnixTime) throws -> (channel: String, severity: Int)? {
        let verdict = receipt.verdict
        let settled = try cachedStatement(
            sql: """
                UPDATE delivery
                SET state = ?3, reason = ?4, next_attempt_ms = ?5, lease_until_ms = NULL,
                    ambiguous_attempts = ambiguous_attempts + ?6,
                    first_attempt_ms = coalesce(first_attempt_ms, \(Self.startOfAttempt)), updated_ms = ?7
                WHERE id = ?1 AND state = 'sending' AND attempt = ?2
                RETURNING channel, severity
                """
        )
        let arguments: StatementArguments = [
            receipt.deliveryID, receipt.attempt, receipt.next.state.rawValue,
            receipt.next.reason(after: verdict.outcome), receipt.next.nextAttempt?.milliseconds,
            verdict.outcome == .ambiguous ? 1 : 0, now.milliseconds,
        ]
        guard let row = try Row.fetchOne(settled, arguments: arguments) else { return nil }
        try closeAttempt(receipt.attempt, of: receipt.deliveryID, as: verdict, at: now)
        return (try row.text("channel"), try row.integer("severity"))
    }

    /// Stores the result of a lost attempt, once; results recorded in time are kept, and erased ones stay erased.
    ///
    /// - Returns: whether the result is new
    fileprivate func noteLate(_ receipt: Receipt, at now: UnixTime) throws -> Bool {
        let verdict = receipt.verdict
        try execute(
            sql: """
                UPDATE attempt SET ended_ms = ?1, outcome = ?2, stage = ?3, code = ?4, is_late = 1,
                    reply = iif((SELECT erased_ms FROM delivery WHERE id = ?6) IS NULL, ?5, NULL)
                WHERE delivery_id = ?6 AND number = ?7 AND is_late = 0 AND outcome = 'ambiguous'
                """,
            arguments: [
                now.milliseconds, verdict.outcome.rawValue, verdict.step.name, verdict.code, verdict.reply,
                receipt.deliveryID, receipt.attempt,
            ]
        )
        return changesCount > 0
    }

    fileprivate func cancel(_ withdrawal: Withdrawal, at now: UnixTime) throws {
        try execute(
            sql: """
                UPDATE delivery
                SET state = 'cancelled', reason = ?, next_attempt_ms = NULL, updated_ms = ?
                WHERE id = ? AND state = 'pending' AND attempt = ?
                """,
            arguments: [withdrawal.reason.rawValue, now.milliseconds, withdrawal.deliveryID, withdrawal.attempt - 1]
        )
        guard changesCount > 0 else { return }
        let entry = EvidenceEntry(
            .withdrawn,
            deliveryID: withdrawal.deliveryID,
            state: .cancelled,
            detail: withdrawal.reason.rawValue
        )
        let takenBack = try withdrawal.omitted.compactMap { line in
            try takeBack(line: line.noticeID, besides: withdrawal.deliveryID)
        }
        try append([entry] + takenBack, at: now)
        let digests = try String.fetchAll(
            cachedStatement(sql: OutboxQueries.reopenLines),
            arguments: [withdrawal.deliveryID]
        )
        guard let digest = digests.first else { return }
        try append(EvidenceEntry(.reopened, noticeID: digest), at: now)
    }
}
