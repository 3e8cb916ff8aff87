import Foundation
import RenewalTestSupport
import Testing

/// `renewald preview`: a real record, and what would leave about it.
@Suite(.startsPrograms) struct PreviewTests {
    private let office: Office

    init() throws {
        office = try Office()
        try office.fill(1) { _ in 80 }
        try office.configure(smtpPort: 1, httpPort: 1)
    }

    private func preview(_ arguments: String...) throws -> (status: Int32, output: String, errors: String) {
        try Program.run("renewald", ["preview", "R-1"] + arguments + ["--config", office.configuration])
    }

    private func configure(_ change: (String) -> String) throws {
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        try office.write(change(yaml), to: "renewald.yaml")
    }

    private var marked: String { Office.day(Office.today(), plus: 73) }

    @Test func aMarkIsShownInItsWordsAndLanguage() throws {
        let chinese = try preview("--mark", "D-7", "--audience", "holder")
        #expect(chinese.status == 0 && chinese.errors.isEmpty, "\(chinese)")
        #expect(chinese.output.contains("through office-mail p1@example.test\n"))
        #expect(chinese.output.contains("\n【测试】") && chinese.output.contains("张伟1同志："))
        #expect(chinese.output.contains("这是一封测试邮件"))
        let english = try preview("--mark", "D-7", "--language", "en")
        #expect(english.status == 0 && english.output.contains("\n[Test] "), "\(english)")
        let kind = try preview("--mark", "registration.last_call", "--audience", "holder")
        #expect(kind.status == 0 && kind.output.contains("【测试】"))
        // The last marks of that kind are days before the end.
        let later = try preview("--mark", "D-7", "--on", Office.day(Office.today(), plus: 77))
        #expect(later.output != chinese.output && later.status == 0, "\(later)")
    }

    @Test func theNextNoticeIsTheOneThatIsSent() throws {
        // The mark of three months has passed, and nothing has been sent.
        let first = try preview()
        #expect(first.status == 0 && !first.output.contains("would not be sent"), "\(first)")
        let (sink, smtp, http) = try office.startSink()
        try office.configure(smtpPort: smtp, httpPort: http)
        try office.renewald(["run", "--once", "--config", office.configuration])
        sink.signal(SIGTERM)
        #expect(try sink.status() == 0)
        let next = try preview()
        #expect(next.status == 0 && next.output.prefix { $0 != "\n" } != first.output.prefix { $0 != "\n" }, "\(next)")
        let told = try preview("--mark", "M-3")
        #expect(told.status == 0 && told.output.contains("was sent on \(Office.today())"), "\(told)")
    }

    @Test func theMailIsWhatACourierHandsOver() throws {
        let run = try preview("--mark", "D-7", "--format", "eml")
        #expect(run.status == 0 && run.errors.isEmpty)
        let script = """
            import email, email.policy, json, sys
            mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.SMTP)
            parts = {part.get_content_type(): part.get_content() for part in mail.iter_parts()}
            assert not mail.defects, mail.defects
            print(json.dumps({"to": str(mail["To"]), "subject": str(mail["Subject"]), "date": mail["Date"].datetime.date().isoformat(),
                              "from": str(mail["From"]), "kind": mail["X-Renewald-Kind"], "types": sorted(parts),
                              "text": parts["text/plain"], "html": parts["text/html"]}))
            """
        let json = try ForeignProgram.python(script, input: Array(run.output.utf8))
        let mail = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(mail["to"] as? String == "张伟1 <p1@example.test>" && mail["from"] as? String == office.sender)
        #expect((mail["subject"] as? String)?.hasPrefix("【测试】") == true)
        #expect(mail["date"] as? String == marked && mail["kind"] as? String == "registration.last_call")
        #expect(mail["types"] as? [String] == ["text/html", "text/plain"])
        let html = try preview("--mark", "D-7", "--format", "html")
        let part = (mail["html"] as? String)?.replacing("\r\n", with: "\n")
        #expect(
            html.status == 0 && part?.trimmingCharacters(in: .newlines) == html.output.trimmingCharacters(in: .newlines)
        )
        #expect(try preview("--mark", "D-7", "--format", "eml").output == run.output)
    }

    @Test func theEventIsMarkedAndOfTheDay() throws {
        let run = try preview("--mark", "D-7", "--audience", "employer", "--format", "json")
        #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
        let event = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let data = try #require(event["data"] as? [String: Any])
        #expect(event["type"] as? String == "registration.last_call" && data["test"] as? Bool == true)
        #expect(data["as_of"] as? String == marked && data["milestone"] as? String == "D-7")
        #expect((data["record"] as? [String: Any])?["id"] as? String == "R-1")
        let mail = try preview("--mark", "D-7", "--audience", "employer", "--channel", "hr-system", "--format", "eml")
        #expect(mail.status == 64 && mail.errors.contains("channel hr-system does not carry mails"), "\(mail)")
    }

    @Test func whyItWouldNotBeSentIsTold() throws {
        let nobody = try preview("--mark", "D-7", "--audience", "administrator")
        #expect(nobody.status == 0 && nobody.output.contains("would not be sent: nobody of this audience"), "\(nobody)")
        // Nobody is there to take anything, but the state file is made.
        _ = try Program.run("renewald", ["run", "--once", "--config", office.configuration])
        try office.renewald(["mute", "R-1", "--config", office.configuration])
        let muted = try preview("--mark", "D-7", "--audience", "holder")
        #expect(muted.status == 0 && muted.output.contains("would not be sent: all who would get it are muted"))
        #expect(muted.output.contains("【测试】"))
        try office.renewald(["unmute", "R-1", "--config", office.configuration])
        let decline = ["registry", "record", "decline", "P-1", "--config", office.configuration]
        try office.renewald(decline)
        let declined = try preview("--mark", "D-7", "--audience", "holder", "--format", "html")
        #expect(declined.status == 0 && declined.output.contains("<html"), "\(declined)")
        #expect(declined.errors.contains("would not be sent: the holder declined to continue"), "\(declined)")
    }

    @Test func whatReachesNobodyIsShownAllTheSame() throws {
        let other = try preview("--mark", "D-7", "--audience", "employer", "--channel", "office-mail")
        #expect(
            other.status == 0 && other.output.contains("through office-mail, which its routes do not name"),
            "\(other)"
        )
        try configure { $0.replacing("match: {audience: holder}", with: "match: {audience: administrator}") }
        let nowhere = try preview("--mark", "D-7", "--audience", "holder", "--format", "eml")
        #expect(nowhere.status == 0 && nowhere.errors.contains("would not be sent: no route or no usable address"))
        #expect(MailHead(Array(nowhere.output.utf8)).value("to")?.contains(office.sender) == true, "\(nowhere)")
    }

    @Test func whatADigestTellsIsNotSentSingly() throws {
        try configure { $0.replacing("employer: off", with: "employer: daily") }
        let run = try preview("--mark", "M-1", "--audience", "employer")
        #expect(run.status == 0 && run.output.contains("not sent singly: the employer's digest tells of it"), "\(run)")
    }

    @Test func whatDoesNotExistIsRefused() throws {
        let mark = try preview("--mark", "D-8")
        #expect(mark.status == 64 && mark.errors.contains("R-1 has no such mark; --mark takes M-12, "), "\(mark)")
        #expect(try preview("--mark", "tomorrow").status == 64)
        #expect(try preview("--channel", "drop").errors.contains("no channel 'drop'"))
        let other = try Program.run("renewald", ["preview", "R-9", "--config", office.configuration])
        #expect(other.status == 66 && other.errors.contains("previewing R-9: the registry has no record"), "\(other)")
    }

    @Test func theTestGoesToWhomeverIsNamedAndNeverToTheHolder() throws {
        let relay = try ScriptedSMTPServer()
        defer { relay.stop() }
        try office.configure(smtpPort: relay.port, httpPort: 1)
        let run = try preview("--mark", "D-7", "--send-to", "clerk@example.test")
        #expect(run.status == 0 && run.output.hasSuffix("verdict    accepted\n"), "\(run)")
        let mail = try #require(relay.mails.first)
        #expect(relay.mails.count == 1 && mail.recipients == ["clerk@example.test"])
        let head = MailHead(mail.bytes)
        #expect(head.value("subject")?.hasPrefix("【测试】") == true)
        #expect(head.value("to")?.hasSuffix("<clerk@example.test>") == true)
        let holder = try preview("--mark", "D-7", "--send-to", "P1@example.test")
        #expect(holder.status == 64 && holder.errors.contains("is the holder's own"), "\(holder)")
        #expect(relay.mails.count == 1)
        #expect(!FileManager.default.fileExists(atPath: office.state))
    }
}
