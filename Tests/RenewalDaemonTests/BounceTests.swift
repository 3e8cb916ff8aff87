import Foundation
import Logging
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalDaemon

/// From a report in the maildir to the person who is told in another way.
@Suite struct BounceTests {
    /// Urgent notices of holders have a second way.
    private static let routes = """
        routes:
          - {match: {audience: holder}, send: [mail], fallback: [feed]}
          - {match: {audience: employer}, send: [mail]}
          - {match: {audience: administrator}, send: [mail]}
        """

    private let office: Sample
    private let outbox: Outbox
    private let core: DaemonCore

    init() throws {
        office = try Sample(on: "2025-12-15", routes: Self.routes)
        outbox = try office.outbox()
        for folder in ["tmp", "new", "cur"] {
            let url = office.directory.url.appending(path: "bounces/\(folder)")
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }
        core = try office.core(outbox, extra: "bounces: {maildir: \(office.directory.path("bounces"))}")
    }

    private func round() -> BounceRound {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        return BounceRound(context: core.context, clock: office.clock, logger: logger)
    }

    /// Scans, and hands over what may leave by mail.
    private func deliver() async throws {
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
    }

    private func delivery(to address: String, state: DeliveryState? = nil) async throws -> DeliverySummary {
        let all = try await outbox.deliveries(DeliveryFilter(address: address))
        return try #require(all.first { state == nil || $0.state == state }, "\(all)")
    }

    private func outcomes(_ record: String, _ audience: Audience = .holder) async throws -> [String: String] {
        try await outbox.deliveries(DeliveryFilter(record: record)).filter { $0.audience == audience }
            .reduce(into: [:]) {
                $0["\($1.channel):\($1.recipient)"] = [$1.state.rawValue, $1.reason].compactMap(\.self).joined(
                    separator: " "
                )
            }
    }

    /// A mail server puts a report into the maildir.
    private func report(_ delivery: DeliverySummary, action: String = "failed", status: String = "5.1.1") throws {
        let text = """
            From: MAILER-DAEMON@mx.test
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.test

            Final-Recipient: rfc822; \(delivery.recipient)
            Action: \(action)
            Status: \(status)
            Diagnostic-Code: smtp; 550 \(status) <\(delivery.recipient)>: User unknown

            --b
            Content-Type: text/rfc822-headers

            Message-ID: <\(delivery.id)@example.test>
            To: \(delivery.recipient)
            --b--
            """
        try put(text, "new/\(delivery.id).\(action)")
    }

    private func put(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: office.directory.url.appending(path: "bounces/\(name)"))
    }

    private func files(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: office.directory.path("bounces/\(folder)")).sorted()
    }

    @Test func aReportCountsOnceAndIsMarkedAsDeleted() async throws {
        try office.register(1, until: "2026-03-15")
        try await deliver()
        let sent = try await delivery(to: "p1@example.test")
        try report(sent)
        var round = round()
        #expect(try await round.run())
        #expect(try await outcomes("R-1") == ["mail:p1@example.test": "bounced no_such_address"])
        #expect(try files("new") == [] && files("cur") == ["\(sent.id).failed:2,ST"])
        let entries = try await outbox.evidence(after: 0, limit: 1000).count
        #expect(try await !round.run())
        // The mail server delivers it twice.
        try report(sent)
        #expect(try await !round.run())
        #expect(try files("new") == [])
        #expect(try await outbox.evidence(after: 0, limit: 1000).count == entries)
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    @Test func theAdministratorIsTold() async throws {
        try office.register(1, until: "2026-03-15")
        try await deliver()
        try report(try await delivery(to: "p1@example.test"))
        var round = round()
        _ = try await round.run()
        try await deliver()
        let told = try #require(office.courier.parcels.last { $0.recipient == "duty@example.test" })
        let parts = String(decoding: told.payload, as: UTF8.self).split(separator: "base64\r\n\r\n")
        let code = String(try #require(parts.dropFirst().first?.prefix { $0 != "-" }).replacing("\r\n", with: ""))
        let mail = String(decoding: try #require(Data(base64Encoded: code)), as: UTF8.self)
        #expect(mail.contains("一封提醒被退回") && !mail.contains("p1@example.test"), "\(mail)")
    }

    /// What is urgent goes the second way with the first report, and through it when the address is left alone.
    @Test func whatIsUrgentTakesTheSecondWay() async throws {
        try office.register(1, until: "2025-12-18")
        try await deliver()
        try report(try await delivery(to: "p1@example.test", state: .sent))
        var round = round()
        #expect(try await round.run())
        try await office.scan(outbox)
        let first = try await outcomes("R-1")
        #expect(first["mail:p1@example.test"] == "bounced no_such_address")
        #expect(first["feed:feed"] == "pending")
        // The next mark, on the last day but one: its mail comes back too.
        office.clock.move(by: .seconds(2 * 86_400))
        try await deliver()
        try report(try await delivery(to: "p1@example.test", state: .sent))
        #expect(try await round.run())
        let mute = try #require(try await outbox.mutes().first)
        #expect(mute.isOurs && mute.party == .address("p1@example.test") && mute.lastDay?.description == "2026-06-17")
        // The last day: nothing is mailed there, and the second way takes it.
        office.clock.move(by: .seconds(86_400))
        try await office.scan(outbox)
        let deliveries = try await outbox.deliveries(DeliveryFilter(record: "R-1"))
            .filter { $0.audience == .holder && $0.dueOn.description == "2025-12-18" }
        #expect(Set(deliveries.map { "\($0.channel) \($0.state.rawValue)" }) == ["mail cancelled", "feed pending"])
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// An operator's own mute keeps its meaning: nobody finds another way around it.
    @Test func nobodyIsToldAroundAnOperatorsMute() async throws {
        try office.register(1, until: "2025-12-15")
        let mute = Mute(.address("p1@example.test"), until: nil, reason: nil, by: "zhang", since: office.clock.now)
        try await outbox.mute(mute)
        try await office.scan(outbox)
        #expect(try await outcomes("R-1") == ["mail:p1@example.test": "cancelled muted"])
    }

    @Test func aDelayAndAnAnswerChangeNothing() async throws {
        try office.register(1, until: "2026-03-15")
        try await deliver()
        let sent = try await delivery(to: "p1@example.test")
        try report(sent, action: "delayed", status: "4.4.1")
        try put("From: p1@example.test\nIn-Reply-To: <\(sent.id)@example.test>\n\n已收到，谢谢。\n", "new/2.answer")
        try put("From: p1@example.test\nAuto-Submitted: auto-replied\n\n外出。\n", "cur/3.away:2,")
        var round = round()
        #expect(try await !round.run())
        #expect(try await outcomes("R-1") == ["mail:p1@example.test": "sent"])
        #expect(try await outbox.delivery(id: sent.id)?.bounces.map(\.isFinal) == [false])
        // What people wrote stays for whoever reads the mailbox.
        #expect(try files("new") == ["2.answer"])
        #expect(try Set(files("cur")) == ["3.away:2,", "\(sent.id).delayed:2,ST"])
    }

    /// A relay on the same machine is faster than our own receipt.
    @Test func aReportBeforeTheReceiptWaits() async throws {
        try office.register(1, until: "2026-03-15")
        try await office.scan(outbox)
        let pending = try await delivery(to: "p1@example.test")
        let due = try await outbox.due(
            channel: "mail",
            limit: 9,
            minimumSeverity: .info,
            lostLeases: nil,
            at: office.clock.now
        ).deliveries
        let one = try #require(due.first { $0.id == pending.id })
        let message = FrozenMessage(attempt: 1, subject: "提醒", bytes: [1])
        _ = try await outbox.claim([Envelope(one) { message }], lease: .seconds(900), at: office.clock.now)
        try report(pending)
        var round = round()
        #expect(try await !round.run())
        #expect(try files("new") == ["\(pending.id).failed"])
        let accepted = Verdict(.delivered, at: .smtp(.endOfData), about: .message, code: 250, reply: "ok")
        let receipt = Receipt(deliveryID: one.id, attempt: 1, verdict: accepted, next: .sent)
        _ = try await outbox.record([receipt], at: office.clock.now)
        #expect(try await round.run())
        #expect(try await outcomes("R-1") == ["mail:p1@example.test": "bounced no_such_address"])
        #expect(try files("new") == [])
    }

    @Test func whatCannotBeReadKeepsNobodyBack() async throws {
        try office.register(1, until: "2026-03-15")
        try await deliver()
        let link = office.directory.path("bounces/new/0.link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/etc/passwd")
        try report(try await delivery(to: "p1@example.test"))
        var round = round()
        #expect(try await round.run())
        #expect(try files("new") == ["0.link"])
        try FileManager.default.removeItem(at: office.directory.url.appending(path: "bounces/new"))
        #expect(try await !round.run(), "a maildir that is gone ends no daemon")
    }

    /// The command has recorded it in a process of its own.
    @Test func whatTheCommandRecordsIsSeen() async throws {
        try office.register(1, until: "2026-03-15")
        try await deliver()
        let sent = try await delivery(to: "p1@example.test")
        try report(sent)
        let message = try Data(contentsOf: URL(filePath: office.directory.path("bounces/new/\(sent.id).failed")))
        let intake = try BounceIntake(outbox: outbox, settings: office.settings(), at: office.clock.now)
        let finding = try await intake.take(Array(message))
        #expect(finding.hasBounced && finding.isSettled && !finding.isEarly)
        #expect(try await outbox.hasNewBounces())
        office.clock.move(by: .seconds(60))
        try await office.scan(outbox)
        #expect(try await !outbox.hasNewBounces())
    }

    /// Reports name people: they go with the rest of what is said of a delivery.
    @Test func oldReportsAreRemoved() async throws {
        try office.register(1, until: "2026-03-15")
        try await deliver()
        let sent = try await delivery(to: "p1@example.test")
        try report(sent)
        var round = round()
        _ = try await round.run()
        let file = office.directory.path("bounces/cur/\(sent.id).failed:2,ST")
        let old = Date(timeIntervalSince1970: Double(office.clock.now.seconds) - 40 * 86_400)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: file)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        try await HousekeepingService(context: core.context, clock: office.clock, logger: logger).tidy()
        #expect(try files("cur") == [])
    }
}
