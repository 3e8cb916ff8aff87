import Foundation
import RenewalTestSupport
import Testing

/// `renewald channel test` against servers that answer as told.
@Suite(.startsPrograms) struct ChannelTestTests {
    private let office: Office

    init() throws {
        office = try Office()
        try office.fill(1) { _ in 60 }
    }

    private func test(_ arguments: String...) throws -> (status: Int32, output: String, errors: String) {
        try Program.run("renewald", ["channel", "test"] + arguments + ["--config", office.configuration])
    }

    private func event(_ request: ScriptedHTTPServer.Request) throws -> (type: String, data: [String: Any]) {
        let event = try #require(try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any])
        return (try #require(event["type"] as? String), try #require(event["data"] as? [String: Any]))
    }

    private func configure(smtp: Int = 1, http: Int = 1, channels: String = "") throws {
        try office.configure(smtpPort: smtp, httpPort: http)
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        try office.write(yaml.replacing("channels:\n", with: "channels:\n\(channels)"), to: "renewald.yaml")
    }

    @Test func anEventIsSignedMarkedAndAccepted() throws {
        let server = try ScriptedHTTPServer()
        defer { server.stop() }
        try configure(http: server.port)
        let run = try test("hr-system")
        #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
        let request = try #require(server.requests.first)
        let (type, data) = try event(request)
        #expect(server.requests.count == 1 && type == "registration.mark_reached")
        #expect(data["test"] as? Bool == true && data["milestone"] as? String == "M-3")
        let secret = try String(contentsOfFile: office.directory.path("webhook.secret"), encoding: .utf8)
        #expect(WebhookVerifier(secrets: [secret]).accepts(request))
        let id = try #require(request.header("webhook-id"))
        #expect(data["id"] as? String == id && request.header("webhook-replay") == nil)
        #expect(run.output.hasPrefix("sent       registration.mark_reached \(id), \(request.body.count) bytes\n"))
        #expect(run.output.contains("\nanswer     http 204, after ") && run.output.hasSuffix("\nverdict    accepted\n"))
    }

    @Test func severalKindsAreSeveralEvents() throws {
        let server = try ScriptedHTTPServer()
        defer { server.stop() }
        try configure(http: server.port)
        let run = try test("hr-system", "--kind", "employer.digest", "--kind", "reminder.withdrawn")
        #expect(run.status == 0, "\(run)")
        let events = try server.requests.map(event)
        #expect(events.map(\.type) == ["employer.digest", "reminder.withdrawn"])
        #expect(Set(server.requests.map { $0.header("webhook-id") }).count == 2)
        #expect(events[0].data["items"] is [Any] && events[1].data["withdraws"] is [Any])
    }

    struct Answer: Sendable, CustomTestStringConvertible {
        let action: ScriptedHTTPServer.Action
        let status: Int32
        let words: String
        var testDescription: String { "\("\(action)".prefix(40)) → \(status)" }
    }

    static let answers: [Answer] = [
        Answer(action: .respond(200, body: "好"), status: 0, words: "http 200 好"),
        Answer(action: .respond(400, body: "bad signature"), status: 75, words: "http 400 bad signature"),
        Answer(action: .respond(401), status: 69, words: "until the channel or its target is mended"),
        Answer(action: .respond(410), status: 69, words: "the endpoint is gone"),
        Answer(action: .respond(429), status: 75, words: "http 429"),
        Answer(action: .respond(503), status: 75, words: "would try it again later"),
        Answer(action: .close, status: 75, words: "nobody knows whether it was accepted"),
    ]

    @Test(arguments: answers) func whatIsAnsweredDecidesTheStatus(_ answer: Answer) throws {
        let server = try ScriptedHTTPServer { _ in answer.action }
        defer { server.stop() }
        try configure(http: server.port)
        let run = try test("hr-system")
        #expect(run.status == answer.status && run.output.contains(answer.words), "\(run)")
    }

    @Test func nobodyThereIsUnavailable() throws {
        let port = try HeldPort()
        try configure(http: port.number)
        let run = try test("hr-system")
        #expect(run.status == 69 && run.output.contains("answer     connect "), "\(run)")
    }

    /// The first that is not accepted gives the status; the others are tried all the same.
    @Test func oneRefusalIsEnough() throws {
        let server = try ScriptedHTTPServer { request in
            .respond(String(decoding: request.body, as: UTF8.self).contains("employer.digest") ? 503 : 204)
        }
        defer { server.stop() }
        try configure(http: server.port)
        let run = try test("hr-system", "--kind", "employer.digest", "--kind", "registration.expired")
        #expect(run.status == 75 && server.requests.count == 2 && run.output.hasSuffix("verdict    accepted\n"))
    }

    @Test(arguments: [("zh-CN", "【测试】"), ("en", "[Test] ")])
    func aMailIsMarkedInItsSubject(language: String, mark: String) throws {
        let server = try ScriptedSMTPServer()
        defer { server.stop() }
        try configure(smtp: server.port)
        let run = try test("office-mail", "--to", "zhang@example.test", "--language", language)
        #expect(run.status == 0, "\(run)")
        let mail = try #require(server.mails.first)
        let head = MailHead(mail.bytes)
        #expect(mail.recipients == ["zhang@example.test"] && mail.sender == office.sender)
        #expect(head.value("subject")?.hasPrefix(mark) == true)
        let id = try #require(head.value("message-id")).dropFirst().dropLast()
        let bytes = mail.bytes.count
        let said =
            language == "en" ? (" \(id), \(bytes) bytes\n", "subject    ") : (" \(id)，\(bytes)字节\n", "主题       ")
        #expect(run.output.contains(said.0) && run.output.contains(said.1 + mark), "\(run)")
    }

    @Test(arguments: [("451 4.7.1 greylisted", Int32(75)), ("550 5.1.1 unknown", 69)])
    func aRelaysRefusalDecidesTheStatus(reply: String, status: Int32) throws {
        let server = try ScriptedSMTPServer(script: { $0.stage == .rcpt ? .reply(reply) : .proceed })
        defer { server.stop() }
        try configure(smtp: server.port)
        let run = try test("office-mail", "--to", "zhang@example.test")
        #expect(run.status == status && run.output.contains("answer     rcpt \(reply.prefix(3))"), "\(run)")
    }

    @Test func aMaildirGetsAMarkedMail() throws {
        try configure(channels: "  drop: {type: maildir, path: drop, from: office@example.test}\n")
        #expect(try test("drop", "--to", "zhang@example.test").status == 0)
        let folder = office.directory.path("drop/new")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        let mail = try Data(contentsOf: URL(filePath: "\(folder)/\(try #require(files.first))"))
        #expect(files.count == 1 && MailHead(Array(mail)).value("subject")?.hasPrefix("【测试】") == true)
    }

    /// The outbox and its evidence are as before, and where there was none there is none.
    @Test func nothingIsStored() throws {
        let server = try ScriptedHTTPServer()
        defer { server.stop() }
        let relay = try ScriptedSMTPServer()
        defer { relay.stop() }
        try configure(smtp: relay.port, http: server.port)
        #expect(try test("hr-system").status == 0)
        #expect(!FileManager.default.fileExists(atPath: office.state))
        try office.renewald(["run", "--once", "--config", office.configuration])
        let state = {
            try ["list", "verify"].map { command in
                let group = command == "list" ? "outbox" : "evidence"
                return try office.renewald([group, command, "--config", office.configuration])
            }
        }
        let before = try state()
        #expect(try test("hr-system").status == 0)
        #expect(try test("office-mail", "--to", "zhang@example.test").status == 0)
        #expect(try state() == before)
        let sources = try server.requests.map { try #require(event($0).data["source"] as? String) }
        #expect(sources.count == 3 && sources[0] == "urn:renewald:none" && sources[1] == sources[2])
    }

    @Test func whatCannotBeTriedIsRefused() throws {
        let server = try ScriptedHTTPServer()
        defer { server.stop() }
        try configure(http: server.port)
        #expect(try test("office-mail").errors.contains("name one with --to"))
        #expect(try test("hr-system", "--to", "zhang@example.test").status == 64)
        #expect(try test("office-mail", "--to", "zhang").errors.contains("the address of --to "))
        #expect(try test("hr-systen").errors.contains("the configuration has no channel 'hr-systen'"))
        #expect(try test("hr-system", "--kind", "registration.lastcall").errors.contains("registration.last_call"))
        #expect(server.requests.isEmpty)
    }

    /// At a terminal there is no directory of credentials.
    @Test func aCredentialOfTheServiceHasToBeHandedOver() throws {
        try configure()
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        try office.write(yaml.replacing("{file: webhook.secret}", with: "{credential: hr}"), to: "renewald.yaml")
        let run = try test("hr-system")
        #expect(run.status == 78 && run.errors.contains("-p LoadCredential=NAME:PATH"), "\(run)")
    }
}
