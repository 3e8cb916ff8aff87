import Foundation
import RenewalDelivery
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalCouriers

/// A look at the other end of a channel, at real servers.
@Suite struct ChannelProbeTests {
    private let directory: TemporaryDirectory
    private let now = UnixTime(seconds: Int64(Date().timeIntervalSince1970))

    init() throws { directory = try TemporaryDirectory() }

    private func probe(_ channel: any ChannelDescriptor) async -> [ChannelProbe.Finding] {
        await channel.probe(as: "renewald/0", at: now).findings
    }

    private func steps(_ findings: [ChannelProbe.Finding]) -> [ChannelProbe.Step] { findings.map(\.step) }

    private func relayWithLogin(_ port: Int, scheme: String, authority: String?) throws -> SMTPSettings {
        var settings = try relay(port, secure: true)
        settings.url = "\(scheme)://localhost:\(port)"
        settings.caFile = authority
        (settings.username, settings.password) = ("renewald", Secret("正确的授权码"))
        return settings
    }

    @Test(arguments: ["smtp", "smtps"]) func aRelayIsSeenStepByStepAndGetsNoMail(scheme: String) async throws {
        let certificate = try TestCertificate(in: directory)
        let server = try ForeignServers.aiosmtpd(
            in: directory,
            certificate: certificate,
            user: ("renewald", "正确的授权码"),
            implicitTLS: scheme == "smtps"
        )
        defer { server.stop() }
        let good = try relayWithLogin(server.port, scheme: scheme, authority: certificate.authority)
        let found = await probe(good)
        #expect(steps(found) == [.resolve, .connect, .tls, .ehlo, .auth, .quit], "\(found)")
        // The certificate of the test ends in two days.
        #expect(found.map(\.meaning) == [.good, .good, .remark, .good, .good, .good], "\(found)")
        #expect(found[2].words.english.contains(" left; whoever runs the server should renew it"))
        #expect(found[3].words.english.contains("SIZE ") && found[3].words.english.contains("AUTH "))
        #expect(found[4].words.english.hasPrefix("accepted ("))

        var wrong = good
        wrong.password = Secret("错误")
        let refused = await probe(wrong)
        #expect(refused.last?.step == .auth && refused.last?.meaning == .misconfigured, "\(refused)")
        #expect(refused.last?.words.english.hasSuffix("; correct username, or the password in its file") == true)
        #expect(!"\(refused)".contains("错误"))

        var unread = good
        unread.password = .unread
        let unreached = await probe(unread)
        #expect(steps(unreached) == [.resolve, .connect, .tls, .ehlo, .auth, .quit], "\(unreached)")
        #expect(unreached[4].meaning == .misconfigured && unreached[4].words.english.contains("LoadCredential"))

        var untrusting = good
        untrusting.caFile = nil
        let untrusted = await probe(untrusting)
        #expect(untrusted.last?.step == .tls && untrusted.last?.meaning == .misconfigured, "\(untrusted)")
        #expect(untrusted.last?.words.english.contains("as ca_file") == true)

        let files = try FileManager.default.contentsOfDirectory(atPath: directory.url.path)
        #expect(!files.contains { $0.hasSuffix(".eml") })
    }

    @Test func postfixHearsNoopAndQuitInPlaceOfAMail() async throws {
        let sink = try ForeignServers.smtpSink(in: directory)
        defer { sink.stop() }
        let found = await probe(try relay(sink.port))
        #expect(steps(found) == [.resolve, .connect, .tls, .ehlo, .auth, .quit], "\(found)")
        #expect(found.allSatisfy { $0.meaning == .good })
        #expect(found[4].words.english == "no login is configured")
        let scripted = try ScriptedSMTPServer()
        defer { scripted.stop() }
        _ = await probe(try relay(scripted.port))
        #expect(scripted.commands.filter { $0 != "QUIT" } == ["EHLO office.test", "NOOP"])
        #expect(scripted.mails.isEmpty)
    }

    @Test func aLoginThatIsNotOfferedIsNamed() async throws {
        let server = try ScriptedSMTPServer()
        defer { server.stop() }
        var settings = try relay(server.port)
        (settings.username, settings.password) = ("renewald", Secret("x"))
        let found = await probe(settings)
        let login = found.first { $0.step == .auth }
        #expect(
            login?.meaning == .misconfigured && login?.words.english.contains("offers no login") == true,
            "\(found)"
        )
    }

    @Test(arguments: [("554 5.7.1 go away", ChannelProbe.Meaning.unavailable), ("421 4.3.2 later", .unavailable)])
    func aRelayThatRefusesIsQuoted(greeting: String, meaning: ChannelProbe.Meaning) async throws {
        let server = try ScriptedSMTPServer(script: { $0.stage == .banner ? .reply(greeting) : .proceed })
        defer { server.stop() }
        let found = await probe(try relay(server.port))
        #expect(found.last?.step == .ehlo && found.last?.meaning == meaning, "\(found)")
        #expect(found.last?.words.english.contains(greeting) == true)
    }

    @Test func anAddressThatTheGuardRefusesHasACure() async throws {
        var inside = try relay(25)
        inside.network = .external
        let refused = await probe(inside)
        #expect(steps(refused) == [.resolve, .connect] && refused[1].meaning == .misconfigured, "\(refused)")
        #expect(refused[1].words.english.hasSuffix("write `network: internal` for the channel"))
        var hook = endpoint(80)
        hook.network = .external
        #expect(await probe(hook).last?.words.english.hasSuffix("write `network: internal` for the channel") == true)
        hook.network = .internal
        hook.url = "http://169.254.169.254/hook"
        #expect(await probe(hook).last?.words.english.hasPrefix("no channel may connect to 169.254.169.254") == true)
    }

    @Test func nobodyThereIsUnavailable() async throws {
        let port = try HeldPort()
        let relay = await probe(try relay(port.number))
        #expect(steps(relay) == [.resolve, .connect] && relay[1].meaning == .unavailable, "\(relay)")
        let hook = await probe(endpoint(port.number))
        #expect(steps(hook) == [.secret, .resolve, .connect] && hook.last?.meaning == .unavailable, "\(hook)")
        var unknown = endpoint(80)
        unknown.url = "https://nowhere.invalid/hook"
        #expect(await probe(unknown).last?.step == .resolve)
    }

    @Test(arguments: [
        ("return 204;", ChannelProbe.Meaning.good), ("return 405;", .good), ("return 404;", .remark),
        ("return 503;", .unavailable), ("return 301 https://other.test/;", .misconfigured),
        ("add_header WebHook-Allowed-Origin example.test; return 200;", .good),
    ])
    func anEndpointIsAskedWithoutAnEvent(line: String, meaning: ChannelProbe.Meaning) async throws {
        let nginx = try ForeignServers.nginx(in: directory, lines: "location / { \(line) }")
        defer { nginx.stop() }
        let found = await probe(endpoint(nginx.port))
        #expect(steps(found) == [.secret, .resolve, .connect, .tls, .options], "\(found)")
        #expect(found.last?.meaning == meaning, "\(found)")
        if line.contains("Allowed-Origin") {
            #expect(found.last?.words.english == "answers 200, and allows events from example.test")
        }
        let log = try String(contentsOfFile: directory.path("access.log"), encoding: .utf8)
        #expect(log.split(separator: "\n").count == 1 && log.contains(#""signature":"""#) && log.contains("renewald/0"))
    }

    @Test func anEndpointsCertificateIsCounted() async throws {
        let certificate = try TestCertificate(in: directory)
        let nginx = try ForeignServers.nginx(
            in: directory,
            listen: " ssl",
            lines:
                "ssl_certificate \(certificate.chain); ssl_certificate_key \(certificate.key); location / { return 204; }"
        )
        defer { nginx.stop() }
        var hook = endpoint(nginx.port)
        hook.url = "https://localhost:\(nginx.port)/hook"
        let untrusted = await probe(hook)
        #expect(
            untrusted.last?.step == .tls && untrusted.last?.words.english.contains("as ca_file") == true,
            "\(untrusted)"
        )
        hook.caFile = certificate.authority
        let found = await probe(hook)
        #expect(found.map(\.meaning) == [.good, .good, .good, .remark, .good], "\(found)")
        let words = found[3].words
        #expect(words.english.contains(#/^certificate until \d{4}-\d\d-\d\d, [12] days? left; /#), "\(words)")
    }

    @Test func endsOfCertificatesAreReadAsOpensslPrintsThem() {
        #expect(CertificateTime.instant("Dec  2 21:40:01 2026 GMT")?.rfc3339 == "2026-12-02T21:40:01Z")
        #expect(CertificateTime.instant("Feb 29 00:00:00 2028 GMT")?.rfc3339 == "2028-02-29T00:00:00Z")
        #expect(
            CertificateTime.instant("2026-12-02") == nil && CertificateTime.instant("Dec 41 1:1:1 2026 GMT") == nil
        )
        #expect(ServerName.host(of: "smtps://mail.example.test:465/") == "mail.example.test")
        #expect(ServerName.host(of: "https://[::1]/hook") == "[::1]")
    }

    @Test func aMaildirHasToBeWritable() async throws {
        let sender = try EmailAddress("office@example.test")
        let there = MaildirSettings(path: directory.path("mail"), from: sender, fromName: nil)
        #expect(await probe(there).map(\.meaning) == [.good])
        #expect(!FileManager.default.fileExists(atPath: there.path))
        let nowhere = MaildirSettings(path: "/nonexistent/folder/mail", from: sender, fromName: nil)
        #expect(await probe(nowhere).map(\.meaning) == [.misconfigured])
    }
}
