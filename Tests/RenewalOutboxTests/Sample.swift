import RenewalDelivery
import RenewalOutbox
import RenewalRules
import Testing

/// Notices, recipients and instants for the tests.
enum Sample {
    static let start = UnixTime(seconds: 1_765_760_400)
    static let today = CalendarDate(dayNumber: 20_437)
    static let expires = CalendarDate(dayNumber: 20_527)
    static let lease = Duration.seconds(900)

    static func series(_ id: String = "浙-0001", expires: CalendarDate = expires) -> NoticeSeries {
        NoticeSeries(record: RecordID(type: .registration, id: id), expires: expires)
    }

    static func notice(
        _ id: String = "浙-0001",
        _ milestone: Milestone = .monthsBefore(3),
        audience: Audience = .holder,
        severity: Severity = .warning,
        expires: CalendarDate = expires
    ) -> Notice {
        Notice(
            key: NoticeKey(
                series: series(id, expires: expires),
                kind: .markReached,
                milestone: milestone,
                audience: audience
            ),
            dueOn: milestone.date(expires: expires) ?? today,
            severity: severity,
            rules: ["R19", "R29", "A1"]
        )
    }

    static func recipient(_ address: String = "li.wei@example.test", channel: String = "office-mail") -> Recipient {
        Recipient(channel: channel, address: address, name: "李伟", language: .chinese)
    }

    static func acknowledgement(at instant: UnixTime = start) -> Acknowledgement {
        Acknowledgement(on: today, at: instant, by: "office")
    }

    static func planned(_ notice: Notice, _ recipients: [Recipient] = [recipient()]) -> PlannedNotice {
        PlannedNotice(notice: notice, foundOn: today, recipients: recipients)
    }

    /// The digest of an employer, for one mail address.
    static func digest(_ employer: String = "企业-1") -> PlannedNotice {
        let record = RecordID(type: .employer, id: employer)
        let key = NoticeKey(
            series: NoticeSeries(record: record, expires: today),
            kind: .employerDigest,
            milestone: .daysAfter(0),
            audience: .employer
        )
        return planned(Notice(key: key, dueOn: today, severity: .notice, rules: ["D14"]))
    }

    static func ready(_ delivery: DueDelivery, message: String = "内容") -> Envelope {
        Envelope(delivery) {
            FrozenMessage(attempt: delivery.attempt, subject: "提醒", bytes: Array(message.utf8))
        }
    }

    /// A report that there is no such mailbox.
    static func bounce(
        _ id: String,
        to recipient: String? = "li.wei@example.test",
        addressee: String = "li.wei@example.test",
        isFinal: Bool = true,
        cause: BounceCause = .noSuchAddress,
        writtenAt: UnixTime? = nil
    ) -> Bounce {
        Bounce(
            deliveryID: id,
            recipients: Set([recipient].compactMap(\.self)),
            addressees: [addressee],
            isFinal: isFinal,
            cause: cause,
            status: isFinal ? "5.1.1" : "4.4.1",
            reply: "550 5.1.1 没有此邮箱",
            writtenAt: writtenAt
        )
    }

    /// No address is ever left alone.
    static let never = BounceLimit(count: nil, until: nil, sparing: [])

    static func receipt(
        _ claim: DueDelivery,
        _ outcome: Verdict.Outcome = .delivered,
        next: NextState = .sent
    ) -> Receipt {
        Receipt(
            deliveryID: claim.id,
            attempt: claim.attempt,
            verdict: Verdict(outcome, at: .smtp(.endOfData), about: .message, code: 250, reply: "2.0.0 已接收"),
            next: next
        )
    }
}

extension OutboxStore {
    /// The id of a delivery of a notice; empty without a file.
    func id(of notice: Notice, to recipient: Recipient = Sample.recipient()) -> String {
        secret?.deliveryID(of: notice.key, to: recipient) ?? ""
    }

    /// Plans notices for one mail address each.
    @discardableResult
    func plan(_ notices: Notice..., to address: String = "li.wei@example.test") async throws -> PlanOutcome {
        let batch = notices.map { Sample.planned($0, [Sample.recipient(address)]) }
        return try await plan(batch, superseded: [], holdingAbove: nil, at: Sample.start)
    }

    /// Plans the digest and the notices that are its lines.
    func plan(lines records: [String], of digest: PlannedNotice) async throws {
        let lines = records.map { record in
            PlannedNotice(
                notice: Sample.notice(record, audience: .employer),
                foundOn: Sample.today,
                recipients: [],
                digest: digest.notice.key.series.record
            )
        }
        _ = try await plan(lines, superseded: [], holdingAbove: nil, at: Sample.start)
        let digests = [PlannedDigest(digest, of: [digest.notice.key.series.record])]
        _ = try await planDigests(digests, holdingAbove: nil, at: Sample.start)
    }

    /// Looks up what is due.
    func due(
        _ limit: Int = 10,
        channel: String = "office-mail",
        minimumSeverity: Severity = .info,
        at now: UnixTime = Sample.start
    ) async throws -> [DueDelivery] {
        try await due(
            channel: channel,
            limit: limit,
            minimumSeverity: minimumSeverity,
            lostLeases: .resend,
            at: now
        ).deliveries
    }

    /// Claims what is due.
    func claim(
        _ limit: Int = 10,
        message: String = "内容",
        at now: UnixTime = Sample.start
    ) async throws -> [DueDelivery] {
        let due = try await due(limit, at: now)
        let claimed = try await claim(due.map { Sample.ready($0, message: message) }, lease: Sample.lease, at: now)
        return due.filter { claimed.contains($0.id) }
    }

    /// Claims the only delivery there is to claim.
    func claimOne(message: String = "内容", at now: UnixTime = Sample.start) async throws -> DueDelivery {
        let claims = try await claim(message: message, at: now)
        #expect(claims.count == 1)
        return try #require(claims.first)
    }

    /// When something of a channel becomes claimable, however little it presses.
    func nextAttempt(channel: String) async throws -> UnixTime? {
        try await nextAttempt(channel: channel, minimumSeverity: .info)
    }

    func lastScan() async throws -> CalendarDate? { try await lastScan(notAfter: .last) }

    func summary(_ id: String) async throws -> DeliverySummary {
        try #require(try await delivery(id: id)).summary
    }

    /// State and reason of every delivery, by address.
    func outcomes() async throws -> [String: String] {
        try await deliveries(DeliveryFilter()).reduce(into: [:]) { states, delivery in
            states[delivery.recipient] = delivery.state.rawValue + (delivery.reason.map { " \($0)" } ?? "")
        }
    }
}

extension DueDelivery {
    /// When its claim ends.
    var leaseUntil: UnixTime { seenAt + Sample.lease }
}
