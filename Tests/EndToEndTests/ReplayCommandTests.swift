import Foundation
import RenewalTestSupport
import Synchronization
import Testing

/// `renewald outbox replay` against a consumer that lost what it had accepted.
@Suite(.startsPrograms) struct ReplayCommandTests {
    private let office: Office
    private let server: ScriptedHTTPServer
    private let relay: ScriptedSMTPServer
    /// What the consumer answers from now on.
    private let answer: Answer

    private final class Answer: Sendable {
        let status = Mutex(204)
    }

    /// Three people of one employer, of whom the consumer was told one by one.
    init() throws {
        office = try Office()
        answer = Answer()
        server = try ScriptedHTTPServer { [answer] _ in .respond(answer.status.withLock { $0 }) }
        relay = try ScriptedSMTPServer()
        try office.fill(3) { _ in 60 }
        try office.configure(smtpPort: relay.port, httpPort: server.port)
        try office.renewald(["run", "--once", "--config", office.configuration])
        #expect(server.requests.count == 3 && relay.mails.count == 3)
    }

    private func replay(_ arguments: String...) throws -> (status: Int32, output: String, errors: String) {
        try Program.run("renewald", ["outbox", "replay"] + arguments + ["--config", office.configuration])
    }

    private func sent(_ requests: ArraySlice<ScriptedHTTPServer.Request>) -> [String: [UInt8]] {
        requests.reduce(into: [:]) { $0[$1.header("webhook-id") ?? ""] = $1.body }
    }

    @Test func whatWasAcceptedComesAgainWithItsIDsAndBytes() throws {
        let run = try replay("--channel", "hr-system", "--since", Office.today())
        #expect(run.status == 0 && run.output == "3 events of hr-system sent again and accepted\n", "\(run)")
        let (first, again) = (server.requests.prefix(3), server.requests.dropFirst(3))
        #expect(again.count == 3 && sent(first) == sent(again))
        #expect(again.allSatisfy { $0.header("webhook-replay") == "true" })
        #expect(first.allSatisfy { $0.header("webhook-replay") == nil })
        let secret = try String(contentsOfFile: office.directory.path("webhook.secret"), encoding: .utf8)
        let verifier = WebhookVerifier(secrets: [secret])
        #expect(again.allSatisfy { verifier.accepts($0) })
        #expect(relay.mails.count == 3)
        let verified = try office.renewald(["evidence", "verify", "--config", office.configuration])
        #expect(verified.contains("nothing changed or missing"), "\(verified)")
        let exported = try office.renewald(["evidence", "export", "--config", office.configuration])
        #expect(exported.split(separator: "\n").count { $0.contains(#""event":"replayed""#) } == 6)
    }

    @Test func itWorksBesideTheDaemon() throws {
        let daemon = try Program("renewald", ["run", "--config", office.configuration])
        try daemon.wait("the start") { daemon.errors.contains("started") }
        let run = try replay("--channel", "hr-system", "--since", Office.today(), "--record", "R-2")
        #expect(run.status == 0 && run.output == "1 event of hr-system sent again and accepted\n", "\(run)")
        #expect(String(decoding: try #require(server.requests.last).body, as: UTF8.self).contains(#""id":"R-2""#))
        daemon.signal(SIGTERM)
        #expect(try daemon.status() == 0)
    }

    @Test func theFirstRefusalEndsItAndSaysWhereToGoOn() throws {
        answer.status.withLock { $0 = 503 }
        let refused = try replay("--channel", "hr-system", "--since", Office.today())
        #expect(refused.status == 75 && server.requests.count == 4, "\(refused)")
        #expect(refused.output == "0 events of hr-system sent again and accepted\n")
        let id = try #require(server.requests.last?.header("webhook-id"))
        #expect(refused.errors.contains("hr-system did not accept \(id) again: http 503; nothing was sent after it"))
        let since = try #require(refused.errors.firstMatch(of: /--since (\S+)/)).output.1
        answer.status.withLock { $0 = 204 }
        #expect(try replay("--channel", "hr-system", "--since", String(since)).output.hasPrefix("3 events "))
        answer.status.withLock { $0 = 401 }
        #expect(try replay("--channel", "hr-system", "--since", String(since)).status == 69)
    }

    @Test func aSpanOfTimeIsInTheOfficesZone() throws {
        let today = Office.today()
        let until = { try replay("--channel", "hr-system", "--since", "\(today) 00:00", "--until", $0).output }
        #expect(try until(today).hasPrefix("3 events "))
        #expect(try until("\(today) 24:00").hasPrefix("3 events "))
        #expect(try until("\(today) 00:01").hasPrefix("0 events "))
        let tomorrow = Office.day(nil, plus: 1)
        #expect(try replay("--channel", "hr-system", "--since", tomorrow).errors.contains("--since is not before now"))
        #expect(try replay("--channel", "hr-system", "--since", "yesterday").status == 64)
    }

    @Test func mailsAreNeverSentAgain() throws {
        let run = try replay("--channel", "office-mail", "--since", Office.today())
        #expect(run.status == 64 && run.errors.contains("mails are never sent again"), "\(run)")
        #expect(try replay("--channel", "other", "--since", Office.today()).errors.contains("has no channel 'other'"))
        #expect(relay.mails.count == 3 && server.requests.count == 3)
    }

    @Test func whatTellsAMutedPersonIsLeftOut() throws {
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        let both = yaml.replacing("audience: employer}", with: "audience: [holder, employer]}")
        try office.write(both, to: "renewald.yaml")
        try office.write("id,name\nP-4,赵敏\n", to: "person.csv")
        let until = Office.day(nil, plus: 60)
        try office.write(
            "id,person_id,employer_id,valid_until,state\nR-4,P-4,E-1,\(until),active\n",
            to: "registration.csv"
        )
        let files = ["person.csv", "registration.csv"].map(office.directory.path)
        try office.renewald(["registry", "import", "--registry", office.registry, "--write"] + files)
        try office.renewald(["run", "--once", "--config", office.configuration])
        let told = server.requests.count
        try office.renewald(["mute", "P-4", "--config", office.configuration])
        let run = try replay("--channel", "hr-system", "--since", Office.today())
        #expect(run.status == 0 && run.output.contains("left out: 1, whoever they tell is muted"), "\(run)")
        #expect(server.requests.count == told + told - 1)
    }
}
