import RenewalConfig
import RenewalDelivery
import RenewalNotices
import RenewalRules
import Testing

@testable import RenewalDaemon
@testable import RenewalOutbox
@testable import RenewalReports

/// What waits for what, and what `renewald status` makes of it.
@Suite struct StatusReportTests {
    private func obstacles(
        _ holds: [SendingHold] = [],
        _ troubles: [ChannelTrouble] = [],
        at now: UnixTime = Samples.start
    ) throws -> Obstacles {
        Obstacles(holds: holds, troubles: troubles, hours: try Samples.settings().sendingHours(), at: now)
    }

    @Test func aDeliveryWaitsForWhatKeepsItBackFirst() throws {
        let (rest, night) = (Samples.start + .seconds(900), Samples.start + .seconds(10 * 3600))
        let fault = ChannelTrouble.fault(channel: "mail", words: "auth 535", since: nil, restsUntil: rest)
        let stop = SendingHold(reason: .byOperator, detail: "office", since: Samples.start)
        let part = SendingHold(
            reason: .manyDue,
            scope: .part(of: .employer("E-1"), isUrgent: false),
            detail: "900 due",
            since: Samples.start
        )
        let pending = Samples.delivery(.pending)
        let opens = Samples.start + .seconds(24 * 3600)
        #expect(try obstacles().reason(of: pending) == .turn)
        #expect(try obstacles([part]).reason(of: pending) == .turn, "a part that is held is held by state")
        #expect(try obstacles([stop], [fault]).reason(of: pending) == .sending(.byOperator))
        #expect(try obstacles([], [fault]).reason(of: pending) == .channel(fault, until: rest))
        #expect(try obstacles([], [fault], at: rest).reason(of: pending) == .turn, "its rest is over")
        #expect(try obstacles(at: night).reason(of: pending) == .hours(until: opens))
        let deferred = Samples.delivery(.deferred)
        #expect(try obstacles().reason(of: deferred) == .retry(at: Samples.start + .seconds(600)))
        #expect(try obstacles(at: night).reason(of: deferred) == .hours(until: opens))
        let spread = Samples.delivery(.deferred, reason: "spread")
        #expect(try obstacles().reason(of: spread) == .spread(until: Samples.start + .seconds(600)))
        #expect(spread.outcome(in: .chinese) == "稍后发送（错开发送）", "nothing is tried again")
        let limited = Samples.delivery(.deferred, reason: "recipient_limit")
        #expect(try obstacles().reason(of: limited) == .recipientLimit(until: Samples.start + .seconds(600)))
        #expect(
            try obstacles([stop]).reason(of: Samples.delivery(.held, reason: "operator"))
                == .release(reason: "operator")
        )
        for state in [DeliveryState.sent, .failed, .cancelled, .superseded, .sending] {
            #expect(try obstacles([stop]).reason(of: Samples.delivery(state)) == nil)
        }
    }

    @Test func theWorstComesFirst() async throws {
        let queue = try await SampleQueue()
        let outbox = queue.outbox
        let calm = try await StatusReport(in: outbox, isRunning: false, settings: queue.settings, at: Samples.start)
        #expect(calm.troubles.map(\.code) == ["not_running", "never_scanned"])
        #expect(calm.waits.values.map(\.self) == [.turn] && calm.waiting == 1)
        let pause = ChannelPause(since: Samples.start, by: "office", reason: "检修")
        try await outbox.pauseChannel("mail", pause)
        try await outbox.holdSending(.byOperator, detail: "office: 误发", at: Samples.start)
        let report = try await StatusReport(in: outbox, isRunning: false, settings: queue.settings, at: Samples.start)
        #expect(report.level == .critical)
        #expect(report.troubles.map(\.code) == ["not_running", "held", "never_scanned", "channel_paused"])
        #expect(report.waits.values.map(\.self) == [.sending(.byOperator)])
        let lines = report.lines.texts
        #expect(lines[0] == "2025-12-15 09:00 critical:")
        #expect(
            lines.contains {
                $0.hasPrefix("mail  1  pending  sending is held (by_operator)  oldest of 2025-12-15 09:00")
            }
        )
        let chinese = report.lines.map { $0[.chinese] }
        #expect(chinese.contains { $0.contains("管理员已停止全部发送") && $0.contains("误发") })
    }

    /// How long is too long is `Readiness`'s to say.
    @Test func whatShouldHaveLeftIsCritical() async throws {
        let queue = try await SampleQueue()
        func codes(after seconds: Int) async throws -> [String] {
            try await StatusReport(
                in: queue.outbox,
                isRunning: true,
                settings: queue.settings,
                at: Samples.start + .seconds(seconds)
            ).troubles.map(\.code)
        }
        #expect(try await codes(after: 3600) == ["never_scanned"])
        #expect(try await codes(after: 3601) == ["late", "never_scanned"])
    }

    @Test func monitoringGetsOneLineAndAStatus() async throws {
        let queue = try await SampleQueue()
        let nagios = try await StatusReport(
            in: queue.outbox,
            isRunning: false,
            settings: queue.settings,
            at: Samples.start
        ).nagios
        #expect(nagios.status == 2)
        let text = nagios.line.text
        #expect(text.hasPrefix("RENEWALD CRITICAL - ") && text.contains(" | waiting=1 oldest=0s "))
        #expect(text.hasSuffix(" oldest=0s sent_today=0c failed_today=0c bounced_today=0c unreadable=0"))
    }

    @Test func programsGetOneObject() async throws {
        let queue = try await SampleQueue()
        let json = try await StatusReport(
            in: queue.outbox,
            isRunning: false,
            settings: queue.settings,
            at: Samples.start
        ).json.text
        #expect(
            json.hasPrefix(
                #"{"at":"2025-12-15T01:00:00Z","level":"critical","running":false,"troubles":[{"level":"critical""#
            )
        )
        #expect(
            json.contains(
                #""queue":[{"channel":"mail","state":"pending","reason":null,"urgent":false,"count":1,"#
                    + #""oldest":"2025-12-15T01:00:00Z","waiting_for":"turn","until":null}]"#
            )
        )
    }

    @Test func theListCanBeAskedForWhatWaitsForSomething() async throws {
        let queue = try await SampleQueue()
        func listed(_ causes: Set<WaitingFor.Cause>) async throws -> Int {
            try await QueueReport(
                DeliveryFilter(),
                waitingFor: causes,
                in: queue.outbox,
                registry: queue.settings.registryOpenedLater(),
                settings: queue.settings,
                at: Samples.start
            ).deliveries.count
        }
        #expect(try await listed([.turn]) == 1)
        #expect(try await listed([.channel, .hours]) == 0)
        try await queue.outbox.pauseChannel("mail", ChannelPause(since: Samples.start, by: "office"))
        #expect(try await listed([.channel]) == 1)
    }

    private static let certificateEnd = Samples.start + .seconds(10 * 86_400)

    /// One server of two is away, and the other one's certificate ends in ten days.
    private func queueWithServers() async throws -> (outbox: Outbox, settings: Settings, queue: SampleQueue) {
        let queue = try await SampleQueue()
        let settings = try Samples.settings(
            in: queue.place,
            mail: "{type: smtp, url: [smtps://a.test:465, smtps://b.test:465], from: office@example.test}"
        )
        var verdict = Verdict(.delivered, at: .smtp(.endOfData), about: .message, code: 250, reply: "2.0.0 ok")
        verdict.contacts = [
            ServerContact("a.test:465", fault: "connect refused"),
            ServerContact("b.test:465", certificateEnd: Self.certificateEnd),
            ServerContact("of-an-earlier-configuration.test", fault: "gone"),
        ]
        try await queue.send(with: verdict)
        return (queue.outbox, settings, queue)
    }

    @Test func aServerAtFaultAndACertificateAboutToEndAreTold() async throws {
        let (outbox, settings, queue) = try await queueWithServers()
        func report(after days: Int64 = 0) async throws -> StatusReport {
            let now = Samples.start + .seconds(days * 86_400)
            return try await StatusReport(in: outbox, isRunning: false, settings: settings, at: now)
        }
        let early = try await report()
        #expect(early.troubles.map(\.code).suffix(2) == ["server_at_fault", "certificate_ends"])
        #expect(
            early.lines.texts.suffix(early.lines.count - 1).contains(
                "  server a.test:465 of channel mail is at fault since 2025-12-15 09:00, another one sends in its place: "
                    + "connect refused"
            )
        )
        #expect(
            early.lines.texts.contains(
                "  server b.test:465 of channel mail: certificate until 2025-12-25, 10 days left; whoever runs the server "
                    + "should renew it"
            )
        )
        #expect(early.lines.texts.contains("server      b.test:465  certificate until 2025-12-25, 10 days left"))
        #expect(early.lines.map { $0[.chinese] }.contains("服务器      b.test:465  证书有效期至2025-12-25，还有10天"))
        let servers =
            #""servers":[{"channel":"mail","server":"a.test:465","fault":"connect refused","since":"2025-12-15T01:00:00Z""#
        #expect(early.json.text.contains(servers), "\(early.json.text)")
        let late = try await report(after: 8).troubles.filter { $0.code == "certificate_ends" }
        #expect(late.map(\.level) == [.critical])
        let over = try await report(after: 11).troubles.filter { $0.code == "certificate_ends" }
        #expect(over.first?.sentence.text.contains("its certificate ended on 2025-12-25") == true)
        let rest = Samples.start + .seconds(900)
        try await outbox.channelRests("mail", fault: "connect refused", rests: 1, until: rest, at: Samples.start)
        #expect(try await !report().troubles.contains { $0.code == "server_at_fault" }, "the channel says it all")
        withExtendedLifetime(queue) {}
    }

    @Test func monitoringCountsServersAndCertificates() async throws {
        let (outbox, settings, queue) = try await queueWithServers()
        let text = try await Measurements(of: outbox, isServed: true, settings: settings, at: Samples.start).text
        #expect(text.contains("renewald_channel_server_at_fault{channel=\"mail\",server=\"a.test:465\"} 1\n"))
        #expect(text.contains("renewald_channel_server_at_fault{channel=\"mail\",server=\"b.test:465\"} 0\n"))
        let end = Self.certificateEnd.seconds
        #expect(
            text.contains(
                "renewald_channel_certificate_end_timestamp_seconds{channel=\"mail\",server=\"b.test:465\"} \(end)\n"
            )
        )
        #expect(!text.contains("earlier-configuration"))
        withExtendedLifetime(queue) {}
    }

    @Test func aChannelIsListedWithWhatIsWrong() async throws {
        let queue = try await SampleQueue()
        func lines(_ format: StoryFormat) async throws -> [String] {
            try await ChannelReport(in: queue.outbox, settings: queue.settings, at: Samples.start).lines(in: format)
                .texts
        }
        #expect(try await lines(.text) == ["mail  maildir  works  1 waiting"])
        try await queue.outbox.pauseChannel("mail", ChannelPause(since: Samples.start, by: "office"))
        let paused = try await lines(.text)
        #expect(paused.count == 2 && paused[0] == "mail  maildir  paused  1 waiting")
        #expect(
            paused[1].hasSuffix("paused by office at 2025-12-15 09:00; `renewald channel resume mail` lets it go on")
        )
        #expect(
            try await lines(.json)[0].hasPrefix(
                #"{"channel":"mail","type":"maildir","state":"paused","waiting":1,"held":0,"fault":null"#
            )
        )
    }
}
