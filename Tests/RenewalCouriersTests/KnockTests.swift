import RenewalDelivery
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalCouriers

/// Whether somebody is there, at real servers.
@Suite struct KnockTests {
    private func isAnswered(_ url: String, _ network: NetworkScope = .internal) async -> Bool {
        await Knock(url: url, network: network, nat64Prefixes: []).isAnswered()
    }

    @Test func whoeverTakesConnectionsAnswers() async throws {
        let (away, directory) = (try HeldPort(), try TemporaryDirectory())
        let sink = try ForeignServers.smtpSink(in: directory)
        for scheme in ["smtp", "smtps", "http", "https"] {
            #expect(await isAnswered("\(scheme)://127.0.0.1:\(sink.port)"), "\(scheme)")
            #expect(await !isAnswered("\(scheme)://127.0.0.1:\(away.number)/hook?key=1"), "\(scheme)")
        }
        #expect(
            await !isAnswered("smtp://127.0.0.1:\(sink.port)", .external),
            "an address that the channel may not use"
        )
        #expect(await !isAnswered("smtps://mail.invalid:465"))
        withExtendedLifetime((away, sink, directory)) {}
    }

    @Test func couriersKnockAtTheirServers() async throws {
        let (away, directory) = (try HeldPort(), try TemporaryDirectory())
        let sink = try ForeignServers.smtpSink(in: directory)
        let engine = CurlEngine(mailThreads: 1)
        var settings = SMTPSettings(
            url: "smtp://127.0.0.1:\(away.number)",
            from: try EmailAddress("office@example.test"),
            tls: .none,
            network: .internal
        )
        #expect(try await !settings.courier(on: engine, as: "renewald/test").isReachable())
        settings.standbys = ["smtp://127.0.0.1:\(sink.port)"]
        #expect(try await settings.courier(on: engine, as: "renewald/test").isReachable(), "one of several is enough")
        await engine.shutdown()
        withExtendedLifetime((away, sink, directory)) {}
    }
}
