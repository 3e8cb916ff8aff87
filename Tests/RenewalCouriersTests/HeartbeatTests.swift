import RenewalDelivery
import RenewalTestSupport
import Testing

@testable import RenewalCouriers

@Suite struct HeartbeatTests {
    private func beat(_ url: String, network: NetworkScope = .internal) async throws -> Verdict {
        let engine = CurlEngine()
        let settings = HeartbeatSettings(url: Secret(url), network: network, timeout: .seconds(5))
        let verdict = try await #require(Heartbeat(settings: settings, on: engine, as: "renewald/1")).beat()
        await engine.shutdown()
        return verdict
    }

    @Test func itIsAGetThatSaysNothing() async throws {
        let server = try ScriptedHTTPServer { _ in .respond(200, body: "OK") }
        #expect(try await beat("http://127.0.0.1:\(server.port)/ping/token").outcome == .delivered)
        let request = try #require(server.requests.first)
        #expect(server.requests.count == 1)
        #expect(request.method == "GET" && request.target == "/ping/token" && request.body.isEmpty)
        #expect(Set(request.headers.map(\.name)) == ["host", "user-agent", "accept"])
        #expect(request.header("user-agent") == "renewald/1")
    }

    @Test(arguments: [301, 404, 410, 500]) func onlyASuccessCounts(status: Int) async throws {
        let server = try ScriptedHTTPServer { _ in .respond(status, headers: ["Location: http://127.0.0.1:1/"]) }
        let verdict = try await beat("http://127.0.0.1:\(server.port)/")
        #expect(verdict.outcome != .delivered && verdict.code == status)
        #expect(server.requests.count == 1)
    }

    @Test func nobodyThereIsAFailure() async throws {
        let port = try HeldPort()
        #expect(try await beat("http://127.0.0.1:\(port.number)/").step == .http(.connect))
    }

    /// A watcher in the office's network has to be meant.
    @Test func anInternalAddressIsRefusedUnlessAllowed() async throws {
        let server = try ScriptedHTTPServer()
        let verdict = try await beat("http://127.0.0.1:\(server.port)/", network: .external)
        #expect(verdict.step == .own(.addressDenied) && server.connectionCount == 0)
    }

    @Test func anUnreadURLIsNotCalled() {
        #expect(Heartbeat(settings: HeartbeatSettings(url: .unread), on: CurlEngine(), as: "renewald/1") == nil)
    }
}
