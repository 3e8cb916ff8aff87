import Foundation
import RenewalTestSupport
import Testing

/// The examples of the page for consumers take what the daemon sends, and refuse what was changed on the way.
@Suite(.startsPrograms) struct WebhookExampleTests {
    private let office: Office
    private let request: ScriptedHTTPServer.Request

    /// A request as the daemon makes it.
    init() throws {
        office = try Office()
        try office.fill(1) { _ in 60 }
        let endpoint = try ScriptedHTTPServer()
        let (sink, smtp, _) = try office.startSink()
        try office.configure(smtpPort: smtp, httpPort: endpoint.port)
        try office.renewald(["run", "--once", "--config", office.configuration])
        sink.signal(SIGTERM)
        request = try #require(endpoint.requests.first)
    }

    @Test(arguments: ["python", "js"]) func theExampleTakesOnlyWhatTheDaemonSigned(language: String) throws {
        let port = try HeldPort()
        let server = try start(language, on: port)
        #expect(try answer(from: port) == 204)
        let body = String(decoding: request.body, as: UTF8.self)
        let changed = body.replacing("\"test\":false", with: "\"test\":true")
        #expect(changed != body)
        #expect(try answer(from: port, body: Array(changed.utf8)) == 400)
        #expect(try answer(from: port, body: request.body + [0x0A]) == 400)
        #expect(try answer(from: port, body: request.body + [0xFF]) == 400)
        #expect(try answer(from: port, ["webhook-id": "msg_another"]) == 400)
        #expect(try answer(from: port, ["webhook-timestamp": "1765760400"]) == 400)
        #expect(try answer(from: port, ["webhook-signature": nil]) == 400)
        #expect(try answer(from: port) == 204, "it still serves")
        server.stop()
    }

    /// The code of the page, with a port and a secret of its own.
    private func start(_ language: String, on port: HeldPort) throws -> ForeignServers.Server {
        let page = try String(
            contentsOf: ForeignProgram.repository.appending(path: "Documentation/webhooks.md"),
            encoding: .utf8
        )
        let start = try #require(page.firstRange(of: "```\(language)\n")).upperBound
        let end = try #require(page[start...].firstRange(of: "\n```")).lowerBound
        let secret = office.directory.path("webhook.secret")
        let code = page[start..<end].replacing("8080", with: "\(port.number)").replacing("hr.secret", with: secret)
        try office.write(String(code), to: "example.\(language)")
        let file = office.directory.path("example.\(language)")
        let key = "SECRET=\(try String(contentsOfFile: secret, encoding: .utf8))"
        let command = language == "js" ? ["node", file] : [ForeignProgram.pythonWithPackages, file]
        return try ForeignServers.program("/usr/bin/env", [key] + command, on: port, in: office.directory)
    }

    /// The status that the example answers the daemon's request with, after a change to it.
    private func answer(
        from port: HeldPort,
        body: [UInt8]? = nil,
        _ headers: [String: String?] = [:]
    ) throws -> Int? {
        let script = """
            import http.client, sys
            connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=60)
            headers = dict(line.split(" ", 1) for line in sys.argv[2:])
            connection.request("POST", "/events", sys.stdin.buffer.read(), headers)
            print(connection.getresponse().status)
            """
        let own = request.headers.filter { $0.name.hasPrefix("webhook-") && headers[$0.name] == nil }
            .map { "\($0.name) \($0.value)" }
        let changed = headers.compactMap { name, value in value.map { "\(name) \($0)" } }
        let status = try ForeignProgram.python(
            script,
            arguments: ["\(port.number)"] + own + changed,
            input: body ?? request.body
        )
        return Int(status.trimmingCharacters(in: .newlines))
    }
}
