import Foundation
import RenewalTestSupport
import Testing

/// An office uses identity numbers as ids; copies of events, logs and exports must not reveal them.
@Suite(.startsPrograms) struct IdentityNumberTests {
    /// Made up, with valid check characters.
    private static let person = "11010519491231002X"
    private static let record = "110101199003077715"

    private func office() throws -> Office {
        let office = try Office()
        try office.renewald(["registry", "init", "--registry", office.registry])
        try office.write("id,name,email\n\(Self.person),张三,zhang@example.test\n", to: "person.csv")
        try office.write("id,name,email\n\(Self.record),示例公司,hr@example.test\n", to: "employer.csv")
        let expires = Office.day(nil, plus: 7)
        try office.write(
            "id,person_id,employer_id,valid_until,state\n\(Self.record),\(Self.person),\(Self.record),\(expires),active\n",
            to: "registration.csv"
        )
        let files = ["person.csv", "employer.csv", "registration.csv"].map(office.directory.path)
        try office.renewald(["registry", "import", "--registry", office.registry, "--write"] + files)
        return office
    }

    private func expectNone(_ text: String, _ place: String) {
        #expect(!text.contains(Self.person) && !text.contains(Self.record), "\(place): \(text)")
    }

    @Test func identityNumbersUsedAsIDsNeverLeave() throws {
        let office = try office()
        let (smtp, http) = (try ScriptedSMTPServer(), try ScriptedHTTPServer())
        try office.configure(smtpPort: smtp.port, httpPort: http.port)
        let options = ["--config", office.configuration]
        let run = try Program.run("renewald", ["run", "--once", "--verbose"] + options)
        #expect(run.status == 0, "\(run.errors)")
        expectNone(run.output + run.errors, "log")
        let bodies = http.requests.map { String(decoding: $0.body, as: UTF8.self) }
        #expect(!bodies.isEmpty)
        for body in bodies {
            expectNone(body, "event")
            #expect(body.contains(/"holder":{"id":"[a-z2-7]{26}","name":"张三"}/), "\(body)")
        }
        let plan = ["plan", "--since", "never", "--format"]
        let commands = [
            plan + ["text"], plan + ["json"], plan + ["csv"],
            ["outbox", "list"], ["outbox", "list", "--format", "json"], ["evidence", "export"],
            ["evidence", "export", "--format", "csv"], ["registry", "check"], ["explain", Self.record],
            ["explain", Self.record, "--format", "json"], ["find", Self.record],
            ["find", Self.record, "--format", "json"],
        ]
        for command in commands {
            let answer = try Program.run("renewald", command + options)
            #expect([0, 65].contains(answer.status))
            expectNone(answer.output + answer.errors, command.joined(separator: " "))
        }
        // An operator asks about a record by its id.
        #expect(try office.renewald(["explain", Self.record] + options).contains("1****************5"))
        #expect(try office.renewald(["outbox", "list", "--record", Self.record] + options).contains("2 shown"))
        try expectLinksToStayWhole(office)
        smtp.stop()
        http.stop()
    }

    /// Whoever verifies an export needs each hash unchanged, even if it looks like a number.
    private func expectLinksToStayWhole(_ office: Office) throws {
        let hash = String(repeating: "c-", count: 20) + Self.record + "-77715"
        let detail = "answered \(Self.record)"
        let script = """
            import sqlite3, sys
            database = sqlite3.connect(sys.argv[1])
            database.execute("INSERT INTO evidence SELECT max(sequence) + 1, 0, 'erased', NULL, NULL, NULL, NULL, ?, ? "
                "FROM evidence", sys.argv[2:])
            database.commit()
            """
        _ = try ForeignProgram.python(script, arguments: [office.state, detail, hash])
        for format in ["json", "csv"] {
            let command = ["evidence", "export", "--format", format, "--config", office.configuration]
            let last = try office.renewald(command).split(separator: "\n").last ?? ""
            #expect(last.contains(hash) && last.contains(detail), "\(last)")
        }
    }

    /// A relay and an endpoint repeat whom the message was about, in their own words.
    @Test func identityNumbersAreMaskedInReplies() throws {
        let office = try office()
        let said = "张三 \(Self.person) 138 0000 1234 <zhang@example.test>"
        let smtp = try ScriptedSMTPServer { moment in
            moment.stage == .rcpt ? .replyBytes(Array("550 5.7.1 refused: \(said)".utf8)) : .proceed
        }
        let http = try ScriptedHTTPServer { _ in .respond(410, body: said) }
        try office.configure(smtpPort: smtp.port, httpPort: http.port)
        let options = ["--config", office.configuration]
        var answers = [try Program.run("renewald", ["run", "--once", "--verbose"] + options).errors]
        answers.append(try office.renewald(["outbox", "list", "--format", "json"] + options))
        let ids = answers[1].matches(of: /{"id":"([a-z2-7]{26})"/).map { String($0.1) }
        for id in ids { answers.append(try office.renewald(["outbox", "show", id] + options)) }
        answers.append(try office.renewald(["evidence", "export"] + options))
        #expect(answers.contains { $0.contains("5.7.1 refused: *** 1") })
        #expect(answers.contains { $0.contains("the endpoint said that it is gone (http 410)") })
        let script = """
            import sqlite3, sys
            database = sqlite3.connect(sys.argv[1])
            for table, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
                if table in ("attempt", "disabled_channel", "channel_state", "channel_server", "evidence"):
                    for row in database.execute(f'SELECT * FROM "{table}"'): print(row)
            """
        answers.append(try ForeignProgram.python(script, arguments: [office.state]))
        for answer in answers {
            #expect(!answer.contains(Self.person) && !answer.contains("0000 1234"), "\(answer)")
            #expect(!answer.contains("refused: 张三"))
        }
        #expect(!(answers.last ?? "").contains("zhang@example.test") && !(answers.last ?? "").contains("张三"))
        smtp.stop()
        http.stop()
    }
}
