import Foundation
import RenewalTestSupport
import Testing

/// Mail to a real Postfix, which takes it and sends it back.
@Suite(.startsPrograms) struct BounceTests {
    private let office: Office
    private let directory: TemporaryDirectory
    private let postfix: ForeignServers.Server
    private var maildir: String { directory.path("mailboxes/bounces") }
    /// Short enough to be followed by the id of a delivery.
    private let sender = "office-\(UUID().uuidString.lowercased().prefix(8))@example.test"

    /// Two people whose registrations expire in 60 days; neither has a mailbox.
    init() throws {
        office = try Office()
        directory = try TemporaryDirectory()
        postfix = try ForeignServers.postfix(in: directory, mailboxOf: sender)
        try office.fill(2) { _ in 60 }
        try configure("")
    }

    private func configure(_ bounces: String) throws {
        try office.configure(smtpPort: postfix.port, httpPort: 8080)
        let configuration = try String(contentsOfFile: office.configuration, encoding: .utf8)
        try office.write(configuration.replacing(office.sender, with: sender) + bounces, to: "renewald.yaml")
    }

    private func sendAll() throws {
        // Nobody listens for the employer's events.
        #expect(try run("run", "--once").status == 75)
    }

    private func run(
        _ command: String...,
        input: String? = nil
    ) throws -> (status: Int32, output: String, errors: String) {
        let arguments = command + ["--config", office.configuration]
        guard let input else { return try Program.run("renewald", arguments) }
        return try Program.run("renewald", arguments, input: input)
    }

    /// The reports that Postfix has delivered, once there are so many.
    private func reports(_ count: Int) throws -> [String] {
        var files: [String] = []
        let end = ContinuousClock.now + .seconds(Program.limitSeconds)
        while files.count < count {
            guard ContinuousClock.now < end else {
                let log = try? String(contentsOfFile: directory.path("data/mail.log"), encoding: .utf8)
                throw Program.Impatience(description: "no reports: \(log ?? "no log")")
            }
            usleep(20_000)
            files = (try? FileManager.default.contentsOfDirectory(atPath: "\(maildir)/new")) ?? []
        }
        return files.sorted().map { "\(maildir)/new/\($0)" }
    }

    private func states() throws -> [String: String] {
        let script = """
            import json, sys
            for line in map(json.loads, sys.stdin.buffer):
                if line["channel"] == "office-mail":
                    print(line["to"], line["state"], line["reason"] or "-", line["attempts"])
            """
        let list = try office.renewald(["outbox", "list", "--config", office.configuration, "--format", "json"])
        let lines = try ForeignProgram.python(script, arguments: [], input: Array(list.utf8))
        return Dictionary(
            lines.split(separator: "\n").map { line in
                let words = line.split(separator: " ", maxSplits: 1).map(String.init)
                return (words[0], words[1])
            }
        ) { first, _ in first }
    }

    @Test func whatPostfixSendsBackBecomesBounced() throws {
        try sendAll()
        #expect(try states().values.allSatisfy { $0 == "sent - 1" })
        let files = try reports(2)
        // One through the command, as an alias would call it.
        let first = try run("bounce", input: files[0])
        #expect(first.status == 0 && first.output.hasSuffix(": bounced, there is no such mailbox\n"), "\(first)")
        #expect(try states().values.sorted() == ["bounced no_such_address 1", "sent - 1"])
        // Both lie in the maildir, one of them recorded already.
        try configure("bounces: {maildir: \(maildir)}\n")
        try office.renewald(["check-config", office.configuration])
        // What waits for the employer's program makes it 75, where that is tried again already.
        #expect(try [0, 75].contains(run("run", "--once").status))
        #expect(try states().values.sorted() == ["bounced no_such_address 1", "bounced no_such_address 1"])
        let status = try run("status").output
        #expect(status.contains("2 mails came back today: `renewald outbox list --state bounced`"), "\(status)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(maildir)/new") == [])
        let settled = try FileManager.default.contentsOfDirectory(atPath: "\(maildir)/cur")
        #expect(settled.count == 2 && settled.allSatisfy { $0.hasSuffix(":2,ST") })
        let again = try run("bounce", input: "\(maildir)/cur/\(settled[0])")
        #expect(again.status == 0 && again.output.contains("recorded before"), "\(again)")
        let verified = try run("evidence", "verify")
        #expect(verified.status == 0, "\(verified)")
        let chain = try run("evidence", "export").output
        #expect(chain.split(separator: "\n").count { $0.contains("\"event\":\"bounced\"") } == 2)
    }

    /// A server that returns nothing of the mail itself still returns to its envelope sender.
    @Test func theEnvelopeSenderNamesTheDelivery() throws {
        try configure("bounces: {verp: true}\n")
        try sendAll()
        let report = try String(contentsOfFile: try reports(2)[0], encoding: .utf8)
        let address = sender.replacing("@", with: #"\+[a-z2-7]{26}@"#)
        #expect(report.contains(try Regex("\nDelivered-To: \(address)\n")), "\(report)")
        let mail = try #require(report.range(of: "\nContent-Description: Undelivered Message"))
        let poor = String(report[..<mail.lowerBound])
        try office.write(poor, to: "poor.eml")
        let known = try run("bounce", input: office.directory.path("poor.eml"))
        #expect(known.status == 0 && known.output.hasSuffix(": bounced, there is no such mailbox\n"), "\(known)")
        let plain = poor.replacing(try Regex(#"\+[a-z2-7]{26}@"#), with: "@")
        try office.write(plain, to: "plain.eml")
        let unknown = try run("bounce", input: office.directory.path("plain.eml"))
        #expect(!unknown.output.contains(": bounced,") && !unknown.output.contains("recorded before"), "\(unknown)")
    }

    @Test func theCommandAnswersInTheMailServersWords() throws {
        try sendAll()
        try office.write("From: li.wei@example.test\n\n收到，谢谢。\n", to: "answer.eml")
        let answer = try run("bounce", input: office.directory.path("answer.eml"))
        #expect(answer.status == 65 && answer.errors.contains("this message is none"), "\(answer)")
        try office.write("From: li.wei@example.test\nAuto-Submitted: auto-replied\n\n外出。\n", to: "away.eml")
        #expect(try run("bounce", input: office.directory.path("away.eml")).status == 0)
        // The mail server keeps the report until the configuration is in order again.
        let report = try reports(1)[0]
        try office.write("version: 1\n", to: "renewald.yaml")
        #expect(try run("bounce", input: report).status == 75)
    }
}
