import Foundation
import RenewalDelivery
import RenewalOutbox
import RenewalRules

/// A small outbox in which everything that the evidence records has happened once.
struct EventfulLife {
    private static let start = UnixTime(seconds: 1_765_760_400)
    private static let today = CalendarDate(dayNumber: 20_437)
    private static let reply = "2.0.0 已接收"

    private let outbox: Outbox
    /// Advances by a second with every step, so that no two rows share a time by chance.
    private var now = start

    /// Creates the state file at a path.
    static func live(at path: String) async throws {
        var life = EventfulLife(outbox: try Outbox(path: path, access: .daemon, at: start))
        try await life.plan()
        try await life.deliver()
        try await life.digest()
        try await life.bounce()
        try await life.steer()
        try await life.mute()
        try await life.open()
        try await life.surround()
        try await life.flood()
    }

    private init(outbox: Outbox) { self.outbox = outbox }

    private mutating func tick() -> UnixTime {
        now = now + .seconds(1)
        return now
    }

    private func notice(
        _ id: String,
        _ milestone: Milestone = .monthsBefore(3),
        _ kind: NoticeKind = .markReached,
        audience: Audience = .holder,
        severity: Severity = .warning
    ) -> Notice {
        let record = RecordID(type: .registration, id: id)
        let series = NoticeSeries(record: record, expires: Self.today.adding(days: 90))
        let key = NoticeKey(series: series, kind: kind, milestone: milestone, audience: audience)
        let due = milestone.date(expires: series.expires) ?? Self.today
        return Notice(key: key, dueOn: due, severity: severity, rules: ["R19", "A1"])
    }

    private func planned(
        _ notice: Notice,
        _ address: String? = "li.wei@example.test",
        channel: String = "office-mail",
        digest: RecordID? = nil,
        employer: String? = nil
    ) -> PlannedNotice {
        let recipients = [address].compactMap(\.self).map {
            Recipient(channel: channel, address: $0, name: "李伟", language: .chinese)
        }
        return PlannedNotice(
            notice: notice,
            foundOn: Self.today,
            recipients: recipients,
            digest: digest,
            employer: employer
        )
    }

    private mutating func plan() async throws {
        let batch = (1...8).map { planned(notice("浙-\($0)")) }
        _ = try await outbox.plan(
            batch,
            superseded: [notice("浙-1", .monthsBefore(12))],
            holdingAbove: nil,
            at: tick()
        )
        // A later mark supersedes waiting notices, and an address is corrected to and fro.
        for corrected in [
            planned(notice("浙-8", .daysAfter(-7), .lastCall), channel: "other-mail"),
            planned(notice("浙-7"), "wei.li@example.test"), planned(notice("浙-7")),
            planned(notice("浙-9"), "safety-events", channel: "safety-events"), planned(notice("浙-10"), nil),
        ] {
            _ = try await outbox.plan([corrected], superseded: [], holdingAbove: nil, at: tick())
        }
    }
}

extension EventfulLife {
    private func id(_ notice: Notice) -> String {
        let (channel, address) = ("office-mail", "li.wei@example.test")
        let recipient = Recipient(channel: channel, address: address, name: nil, language: .chinese)
        return outbox.secret?.deliveryID(of: notice.key, to: recipient) ?? ""
    }

    /// Claims what is due for the records, in their order.
    private mutating func claim(_ records: [String]) async throws -> [DueDelivery] {
        let found = try await outbox.due(
            channel: "office-mail",
            limit: 50,
            minimumSeverity: .info,
            lostLeases: .resend,
            at: tick()
        ).deliveries
        let wanted = records.compactMap { id in found.first { $0.notice.key.series.record.id == id } }
        let ready = wanted.map { delivery in
            Envelope(delivery) {
                let bytes = Array("内容 \(delivery.id)".utf8)
                return FrozenMessage(attempt: delivery.attempt, subject: "提醒 \(delivery.id)", bytes: bytes)
            }
        }
        let limit = RecipientLimit(count: 1000, day: Self.today, resumesAt: now)
        let claimed = try await outbox.claim(ready, lease: .seconds(900), within: limit, at: tick())
        return wanted.filter { claimed.contains($0.id) }
    }

    private mutating func record(_ claim: DueDelivery, _ outcome: Verdict.Outcome, _ next: NextState) async throws {
        var verdict = Verdict(outcome, at: .smtp(.endOfData), about: .message, code: 250, reply: Self.reply)
        verdict.contacts = [
            ServerContact("a.example.test:465", fault: "connect"),
            ServerContact("b.example.test:465", certificateEnd: now),
        ]
        let receipt = Receipt(
            deliveryID: claim.id,
            attempt: claim.attempt,
            verdict: verdict,
            next: next,
            dueAt: claim.createdAt
        )
        _ = try await outbox.record([receipt], at: tick())
    }

    private mutating func replay(_ id: String) async throws {
        _ = try await outbox.replay(id, at: tick())
        let verdict = Verdict(.retry, at: .http(.answer), about: .destination, code: 503, reply: Self.reply)
        try await outbox.recordReplay(of: id, verdict, at: tick())
    }

    private mutating func deliver() async throws {
        let claims = try await claim(["浙-1", "浙-2", "浙-3", "浙-4", "浙-5", "浙-6"])
        try await record(claims[0], .delivered, .sent)
        try await record(claims[1], .permanent, .failed)
        try await record(claims[2], .retry, .deferred(until: now + .seconds(86_400)))
        try await record(claims[3], .ambiguous, .deferred(until: now + .seconds(2)))
        try await record(claims[4], .channelAtFault, .held(reason: "login"))
        // One loses its lease and reports late, another is erased, one is in progress.
        _ = try await outbox.releaseOwnLeases(onAmbiguous: .resend, at: tick())
        try await record(claims[5], .delivered, .sent)
        _ = tick()
        for again in try await claim(["浙-4"]) { try await record(again, .delivered, .sent) }
        try await replay(claims[0].id)
        _ = try await outbox.eraseSettled(before: tick(), limit: 3, at: tick())
        _ = try await claim(["浙-6"])
    }

    /// Of two mails that were accepted, one is delayed and the other comes back.
    private mutating func bounce() async throws {
        let notices = [notice("浙-61"), notice("浙-62")]
        _ = try await outbox.plan(notices.map { planned($0) }, superseded: [], holdingAbove: nil, at: tick())
        for claim in try await claim(["浙-61", "浙-62"]) {
            try await record(claim, .delivered, .sent)
            let isFinal = claim.notice.key.series.record.id == "浙-62"
            let report = Bounce(
                deliveryID: claim.id,
                recipients: ["li.wei@example.test"],
                addressees: [],
                isFinal: isFinal,
                cause: isFinal ? .noSuchAddress : .unreachable,
                status: isFinal ? "5.1.1" : nil,
                reply: Self.reply,
                writtenAt: nil
            )
            let limit = BounceLimit(count: nil, until: nil, sparing: [])
            _ = try await outbox.record(report, leavingAlone: limit, at: tick())
        }
    }

    private mutating func digest() async throws {
        let employer = RecordID(type: .employer, id: "企业-1")
        func digest(_ day: Int, _ severity: Severity) -> PlannedDigest {
            let series = NoticeSeries(record: employer, expires: Self.today.adding(days: day))
            let key = NoticeKey(series: series, kind: .employerDigest, milestone: .daysAfter(0), audience: .employer)
            let notice = Notice(key: key, dueOn: series.expires, severity: severity, rules: ["D14"])
            return PlannedDigest(planned(notice, "hr@example.test"), of: [employer])
        }
        func lines(_ records: ClosedRange<Int>) -> [PlannedNotice] {
            records.map { planned(notice("浙-\($0)", audience: .employer), nil, digest: employer) }
        }
        _ = try await outbox.plan(lines(21...22), superseded: [], holdingAbove: nil, at: tick())
        _ = try await outbox.planDigests([digest(0, .notice)], holdingAbove: nil, at: tick())
        let due = try await outbox.due(
            channel: "office-mail",
            limit: 50,
            minimumSeverity: .info,
            lostLeases: .resend,
            at: tick()
        )
        // It is withdrawn: its lines go into the next digest, which also takes a more pressing one.
        let withdrawn = due.deliveries.filter { $0.notice.key.kind == .employerDigest }
            .map { Withdrawal(deliveryID: $0.id, attempt: $0.attempt, reason: .recordMissing) }
        try await outbox.withdraw(withdrawn, replacements: [], at: tick())
        _ = try await outbox.planDigests([digest(1, .notice)], holdingAbove: nil, at: tick())
        _ = try await outbox.plan(lines(23...24), superseded: [], holdingAbove: nil, at: tick())
        _ = try await outbox.planDigests([digest(2, .urgent)], holdingAbove: nil, at: tick())
        _ = try await outbox.plan(lines(25...25), superseded: [], holdingAbove: nil, at: tick())
    }

    private mutating func steer() async throws {
        let ids = (11...14).map { notice("浙-\($0)") }
        _ = try await outbox.plan(ids.map { planned($0) }, superseded: [], holdingAbove: nil, at: tick())
        _ = try await outbox.hold(.ids([id(ids[0])]), at: tick())
        _ = try await outbox.hold(.ids([id(ids[1])]), at: tick())
        _ = try await outbox.release(.ids([id(ids[1])]), at: tick())
        _ = try await outbox.cancel(.ids([id(ids[2])]), reason: "不再需要 = 测试", at: tick())
        _ = try await outbox.retry(.ids([id(notice("浙-2"))]), at: tick())
        for (number, day) in [(1, 0), (1, 3), (2, 1)] {
            let noticeID = notice("浙-\(number)").key.noticeID
            let acknowledgement = Acknowledgement(on: Self.today.adding(days: day), at: tick(), by: "office")
            try await outbox.acknowledge(noticeID: noticeID, acknowledgement)
        }
        _ = try await outbox.move(from: "other-mail", to: "office-mail", isProgram: false, at: tick())
    }

    /// Keeps something in the list of what is open.
    private mutating func open() async throws {
        let day = CalendarDate(dayNumber: 20_527)
        let series = NoticeSeries(record: RecordID(type: .registration, id: "R-open"), expires: day)
        let thread = NoticeThread(audience: .employer, occurrence: nil, kind: .markReached)
        var changes = ThreadChanges()
        changes.opened = [KeptThread(OpenThread(series: series, thread: thread), party: "E-1")]
        _ = try await outbox.change(changes, holdingAbove: nil, at: tick())
    }

    private mutating func mute() async throws {
        let parties: [MutedParty] = [
            .record(notice("浙-1").key.series.record), .person("P-1"), .address("li.wei@example.test"), .person("P-2"),
        ]
        for (number, party) in parties.enumerated() {
            let last = number == 0 ? Self.today.adding(days: 90) : nil
            try await outbox.mute(Mute(party, until: last, reason: "来电要求 mute=", by: "zhang", since: tick()))
        }
        _ = try await outbox.unmute(.person("P-2"), at: tick())
        let muted = PlannedNotice(
            notice: notice("浙-60"),
            foundOn: Self.today,
            recipients: [],
            muted: planned(notice("浙-60")).recipients
        )
        _ = try await outbox.plan([muted], superseded: [], holdingAbove: nil, at: tick())
    }

    private mutating func surround() async throws {
        try await outbox.disableChannel("safety-events", reason: "410 Gone", at: tick())
        _ = try await outbox.eraseSettled(before: tick(), limit: 0, at: tick())
        try await outbox.disableChannel("lost-events", reason: "410 Gone", at: tick())
        try await outbox.disableChannel("former-events", reason: "410 Gone", at: tick())
        _ = try await outbox.enableChannel("former-events", at: tick())
        try await outbox.holdSending(.clockJump, detail: "the clock was set back", at: tick())
        _ = try await outbox.releaseSending(at: tick())
        try await outbox.holdSending(.manyDue, detail: "many are due", figures: ["limit": 9], at: tick())
        try await outbox.channelRests("office-mail", fault: "421", rests: 2, until: now + .seconds(60), at: tick())
        _ = try await outbox.compareRegistry([.registration: 12], isFull: true, at: tick())
        let faults = [
            FaultyRows(
                table: "registration",
                column: "expires_on",
                reason: Phrase("不是日期", "no day"),
                consequence: .unreadable,
                count: 1,
                ids: ["浙-99"]
            )
        ]
        let scan = ScanRecord(
            day: Self.today,
            isFull: true,
            basis: "basis",
            startedAt: now,
            endedAt: tick(),
            examined: 9,
            quarantined: 1,
            plannedNotices: 9,
            plannedDeliveries: 9,
            longOverdue: 0,
            phases: [:],
            unreachable: 0,
            faults: faults
        )
        try await outbox.recordScan(scan)
    }

    /// One employer's records flood a scan that is still running; another employer's flooded an earlier one.
    private mutating func flood() async throws {
        for (employer, records) in [("E-2", 30...34), ("E-1", 40...44)] {
            let limit = FloodLimit(day: Self.today, days: Self.today...Self.today, limit: 2)
            let batch = records.map { planned(notice("浙-\($0)"), employer: employer) }
            _ = try await outbox.plan(batch, superseded: [], holdingAbove: limit, at: tick())
            guard employer == "E-2" else { continue }
            _ = try await outbox.endScan(nil)
            _ = try await outbox.releaseSending(at: tick())
        }
        let limit = FloodLimit(day: Self.today, days: Self.today...Self.today, limit: 9)
        let rest = [planned(notice("浙-50"), employer: "E-3")]
        _ = try await outbox.plan(rest, superseded: [], holdingAbove: limit, at: tick())
    }
}
