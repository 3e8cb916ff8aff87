import Foundation
import RenewalTestSupport
import Testing

/// `renewal-sink verify`: a developer finds out which part of a webhook does not hold.
@Suite(.startsPrograms) struct WebhookCheckTests {
    private let office: Office
    /// What the consumer got, and another event.
    private let request: ScriptedHTTPServer.Request
    private let other: ScriptedHTTPServer.Request

    init() throws {
        office = try Office()
        try office.fill(1) { _ in 60 }
        let server = try ScriptedHTTPServer()
        defer { server.stop() }
        try office.configure(smtpPort: 1, httpPort: server.port)
        let kinds = ["--kind", "registration.last_call", "--kind", "registration.expired"]
        try office.renewald(["channel", "test", "hr-system", "--config", office.configuration] + kinds)
        (request, other) = (try #require(server.requests.first), try #require(server.requests.last))
    }

    private var time: Int { request.header("webhook-timestamp").flatMap { Int($0) } ?? 0 }

    private func headers(_ changed: [String: String?] = [:]) -> [String] {
        ["webhook-id", "webhook-timestamp", "webhook-signature"].flatMap { name -> [String] in
            let value = changed[name] ?? request.header(name)
            return value.map { ["--header", "\(name.capitalized): \($0)"] } ?? []
        }
    }

    private func arguments(_ headers: [String], now: Int? = nil, secret: String) -> [String] {
        ["verify", "--secret-file", office.directory.path(secret), "--now", "\(now ?? time)"] + headers
    }

    private func verify(
        _ body: [UInt8]? = nil,
        _ headers: [String]? = nil,
        now: Int? = nil,
        secret: String = "webhook.secret"
    ) throws -> (status: Int32, output: String) {
        try Data(body ?? request.body).write(to: office.directory.url.appending(path: "body.json"))
        let file = [office.directory.path("body.json")]
        let run = try Program.run("renewal-sink", arguments(headers ?? self.headers(), now: now, secret: secret) + file)
        return (run.status, run.output)
    }

    /// The body as a library writes it that has parsed it.
    private func rewritten(_ expression: String) throws -> [UInt8] {
        let script = "import json, sys; event = json.load(sys.stdin.buffer); sys.stdout.write(\(expression))"
        return Array(try ForeignProgram.python(script, input: request.body).utf8)
    }

    @Test func whatCameAsItWasSentIsGood() throws {
        let run = try verify()
        #expect(run.status == 0 && !run.output.contains("WRONG"), "\(run)")
        #expect(run.output.contains("good  webhook-signature: matches\n"))
        let piped = try ForeignProgram.run(
            Program.products.appending(path: "renewal-sink").path,
            arguments(headers(), secret: "webhook.secret"),
            input: request.body
        )
        #expect(piped == run.output)
    }

    @Test func anOldOrFutureTimestampIsTold() throws {
        #expect(try verify(now: time + 300).status == 0)
        let old = try verify(now: time + 301)
        #expect(old.status == 1 && old.output.contains("WRONG webhook-timestamp: is 301 s old, 300 s are"), "\(old)")
        #expect(old.output.contains("good  webhook-signature: matches"))
        #expect(try verify(now: time - 301).output.contains("is 301 s ahead"))
        let milliseconds = try verify(nil, headers(["webhook-timestamp": "\(time)000"]))
        #expect(milliseconds.output.contains("WRONG webhook-signature: matches the timestamp without its last three"))
    }

    @Test(arguments: [[0x0A], [0x0D, 0x0A]] as [[UInt8]]) func anAddedLineBreakIsNamed(end: [UInt8]) throws {
        let run = try verify(request.body + end)
        #expect(run.status == 1 && run.output.contains("without the line break at its end"), "\(run)")
    }

    @Test(arguments: [
        "json.dumps(event)", "json.dumps(event, indent=2) + '\\n'", "json.dumps(event, ensure_ascii=False)",
    ])
    func aBodyWrittenAnewIsNamed(expression: String) throws {
        let run = try verify(rewritten(expression))
        #expect(run.status == 1 && run.output.contains("it was parsed and written anew"), "\(run)")
    }

    @Test func whatCannotBeUndoneOnlyDoesNotMatch() throws {
        let sorted = try verify(rewritten("json.dumps(event, sort_keys=True, separators=(',', ':'))"))
        #expect(sorted.status == 1 && sorted.output.contains("WRONG webhook-signature: does not match"), "\(sorted)")
        try office.write("whsec_\(Data(repeating: 9, count: 32).base64EncodedString())\n", to: "wrong.secret")
        let wrong = try verify(secret: "wrong.secret")
        #expect(wrong.status == 1 && wrong.output.contains("good  secret: usable"), "\(wrong)")
        #expect(wrong.output.contains("WRONG webhook-signature: does not match"))
    }

    @Test func aSecretInAnotherFormIsNamed() throws {
        let secret = try String(contentsOfFile: office.directory.path("webhook.secret"), encoding: .utf8)
        let forms = [
            String(secret.dropFirst(6)): "does not begin with whsec_", "'\(secret)'": "stands between quotation marks",
            String(secret.dropLast()): "is not standard base 64 with padding",
            "whsec_c2hvcnQ=": "holds 5 bytes, not 24 to 64", "v1,c2hvcnQ=": "is a signature, not the whsec_ text",
        ]
        for (text, words) in forms {
            try office.write(text, to: "other.secret")
            let run = try verify(secret: "other.secret")
            #expect(run.status == 1 && run.output.contains("WRONG secret: \(words)"), "\(text): \(run)")
        }
        try office.write("whsec_\(Data(repeating: 9, count: 32).base64EncodedString())\n\(secret)\n", to: "both.secret")
        #expect(try verify(secret: "both.secret").output.contains("good  webhook-signature: matches secret 2"))
    }

    @Test func anIDOrHeaderThatIsNotTheOneThatCameIsNamed() throws {
        let id = try #require(request.header("webhook-id"))
        let bare = try verify(nil, headers(["webhook-id": String(id.dropFirst(4))]))
        #expect(bare.status == 1 && bare.output.contains("WRONG webhook-id: is not msg_ and 26 characters"), "\(bare)")
        #expect(bare.output.contains("matches an id with msg_ before it"))
        let missing = try verify(nil, headers(["webhook-signature": nil]))
        #expect(missing.status == 1 && missing.output.contains("WRONG webhook-signature: is missing"), "\(missing)")
        let cut = try verify(nil, headers(["webhook-signature": "v1,abc"]))
        #expect(cut.output.contains("has no v1, with base 64 of 32 bytes"), "\(cut)")
        let swapped = try verify(other.body)
        #expect(swapped.status == 1 && swapped.output.contains("which is not what webhook-id says"), "\(swapped)")
        #expect(try verify(Array("event".utf8)).output.contains("WRONG body: is not the JSON of an event"))
    }

    @Test func aFileThatIsNotThereIsNotAVerdict() throws {
        let run = try Program.run("renewal-sink", arguments(headers(), secret: "no.secret"))
        #expect(run.status == 66 && run.output.isEmpty && run.errors.contains("no.secret"), "\(run)")
        #expect(try Program.run("renewal-sink", ["verify", "--secret-file", "x", "--header", "nonsense"]).status == 64)
    }
}
