import Foundation
import RenewalTestSupport
import Testing

/// From an empty folder to a service that can be started.
@Suite(.startsPrograms) struct SetupTests {
    private let office: Office

    init() throws {
        office = try Office()
        try office.write(
            "姓名,邮箱,工作单位,注册号,注册类别,有效期至\n张三,zhang.san@example.test,甲矿业有限公司,32202300004,煤矿安全,\(Self.soon())\n",
            to: "名单.csv"
        )
    }

    /// A day within the next month.
    private static func soon() throws -> String {
        let script = "import datetime; print(datetime.date.today() + datetime.timedelta(days=20), end='')"
        return try ForeignProgram.python(script, arguments: [])
    }

    private func setup(port: Int, _ more: [String] = []) throws -> (status: Int32, output: String, errors: String) {
        try Program.run(
            "renewald",
            [
                "setup", "--config", office.configuration, "--mail", "smtp://127.0.0.1:\(port)", "--clear-text",
                "--from", office.sender, "--username", "-", "--administrator", "王五", "--administrator-mail",
                "wang.wu@example.test", "--contact", "注册办公室", "--sheet", office.directory.path("名单.csv"), "--yes",
            ] + more
        )
    }

    @Test func whatIsAnsweredBecomesAServiceThatRuns() throws {
        let (sink, port, _) = try office.startSink()
        let done = try setup(port: port)
        #expect(done.status == 0, "\(done.output)\(done.errors)")
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        #expect(yaml.contains("network: internal"), "the server is on this machine")
        #expect(yaml.contains(#"administrators:\#n  - {name: "王五", email: "wang.wu@example.test""#))
        let attributes = try FileManager.default.attributesOfItem(atPath: office.configuration)
        #expect((attributes[.posixPermissions] as? Int) == 0o640)
        #expect(done.output.contains("$ renewald registry import ") && done.output.contains("张三"))
        #expect(done.output.contains("  renewald run --config \(office.configuration)\n"))
        #expect(try office.arrived().isEmpty, "nothing is mailed before it is started")
        try office.write(yaml.replacing("09:00-18:00", with: "00:00-24:00"), to: "renewald.yaml")
        try office.renewald(["run", "--once", "--config", office.configuration])
        #expect(try office.arrived().count >= 1)
        sink.signal(SIGTERM)
        #expect(try sink.status() == 0)
    }

    @Test func nothingIsOverwritten() throws {
        try office.write("# mine\n", to: "renewald.yaml")
        let done = try setup(port: 1)
        #expect(done.status == 73)
        #expect(try String(contentsOfFile: office.configuration, encoding: .utf8) == "# mine\n")
    }

    @Test func aBadRowKeepsNothingElseBack() throws {
        let (sink, port, _) = try office.startSink()
        let sheet = try String(contentsOfFile: office.directory.path("名单.csv"), encoding: .utf8)
        try office.write(sheet + "李四,li.si@example.test,甲矿业有限公司,32202300005,煤矿安全,27/5/6\n", to: "名单.csv")
        let done = try setup(port: port)
        #expect(done.status == 65, "\(done.output)\(done.errors)")
        #expect(FileManager.default.fileExists(atPath: office.configuration))
        let command = "renewald registry import \(office.directory.path("名单.csv")) --registry \(office.registry)"
        #expect(done.output.contains("The sheet was not taken in. To try it, and to write it:\n  \(command)\n"))
        #expect(done.output.contains("first solve what is said above. To run it:\n  renewald run --config "))
        sink.signal(SIGTERM)
        #expect(try sink.status() == 0)
    }

    @Test func anEarlierPasswordIsNamedBeforeAnythingIsAsked() throws {
        try office.write("hidden", to: "smtp-password")
        let done = try setup(port: 1)
        #expect(
            done.status == 73 && done.errors.contains("`rm \(office.directory.path("smtp-password"))`"),
            "\(done.errors)"
        )
        #expect(try String(contentsOfFile: office.directory.path("smtp-password"), encoding: .utf8) == "hidden")
    }

    @Test func aServerThatCannotBeUsedLeavesNoConfigurationBehind() throws {
        let port = try HeldPort()
        let done = try setup(port: port.number)
        #expect(done.status == 69, "\(done.output)\(done.errors)")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: office.directory.url.path).sorted() == [
                "identity.key", "registry.db", "webhook.secret", "名单.csv",
            ]
        )
    }

    @Test func whatIsMissingIsNamedWhereNobodyIsAsked() throws {
        let done = try Program.run("renewald", ["setup", "--config", office.configuration, "--yes"])
        #expect(done.status == 64 && done.errors.contains("--mail is missing"), "\(done.errors)")
    }

    /// Only a certificate that was not trusted makes it ask for an authority.
    @Test func aPrivateAuthorityIsAskedFor() throws {
        let script = """
            import sys
            program, tools, configuration, port, password, authority = sys.argv[1:]
            sys.path += [f"{tools}/Package", f"{tools}/Faults"]
            from terminal import Terminal
            terminal = Terminal(
                [program, "setup", "--config", configuration, "--mail", f"smtps://127.0.0.1:{port}", "--from",
                 "office@example.test", "--username", "renewal", "--password-file", password, "--administrator", "王五",
                 "--administrator-mail", "wang.wu@example.test", "--contact", "office", "--sheet", ""],
                {"LC_ALL": "en_US.UTF-8"})
            asked = [
                ("Language of the notices", "en"), ("Change something and try again", "yes"), ("Mail server", ""),
                ("Address that mails come from", ""), ("Name to log in with", ""), ("Password", "bai-lu-7"),
                ("File with the certificate of the authority", authority), ("Administrator's name", ""),
                ("Administrator's address", ""), ("Whom recipients may ask", ""), ("Language of the notices", ""),
                ("Sheet to take in", ""), ("Send a test mail", "n")]
            for question, answer in asked:
                terminal.answer(question, answer, 120)
            print(terminal.end(120), terminal.text, sep="\\n", end="")
            """
        let certificate = try TestCertificate(in: office.directory)
        let user = (name: "renewal", password: "bai-lu-7")
        let relay = try ForeignServers.aiosmtpd(
            in: office.directory,
            certificate: certificate,
            user: user,
            implicitTLS: true
        )
        defer { relay.stop() }
        try office.write("bai-lu-7\n", to: "password")
        let tests = ForeignProgram.repository.appending(path: "Tests").path
        let arguments = [
            Program.products.appending(path: "renewald").path, tests, office.configuration, "\(relay.port)",
            office.directory.path("password"), certificate.authority,
        ]
        let seen = try ForeignProgram.python(script, arguments: arguments)
        #expect(seen.hasPrefix("0\n"), "\(seen)")
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        #expect(yaml.contains("ca_file: \"\(certificate.authority)\""), "\(yaml)")
        #expect(yaml.contains("texts: {language: en,"), "\(yaml)")
    }

    /// A person at a terminal, who mistypes an address, and whose password is not shown.
    @Test func aPersonIsAskedOneThingAfterAnother() throws {
        let script = """
            import os, pty, select, sys
            program, configuration, port = sys.argv[1:4]
            answers = {
                "Mail server": f"smtp://127.0.0.1:{port}", "Address that mails come from": "nobody",
                "Name to log in": "-", "Administrator's name": "Wang Wu",
                "Administrator's address": "", "Whom recipients may ask": "", "Language of the notices": "",
                "Sheet to take in": "",
                "please answer y or n": "ｎｏ", "Send a test mail": "maybe", "Change something": "n",
            }
            pid, terminal = pty.fork()
            if pid == 0:
                os.environ["LC_ALL"] = "en_US.UTF-8"
                os.execv(program, [program, "setup", "--config", configuration, "--clear-text"])
            seen, asked = "", 0
            while True:
                ready, _, _ = select.select([terminal], [], [], 120)
                if not ready:
                    os.kill(pid, 9)
                    break
                try: piece = os.read(terminal, 4096).decode(errors="replace")
                except OSError: break
                if not piece: break
                seen += piece
                tail = seen[asked:]
                for question, answer in list(answers.items()):
                    if question in tail and tail.rstrip(" ").endswith((":", "]")):
                        if question == "Address that mails come from" and answer == "nobody":
                            answers[question] = "office@example.test"
                        if answer is None: continue
                        asked = len(seen)
                        os.write(terminal, (answer + "\\n").encode())
                        break
            print(seen, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), sep="\\n", end="")
            """
        let (sink, port, _) = try office.startSink()
        let program = Program.products.appending(path: "renewald").path
        let seen = try ForeignProgram.python(script, arguments: [program, office.configuration, "\(port)"])
        #expect(seen.hasSuffix("\n0"), "\(seen)")
        #expect(seen.contains("the address does not have exactly one @"), "\(seen)")
        #expect(seen.contains("please answer y or n"), "\(seen)")
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        #expect(yaml.contains(#"from: "office@example.test""#) && yaml.contains(#"name: "Wang Wu""#))
        sink.signal(SIGTERM)
        #expect(try sink.status() == 0)
    }
}
