import GRDB
import RenewalRules

/// One planning transaction: stores what is new and leaves what is known alone.
struct Planning {
    let database: Database
    let now: UnixTime
    private(set) var outcome = PlanOutcome(newNotices: 0, newDeliveries: 0)

    init(database: Database, now: UnixTime) {
        self.database = database
        self.now = now
    }

    mutating func plan(_ planned: PlannedNotice) throws {
        guard try store(planned.notice, state: "planned", foundOn: planned.foundOn) else {
            return try replan(planned)
        }
        outcome.newNotices += 1
        if let digest = planned.digest { try addLine(planned.notice.key.noticeID, to: digest) }
        guard !planned.recipients.isEmpty else { return try prove(.planned, planned.notice) }
        try supersedeEarlier(than: planned.notice)
        try add(planned.recipients, to: planned.notice)
    }

    /// Stores a mark that passed unseen.
    func skip(_ notice: Notice) throws {
        if try store(notice, state: "superseded", foundOn: nil) { try prove(.superseded, notice) }
    }

    private func prove(_ event: EvidenceEntry.Event, _ notice: Notice, delivery: String? = nil) throws {
        let rules = notice.rules.map(\.rawValue).joined(separator: " ")
        let entry = EvidenceEntry(
            event,
            noticeID: notice.key.noticeID,
            deliveryID: delivery,
            state: delivery == nil ? nil : .pending,
            detail: "\(notice.dueOn) \(notice.severity.rawValue) \(rules)"
        )
        try database.append(entry, at: now)
    }

    /// - Returns: whether the notice is new
    private func store(_ notice: Notice, state: String, foundOn: CalendarDate?) throws -> Bool {
        let series = notice.key.series
        try database.cachedStatement(
            sql: """
                INSERT INTO notice
                    (id, record_id, record_type, expires_on, kind, milestone, audience, occurred_on, detail, due_on,
                    severity, rules, state, found_on, created_ms)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """
        ).execute(
            arguments: [
                notice.key.noticeID, series.record.id, series.record.type.rawValue, series.expires.description,
                notice.key.kind.rawValue, notice.key.milestone.description, notice.key.audience.rawValue,
                notice.key.occurrence?.description, notice.key.detail, notice.dueOn.description,
                notice.severity.rank, notice.rules.map(\.rawValue).joined(separator: " "), state, foundOn?.description,
                now.milliseconds,
            ]
        )
        return database.changesCount > 0
    }

    private func addLine(_ noticeID: String, to digest: RecordReference) throws {
        try database.cachedStatement(
            sql: "INSERT INTO digest_line (notice_id, record_type, record_id) VALUES (?, ?, ?)"
        ).execute(arguments: [noticeID, digest.type.rawValue, digest.id])
    }

    private func supersedeEarlier(than notice: Notice) throws {
        let series = notice.key.series
        let superseded = try String.fetchAll(
            database.cachedStatement(sql: OutboxQueries.supersedeEarlier),
            arguments: [
                "id": notice.key.noticeID, "now": now.milliseconds, "record": series.record.id,
                "type": series.record.type.rawValue, "expires": series.expires.description,
                "audience": notice.key.audience.rawValue, "due": notice.dueOn.description,
                "occurred": notice.key.occurrence?.description, "detail": notice.key.detail,
                "family": notice.key.kind.family.map(\.rawValue).joined(separator: " "),
            ]
        )
        for id in superseded {
            let entry = EvidenceEntry(
                .superseded,
                deliveryID: id,
                state: .superseded,
                detail: notice.key.noticeID
            )
            try database.append(entry, at: now)
        }
    }

    /// Adds deliveries; one that was cancelled because of its address waits again.
    mutating func add(_ recipients: [Recipient], to notice: Notice) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO delivery
                    (id, notice_id, channel, address, recipient_name, language, severity, due_on, state, attempt,
                    ambiguous_attempts, created_ms, updated_ms)
                VALUES (:id, :notice, :channel, :address, :name, :language, :severity, :due, 'pending', 0, 0, :now, :now)
                ON CONFLICT (id) DO UPDATE SET state = 'pending', reason = NULL, updated_ms = excluded.updated_ms
                    WHERE state = 'cancelled' AND reason = '\(KnownDelivery.addressChanged)'
                """
        )
        for recipient in recipients {
            let id = notice.key.deliveryID(channel: recipient.channel, recipient: recipient.address)
            try statement.execute(
                arguments: [
                    "id": id,
                    "notice": notice.key.noticeID, "channel": recipient.channel, "address": recipient.address,
                    "name": recipient.name, "language": recipient.language.rawValue, "severity": notice.severity.rank,
                    "due": notice.dueOn.description, "now": now.milliseconds,
                ]
            )
            guard database.changesCount > 0 else { continue }
            outcome.newDeliveries += 1
            try prove(.planned, notice, delivery: id)
        }
    }

    private mutating func replan(_ planned: PlannedNotice) throws {
        let id = planned.notice.key.noticeID
        let query = "SELECT state FROM notice WHERE id = ?"
        guard try String.fetchOne(database, sql: query, arguments: [id]) == "planned" else { return }
        // What a digest tells of is not told again singly when the configuration changes.
        let line = "SELECT 1 FROM digest_line WHERE notice_id = ?"
        guard try Int.fetchOne(database, sql: line, arguments: [id]) == nil else { return }
        let known = try KnownDelivery.all(of: id, in: database)
        guard !known.isEmpty else { return try add(planned.recipients, to: planned.notice) }
        for (channel, recipients) in Dictionary(grouping: planned.recipients, by: \.channel) {
            let correction = AddressCorrection(
                of: known.filter { $0.channel == channel },
                to: recipients.map(\.address)
            )
            try cancel(correction.cancelled)
            try add(recipients.filter { correction.added.contains($0.address) }, to: planned.notice)
        }
    }

    private func cancel(_ deliveries: [KnownDelivery]) throws {
        for delivery in deliveries {
            try database.execute(
                sql: """
                    UPDATE delivery
                    SET state = 'cancelled', reason = ?, next_attempt_ms = NULL, updated_ms = ?
                    WHERE id = ? AND state IN ('pending', 'deferred', 'held', 'failed')
                    """,
                arguments: [KnownDelivery.addressChanged, now.milliseconds, delivery.id]
            )
            guard database.changesCount > 0 else { continue }
            let entry = EvidenceEntry(
                .cancelled,
                deliveryID: delivery.id,
                state: .cancelled,
                detail: KnownDelivery.addressChanged
            )
            try database.append(entry, at: now)
        }
    }
}
