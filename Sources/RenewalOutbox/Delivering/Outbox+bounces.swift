import GRDB
import RenewalDelivery
package import RenewalRules

extension Outbox {
    package func record(
        _ bounce: Bounce,
        leavingAlone limit: BounceLimit,
        at now: UnixTime
    ) async throws(OutboxError) -> BounceOutcome {
        try await write { database in
            guard let reported = try ReportedDelivery(bounce, in: database) else { return .unmatched }
            switch reported.state {
            case .sent: break
            case .bounced: return .known
            case .pending, .sending, .deferred, .held: return reported.attempt > 0 ? .underWay : .unmatched
            case .failed, .cancelled, .superseded: return .overtaken
            }
            guard try reported.isNews(bounce, in: database) else { return .known }
            let isFirst = try !database.hasBounced(reported.id)
            try database.store(bounce, of: reported, at: now)
            guard bounce.isFinal else { return .delayed }
            guard isFirst, bounce.cause.isAboutAddress, bounce.recipients.contains(reported.address) else {
                return .bounced(.init(count: 0, isMuted: false))
            }
            let count = try database.countBounce(to: reported.address, acceptedAt: reported.updatedAt, at: now)
            let isMuted = try database.mute(reported.address, after: count, limit, status: bounce.status, at: now)
            return .bounced(.init(count: count, isMuted: isMuted))
        }
    }

    package func hasNewBounces() async throws(OutboxError) -> Bool {
        try await read(orEmpty: false) { database in
            try Bool.fetchOne(database.cachedStatement(sql: OutboxQueries.hasNewBounces)) ?? false
        }
    }
}

/// A delivery that a report matches.
private struct ReportedDelivery {
    let id: String
    /// In small letters.
    let address: String
    let name: String?
    let state: DeliveryState
    let attempt: Int
    let updatedAt: UnixTime
    /// When its last attempt began.
    let startedAt: UnixTime?

    /// - Returns: `nil` when there is none to that address
    init?(_ bounce: Bounce, in database: Database) throws {
        let statement = try database.cachedStatement(sql: OutboxQueries.reportedDelivery)
        guard let row = try Row.fetchOne(statement, arguments: [bounce.deliveryID]) else { return nil }
        id = bounce.deliveryID
        address = try row.text("address").lowercased()
        name = try row.optionalText("recipient_name")
        state = try row.word("state", as: DeliveryState.self)
        attempt = try row.integer("attempt")
        updatedAt = try row.instant("updated_ms")
        startedAt = try row.optionalInstant("started_ms")
        guard bounce.recipients.contains(address) || bounce.addressees.contains(address) else { return nil }
    }

    /// Whether it is about the last sending, and not a repetition of what was reported.
    func isNews(_ bounce: Bounce, in database: Database) throws -> Bool {
        let reports = try database.bounces(of: id)
        if reports.contains(where: { $0.attempt == attempt && $0.isFinal == bounce.isFinal }) { return false }
        // Of a mail that came back and was sent again, a report may come twice, or late.
        guard reports.contains(where: { $0.attempt < attempt && $0.isFinal }), let written = bounce.writtenAt,
            let startedAt
        else { return true }
        return written + Bounce.clockTolerance >= startedAt
    }
}

extension Database {
    /// What was reported of a delivery, in the order of its attempts.
    func bounces(of id: String) throws -> [BounceRecord] {
        let query = """
            SELECT attempt, is_final, cause, status, reply, reported_ms FROM bounce
            WHERE delivery_id = ? ORDER BY attempt, reported_ms
            """
        return try Row.fetchAll(cachedStatement(sql: query), arguments: [id]).map { row in
            BounceRecord(
                attempt: try row.integer("attempt"),
                isFinal: try row.integer("is_final") == 1,
                cause: try row.text("cause"),
                status: try row.optionalText("status"),
                reply: try row.optionalText("reply"),
                reportedAt: try row.instant("reported_ms")
            )
        }
    }

    /// Whether anything was reported of a delivery.
    func isReported(_ id: String) throws -> Bool {
        let query = "SELECT EXISTS (SELECT 1 FROM bounce WHERE delivery_id = ?)"
        return try Bool.fetchOne(cachedStatement(sql: query), arguments: [id]) ?? false
    }

    /// A delivery that is sent again is counted once.
    fileprivate func hasBounced(_ id: String) throws -> Bool {
        let query = "SELECT EXISTS (SELECT 1 FROM bounce WHERE delivery_id = ? AND is_final = 1)"
        return try Bool.fetchOne(cachedStatement(sql: query), arguments: [id]) ?? false
    }

    fileprivate func store(_ bounce: Bounce, of reported: ReportedDelivery, at now: UnixTime) throws {
        let reply = MaskedText(ofOthers: bounce.reply, hiding: [reported.name].compactMap(\.self)).description
        try execute(
            sql: """
                INSERT INTO bounce (delivery_id, attempt, is_final, cause, status, reply, reported_ms)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                reported.id, reported.attempt, bounce.isFinal, bounce.cause.rawValue, bounce.status, reply,
                now.milliseconds,
            ]
        )
        if bounce.isFinal {
            try execute(
                sql: """
                    UPDATE delivery SET state = 'bounced', reason = ?, updated_ms = ? WHERE id = ? AND state = 'sent'
                    """,
                arguments: [bounce.cause.rawValue, now.milliseconds, reported.id]
            )
        }
        let entry = EvidenceEntry(
            bounce.isFinal ? .bounced : .delayed,
            deliveryID: reported.id,
            attempt: reported.attempt,
            state: bounce.isFinal ? .bounced : nil,
            detail: "\(bounce.cause.rawValue) \(bounce.status ?? "-")"
        )
        try append(entry, at: now)
    }

    /// Counts a mail that came back; one that has arrived since the last one begins the count anew.
    ///
    /// - Returns: how many came back in a row
    fileprivate func countBounce(to address: String, acceptedAt: UnixTime, at now: UnixTime) throws -> Int {
        let code = try secret().code(of: .address(address))
        let known = "SELECT accepted_ms FROM bouncing_mailbox WHERE code = ?"
        if let last = try Int64.fetchOne(self, sql: known, arguments: [code]),
            try hasArrived(at: address, after: last, before: now - Bounce.patience)
        {
            try forgetBounces(of: code)
        }
        let count = try Int.fetchOne(
            self,
            sql: """
                INSERT INTO bouncing_mailbox (code, count, accepted_ms) VALUES (?1, 1, ?2)
                ON CONFLICT (code) DO UPDATE
                SET count = count + 1, accepted_ms = max(accepted_ms, excluded.accepted_ms)
                RETURNING count
                """,
            arguments: [code, acceptedAt.milliseconds]
        )
        return count ?? 1
    }

    private func hasArrived(at address: String, after last: Int64, before limit: UnixTime) throws -> Bool {
        let statement = try cachedStatement(sql: OutboxQueries.hasArrived)
        return try Bool.fetchOne(statement, arguments: [last, limit.milliseconds, address]) ?? false
    }

    func forgetBounces(of code: String) throws {
        try execute(sql: "DELETE FROM bouncing_mailbox WHERE code = ?", arguments: [code])
    }

    /// Begins the count of a mailbox anew: a mail to it was accepted and has not come back by the time its address is
    /// erased.
    func forgetBounces(to address: String, acceptedBefore instant: UnixTime) throws {
        guard try Bool.fetchOne(cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM bouncing_mailbox)")) == true else {
            return
        }
        try execute(
            sql: "DELETE FROM bouncing_mailbox WHERE code = ? AND accepted_ms < ?",
            arguments: [secret().code(of: .address(address.lowercased())), instant.milliseconds]
        )
    }

    /// Leaves an address alone once enough mails came back; an operator's own mute of it stays as it is.
    ///
    /// - Returns: whether it is left alone now
    fileprivate func mute(
        _ address: String,
        after count: Int,
        _ limit: BounceLimit,
        status: String?,
        at now: UnixTime
    ) throws -> Bool {
        guard let most = limit.count, count >= most, !limit.spared.contains(address) else { return false }
        let mute = Mute(.address(address), until: limit.lastDay, reason: status, by: Mute.ours, since: now)
        let name = mute.party.name(with: try secret())
        let known = try Row.fetchOne(
            self,
            sql: "SELECT kind, party, last_on, reason, muted_by, muted_ms FROM mute WHERE name = ?",
            arguments: [name]
        )?.mute()
        // A day earlier than now, so that it is over in every time zone.
        let yesterday = CalendarDate(dayNumber: Int(now.milliseconds / 86_400_000) - 1)
        if let known, !known.isOurs, known.holds(on: yesterday) { return true }
        return try store(mute, as: name)
    }
}
