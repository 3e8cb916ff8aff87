import Foundation
import RenewalTestSupport
import Testing

/// `renewald check-config`: what it finds before anything runs.
@Suite(.startsPrograms) struct CheckConfigTests {
    private let office: Office

    init() throws {
        office = try Office()
        try office.fill(1) { _ in 60 }
        try office.configure(smtpPort: 1, httpPort: 1)
    }

    @Test func problemsOfWhatTheFileNamesHaveAPlace() throws {
        let folder = office.directory.url.appending(path: "words/en")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("Subject: x\n{{unheard_of}}\n".utf8).write(to: folder.appending(path: "registration.expired.mustache"))
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
            .replacing("registry.db", with: "nowhere.db").replacing("state.db", with: "nowhere/state.db")
            .replacing(
                "channels:\n",
                with: "channels:\n  drop: {type: maildir, path: none/drop, from: a@example.test}\n"
            )
        try office.write(yaml + "texts: {templates: words}\n", to: "renewald.yaml")
        let run = try Program.run("renewald", ["check-config", office.configuration])
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        func place(_ text: String) throws -> String {
            let line = try #require(lines.firstIndex { $0.contains(text) })
            let start = try #require(lines[line].range(of: text)).lowerBound
            return "renewald.yaml:\(line + 1):\(lines[line].distance(from: lines[line].startIndex, to: start) + 1): "
        }
        #expect(run.status == 78, "\(run)")
        #expect(run.errors.contains(try place("sqlite: nowhere.db") + "reading the registry "), "\(run.errors)")
        #expect(run.errors.contains(try place("sqlite: nowhere/state.db") + "the folder "), "\(run.errors)")
        #expect(run.errors.contains(try place("path: none/drop") + "the folder "), "\(run.errors)")
        #expect(run.errors.contains("renewald.yaml:\(lines.count):9: template "), "\(run.errors)")
    }

    @Test func recordsThatTheMappingLeavesUnreadableAreARemark() throws {
        let office = try Office()
        try office.fill(3) { _ in 60 }
        let day = "CASE id WHEN 'R-2' THEN valid_until ELSE 'soon' END AS valid_until"
        try office.configure(
            smtpPort: 1,
            httpPort: 1,
            mapping: "SELECT id, \(day), 'a@example.test' AS holder_email FROM registration"
        )
        let run = try Program.run("renewald", ["check-config", office.configuration])
        let remark = "remark: of the registry's first 3 records 2 cannot be read; `renewald registry check` says why"
        #expect(run.errors.contains(remark), "\(run)")
        #expect(run.status == 0)
        try office.configure(smtpPort: 1, httpPort: 1)
        #expect(try !Program.run("renewald", ["check-config", office.configuration]).errors.contains("cannot be read"))
    }

    /// systemd names the running service, whose state file stays that of its start.
    @Test func aCheckBeforeAReloadRefusesAnotherStateFile() throws {
        let daemon = try Program("renewald", ["run", "--config", office.configuration])
        try daemon.wait("the start") { daemon.errors.contains("started") }
        let environment = ["MAINPID": "\(daemon.process.identifier)"]
        let check = {
            try Program.run("renewald", ["check-config", office.configuration], environment: environment)
        }
        #expect(try check().status == 0)
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        try office.write(yaml.replacing("state.db", with: "other.db"), to: "renewald.yaml")
        let moved = try check()
        #expect(moved.status == 78 && moved.errors.contains("restart the service"), "\(moved)")
        daemon.signal(SIGTERM)
        #expect(try daemon.status() == 0)
    }

    @Test func theProbeTellsOfEachChannel() throws {
        let relay = try ScriptedSMTPServer()
        defer { relay.stop() }
        let endpoint = try ScriptedHTTPServer()
        defer { endpoint.stop() }
        try office.configure(smtpPort: relay.port, httpPort: endpoint.port)
        let run = try Program.run("renewald", ["check-config", "--probe", office.configuration])
        #expect(run.status == 0 && run.output.contains("office-mail  EHLO"), "\(run)")
        #expect(run.output.contains("hr-system  OPTIONS answers 204\n") && relay.mails.isEmpty, "\(run)")
        #expect(endpoint.requests.map(\.method) == ["OPTIONS"])
        let silent = try Program.run("renewald", ["check-config", office.configuration])
        #expect(silent.status == 0 && endpoint.requests.count == 1)
        let port = try HeldPort()
        try office.configure(smtpPort: port.number, httpPort: endpoint.port)
        let gone = try Program.run("renewald", ["check-config", "--probe", office.configuration])
        #expect(gone.status == 69 && gone.errors.contains("channel office-mail: connect: "), "\(gone)")
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        let outside = yaml.replacing("url: \"http:", with: "url: \"https:")
            .replacing("network: internal, parallel: 4}\nroutes", with: "parallel: 4}\nroutes")
        try office.write(outside, to: "renewald.yaml")
        let refused = try Program.run("renewald", ["check-config", "--probe", office.configuration])
        #expect(refused.status == 78 && refused.errors.contains("write `network: internal`"), "\(refused)")
        let chinese = try Program.run(
            "renewald",
            ["check-config", "--probe", office.configuration, "--language", "zh-CN"]
        )
        #expect(chinese.errors.contains("渠道 hr-system：连接：127.0.0.1 在内部网络中"), "\(chinese)")
    }
}
