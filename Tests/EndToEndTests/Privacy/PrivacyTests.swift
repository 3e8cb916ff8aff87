import Foundation
import RenewalTestSupport
import Testing

/// What must never leave the registry, searched for in everything the program writes (rule D11).
@Suite(.startsPrograms) struct PrivacyTests {
    /// A made-up identity number with a valid check character, and a registration number.
    private static let identity = "11010519491231002X"
    private static let number = "44011000001"

    @Test func numbersAreMaskedInLogsOutputAndMails() throws {
        let office = try Office()
        try office.fill(1) { _ in 7 }
        try office.write("id,name\nP-1,张伟1 \(Self.identity)\n", to: "person.csv")
        try office.renewald([
            "registry", "import", "--registry", office.registry, "--write", office.directory.path("person.csv"),
        ])
        let (sink, smtp, http) = try office.startSink(["--maildir", office.directory.path("mails")])
        try office.configure(smtpPort: smtp, httpPort: http)
        let run = try Program.run("renewald", ["run", "--once", "--verbose", "--config", office.configuration])
        #expect(run.status == 0)
        #expect(run.errors.contains("delivery attempt ended"), "the log is as talkative as it gets")
        let mails = try FileManager.default.subpathsOfDirectory(atPath: office.directory.path("mails"))
            .filter { $0.hasPrefix("new/") }.map { try decoded(office.directory.path("mails/\($0)")) }
        #expect(!mails.isEmpty)
        for text in mails + [run.errors, run.output] {
            #expect(!text.contains(Self.identity))
            #expect(!text.contains(Self.number))
        }
        for command in [["plan", "--since", "never"], ["explain", "R-1"], ["outbox", "list"]] {
            let answer = try office.renewald(command + ["--config", office.configuration])
            #expect(!answer.contains(Self.number))
            #expect(!answer.contains(Self.identity))
        }
        sink.signal(SIGTERM)
        #expect(try sink.status() == 0)
    }

    /// A mail with its base64 parts decoded.
    private func decoded(_ path: String) throws -> String {
        let script = """
            import email, email.policy, sys
            mail = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
            print(mail['Subject'], *(part.get_content() for part in mail.walk() if not part.is_multipart()))
            """
        return try ForeignProgram.python(script, arguments: [path])
    }

    @Test(arguments: ["UTC", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Shanghai"])
    func theHostsTimeZoneChangesNothing(zone: String) throws {
        let office = try Office()
        try office.fill(5) { $0 * 7 }
        try office.configure(smtpPort: 1, httpPort: 1)
        let arguments = ["plan", "--since", "never", "--config", office.configuration, "--format", "json"]
        let here = try Program.run("renewald", arguments)
        let there = try Program.run("renewald", arguments, environment: ["TZ": zone])
        #expect(here.output == there.output)
        #expect(here.output.contains("last_call"))
    }
}
