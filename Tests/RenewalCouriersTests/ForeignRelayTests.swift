import Foundation
import RenewalCouriers
import RenewalDelivery
import RenewalRules
import RenewalTestSupport
import Testing

/// Mail to third-party servers.
@Suite struct ForeignRelayTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func manyMailsShareFewConnections() async throws {
        let sink = try ForeignServers.smtpSink(in: directory)
        let engine = CurlEngine(mailThreads: 4)
        let courier = try SMTPCourier(settings: relay(sink.port), engine: engine)
        let outcomes = await withTaskGroup(of: Verdict.Outcome.self) { group in
            for number in 0..<400 {
                group.addTask {
                    await courier.attempt(sampleParcel(sampleMail(id: "m\(number)"), id: "d\(number)")).outcome
                }
            }
            return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        await engine.shutdown()
        sink.stop()
        #expect(outcomes == [.delivered: 400])
        let dump = try String(decoding: Data(contentsOf: URL(filePath: directory.path("dump"))), as: UTF8.self)
        let ids = Set(dump.split(separator: "\n").filter { $0.hasPrefix("Message-ID:") })
        #expect(ids.count == 400)
    }

    @Test(arguments: [
        (["-r", "RCPT"], Verdict.Outcome.retry), (["-f", "RCPT"], .channelAtFault), (["-f", "MAIL"], .channelAtFault),
        (["-B", "550 5.1.1 User unknown", "-f", "RCPT"], .permanent), (["-f", "."], .channelAtFault),
        (["-r", "."], .retry), (["-q", "DATA"], .retry), (["-Q", "MAIL"], .retry),
    ])
    func refusalsBecomeVerdicts(options: [String], outcome: Verdict.Outcome) async throws {
        let sink = try ForeignServers.smtpSink(in: directory, options: options)
        let engine = CurlEngine(mailThreads: 1)
        let verdict = try await SMTPCourier(settings: relay(sink.port), engine: engine).attempt(
            sampleParcel(sampleMail())
        )
        await engine.shutdown()
        sink.stop()
        #expect(verdict.outcome == outcome, "\(verdict)")
    }

    private func secureRelay(_ port: Int, _ certificate: TestCertificate, password: String) throws -> SMTPSettings {
        var settings = try relay(port, secure: true)
        settings.url = "smtp://localhost:\(port)"
        settings.caFile = certificate.authority
        settings.username = "renewald"
        settings.password = Secret(password)
        return settings
    }

    private func send(_ settings: SMTPSettings, count: Int = 1) async throws -> [Verdict] {
        let engine = CurlEngine(mailThreads: 1)
        var verdicts: [Verdict] = []
        for number in 0..<count {
            let parcel = sampleParcel(sampleMail(id: "m\(number)"), id: "d\(number)")
            verdicts.append(try await SMTPCourier(settings: settings, engine: engine).attempt(parcel))
        }
        await engine.shutdown()
        return verdicts
    }

    @Test(arguments: ["smtp", "smtps"])
    func mailIsSentOverTLSWithALogin(scheme: String) async throws {
        let certificate = try TestCertificate(in: directory)
        let server = try ForeignServers.aiosmtpd(
            in: directory,
            certificate: certificate,
            user: ("renewald", "正确的授权码"),
            implicitTLS: scheme == "smtps"
        )
        defer { server.stop() }
        var good = try secureRelay(server.port, certificate, password: "正确的授权码")
        good.url = "\(scheme)://localhost:\(server.port)"
        let verdicts = try await send(good, count: 3)
        #expect(verdicts.map(\.outcome) == [.delivered, .delivered, .delivered], "\(verdicts)")
        let stored = try Data(contentsOf: URL(filePath: directory.path("mail-1.eml")))
        #expect(Array(stored) == sampleMail(id: "m0"))
        let contacts = verdicts.flatMap(\.contacts)
        #expect(contacts.map(\.server) == Array(repeating: "localhost:\(server.port)", count: 3))
        #expect(contacts.allSatisfy { $0.fault == nil })
        // The certificate of the test ends in two days. The connection is used again without another look at it, unless
        // the machine is so slow that it has been idle for too long.
        let end = try #require(contacts[0].certificateEnd)
        let left = end.seconds - Int64(Date().timeIntervalSince1970)
        #expect((86_400...2 * 86_400).contains(left))
        #expect(contacts[1...].allSatisfy { [nil, end].contains($0.certificateEnd) })

        var wrong = good
        wrong.password = Secret("错误")
        let refused = try await send(wrong)[0]
        #expect(refused.outcome == .channelAtFault, "\(refused)")
        #expect(refused.step.name == "auth")
        #expect(refused.code == 535)
        #expect(!refused.reply.contains("错误"))

        var anonymous = good
        anonymous.username = nil
        let unknown = try await send(anonymous)[0]
        #expect(unknown.outcome == .channelAtFault, "\(unknown)")

        var untrusting = good
        untrusting.caFile = nil
        let untrusted = try await send(untrusting)[0]
        #expect(untrusted.outcome == .channelAtFault, "\(untrusted)")
        #expect(untrusted.step.name == "tls")
    }
}
