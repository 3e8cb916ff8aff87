import Foundation
import RenewalTestSupport
import Testing

/// Answers of relays and endpoints are untrusted: stored short, on one line, and harmless in logs and terminals.
@Suite(.startsPrograms) struct HostileReplyTests {
    private static let replies: [[UInt8]] = [
        Array("550 5.1.1 \u{1B}[31mno\u{7} such\u{9B}0m \u{202E}user\u{2028}<0>forged".utf8),
        Array("550 5.1.1 \(String(repeating: "x", count: 15_000))".utf8),
        Array("550 5.1.1 \(String(repeating: "y", count: 60_000))".utf8),
        Array((1...400).map { "550-5.1.1 line \($0)\r\n" }.joined().utf8) + Array("550 5.1.1 end".utf8),
        Array("550 5.1.1 ".utf8) + [0xFF, 0xC0, 0xAF, 0x80, 0xED, 0xA0, 0x80],
        Array("550 5.1.1 nul\0nul\r<0>bare return".utf8),
        Array("450 4.2.1 =HYPERLINK(\"x\") {{secrets}} ${ENV} %n%s".utf8),
    ]

    private func relay() throws -> ScriptedSMTPServer {
        try ScriptedSMTPServer { moment in
            guard moment.stage == .rcpt else { return .proceed }
            let digits = moment.line.drop { $0 != "<" }.dropFirst(2).prefix { $0 != "@" }
            guard let number = Int(digits), number <= Self.replies.count else { return .proceed }
            return .replyBytes(Self.replies[number - 1])
        }
    }

    private func endpoint() throws -> ScriptedHTTPServer {
        try ScriptedHTTPServer { request in
            switch request.connection % 3 {
            case 0: .respond(400, body: "\u{1B}[2J\u{9B}0m\n<0>forged\r\n" + String(repeating: "z", count: 60_000))
            case 1: .respond(302, headers: ["Location: http://evil\u{1B}[31m.test/\u{7}"])
            default: .respond(503, headers: ["Retry-After: \u{1B}[31m9"], body: "\u{202E}\0\u{2028}")
            }
        }
    }

    @Test func repliesAreTruncatedAndEscapedEverywhere() throws {
        let office = try Office()
        try office.fill(Self.replies.count + 3) { _ in 7 }
        let (smtp, http) = (try relay(), try endpoint())
        try office.configure(smtpPort: smtp.port, httpPort: http.port, parallel: 1)
        let options = ["--config", office.configuration]
        let run = try Program.run("renewald", ["run", "--once", "--verbose"] + options)
        #expect(run.status == 75)
        #expect(Set(smtp.mails.map(\.recipients)) == Set([8, 9, 10].map { ["p\($0)@example.test"] }))
        expectEntries(run.errors)
        let listed = try office.renewald(["outbox", "list", "--format", "json"] + options)
        expectTame(listed)
        for id in listed.matches(of: /{"id":"([a-z2-7]{26})"/).map(\.1) {
            let shown = try office.renewald(["outbox", "show", String(id)] + options)
            expectTame(shown)
            #expect(shown.split(separator: "\n").allSatisfy { $0.utf8.count < 400 })
            #expect(shown.split(separator: "\n").count { $0.hasPrefix("attempt ") } == 1)
        }
        try expectTameState(office)
    }

    /// Libcurl's error message quotes the name in a certificate.
    @Test func certificateNamesAreEscaped() throws {
        let office = try Office()
        try office.fill(1) { _ in 7 }
        let (key, certificate) = (office.directory.path("key.pem"), office.directory.path("certificate.pem"))
        let name = "/CN=evil\u{1B}[31m\u{7}\n<0>forged\u{9B}0m\u{202E}"
        _ = try ForeignProgram.run(
            "/usr/bin/openssl",
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-utf8"]
                + ["-days", "2", "-subj", name, "-keyout", key, "-out", certificate]
        )
        let lines = "ssl_certificate \(certificate); ssl_certificate_key \(key); location / { return 204; }"
        let server = try ForeignServers.nginx(in: office.directory, listen: " ssl", lines: lines)
        defer { server.stop() }
        let smtp = try ScriptedSMTPServer()
        try office.configure(smtpPort: smtp.port, httpPort: 1)
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        let secured = yaml.replacing("http://127.0.0.1:1/events\"", with: "https://localhost:\(server.port)/\"")
            .replacing("secret: {file", with: "ca_file: certificate.pem, secret: {file")
        try office.write(secured, to: "renewald.yaml")
        let options = ["--config", office.configuration]
        let run = try Program.run("renewald", ["run", "--once", "--verbose"] + options)
        #expect(run.status == 75)
        #expect(run.errors.contains("evil"), "libcurl's words no longer quote the name: \(run.errors)")
        expectEntries(run.errors)
        let listed = try office.renewald(["outbox", "list", "--state", "deferred", "--format", "json"] + options)
        let id = try #require(listed.firstMatch(of: /{"id":"([a-z2-7]{26})"/)?.1)
        expectTame(try office.renewald(["outbox", "show", String(id)] + options))
        try expectTameState(office)
    }

    /// The log entries with their levels, and the command's own last line.
    private func expectEntries(_ errors: String) {
        expectTame(errors)
        let lines = errors.split(separator: "\n")
        #expect(lines.last?.hasSuffix("did not end well: see outbox list") == true)
        #expect(lines.dropLast().allSatisfy { $0.contains(/^time=\S+ level=[a-z]+ msg=/) }, "\(errors)")
        #expect(lines.count { $0.hasPrefix("renewald: ") } == 1)
    }

    private func expectTame(_ text: String, line: Int = #line) {
        let place = Testing.SourceLocation(fileID: #fileID, filePath: #filePath, line: line, column: 1)
        let wild = text.unicodeScalars.filter { scalar in
            let category = scalar.properties.generalCategory
            return scalar != "\n" && [.control, .format, .lineSeparator, .paragraphSeparator].contains(category)
        }
        #expect(wild.isEmpty, "\(text)", sourceLocation: place)
    }

    /// Every text of the state file, whatever table it is in.
    private func expectTameState(_ office: Office) throws {
        let script = """
            import sqlite3, sys, unicodedata
            database = sqlite3.connect(sys.argv[1])
            tables = [row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            replies = 0
            for table in tables:
                for row in database.execute(f'SELECT * FROM "{table}"'):
                    for text in (value for value in row if isinstance(value, str)):
                        wild = [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")]
                        assert not wild and len(text.encode()) <= 1000, (table, text)
                        replies += 1
            assert replies, tables
            """
        _ = try ForeignProgram.python(script, arguments: [office.state])
    }
}
