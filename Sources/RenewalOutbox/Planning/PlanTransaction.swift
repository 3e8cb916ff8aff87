import Foundation
import GRDB
import RenewalDelivery
import RenewalRules

/// One planning transaction: stores what is new and leaves what is known alone; made by `Database.plan(at:_:)`.
struct PlanTransaction {
    let database: Database
    let now: UnixTime
    /// What a scan may plan; `nil` for what is planned one by one.
    let limit: FloodLimit?
    /// What new deliveries count as in place of their own notice.
    var countedShare: FloodShare?
    private let secret: FileSecret
    /// The evidence in order, added to the chain at the end, all at once.
    private(set) var evidence: [EvidenceEntry] = []
    private(set) var outcome = PlanOutcome(newNotices: 0, newDeliveries: 0)

    fileprivate init(database: Database, now: UnixTime, limit: FloodLimit?) throws {
        self.database = database
        self.now = now
        self.limit = limit
        secret = try database.secret()
    }

    mutating func plan(_ planned: PlannedNotice) throws {
        let id = planned.id
        guard try store(planned.notice, id: id, state: "planned", foundOn: planned.foundOn) else {
            return try replan(planned, id: id)
        }
        outcome.newNotices += 1
        if let digest = planned.digest { try addLine(id, to: digest) }
        guard !planned.recipients.isEmpty || !planned.muted.isEmpty else {
            return prove(.planned, planned.notice, id: id)
        }
        try supersedeEarlier(than: planned.notice, id: id)
        try add(planned.recipients, to: planned.notice, id: id, employer: planned.employer)
        try addMuted(planned.muted, to: planned.notice, id: id)
    }

    /// Stores a mark that was missed.
    mutating func skip(_ notice: Notice) throws {
        let id = notice.key.noticeID
        if try store(notice, id: id, state: "superseded", foundOn: nil) { prove(.superseded, notice, id: id) }
    }

    /// Supersedes a line that no digest has told.
    mutating func takeBack(_ key: NoticeKey) throws {
        if let entry = try database.takeBack(line: key.noticeID, besides: nil) { prove(entry) }
    }

    mutating func prove(_ entry: EvidenceEntry) { evidence.append(entry) }

    private mutating func prove(
        _ event: EvidenceEntry.Event,
        _ notice: Notice,
        id: String,
        delivery: String? = nil
    ) {
        let rules = notice.rules.map(\.rawValue).joined(separator: " ")
        evidence.append(
            EvidenceEntry(
                event,
                noticeID: id,
                deliveryID: delivery,
                state: delivery == nil ? nil : .pending,
                detail: "\(notice.dueOn) \(notice.severity.rawValue) \(rules)"
            )
        )
    }

    /// - Returns: whether the notice is new
    private func store(_ notice: Notice, id: String, state: String, foundOn: CalendarDate?) throws -> Bool {
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
                id, series.record.id, series.record.type.rawValue, series.expires.description,
                notice.key.kind.rawValue, notice.key.milestone.description, notice.key.audience.rawValue,
                notice.key.occurrence?.description, notice.key.detail, notice.dueOn.description,
                notice.severity.rank, notice.rules.map(\.rawValue).joined(separator: " "), state, foundOn?.description,
                now.milliseconds,
            ]
        )
        return database.changesCount > 0
    }

    private func addLine(_ noticeID: String, to digest: RecordID) throws {
        try database.cachedStatement(
            sql: "INSERT INTO digest_line (notice_id, record_type, record_id) VALUES (?, ?, ?)"
        ).execute(arguments: [noticeID, digest.type.rawValue, digest.id])
    }

    private mutating func supersedeEarlier(than notice: Notice, id: String) throws {
        let series = notice.key.series
        let earlier = try String.fetchAll(
            database.cachedStatement(sql: OutboxQueries.earlierNotices),
            arguments: [
                series.record.id, series.record.type.rawValue, series.expires.description,
                notice.key.audience.rawValue, notice.key.occurrence?.description, notice.key.detail,
                notice.dueOn.description, notice.key.kind.family.map(\.rawValue).joined(separator: " "),
            ]
        )
        for earlier in earlier {
            let superseded = try String.fetchAll(
                database.cachedStatement(sql: OutboxQueries.supersede),
                arguments: [id, now.milliseconds, earlier]
            )
            evidence += superseded.map { EvidenceEntry(.superseded, deliveryID: $0, state: .superseded, detail: id) }
        }
    }

    /// Adds a delivery for each recipient; one that was cancelled because of its address, a move or a mute is pending again.
    ///
    /// It keeps its id, which an earlier build may have made in another way. One that was muted for so long that its address
    /// was erased gets the address back.
    mutating func add(
        _ recipients: [Recipient],
        to notice: Notice,
        id noticeID: String,
        employer: String?
    ) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO delivery
                    (id, notice_id, channel, address, recipient_name, language, severity, due_on, state, attempt,
                    ambiguous_attempts, created_ms, updated_ms)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'pending', 0, 0, ?9, ?9)
                ON CONFLICT (notice_id, channel, address) DO UPDATE
                    SET state = 'pending', reason = NULL, first_attempt_ms = NULL, updated_ms = excluded.updated_ms
                    WHERE state = 'cancelled' AND reason IN (\(OutboxQueries.reversibleReasons))
                ON CONFLICT (id) DO UPDATE
                    SET state = 'pending', reason = NULL, first_attempt_ms = NULL, updated_ms = excluded.updated_ms,
                        address = excluded.address, recipient_name = excluded.recipient_name, erased_ms = NULL
                    WHERE \(OutboxSchema.isMuted) AND erased_ms IS NOT NULL
                RETURNING id
                """
        )
        for recipient in recipients {
            let arguments: StatementArguments = [
                secret.deliveryID(of: notice.key, to: recipient), noticeID, recipient.channel, recipient.address,
                recipient.name, recipient.language.rawValue, notice.severity.rank, notice.dueOn.description,
                now.milliseconds,
            ]
            guard let id = try String.fetchOne(statement, arguments: arguments) else { continue }
            outcome.newDeliveries += 1
            prove(.planned, notice, id: noticeID, delivery: id)
            guard let limit else { continue }
            try database.countFresh(id, as: countedShare ?? limit.share(of: notice), employer: employer, on: limit.day)
        }
    }

    /// Adds a delivery that does not leave for each recipient, so that lists and evidence say why.
    private mutating func addMuted(_ recipients: [Recipient], to notice: Notice, id noticeID: String) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO delivery
                    (id, notice_id, channel, address, recipient_name, language, severity, due_on, state, reason, attempt,
                    ambiguous_attempts, created_ms, updated_ms)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'cancelled', ?9, 0, 0, ?10, ?10)
                ON CONFLICT DO NOTHING
                RETURNING id
                """
        )
        let reason = CancelReason.muted.rawValue
        for recipient in recipients {
            let arguments: StatementArguments = [
                secret.deliveryID(of: notice.key, to: recipient), noticeID, recipient.channel, recipient.address,
                recipient.name, recipient.language.rawValue, notice.severity.rank, notice.dueOn.description, reason,
                now.milliseconds,
            ]
            guard let id = try String.fetchOne(statement, arguments: arguments) else { continue }
            prove(.planned, notice, id: noticeID, delivery: id)
            prove(EvidenceEntry(.cancelled, deliveryID: id, state: .cancelled, detail: reason))
        }
    }

    private mutating func replan(_ planned: PlannedNotice, id: String) throws {
        let query = "SELECT state FROM notice WHERE id = ?"
        guard try String.fetchOne(database, sql: query, arguments: [id]) == "planned" else { return }
        // A notice included in a digest is not sent again singly when the configuration changes.
        let line = "SELECT 1 FROM digest_line WHERE notice_id = ?"
        guard try Int.fetchOne(database, sql: line, arguments: [id]) == nil else { return }
        let known = try PlannedDelivery.all(of: id, in: database)
        guard !known.isEmpty else {
            try add(planned.recipients, to: planned.notice, id: id, employer: planned.employer)
            return try addMuted(planned.muted, to: planned.notice, id: id)
        }
        for (channel, recipients) in Dictionary(grouping: planned.recipients, by: \.channel) {
            let correction = AddressCorrection(
                of: known.filter { $0.channel == channel }
                    .map { $0.recognized(among: recipients, of: planned.notice.key, with: secret) },
                to: recipients.map(\.address)
            )
            try cancel(correction.cancelled)
            let added = recipients.filter { correction.added.contains($0.address) }
            try add(added, to: planned.notice, id: id, employer: planned.employer)
        }
    }

    private mutating func cancel(_ deliveries: [PlannedDelivery]) throws {
        for delivery in deliveries {
            try database.execute(
                sql: """
                    UPDATE delivery
                    SET state = 'cancelled', reason = ?, next_attempt_ms = NULL, updated_ms = ?
                    WHERE id = ? AND state IN ('pending', 'deferred', 'held', 'failed', 'bounced')
                    """,
                arguments: [CancelReason.addressChanged.rawValue, now.milliseconds, delivery.id]
            )
            guard database.changesCount > 0 else { continue }
            evidence.append(
                EvidenceEntry(
                    .cancelled,
                    deliveryID: delivery.id,
                    state: .cancelled,
                    detail: CancelReason.addressChanged.rawValue
                )
            )
        }
    }
}

extension Database {
    /// Supersedes a line that no delivery of its digest has told, besides one that leaves without it.
    ///
    /// - Returns: the evidence; `nil` where it stays
    func takeBack(line id: String, besides delivery: String?) throws -> EvidenceEntry? {
        try cachedStatement(sql: OutboxQueries.takeBackLine).execute(arguments: [id, delivery])
        return changesCount > 0 ? EvidenceEntry(.superseded, noticeID: id) : nil
    }

    /// The secret of the file.
    func secret() throws -> FileSecret {
        let query = "SELECT salt FROM instance"
        guard let salt = try Data.fetchOne(cachedStatement(sql: query)) else { throw Row.Unreadable() }
        return FileSecret(Array(salt))
    }

    /// Whether the schema is of a build that has a secret.
    func hasSecret() throws -> Bool { try columns(in: "instance").contains { $0.name == "salt" } }

    /// Plans in the current transaction, and holds what is more than usual.
    ///
    /// - Returns: what was new
    func plan(
        holdingAbove limit: FloodLimit? = nil,
        at now: UnixTime,
        _ body: (inout PlanTransaction) throws -> Void
    ) throws -> PlanOutcome {
        var planning = try PlanTransaction(database: self, now: now, limit: limit)
        if let limit { try forgetFresh(besides: limit.day) }
        try body(&planning)
        try append(planning.evidence, at: now)
        if let limit { try holdFlood(above: limit, at: now) }
        return planning.outcome
    }
}
