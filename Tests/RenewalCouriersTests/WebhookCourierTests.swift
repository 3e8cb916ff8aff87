import Foundation
import RenewalCouriers
import RenewalDelivery
import RenewalRules
import RenewalTestSupport
import Synchronization
import Testing

/// One row: what the endpoint answers, and the expected verdict.
struct HTTPCase: Sendable, CustomTestStringConvertible {
    let action: ScriptedHTTPServer.Action
    let outcome: Verdict.Outcome
    let stage: String
    var code: Int?

    var testDescription: String { "\("\(action)".prefix(60)) → \(outcome.rawValue)" }

    var timeout: Duration {
        switch action {
        case .hang, .rawThenHang: silence
        case .respond, .raw, .close, .reset: patience
        }
    }
}

@Suite struct WebhookCourierTests {
    static let cases: [HTTPCase] = [
        HTTPCase(action: .respond(200, body: "好"), outcome: .delivered, stage: "http", code: 200),
        HTTPCase(action: .respond(204), outcome: .delivered, stage: "http", code: 204),
        HTTPCase(
            action: .respond(200, body: String(repeating: "x", count: 200_000)),
            outcome: .delivered,
            stage: "http"
        ),
        HTTPCase(action: .respond(404), outcome: .channelAtFault, stage: "http", code: 404),
        HTTPCase(action: .respond(410), outcome: .disabled, stage: "http", code: 410),
        HTTPCase(action: .respond(500, body: "出错"), outcome: .retry, stage: "http", code: 500),
        HTTPCase(action: .close, outcome: .ambiguous, stage: "reply"),
        HTTPCase(action: .reset, outcome: .ambiguous, stage: "reply"),
        HTTPCase(action: .hang, outcome: .ambiguous, stage: "reply"),
        HTTPCase(action: .rawThenHang("HTTP/1.1 200 OK\r\nX-Drip: 1\r\n"), outcome: .ambiguous, stage: "reply"),
        HTTPCase(
            action: .rawThenHang("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"),
            outcome: .delivered,
            stage: "http"
        ),
        HTTPCase(action: .raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"), outcome: .delivered, stage: "http"),
        HTTPCase(action: .raw("hello\r\n"), outcome: .ambiguous, stage: "reply"),
        HTTPCase(action: .raw("HTTP/1.1 200 OK\r\nX: \0\r\n\r\n"), outcome: .ambiguous, stage: "reply"),
        HTTPCase(
            action: .raw(String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 20_000)),
            outcome: .ambiguous,
            stage: "reply"
        ),
    ]

    private func attempt(_ settings: WebhookSettings, _ parcel: Parcel = sampleParcel(sampleEvent)) async throws
        -> Verdict
    {
        let engine = CurlEngine(mailThreads: 1)
        let verdict = try await WebhookCourier(settings: settings, engine: engine).attempt(parcel)
        await engine.shutdown()
        return verdict
    }

    private func attempt(_ action: ScriptedHTTPServer.Action, timeout: Duration = patience) async throws -> Verdict {
        let server = try ScriptedHTTPServer { _ in action }
        defer { server.stop() }
        var settings = endpoint(server.port)
        settings.timeout = timeout
        return try await attempt(settings)
    }

    /// The endpoint attacks: it has the whole event and answers with more than libcurl accepts.
    static let floods: [HTTPCase] = [
        HTTPCase(
            action: .raw("HTTP/1.1 200 OK\r\nX: " + String(repeating: "y", count: 400_000)),
            outcome: .ambiguous,
            stage: "reply"
        ),
        HTTPCase(
            action: .raw("HTTP/1.1 " + String(repeating: "2", count: 400_000)),
            outcome: .ambiguous,
            stage: "reply"
        ),
        HTTPCase(
            action: .raw("HTTP/1.1 200 OK\r\n" + String(repeating: "X: y\r\n", count: 100_000)),
            outcome: .ambiguous,
            stage: "reply"
        ),
        HTTPCase(
            action: .raw("HTTP/1.1 200 OK\r\nSet-Cookie: a=" + String(repeating: "b;", count: 300_000)),
            outcome: .ambiguous,
            stage: "reply"
        ),
    ]

    @Test(arguments: floods) func floodAfterTheRequestHasItsVerdict(_ row: HTTPCase) async throws {
        let verdict = try await attempt(row.action)
        #expect((verdict.outcome, verdict.step.name) == (row.outcome, row.stage), "\(verdict)")
    }

    @Test(arguments: cases) func everyAnswerHasItsVerdict(_ row: HTTPCase) async throws {
        let verdict = try await attempt(row.action, timeout: row.timeout)
        #expect(verdict.outcome == row.outcome, "\(verdict)")
        #expect(verdict.step.name == row.stage, "\(verdict)")
        if let code = row.code { #expect(verdict.code == code) }
    }

    @Test func theRequestIsSignedJSONAndNothingElse() async throws {
        let server = try ScriptedHTTPServer()
        defer { server.stop() }
        #expect(try await attempt(endpoint(server.port)).outcome == .delivered)
        let request = try #require(server.requests.first)
        #expect(request.method == "POST")
        #expect(request.target == "/hook")
        #expect(request.body == sampleEvent)
        #expect(request.header("content-type") == "application/json")
        #expect(request.header("user-agent")?.hasPrefix("renewald") == true)
        #expect(request.header("webhook-id") == "msg_abcdefghijklmnopqrstuvwxyz")
        #expect(request.header("webhook-timestamp") == "1765760400")
        #expect(request.header("expect") == nil)
        #expect(request.header("webhook-replay") == nil)
        #expect(WebhookVerifier(secrets: [sampleSecret()]).accepts(request))
        #expect(!WebhookVerifier(secrets: [sampleSecret(8)]).accepts(request))
    }

    /// A consumer knows it from a new event without remembering any id.
    @Test func aReplaySaysSoInAHeader() async throws {
        let server = try ScriptedHTTPServer()
        defer { server.stop() }
        let parcel = Parcel(
            deliveryID: "abcdefghijklmnopqrstuvwxyz",
            recipient: "hr-system",
            payload: sampleEvent,
            sentAt: UnixTime(seconds: 1_765_760_400),
            isReplay: true
        )
        #expect(try await attempt(endpoint(server.port), parcel).outcome == .delivered)
        let request = try #require(server.requests.first)
        #expect(request.header("webhook-replay") == "true")
        #expect(request.header("webhook-id") == "msg_abcdefghijklmnopqrstuvwxyz" && request.body == sampleEvent)
        #expect(WebhookVerifier(secrets: [sampleSecret()]).accepts(request))
    }

    @Test func aLargeBodyArrivesWhole() async throws {
        let server = try ScriptedHTTPServer()
        defer { server.stop() }
        let body = [UInt8](repeating: UInt8(ascii: "x"), count: 3_000_000)
        #expect(try await attempt(endpoint(server.port), sampleParcel(body)).outcome == .delivered)
        #expect(server.requests.first?.body == body)
    }

    @Test func retryAfterIsPassedOn() async throws {
        let seconds = try await attempt(.respond(429, headers: ["Retry-After: 120"]))
        #expect(seconds.retryAfter == .seconds(120))
        let date = try await attempt(.respond(503, headers: ["Retry-After: Fri, 01 Jan 2099 00:00:00 GMT"]))
        #expect(try #require(date.retryAfter) > .seconds(86_400 * 365))
        #expect(try await attempt(.respond(503, headers: ["Retry-After: -5"])).retryAfter == nil)
    }

    @Test func aRedirectIsNotFollowed() async throws {
        let other = try ScriptedHTTPServer()
        defer { other.stop() }
        let location = "Location: http://user:secret@127.0.0.1:\(other.port)/secret/path?token=1"
        let verdict = try await attempt(.respond(302, headers: [location]))
        #expect(verdict.outcome == .channelAtFault)
        #expect(verdict.reply == "redirect to 127.0.0.1 is not followed")
        #expect(other.connectionCount == 0)
    }

    @Test func answerIsTruncatedAndMadePrintable() async throws {
        let verdict = try await attempt(.respond(500, body: "\u{1B}[31m错误\n" + String(repeating: "很长", count: 500)))
        #expect(verdict.reply.hasPrefix(" [31m错误 很长"))
        #expect(verdict.reply.utf8.count <= 200)
    }

    @Test(arguments: [
        "http://localhost", "http://127.1", "http://0x7f.1", "http://2130706433", "http://0177.0.0.1", "http://0",
        "http://[::1]", "http://[::]", "http://[::ffff:127.0.0.1]", "http://169.254.169.254", "http://10.0.0.1",
        "http://100.100.100.200", "http://[64:ff9b::7f00:1]", "http://[2002:7f00:1::]", "http://[fe80::1%25lo]",
    ])
    func privateTargetsAreDenied(start: String) async throws {
        let server = try ScriptedHTTPServer()
        defer { server.stop() }
        var settings = endpoint(server.port)
        settings.url = "\(start):\(server.port)/"
        settings.network = .external
        let verdict = try await attempt(settings)
        #expect(verdict.outcome == .channelAtFault, "\(verdict)")
        #expect(verdict.step.name == "address-denied")
        #expect(server.connectionCount == 0)
    }

    @Test(arguments: ["http://169.254.169.254/", "http://[fe80::1%25lo]/", "http://0/", "http://100.100.100.200/"])
    func metadataIsDeniedToInternalChannelsToo(url: String) async throws {
        var settings = endpoint(1)
        settings.url = url
        #expect(try await attempt(settings).step.name == "address-denied")
    }

    @Test func externalChannelNeverReusesAnInternalConnection() async throws {
        let server = try ScriptedHTTPServer()
        defer { server.stop() }
        let engine = CurlEngine(mailThreads: 1)
        var outside = endpoint(server.port)
        outside.network = .external
        let inner = try await WebhookCourier(settings: endpoint(server.port), engine: engine).attempt(
            sampleParcel(sampleEvent)
        )
        let outer = try await WebhookCourier(settings: outside, engine: engine).attempt(sampleParcel(sampleEvent))
        await engine.shutdown()
        #expect(inner.outcome == .delivered)
        #expect(outer.step.name == "address-denied")
        #expect(server.requests.count == 1)
    }

    @Test(arguments: [
        "file:///etc/passwd", "gopher://127.0.0.1/", "http://", "http://a\r\nb/", "http://u:p@127.0.0.1/",
    ])
    func unusableURLsAreNotDelivered(url: String) async throws {
        var settings = endpoint(1)
        settings.url = url
        let verdict = try await attempt(settings)
        #expect([.retry, .channelAtFault].contains(verdict.outcome), "\(verdict)")
    }

    @Test func refusedConnectionIsRetried() async throws {
        let port = try HeldPort()
        defer { withExtendedLifetime(port) {} }
        let verdict = try await attempt(endpoint(port.number))
        #expect(verdict.outcome == .retry)
        #expect(verdict.step.name == "connect")
    }

    @Test func idWithALineBreakIsRefused() async throws {
        let server = try ScriptedHTTPServer()
        defer { server.stop() }
        let verdict = try await attempt(endpoint(server.port), sampleParcel(sampleEvent, id: "a\r\nx: y"))
        #expect(verdict.outcome == .permanent)
        #expect(server.connectionCount == 0)
    }

    /// Libcurl would silently resend such a request, even several times.
    @Test(arguments: [ScriptedHTTPServer.Action.close, .reset])
    func reusedConnectionThatDiesIsNotResent(ending: ScriptedHTTPServer.Action) async throws {
        let counts = Mutex<[Int: Int]>([:])
        let server = try ScriptedHTTPServer { request in
            let number = counts.withLock { counts in
                counts[request.connection, default: 0] += 1
                return counts[request.connection]
            }
            return number == 2 ? ending : .respond(204)
        }
        defer { server.stop() }
        let engine = CurlEngine(mailThreads: 1)
        let courier = try WebhookCourier(settings: endpoint(server.port), engine: engine)
        var outcomes: [Verdict.Outcome] = []
        // On a busy machine a connection may become too old for reuse.
        while outcomes.count(where: { $0 == .ambiguous }) < 3, outcomes.count < 60 {
            outcomes.append(await courier.attempt(sampleParcel(sampleEvent, id: "d\(outcomes.count)")).outcome)
        }
        await engine.shutdown()
        let requests = server.requests
        #expect(requests.count == outcomes.count, "each event left once")
        var seen: [Int: Int] = [:]
        for (request, outcome) in zip(requests, outcomes) {
            seen[request.connection, default: 0] += 1
            #expect(outcome == (seen[request.connection] == 2 ? .ambiguous : .delivered))
        }
        #expect(outcomes.contains(.ambiguous))
    }

    /// The endpoint attacks: it takes the second event of a connection and disappears before libcurl, which resends a
    /// request by itself, has reconnected.
    @Test func endpointThatTakesAnEventAndDiesIsAmbiguous() async throws {
        let count = Mutex(0)
        let stop = Mutex<(@Sendable () -> Void)?>(nil)
        let server = try ScriptedHTTPServer { _ in
            let number = count.withLock { count in
                count += 1
                return count
            }
            guard number > 1 else { return .respond(204) }
            stop.withLock(\.self)?()
            return .close
        }
        stop.withLock { $0 = { server.stop() } }
        let engine = CurlEngine(mailThreads: 1)
        let courier = try WebhookCourier(settings: endpoint(server.port), engine: engine)
        #expect(await courier.attempt(sampleParcel(sampleEvent, id: "first")).outcome == .delivered)
        let verdict = await courier.attempt(sampleParcel(sampleEvent, id: "second"))
        await engine.shutdown()
        #expect(server.requests.count == 2)
        #expect((verdict.outcome, verdict.step) == (.ambiguous, .http(.reply)), "\(verdict)")
    }

    /// The endpoint attacks: it floods while a large event is still being sent.
    @Test func floodDuringTheRequestIsRetried() async throws {
        let server = try ScriptedHTTPServer(readsRequests: false) { _ in
            .raw("HTTP/1.1 200 OK\r\nX: " + String(repeating: "y", count: 400_000))
        }
        defer { server.stop() }
        let verdict = try await attempt(
            endpoint(server.port),
            sampleParcel([UInt8](repeating: UInt8(ascii: " "), count: 20 << 20))
        )
        #expect((verdict.outcome, verdict.step) == (.retry, .http(.request)), "\(verdict)")
    }
}
