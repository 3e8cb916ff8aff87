import RenewalConfig
import RenewalDelivery
import RenewalNotices
import RenewalRules
import Testing

@testable import RenewalDaemon
@testable import RenewalOutbox
@testable import RenewalReports

@Suite struct QueueReportTests {
    private static let hold = SendingHold(
        reason: .manyDue,
        scope: .part(of: .employer("E-1"), isUrgent: false),
        detail: "900 due",
        since: Samples.start,
        waiting: 900
    )

    private func report(_ deliveries: [DeliverySummary], counts: [DeliveryState: Int]) throws -> QueueReport {
        QueueReport(
            deliveries: deliveries,
            holds: [Self.hold],
            counts: counts,
            troubles: [.unknown(channel: "old-mail", waiting: 1)],
            calendar: try Samples.calendar()
        )
    }

    @Test func aDeliveryIsALine() throws {
        let line = Samples.delivery(.deferred, reason: "retry").line(try Samples.calendar())
        #expect(
            line.text == "3zjv5dahf5  2025-12-15 09:00  deferred (retry)  R-1  registration.mark_reached M-3  holder  "
                + "mail:li.wei@example.test  2 attempts, 1 ambiguous  next 2025-12-15 09:10"
        )
        #expect(!Samples.delivery(.sent).line(try Samples.calendar()).text.contains("next"))
    }

    @Test func aDeliveryIsAnObject() {
        #expect(
            Samples.delivery().json().text
                == #"""
                {"id":"3zjv5dahf5k2m8q4r6t7w9x1y2","notice_id":"iuitvw5frkg5z653oyglzr5yil",\#
                "key":"registration/R-1/2026-03-15/registration.mark_reached/M-3/holder","record_id":"R-1",\#
                "kind":"registration.mark_reached","milestone":"M-3","audience":"holder","severity":"warning",\#
                "due_on":"2025-12-15","channel":"mail","to":"li.wei@example.test","state":"deferred",\#
                "reason":null,"attempts":2,"ambiguous_attempts":1,"next_attempt":"2025-12-15T01:10:00Z",\#
                "updated_at":"2025-12-15T01:00:00Z","last_reply":"4.2.2 mailbox full",\#
                "waiting_for":null,"waiting_until":null}
                """#
        )
    }

    @Test func aTextTellsWhatKeepsDeliveriesBack() throws {
        let lines = try report([Samples.delivery()], counts: [.sent: 2, .deferred: 1]).lines(in: .text).texts
        #expect(lines.count == 4)
        #expect(lines[0] == Self.hold.sentence(try Samples.calendar()).text)
        #expect(lines[2] == "1 shown; in all: 1 deferred, 2 sent")
        #expect(lines[3].hasPrefix("1 delivery waits for channel old-mail, "))
        #expect(try report([], counts: [:]).lines(in: .text).texts[1] == "the outbox is empty")
    }

    @Test func programsGetDeliveriesAlone() throws {
        let report = try report([Samples.delivery(), Samples.delivery(.sent)], counts: [.sent: 1, .deferred: 1])
        #expect(report.lines(in: .json).texts == report.deliveries.map { $0.json().text })
    }

    @Test func addressesThatAreIdentityNumbersAreHidden() throws {
        let report = try report([Samples.delivery(recipient: Samples.identityNumber)], counts: [:])
        for format in StoryFormat.allCases {
            #expect(report.lines(in: format).allSatisfy { !$0.text.contains(Samples.identityNumber) })
        }
    }

    @Test func itIsGatheredFromTheQueue() async throws {
        let queue = try await SampleQueue()
        let report = try await QueueReport(
            DeliveryFilter(),
            in: queue.outbox,
            registry: queue.settings.registryOpenedLater(),
            settings: queue.settings,
            at: Samples.start
        )
        #expect(report.deliveries.map(\.notice) == [Samples.notice()])
        #expect(report.counts == [.pending: 1] && report.holds.isEmpty && report.troubles.isEmpty)
    }
}

@Suite struct DeliveryReportTests {
    @Test func everyAttemptIsALine() throws {
        let attempt = { (number: Int, isLate: Bool, outcome: Verdict.Outcome?) in
            AttemptRecord(
                number: number,
                startedAt: Samples.start,
                endedAt: nil,
                outcome: outcome,
                stage: outcome == nil ? nil : "rcpt",
                code: outcome == nil ? nil : 452,
                reply: outcome == nil ? nil : "4.2.2 mailbox full",
                isLate: isLate
            )
        }
        let report = DeliveryReport(
            detail: DeliveryDetail(
                summary: Samples.delivery(.deferred),
                attempts: [attempt(1, false, .retry), attempt(2, true, .retry), attempt(3, false, nil)],
                bounces: [],
                payloadSize: nil,
                subject: nil
            ),
            troubles: [.disabled(channel: "mail", reason: "gone")],
            calendar: try Samples.calendar()
        )
        #expect(
            report.lines.texts == [
                "delivery   3zjv5dahf5k2m8q4r6t7w9x1y2",
                "notice     iuitvw5frkg5z653oyglzr5yil",
                "key        registration/R-1/2026-03-15/registration.mark_reached/M-3/holder",
                "severity   warning",
                "to         mail:li.wei@example.test",
                "state      deferred",
                "due on     2025-12-15",
                "subject    not yet composed",
                "next       2025-12-15 09:10",
                "attempt 1  2025-12-15 09:00  retry rcpt 452 4.2.2 mailbox full",
                "attempt 2  2025-12-15 09:00  retry rcpt 452 4.2.2 mailbox full (late: the lease was lost)",
                "attempt 3  2025-12-15 09:00  under way  ",
                "channel mail is disabled: gone; `renewald outbox release --channel mail` brings it back",
            ]
        )
    }

    @Test func aDeliveryIsFoundByTheBeginningOfItsID() async throws {
        let queue = try await SampleQueue()
        let id = try #require(try await queue.outbox.deliveries(DeliveryFilter()).first).id
        let report = try await NoticeReport(
            of: String(id.prefix(6)),
            in: queue.outbox,
            settings: queue.settings,
            at: Samples.start
        )
        #expect(report.deliveries.map(\.detail.summary.id) == [id])
        await #expect(throws: OutboxError.unknownNotice(id: "zzzzzz")) {
            try await NoticeReport(of: "zzzzzz", in: queue.outbox, settings: queue.settings, at: Samples.start)
        }
    }

    @Test func deliveriesAreFoundByThePrintedNumberOfTheirNotice() async throws {
        let queue = try await SampleQueue()
        let number = Samples.notice().key.noticeID
        let report = try await NoticeReport(of: number, in: queue.outbox, settings: queue.settings, at: Samples.start)
        #expect(report.deliveries.map(\.detail.summary.noticeID) == [number])
        #expect(report.lines.texts.contains("notice     \(number)"))
    }

    @Test func aNoticeWithoutADeliverySaysWhereItIsTold() async throws {
        let queue = try await SampleQueue()
        let line = PlannedNotice(
            notice: Samples.notice(.employer),
            foundOn: Samples.today,
            recipients: [],
            digest: RecordID(type: .employer, id: "E-1")
        )
        _ = try await queue.outbox.plan([line], superseded: [], holdingAbove: nil, at: Samples.start)
        let number = line.notice.key.noticeID
        let report = try await NoticeReport(of: number, in: queue.outbox, settings: queue.settings, at: Samples.start)
        #expect(report.lines.texts.last == "state      waits for the next digest")
    }
}

@Suite struct ChannelTroubleTests {
    @Test func aSentenceSaysWhatHelps() throws {
        let calendar = try Samples.calendar()
        let fault = ChannelTrouble.fault(channel: "mail", words: "auth 535", since: Samples.start, restsUntil: nil)
        #expect(fault.sentence(calendar).text == "channel mail is at fault since 2025-12-15 09:00: auth 535")
        let disabled = ChannelTrouble.disabled(channel: "feed", reason: "410")
        #expect(
            disabled.sentence(calendar).text
                == "channel feed is disabled: 410; `renewald outbox release --channel feed` brings it back"
        )
    }

    /// A file of an earlier build has the fault with which the endpoint ended.
    @Test func aChannelThatIsGoneDoesNotRest() async throws {
        let queue = try await SampleQueue()
        let (outbox, now) = (queue.outbox, Samples.start)
        try await outbox.channelRests("mail", fault: "http 410", rests: 1, until: now + .seconds(60), at: now)
        try await outbox.disableChannel("mail", reason: "gone", at: now)
        let all = try await ChannelTrouble.all(in: outbox, settings: queue.settings, at: now)
        #expect(all == [.disabled(channel: "mail", reason: "gone")])
    }

    @Test func onlyTheChannelsAskedForAreTold() async throws {
        let queue = try await SampleQueue()
        var settings = queue.settings
        settings.channels = []
        try await queue.outbox.disableChannel("desk", reason: "gone", at: Samples.start)
        let all = try await ChannelTrouble.all(in: queue.outbox, settings: settings, at: Samples.start)
        #expect(all == [.disabled(channel: "desk", reason: "gone"), .unknown(channel: "mail", waiting: 1)])
        #expect(
            try await ChannelTrouble.all(in: queue.outbox, settings: settings, of: ["mail"], at: Samples.start) == [
                all[1]
            ]
        )
        #expect(try await ChannelTrouble.all(in: queue.outbox, settings: settings, of: [], at: Samples.start) == [])
    }
}
