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
        NoticeSeries(record: RecordReference(type: .registration, id: id), expires: expires)
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

    static func planned(_ notice: Notice, _ recipients: [Recipient] = [recipient()]) -> PlannedNotice {
        PlannedNotice(notice: notice, foundOn: today, recipients: recipients)
    }

    static func receipt(
        _ claim: ClaimedDelivery,
        _ outcome: Verdict.Outcome = .delivered,
        next: NextState = .sent
    ) -> Receipt {
        Receipt(
            deliveryID: claim.id,
            attempt: claim.attempt,
            verdict: Verdict(outcome, stage: "end-of-data", code: 250, reply: "2.0.0 已接收"),
            next: next
        )
    }
}

extension Outbox {
    /// Plans notices for one mail address each.
    @discardableResult
    func plan(_ notices: Notice..., to address: String = "li.wei@example.test") async throws -> PlanOutcome {
        let batch = notices.map { Sample.planned($0, [Sample.recipient(address)]) }
        return try await plan(batch, superseded: [], holdingAbove: nil, at: Sample.start)
    }

    func claim(_ limit: Int = 10, at now: UnixTime = Sample.start) async throws -> [ClaimedDelivery] {
        try await claim(
            channel: "office-mail",
            limit: limit,
            lease: Sample.lease,
            minimumSeverity: .info,
            lostLeases: .resend,
            at: now
        )
    }

    /// Claims the only delivery there is to claim.
    func claimOne(at now: UnixTime = Sample.start) async throws -> ClaimedDelivery {
        let claims = try await claim(at: now)
        #expect(claims.count == 1)
        return try #require(claims.first)
    }

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
