import Foundation
import RenewalTestSupport
import Testing

/// What an operator orders of a running daemon.
@Suite(.startsPrograms) struct SteeringTests {
    /// A daemon that has scanned, so that six deliveries are planned, three by mail and three as events.
    private func scanned(_ office: Office) throws -> Program {
        let manager = try NotifySocket(path: office.directory.path("notify"))
        let daemon = try Program(
            "renewald",
            ["run", "--config", office.configuration],
            environment: ["NOTIFY_SOCKET": manager.path, "JOURNAL_STREAM": "8:1"]
        )
        try daemon.wait("the scan") { daemon.errors.contains("scan done") }
        return daemon
    }

    private func office() throws -> (office: Office, sink: Program) {
        let office = try Office()
        try office.fill(3) { _ in 60 }
        let (sink, smtp, http) = try office.startSink()
        try office.configure(smtpPort: smtp, httpPort: http)
        // The first pass makes the state file; outside of the sending hours it sends nothing.
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        let hour = Int(Date().timeIntervalSince1970) / 3600 % 24
        let elsewhen = hour < 12 ? "20:00-21:00" : "02:00-03:00"
        try office.write(
            yaml.replacing("00:00-24:00", with: elsewhen).replacing(/timezone: .*/, with: "timezone: UTC"),
            to: "renewald.yaml"
        )
        try office.renewald(["run", "--once", "--config", office.configuration])
        try office.write(yaml, to: "renewald.yaml")
        try office.renewald(["outbox", "hold", "--sending", "--config", office.configuration, "--reason", "误发"])
        return (office, sink)
    }

    private func end(_ daemon: Program, _ sink: Program) throws {
        for program in [daemon, sink] {
            program.signal(SIGTERM)
            #expect(try program.status() == 0)
        }
    }

    private func count(_ office: Office, _ options: [String]) throws -> String {
        try office.renewald(
            ["outbox", "list", "--config", office.configuration, "--count", "--format", "json"] + options
        )
    }

    @Test func whatAnOperatorHasStoppedLeavesWithTheOrderToGoOn() throws {
        let (office, sink) = try office()
        let config = ["--config", office.configuration]
        let daemon = try scanned(office)
        try daemon.wait("the plan") { try count(office, ["--waiting-for", "sending"]).contains(#""pending":6"#) }
        #expect(try office.arrived().isEmpty)
        let status = try office.renewald(["status"] + config)
        #expect(status.contains("critical:") && status.contains("误发"))
        let released = try Program.run("renewald", ["outbox", "release"] + config)
        #expect(released.status == 0 && released.output.contains("`renewald outbox release --sending` lets it go on"))
        #expect(try office.arrived().isEmpty, "a release without --sending leaves the operator's stop alone")
        try office.renewald(["outbox", "release", "--sending"] + config)
        try daemon.wait("the mails and events") { try office.arrived().count == 6 }
        let calm = try Program.run("renewald", ["status", "--format", "nagios"] + config)
        #expect(calm.status == 0 && calm.output.hasPrefix("RENEWALD OK - "), "\(calm.output)")
        try end(daemon, sink)
    }

    @Test func aPausedChannelWaitsAndTheOthersSend() throws {
        let (office, sink) = try office()
        let config = ["--config", office.configuration]
        try office.renewald(["channel", "pause", "office-mail", "--reason", "检修"] + config)
        let daemon = try scanned(office)
        try office.renewald(["outbox", "release", "--sending"] + config)
        try daemon.wait("the events") { try office.arrived().count == 3 }
        #expect(try count(office, ["--waiting-for", "channel"]).contains(#""pending":3"#))
        let listed = try office.renewald(["channel", "list", "--format", "json"] + config)
        #expect(listed.contains(#""channel":"office-mail","type":"smtp","state":"paused","waiting":3"#))
        let nagios = try Program.run("renewald", ["status", "--format", "nagios"] + config)
        #expect(nagios.status == 1 && nagios.output.hasPrefix("RENEWALD WARNING - channel office-mail was paused by "))
        try office.renewald(["channel", "resume", "office-mail"] + config)
        try daemon.wait("the mails") { try office.arrived().count == 6 }
        try end(daemon, sink)
    }

    /// Somebody has edited the configuration or a template, and not well: the service goes on as before.
    @Test func mistakesInTheFilesDoNotHideTheService() throws {
        let office = try Office()
        try office.fill(1) { _ in 60 }
        try office.configure(smtpPort: 1, httpPort: 1)
        _ = try Program.run("renewald", ["run", "--once", "--config", office.configuration])
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        try office.write(yaml + "delivery: {lease: soon}\ndigest: {}\n", to: "renewald.yaml")
        let folder = office.directory.url.appending(path: "templates/en")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("Subject: {{#holder}}\n".utf8).write(to: folder.appending(path: "registration.expired.mustache"))
        let status = try office.renewald(["status", "--config", office.configuration])
        #expect(status.contains("the configuration has 2 mistakes: no service starts by it"), "\(status)")
        #expect(status.contains("1 template cannot be used") && status.contains("last pass"), "\(status)")
        let nagios = try Program.run("renewald", ["status", "--format", "nagios", "--config", office.configuration])
        #expect(nagios.status == 2 && nagios.output.contains("the configuration has 2 mistakes"), "\(nagios)")
        try FileManager.default.moveItem(atPath: office.registry, toPath: office.registry + ".away")
        let away = try office.renewald(["status", "--config", office.configuration])
        #expect(away.contains("the registry \(office.registry) is not there"), "\(away)")
        try Data("no registry".utf8).write(to: URL(filePath: office.registry))
        let damaged = try office.renewald(["status", "--config", office.configuration])
        #expect(damaged.contains("nobody is found to be reminded: reading the registry "), "\(damaged)")
        let stopped = try Program.run("renewald", ["outbox", "hold", "--sending", "--config", office.configuration])
        #expect(stopped.status == 0 && stopped.output.hasPrefix("sending is held (by_operator)"), "\(stopped)")
        #expect(stopped.errors.contains("renewald.yaml has 2 mistakes"), "\(stopped)")
        for order in ["outbox list", "outbox flush", "outbox release --sending", "channel list"] {
            let words = order.split(separator: " ").map(String.init)
            let done = try Program.run("renewald", words + ["--config", office.configuration])
            #expect(done.status == 0 && !done.output.isEmpty, "\(order): \(done)")
        }
        try office.write(yaml.replacing("state: ", with: "estate: "), to: "renewald.yaml")
        #expect(try Program.run("renewald", ["status", "--config", office.configuration]).status == 78)
    }

    @Test func whatWasSentCanBeReadByPersonAddressAndTime() throws {
        let (office, sink) = try office()
        let config = ["--config", office.configuration]
        try office.renewald(["outbox", "release", "--sending"] + config)
        try office.renewald(["run", "--once"] + config)
        #expect(try count(office, ["--to", "P2@example.test"]).contains(#""sent":1"#))
        #expect(try count(office, ["--person", "张伟2"]).contains(#""sent":2"#), "the employer's too")
        #expect(try count(office, ["--until", "2020-01-01"]).contains(#""sent":0"#))
        #expect(try count(office, ["--kind", "registration.last_call"]).contains(#""sent":0"#))
        let list = ["outbox", "list", "--to", "p2@example.test", "--format", "json"] + config
        let id = try #require(try office.renewald(list).firstMatch(of: /"id":"([a-z0-9]+)"/)?.1)
        let message = try office.renewald(["outbox", "show", String(id), "--message"] + config)
        #expect(message.contains("To: ") && message.contains("p2@example.test"))
        let text = try office.renewald(["outbox", "show", String(id), "--text"] + config)
        #expect(text.hasPrefix("Subject: ") && text.contains("张伟2") && !text.contains("Content-Type"), "\(text)")
        let event = try office.renewald(["outbox", "list", "--channel", "hr-system", "--format", "json"] + config)
        let eventID = try #require(event.firstMatch(of: /"id":"([a-z0-9]+)"/)?.1)
        #expect(try office.renewald(["outbox", "show", String(eventID), "--text"] + config).hasPrefix("{"))
        sink.signal(SIGTERM)
        #expect(try sink.status() == 0)
    }
}
