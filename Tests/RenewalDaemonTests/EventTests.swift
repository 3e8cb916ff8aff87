import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalDaemon

/// Events of records are reported once, to the right people, and never after they have ceased to be true.
@Suite struct EventTests {
    private static let routes = """
        routes:
          - {match: {audience: holder}, send: [mail], fallback: [desk]}
          - {match: {audience: relying_party}, send: [feed]}
        """

    private func kinds(_ outbox: Outbox, _ record: RecordID) async throws -> [String] {
        try await outbox.notices(record: record).filter { !$0.isSuperseded && $0.notice.key.audience != .administrator }
            .map { "\($0.notice.key.kind.rawValue) \($0.notice.key.milestone) \($0.notice.key.audience.rawValue)" }
    }

    private static let registration = RecordID(type: .registration, id: "R-1")
    private static let credential = RecordID(type: .credential, id: "C-1")

    /// An office; with `isTold` its administrators are notified of failures.
    private func office(on day: String, isTold: Bool = false) throws -> Sample {
        let told = isTold ? "\n  - {match: {audience: administrator}, send: [desk]}" : ""
        let office = try Sample(on: day, routes: Self.routes + told)
        try office.load("id,name,email\nP-1,王芳,p1@example.test\n", into: "person")
        return office
    }

    private func issue(_ office: Sample, _ columns: String, _ values: String) throws {
        try office.load("id,serial,person_id,\(columns)\nC-1,SN-0000-1234,P-1,\(values)\n", into: "credential")
    }

    @Test func lateRecordedRenewalIsReported() async throws {
        let office = try office(on: "2026-02-20")
        try office.register(1, until: "2026-03-15")
        try office.register(2, until: "2026-03-15")
        try office.load("id,state,ended_on\nR-2,renewed,2026-02-01\n", into: "registration")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        try office.load("id,state,ended_on\nR-1,renewed,2026-02-10\n", into: "registration")
        try await office.scan(outbox)
        #expect(try await kinds(outbox, Self.registration).contains("registration.renewed EVENT holder"))
        let old = RecordID(type: .registration, id: "R-2")
        #expect(try await kinds(outbox, old).isEmpty, "known to everybody before the first scan")
    }

    @Test func lossEndsRemindersAndNotifiesRelyingPartiesOnce() async throws {
        let office = try office(on: "2026-05-27")
        try issue(office, "issued_on,term_years,valid_until,state", "2025-06-10,1,2026-06-10,active")
        try office.load("id,name,channel\nY-1,示例交易平台,\n", into: "relying_party")
        try office.load("relying_party_id,credential_id\nY-1,C-1\n", into: "relying_party_subscription")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        #expect(try await kinds(outbox, Self.credential) == ["credential.last_call D-14 holder"])
        try office.load(
            "id,credential_id,channel,state,drafted_on,completed_at\n"
                + "L-1,C-1,website,completed,2026-05-27,2026-05-27T01:00:00Z\n",
            into: "loss_report"
        )
        #expect(try await office.drain(outbox).withdrawn == 1)
        try await office.scan(outbox)
        try await office.scan(outbox)
        let told = try await kinds(outbox, Self.credential)
        #expect(
            told == [
                "credential.last_call D-14 holder", "credential.voided EVENT holder",
                "credential.status_changed EVENT relying_party",
            ],
            "and no reminder of a certificate that is void"
        )
        office.clock.move(by: .seconds(86_400 * 15))
        try await office.scan(outbox)
        #expect(try await kinds(outbox, Self.credential).count == 3, "a void certificate does not expire")
    }

    @Test func reissueIsTrackedAndTheReplacementKeepsTheExpiry() async throws {
        let office = try office(on: "2026-02-01")
        try issue(office, "issued_on,term_years,valid_until,state,state_on", "2025-06-10,1,2026-06-10,void,2026-02-01")
        try office.load(
            "id,credential_id,channel,state,drafted_on,completed_at\n"
                + "L-1,C-1,phone,completed,2026-02-01,2026-02-01T01:00:00Z\n",
            into: "loss_report"
        )
        try office.load(
            "id,loss_report_id,requested_on,state,state_on\nI-1,L-1,2026-02-01,fee_due,2026-02-01\n",
            into: "reissue"
        )
        let outbox = try office.outbox()
        for _ in 0..<8 {
            try await office.scan(outbox)
            office.clock.move(by: .seconds(86_400))
        }
        #expect(
            try await kinds(outbox, Self.credential) == [
                "credential.voided EVENT holder", "reissue.fee_due R+0D holder", "reissue.fee_due R+7D holder",
            ]
        )
        try office.load("id,state,state_on\nI-1,processing,2026-02-09\n", into: "reissue")
        office.clock.move(by: .seconds(86_400 * 25))
        try await office.scan(outbox)
        #expect(try await kinds(outbox, Self.credential).last == "reissue.in_progress R+30D holder")
        try office.load(
            "id,serial,person_id,issued_on,valid_until,state,replaces_id\n"
                + "C-2,SN-0000-5678,P-1,2026-03-08,2026-06-10,active,C-1\n",
            into: "credential"
        )
        try office.load("id,state,state_on,new_credential_id\nI-1,ready,2026-03-06,C-2\n", into: "reissue")
        try await office.scan(outbox)
        #expect(try await kinds(outbox, Self.credential).last == "reissue.ready EVENT holder")
        office.clock.move(by: .seconds(86_400 * 5))
        try await office.scan(outbox)
        let replacement = RecordID(type: .credential, id: "C-2")
        let told = try await kinds(outbox, replacement)
        #expect(told == ["credential.early_reminder M-3 holder"])
    }

    @Test func sixStepsAndTheCertificateAreTracked() async throws {
        let office = try office(on: "2026-04-16")
        try office.load("id,person_id,results_on\nQ-1,P-1,2026-01-16\n", into: "qualification")
        try office.load(
            "id,person_id,step,step_since,state,materials\nS-1,P-1,1,2026-04-16,preparing,\"identity,title\"\n",
            into: "credential_application"
        )
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let steps = RecordID(type: .credentialApplication, id: "S-1")
        #expect(
            try await kinds(outbox, RecordID(type: .qualification, id: "Q-1")) == [
                "qualification.collection_expected R+3M holder"
            ]
        )
        #expect(try await kinds(outbox, steps) == ["credential_application.action_required EVENT holder"])
        try office.load(
            "id,step,step_since,state,application_no\nS-1,5,2026-04-16,fee_due,N-2026-1\n",
            into: "credential_application"
        )
        #expect(try await office.drain(outbox).withdrawn == 1, "the first step is done")
        try await office.scan(outbox)
        #expect(
            try await kinds(outbox, steps) == [
                "credential_application.action_required EVENT holder",
                "credential_application.action_required EVENT holder",
            ],
            "the review and its fee are one notice"
        )
    }

    @Test func failedUrgentNoticeFallsBackToTheOtherChannel() async throws {
        let office = try office(on: "2026-03-08")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.courier.answer(
            Verdict(.permanent, at: .smtp(.rcpt), about: .recipient, code: 550, reply: "no such user")
        )
        _ = try await office.drain(outbox)
        try await office.scan(outbox)
        try await office.scan(outbox)
        let holder = try await outbox.deliveries(DeliveryFilter(limit: 100)).filter { $0.audience == .holder }
        #expect(Set(holder.map { "\($0.channel) \($0.state.rawValue)" }) == ["mail failed", "desk pending"])
        #expect(holder.count == 2)
    }

    @Test func relyingPartyIsNotifiedThroughItsOwnChannel() async throws {
        let office = try office(on: "2026-06-11")
        try issue(office, "issued_on,term_years,valid_until,state", "2025-06-10,1,2026-06-10,active")
        try office.load("id,name,channel\nY-1,示例交易平台,mail\nY-2,示例签名平台,\n", into: "relying_party")
        try office.load("relying_party_id,credential_id\nY-1,C-1\nY-2,C-1\n", into: "relying_party_subscription")
        let configuration = try office.configuration()
        let page = try await configuration.registry.subjects([Self.credential])
        let subject = try #require(page.subjects.first)
        #expect(subject.relyingParties.map(\.id).sorted() == ["Y-1", "Y-2"])
        let course = RenewalCourse(of: subject, on: try #require(CalendarDate("2026-06-11")), policy: RenewalPolicy())
        let notices = course.due(since: CalendarDate("2026-06-10")).notices
        #expect(notices.contains { $0.key.kind == .credentialStatusChanged && $0.key.detail == "expired" })
    }

    /// Its channel is gone or has been at fault for an hour: the person is notified once, through the fallback.
    @Test(arguments: ["gone", "at fault"]) func strandedUrgentNoticeFallsBackToTheOtherChannel(how: String)
        async throws
    {
        let office = try office(on: "2026-03-08", isTold: true)
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        if how == "gone" {
            try await outbox.disableChannel("mail", reason: "410", at: office.clock.now)
        } else {
            let end = office.clock.now + .seconds(86_400)
            try await outbox.channelRests("mail", fault: "auth 535", rests: 1, until: end, at: office.clock.now)
        }
        try await office.scan(outbox)
        let early = try await outbox.deliveries(DeliveryFilter(limit: 100)).filter { $0.audience == .holder }
        #expect(early.map(\.channel) == ["mail"], "not before an hour is over")
        office.clock.move(by: .seconds(3600))
        try await office.scan(outbox)
        try await office.scan(outbox)
        let deliveries = try await outbox.deliveries(DeliveryFilter(limit: 100))
        let holder = deliveries.filter { $0.audience == .holder }
        #expect(Set(holder.map { "\($0.channel) \($0.state.rawValue)" }) == ["mail pending", "desk pending"])
        let stranded = try #require(holder.first { $0.channel == "mail" })
        let told = try await outbox.notices(record: RecordID(type: .delivery, id: stranded.id))
        #expect(told.map(\.notice.key.kind) == [.deliveryFailed], "the office is told once")
        try await settle("desk", of: holder, in: outbox, at: office.clock.now)
        try await office.scan(outbox)
        let settled = try await outbox.deliveries(DeliveryFilter(limit: 100)).filter { $0.audience == .holder }
        #expect(
            Set(settled.map { "\($0.channel) \($0.state.rawValue) \($0.reason ?? "")" }) == [
                "mail cancelled told_by_fallback", "desk sent ",
            ]
        )
    }

    /// The channel works again before a scan ran: the recheck sees that the person was already notified.
    @Test func recipientReachedByTheFallbackIsNotNotifiedAgain() async throws {
        let office = try office(on: "2026-03-08")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let end = office.clock.now + .seconds(86_400)
        try await outbox.channelRests("mail", fault: "auth 535", rests: 1, until: end, at: office.clock.now)
        office.clock.move(by: .seconds(3600))
        try await office.scan(outbox)
        let holder = try await outbox.deliveries(DeliveryFilter(limit: 100)).filter { $0.audience == .holder }
        try await settle("desk", of: holder, in: outbox, at: office.clock.now)
        #expect(try await office.drain(outbox).withdrawn == 1)
        #expect(office.courier.parcels.allSatisfy { $0.recipient != "p1@example.test" })
    }

    /// Sends one delivery, as a lane would.
    private func settle(
        _ channel: String,
        of deliveries: [DeliverySummary],
        in outbox: Outbox,
        at now: UnixTime
    ) async throws {
        let id = try #require(deliveries.first { $0.channel == channel }).id
        let due = try await outbox.due(
            channel: channel,
            limit: 10,
            minimumSeverity: .info,
            lostLeases: nil,
            at: now
        ).deliveries
        let delivery = try #require(due.first { $0.id == id })
        let ready = Envelope(delivery) { FrozenMessage(attempt: 1, subject: "提醒", bytes: [1]) }
        _ = try await outbox.claim([ready], lease: .seconds(900), at: now)
        let ok = Verdict(.delivered, at: .file, about: .message, reply: "ok")
        let receipt = Receipt(deliveryID: id, attempt: delivery.attempt, verdict: ok, next: .sent)
        _ = try await outbox.record([receipt], at: now)
    }

    @Test func manyFailuresOfAChannelMakeOneNotice() async throws {
        let office = try office(on: "2025-12-15", isTold: true)
        for number in 1...25 { try office.register(number, until: "2026-03-15") }
        let outbox = try office.outbox()
        try await office.scan(outbox)
        for _ in 1...25 {
            office.courier.answer(
                Verdict(.permanent, at: .smtp(.rcpt), about: .recipient, code: 550, reply: "no such user")
            )
        }
        _ = try await office.drain(outbox)
        try await office.scan(outbox)
        try await office.scan(outbox)
        let failed = try await outbox.deliveries(DeliveryFilter(states: [.failed], limit: 200)).map(\.id)
        var told: [String] = []
        for id in failed {
            let notices = try await outbox.notices(record: RecordID(type: .delivery, id: id))
            #expect(notices.count == 1, "so that it is not told again")
            if notices.contains(where: { !$0.isSuperseded }) { told.append(id) }
        }
        #expect(failed.count == 25 && told.count == 1)
        let source = SubjectSource(
            planner: try office.configuration().planner,
            outbox: outbox,
            calendar: try office.configuration().calendar,
            now: office.clock.now
        )
        let failure = try await source.failedDelivery(
            try #require(told.first),
            toldOn: CalendarDate("2025-12-15")
        )
        #expect(failure?.alike == 24)
    }

    /// The first channel works again while the fallback still waits: the person is notified once.
    @Test func fallbackIsWithdrawnWhenTheFirstChannelDelivered() async throws {
        let office = try office(on: "2026-03-08")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        try await outbox.channelRests(
            "mail",
            fault: "auth 535",
            rests: 1,
            until: office.clock.now,
            at: office.clock.now
        )
        office.clock.move(by: .seconds(3600))
        try await office.scan(outbox)
        let holder = try await outbox.deliveries(DeliveryFilter(limit: 100)).filter { $0.audience == .holder }
        #expect(holder.count == 2)
        try await settle("mail", of: holder, in: outbox, at: office.clock.now)
        let due = try await outbox.due(
            channel: "desk",
            limit: 10,
            minimumSeverity: .info,
            lostLeases: nil,
            at: office.clock.now
        ).deliveries
        let findings = try await Recheck(configuration: office.configuration(), outbox: outbox).findings(
            on: due,
            at: office.clock.now
        )
        guard case .withdraw(let reason, _) = try #require(findings.first) else {
            Issue.record("not withdrawn: \(findings)")
            return
        }
        #expect(reason == .toldByFirstWay)
    }

    /// A channel at fault causes no fallback for deliveries held on purpose or planned a moment ago.
    @Test func heldAndFreshDeliveriesAreNotStranded() async throws {
        let office = try office(on: "2026-03-08")
        for number in 1...2 { try office.register(number, until: "2026-03-15") }
        let outbox = try office.outbox()
        try await outbox.channelRests(
            "mail",
            fault: "auth 535",
            rests: 1,
            until: office.clock.now,
            at: office.clock.now
        )
        office.clock.move(by: .seconds(86_400))
        try await office.scan(outbox)
        try await office.scan(outbox)
        #expect(try await outbox.deliveries(DeliveryFilter(channel: "desk")).isEmpty, "they have just been planned")
        _ = try await outbox.hold(.all, at: office.clock.now)
        office.clock.move(by: .seconds(3600))
        try await office.scan(outbox)
        #expect(try await outbox.deliveries(DeliveryFilter(channel: "desk")).isEmpty)
    }

    /// The notice about a waiting delivery is still true on the next day.
    @Test func strandedDeliveryNoticeIsStillValidTheNextDay() async throws {
        let office = try office(on: "2026-03-08", isTold: true)
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        try await outbox.channelRests(
            "mail",
            fault: "auth 535",
            rests: 1,
            until: office.clock.now,
            at: office.clock.now
        )
        office.clock.move(by: .seconds(3600))
        try await office.scan(outbox)
        let mail = try #require(try await outbox.deliveries(DeliveryFilter(channel: "mail")).first)
        let record = RecordID(type: .delivery, id: mail.id)
        let told = try await outbox.notices(record: record).map(\.notice)
        office.clock.move(by: .seconds(86_400))
        let source = SubjectSource(
            planner: try office.configuration().planner,
            outbox: outbox,
            calendar: try office.configuration().calendar,
            now: office.clock.now
        )
        let found = try await source.find(told)
        let subject = try #require(found.subjects[record])
        let day = try #require(CalendarDate("2026-03-09"))
        let course = RenewalCourse(of: subject, on: day, policy: RenewalPolicy())
        #expect(course.stopReason(for: try #require(told.first).key) == nil)
    }
}
