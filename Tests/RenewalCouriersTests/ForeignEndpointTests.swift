import Foundation
import RenewalCouriers
import RenewalDelivery
import RenewalRules
import RenewalTestSupport
import Testing

/// Webhooks to nginx.
@Suite struct ForeignEndpointTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private struct Access: Decodable {
        let id: String
        let signature: String
        let agent: String
        let status: String
        let connection: String
    }

    private func accesses() throws -> [Access] {
        let log = try Data(contentsOf: URL(filePath: directory.path("access.log")))
        return try log.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(Access.self, from: $0) }
    }

    private func attempt(_ settings: WebhookSettings) async throws -> Verdict {
        let engine = CurlEngine(mailThreads: 1)
        let verdict = try await WebhookCourier(settings: settings, engine: engine).attempt(sampleParcel(sampleEvent))
        await engine.shutdown()
        return verdict
    }

    @Test func manyWebhooksAtOnceShareConnections() async throws {
        let nginx = try ForeignServers.nginx(in: directory)
        let engine = CurlEngine(mailThreads: 1)
        let courier = try WebhookCourier(settings: endpoint(nginx.port), engine: engine)
        let outcomes = await withTaskGroup(of: Verdict.Outcome.self) { group in
            for number in 0..<500 {
                group.addTask { await courier.attempt(sampleParcel(sampleEvent, id: "d\(number)")).outcome }
            }
            return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        await engine.shutdown()
        let accesses = try accesses()
        nginx.stop()
        #expect(outcomes == [.delivered: 500])
        #expect(Set(accesses.map(\.id)).count == 500)
        #expect(accesses.allSatisfy { $0.agent.hasPrefix("renewald") && $0.signature.hasPrefix("v1,") })
        #expect(Set(accesses.map(\.connection)).count <= 128)
    }

    @Test(arguments: [
        (410, Verdict.Outcome.disabled), (429, .retry), (503, .retry), (301, .channelAtFault), (401, .channelAtFault),
    ])
    func statusesBecomeVerdicts(status: Int, outcome: Verdict.Outcome) async throws {
        let line = status == 301 ? "return 301 https://other.test/;" : "return \(status);"
        let nginx = try ForeignServers.nginx(in: directory, lines: "location / { \(line) }")
        defer { nginx.stop() }
        let verdict = try await attempt(endpoint(nginx.port))
        #expect(verdict.outcome == outcome)
        #expect(verdict.code == status)
    }

    @Test func onlyATrustedCertificateForTheHostIsAccepted() async throws {
        let certificate = try TestCertificate(in: directory)
        let nginx = try ForeignServers.nginx(
            in: directory,
            listen: " ssl",
            lines: """
                ssl_certificate PREFIX/server.pem; ssl_certificate_key PREFIX/server.key;
                location / { return 204; }
                """
        )
        defer { nginx.stop() }
        var settings = endpoint(nginx.port)
        settings.url = "https://localhost:\(nginx.port)/"
        settings.caFile = certificate.authority
        #expect(try await attempt(settings).outcome == .delivered)
        settings.caFile = nil
        #expect(try await attempt(settings).outcome == .channelAtFault)
        settings.caFile = certificate.authority
        settings.url = "https://127.0.0.2:\(nginx.port)/"
        #expect(try await attempt(settings).step.name == "connect")
        settings.url = "https://localhost.localdomain:\(nginx.port)/"
        settings.caFile = directory.path("missing.pem")
        #expect(try await attempt(settings).outcome != .delivered)
    }

    @Test func clearTextPortHoldsATLSChannel() async throws {
        let nginx = try ForeignServers.nginx(in: directory)
        defer { nginx.stop() }
        var settings = endpoint(nginx.port)
        settings.url = "https://127.0.0.1:\(nginx.port)/"
        let verdict = try await attempt(settings)
        #expect(verdict.outcome == .channelAtFault)
        #expect(verdict.step.name == "tls")
    }
}
