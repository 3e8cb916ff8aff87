import Foundation
import RenewalDelivery
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalCouriers

/// What spans several mails to one relay: connections, logins, addresses, targets.
@Suite struct SMTPConnectionTests {
    private func attempt(_ settings: SMTPSettings, _ parcels: [Parcel]) async throws -> [Verdict] {
        let engine = CurlEngine(mailThreads: 1)
        var verdicts: [Verdict] = []
        let courier = try SMTPCourier(settings: settings, engine: engine)
        for parcel in parcels { verdicts.append(await courier.attempt(parcel)) }
        await engine.shutdown()
        return verdicts
    }

    private func attempt(_ settings: SMTPSettings) async throws -> Verdict {
        try await attempt(settings, [sampleParcel(sampleMail())])[0]
    }

    @Test func theMailArrivesByteForByte() async throws {
        let server = try ScriptedSMTPServer()
        defer { server.stop() }
        let mail = sampleMail() + Array("\r\n.\r\n..two\r\n.\r\nend\r\n".utf8)
        #expect(try await attempt(relay(server.port), [sampleParcel(mail)])[0].outcome == .delivered)
        #expect(server.mails.map(\.bytes) == [mail])
        #expect(server.mails.first?.sender == "renewald@office.test")
        #expect(server.mails.first?.recipients == ["li.wei@example.test"])
        #expect(server.commands.first == "EHLO office.test")
    }

    @Test(arguments: [0, 1, 16_383, 65_401, 65_536, 131_173, 1_000_000])
    func mailsOfEverySizeArrive(size: Int) async throws {
        let server = try ScriptedSMTPServer()
        defer { server.stop() }
        let line = Array((String(repeating: "x", count: 76) + "\r\n").utf8)
        let mail = Array((0...size / line.count).flatMap { _ in line }.prefix(size)) + Array("\r\n".utf8)
        #expect(try await attempt(relay(server.port), [sampleParcel(mail)])[0].outcome == .delivered)
        #expect(server.mails.first?.bytes == mail)
    }

    @Test func aConnectionIsReusedAfterASuccess() async throws {
        let server = try ScriptedSMTPServer()
        defer { server.stop() }
        let parcels = (0..<5).map { sampleParcel(sampleMail(id: "m\($0)"), id: "d\($0)") }
        #expect(try await attempt(relay(server.port), parcels).map(\.outcome) == Array(repeating: .delivered, count: 5))
        #expect(server.connectionCount == 1)
        #expect(server.mails.count == 5)
    }

    @Test func connectionIsReplacedAfterARefusal() async throws {
        let server = try ScriptedSMTPServer {
            $0.stage == .rcpt && $0.line.contains("gone") ? .reply("550 5.1.1 unknown") : .proceed
        }
        defer { server.stop() }
        let recipients = ["gone@example.test", "li.wei@example.test", "gone@example.test", "wang.fang@example.test"]
        let verdicts = try await attempt(relay(server.port), recipients.map { sampleParcel(sampleMail(), to: $0) })
        #expect(verdicts.map(\.outcome) == [.permanent, .delivered, .permanent, .delivered])
        #expect(server.connectionCount == 3)
    }

    @Test func aConnectionThatDiedUnnoticedIsReplacedAtOnce() async throws {
        let server = try ScriptedSMTPServer {
            $0.stage == .mail && $0.connection == 0 && $0.mail == 1 ? .replyAndClose("421 4.4.2 idle") : .proceed
        }
        defer { server.stop() }
        let parcels = [sampleParcel(sampleMail(), id: "a"), sampleParcel(sampleMail(), id: "b")]
        #expect(try await attempt(relay(server.port), parcels).map(\.outcome) == [.delivered, .delivered])
        #expect(server.connectionCount == 2)
    }

    @Test func lateReplyIsNotTakenForTheNextMail() async throws {
        let gate = ReleaseGate()
        let server = try ScriptedSMTPServer {
            $0.stage == .endOfData && $0.mail == 0 ? .replyWhenReleased("554 5.7.1 late", gate) : .proceed
        }
        defer { server.stop() }
        let engine = CurlEngine(mailThreads: 1)
        let courier = try SMTPCourier(settings: relay(server.port, silentAt: .endOfData), engine: engine)
        let first = await courier.attempt(sampleParcel(sampleMail(id: "a"), id: "a"))
        gate.release()
        let second = await courier.attempt(sampleParcel(sampleMail(id: "b"), id: "b"))
        await engine.shutdown()
        #expect(first.outcome == .ambiguous)
        #expect(second.outcome == .delivered, "\(second)")
        #expect(server.connectionCount == 2)
    }

    @Test(arguments: [ScriptedSMTPServer.Action.close, .reset])
    func connectionLostInTheBodyIsRetried(action: ScriptedSMTPServer.Action) async throws {
        let server = try ScriptedSMTPServer { $0.stage == .body ? action : .proceed }
        defer { server.stop() }
        let verdict = try await attempt(relay(server.port), [sampleParcel(sampleMail(lineCount: 200_000))])[0]
        #expect(verdict.outcome == .retry, "\(verdict)")
        #expect(verdict.step.name == "body")
        #expect(server.mails.isEmpty)
    }

    @Test func serverThatStopsReadingTimesOut() async throws {
        let gate = ReleaseGate()
        let stuck = try ScriptedSMTPServer { $0.stage == .body ? .replyWhenReleased("451 stuck", gate) : .proceed }
        defer { stuck.stop() }
        let settings = try relay(stuck.port, silentAt: .body)
        let verdict = try await attempt(settings, [sampleParcel(sampleMail(lineCount: 200_000))])[0]
        gate.release()
        #expect(verdict.outcome == .retry, "\(verdict)")
        #expect(verdict.step.name == "body")
    }

    @Test(arguments: [
        "a@b.test\r\nRCPT TO:<x@y.test>", "a@b.test\nBcc: x@y.test", "a@b.test>\r\nDATA", "<<a@b.test>>", "a@b@c.test",
        "a b@c.test", "", "@b.test", "a@", "用户@例子.test", "a@b.test> SIZE=1", "a@b.test,x@y.test",
    ])
    func invalidAddressNeverReachesTheWire(address: String) async throws {
        let server = try ScriptedSMTPServer()
        defer { server.stop() }
        let verdict = try await attempt(relay(server.port), [sampleParcel(sampleMail(), to: address)])[0]
        #expect(verdict.outcome == .permanent)
        #expect(verdict.step.name == "address")
        #expect(server.connectionCount == 0)
    }

    @Test func hostNameWithAnInjectedCommandIsRefused() async throws {
        let server = try ScriptedSMTPServer()
        defer { server.stop() }
        var settings = try relay(server.port)
        settings.heloName = "a%0d%0aRSET"
        #expect(try await attempt(settings).outcome == .channelAtFault)
        #expect(!server.commands.contains("RSET"))
    }

    @Test func missingRequiredSTARTTLSSendsNothing() async throws {
        let server = try ScriptedSMTPServer()
        defer { server.stop() }
        let verdict = try await attempt(relay(server.port, secure: true))
        #expect(verdict.outcome == .channelAtFault)
        #expect(verdict.step.name == "starttls")
        #expect(!server.commands.contains { $0.hasPrefix("MAIL") })
    }

    @Test(arguments: [
        ("454 4.7.0 later", Verdict.Outcome.retry), ("554 5.7.0 never", .channelAtFault), ("220 go", .retry),
    ])
    func aRefusedOrBrokenSTARTTLSNeverFallsBack(reply: String, outcome: Verdict.Outcome) async throws {
        let server = try ScriptedSMTPServer(offers: ["STARTTLS"]) {
            $0.stage == .starttls ? .replyAndClose(reply) : .proceed
        }
        defer { server.stop() }
        let verdict = try await attempt(relay(server.port, secure: true))
        #expect(verdict.outcome == outcome, "\(verdict)")
        #expect(!server.commands.contains { $0.hasPrefix("MAIL") })
    }

    @Test func refusedEHLOHoldsTheChannelWhereTLSIsRequired() async throws {
        let server = try ScriptedSMTPServer { $0.stage == .ehlo ? .reply("554 5.3.2 no") : .proceed }
        defer { server.stop() }
        let verdict = try await attempt(relay(server.port, secure: true))
        #expect(verdict.outcome == .channelAtFault)
        #expect(verdict.step.name == "ehlo")
        #expect(verdict.code == 554)
    }

    private func loginRelay(_ port: Int) throws -> SMTPSettings {
        var settings = try relay(port)
        settings.username = "renewald"
        settings.password = Secret("授权码 QUIT")
        return settings
    }

    @Test(arguments: [
        ("535 5.7.8 wrong", Verdict.Outcome.channelAtFault, 535), ("454 4.7.0 later", .retry, 454),
        ("530 5.7.0 no", .channelAtFault, 530),
    ])
    func refusedLoginIsReportedAtItsStep(reply: String, outcome: Verdict.Outcome, code: Int) async throws {
        let server = try ScriptedSMTPServer(offers: ["AUTH PLAIN"]) { $0.stage == .auth ? .reply(reply) : .proceed }
        defer { server.stop() }
        let verdict = try await attempt(loginRelay(server.port))
        #expect(verdict.outcome == outcome, "\(verdict)")
        #expect(verdict.step.name == "auth")
        #expect(verdict.code == code)
        #expect(server.connectionCount == 1)
    }

    @Test(arguments: [[], ["AUTH X-UNKNOWN"]])
    func nothingIsSentUnlessALoginIsOffered(offers: [String]) async throws {
        let server = try ScriptedSMTPServer(offers: ["8BITMIME"] + offers)
        defer { server.stop() }
        let verdict = try await attempt(loginRelay(server.port))
        #expect(verdict.outcome == .channelAtFault, "\(verdict)")
        #expect(verdict.step.name == "auth")
        #expect(server.mails.isEmpty)
    }

    @Test(arguments: [nil, Secret.unread])
    func aLoginWhosePasswordWasNotReadMakesNoCourier(password: Secret?) throws {
        var settings = try loginRelay(25)
        settings.password = password
        let engine = CurlEngine(mailThreads: 1)
        #expect(throws: SMTPCourier.Problem.unreadPassword) { try SMTPCourier(settings: settings, engine: engine) }
    }

    @Test(arguments: ["PLAIN", "LOGIN"])
    func oneLoginServesAllMailsOfItsConnection(mechanism: String) async throws {
        let server = try ScriptedSMTPServer(offers: ["AUTH \(mechanism)"])
        defer { server.stop() }
        let parcels = (0..<3).map { sampleParcel(sampleMail(), id: "d\($0)") }
        let verdicts = try await attempt(loginRelay(server.port), parcels)
        #expect(verdicts.map(\.outcome) == [.delivered, .delivered, .delivered], "\(verdicts)")
        #expect(server.commands.count { $0.hasPrefix("AUTH") } == 1)
    }

    @Test func privateRelayMustBeAllowed() async throws {
        let server = try ScriptedSMTPServer()
        defer { server.stop() }
        var settings = try relay(server.port)
        settings.network = .external
        let verdict = try await attempt(settings)
        #expect(verdict.outcome == .channelAtFault)
        #expect(verdict.step.name == "address-denied")
        #expect(server.connectionCount == 0)
    }

    @Test func unresolvableHostIsReportedAtResolve() async throws {
        var settings = try relay(25)
        settings.url = "smtp://relay.invalid:25"
        let verdict = try await attempt(settings)
        #expect([.channelAtFault, .retry].contains(verdict.outcome))
        #expect(verdict.step.name == "resolve")
    }

    @Test func refusedConnectionIsRetried() async throws {
        let port = try HeldPort()
        defer { withExtendedLifetime(port) {} }
        let verdict = try await attempt(relay(port.number))
        #expect(verdict.outcome == .retry)
        #expect(verdict.step.name == "connect")
    }

    @Test func replyInGBKIsDecoded() {
        let bytes: [UInt8] = Array("550 ".utf8) + [0xD3, 0xC3, 0xBB, 0xA7, 0xB2, 0xBB, 0xB4, 0xE6, 0xD4, 0xDA]
        #expect(ForeignText.decode(bytes) == "550 用户不存在")
        #expect(ForeignText.decode(Array("550 用户不存在".utf8)) == "550 用户不存在")
        #expect(ForeignText.decode(beginning: Array("错误".utf8.dropLast())) == "错", "cut within a character")
    }

    /// The best of the mechanisms offered needs a ticket that nobody has configured.
    @Test func kerberosAndNTLMAreNotTried() async throws {
        let server = try ScriptedSMTPServer(offers: ["AUTH GSSAPI NTLM LOGIN"])
        defer { server.stop() }
        var settings = try loginRelay(server.port)
        settings.username = "office@example.test"
        #expect(try await attempt(settings).outcome == .delivered)
        #expect(server.commands.contains { $0.hasPrefix("AUTH LOGIN") })
    }

    @Test func theMechanismCanBeChosen() async throws {
        let server = try ScriptedSMTPServer(offers: ["AUTH PLAIN LOGIN"])
        defer { server.stop() }
        var settings = try loginRelay(server.port)
        settings.mechanism = .login
        #expect(try await attempt(settings).outcome == .delivered)
        #expect(server.commands.contains { $0.hasPrefix("AUTH LOGIN") })
        settings.mechanism = .cramMD5
        #expect(try await attempt(settings).outcome == .channelAtFault, "not offered")
    }

    /// Libcurl counts the greeting as part of connecting, which used to have half a minute for everything.
    @Test func greetingHasItsOwnTimeout() async throws {
        let server = try ScriptedSMTPServer {
            guard $0.stage == .banner else { return .proceed }
            // Longer than connecting may take.
            usleep(3_000_000)
            return .proceed
        }
        defer { server.stop() }
        var settings = try relay(server.port)
        settings.connectTimeout = .seconds(2)
        #expect(try await attempt(settings).outcome == .delivered)
    }
}
