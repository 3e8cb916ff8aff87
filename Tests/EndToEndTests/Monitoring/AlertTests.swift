import Foundation
import RenewalTestSupport
import Testing

/// The rules, the dashboard and the examples that are shipped, with a Prometheus and an Alertmanager of Debian's.
@Suite(.startsPrograms) struct AlertTests {
    private let folder = ForeignProgram.repository.appending(path: "Config/monitoring")

    @Test func theRulesPassTheirTests() throws {
        let promtool = "/usr/bin/promtool"
        _ = try ForeignProgram.run(promtool, ["check", "rules", folder.appending(path: "renewald.rules.yml").path])
        _ = try ForeignProgram.run(promtool, ["test", "rules", folder.appending(path: "renewald.rules.test.yml").path])
    }

    @Test func theExamplesAreValid() throws {
        let prometheus = folder.appending(path: "prometheus.yml").path
        _ = try ForeignProgram.run("/usr/bin/promtool", ["check", "config", "--syntax-only", prometheus])
        _ = try ForeignProgram.run(
            "/usr/bin/amtool",
            ["check-config", folder.appending(path: "alertmanager.yml").path]
        )
    }

    /// Every alert has its test and its line in the manual.
    @Test func noAlertIsForgotten() throws {
        func text(_ path: String) throws -> String {
            try String(contentsOf: ForeignProgram.repository.appending(path: path), encoding: .utf8)
        }
        let rules = try text("Config/monitoring/renewald.rules.yml")
        let names = rules.matches(of: /- alert: (\w+)/).map { String($0.1) }
        #expect(names.count > 8)
        let (tests, manual) = (
            try text("Config/monitoring/renewald.rules.test.yml"), try text("Documentation/monitoring.md")
        )
        for name in names {
            #expect(tests.contains("alertname: \(name)\n"), "\(name)")
            #expect(manual.contains("`\(name)`"), "\(name)")
        }
    }

    /// An endpoint that knows us no more: after five such answers in a row the channel is at fault, and somebody is told.
    @Test func aChannelAtFaultIsAlerted() throws {
        let office = try Office()
        try office.fill(12) { _ in 60 }
        let (web, relay) = (try TemporaryDirectory(), try TemporaryDirectory())
        let endpoint = try ForeignServers.nginx(in: web, lines: "location / { return 401; }")
        let sink = try ForeignServers.smtpSink(in: relay)
        try office.configure(smtpPort: sink.port, httpPort: endpoint.port)
        let daemon = try Program("renewald", ["run", "--config", office.configuration])
        let monitor = try Monitor(of: office)
        try daemon.wait("the fault") { try monitor.metric(#"renewald_channel_at_fault{channel="hr-system"}"#) == "1" }

        let (rooms, ports) = (try (0..<2).map { _ in try TemporaryDirectory() }, (try HeldPort(), try HeldPort()))
        let manager = try alertmanager(on: ports.0, in: rooms[0])
        let prometheus = try prometheus(on: ports.1, in: rooms[1], watching: monitor.port, telling: ports.0)
        let found = try ForeignProgram.python(
            Self.waitingForTheAlert,
            arguments: ["\(ports.0.number)", "\(Program.limitSeconds)"]
        )
        #expect(found == "hr-system office warning\n")
        let answers = try ForeignProgram.python(
            Self.askingWhatTheDashboardAsks,
            arguments: [
                folder.appending(path: "renewald.dashboard.json").path, "\(ports.1.number)", "\(Program.limitSeconds)",
            ]
        )
        #expect(answers == "")
        withExtendedLifetime((manager, prometheus, daemon, sink, endpoint, rooms, web, relay)) {}
    }

    private func alertmanager(on port: HeldPort, in room: TemporaryDirectory) throws -> ForeignServers.Server {
        let file = room.url.appending(path: "alertmanager.yml")
        try Data("route: {receiver: nobody, group_wait: 0s}\nreceivers: [{name: nobody}]\n".utf8).write(to: file)
        let arguments = [
            "--config.file=\(file.path)", "--storage.path=\(room.path("data"))", "--cluster.listen-address=",
            "--web.listen-address=127.0.0.1:\(port.number)",
        ]
        return try ForeignServers.program("/usr/bin/prometheus-alertmanager", arguments, on: port, in: room)
    }

    /// The shipped rules, without the time that a fault may last.
    private func prometheus(
        on port: HeldPort,
        in room: TemporaryDirectory,
        watching monitor: HeldPort,
        telling manager: HeldPort
    ) throws -> ForeignServers.Server {
        let rules = try String(contentsOf: folder.appending(path: "renewald.rules.yml"), encoding: .utf8)
        try Data(rules.replacing(/for: \w+/, with: "for: 0s").utf8).write(
            to: room.url.appending(path: "renewald.rules.yml")
        )
        let example = try String(contentsOf: folder.appending(path: "prometheus.yml"), encoding: .utf8)
        let text = example.replacing("/etc/prometheus/", with: "").replacing(
            "scrape_interval: 30s",
            with: "scrape_interval: 1s"
        )
        .replacing("127.0.0.1:9464", with: "127.0.0.1:\(monitor.number)")
        .replacing("127.0.0.1:9093", with: "127.0.0.1:\(manager.number)")
        let file = room.url.appending(path: "prometheus.yml")
        try Data(("global: {evaluation_interval: 1s}\n" + text).utf8).write(to: file)
        let arguments = [
            "--config.file=\(file.path)", "--storage.tsdb.path=\(room.path("data"))",
            "--web.listen-address=127.0.0.1:\(port.number)",
        ]
        return try ForeignServers.program("/usr/bin/prometheus", arguments, on: port, in: room)
    }

    private static let waitingForTheAlert = """
        import json, sys, time, urllib.request
        port, limit = sys.argv[1:]
        end = time.monotonic() + int(limit)
        while time.monotonic() < end:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v2/alerts", timeout=60) as answer:
                alerts = [alert["labels"] for alert in json.load(answer)]
            for labels in alerts:
                if labels["alertname"] == "RenewaldChannelAtFault":
                    print(labels["channel"], labels["instance"], labels["severity"])
                    sys.exit()
            time.sleep(0.2)
        print("no alert", alerts)
        """

    /// Prints the queries that fail, or go on finding nothing although there is something.
    private static let askingWhatTheDashboardAsks = """
        import json, sys, time, urllib.parse, urllib.request
        path, port, limit = sys.argv[1:]
        end = time.monotonic() + int(limit)
        def ask(query):
            url = f"http://127.0.0.1:{port}/api/v1/query?" + urllib.parse.urlencode({"query": query})
            while time.monotonic() < end:
                with urllib.request.urlopen(url, timeout=60) as answer:
                    if json.load(answer)["data"]["result"]:
                        return
                time.sleep(0.2)
            print(query, "finds nothing")
        with open(path, encoding="utf-8") as file:
            panels = json.load(file)["panels"]
        assert len(panels) > 10
        for panel in panels:
            for target in panel["targets"]:
                query = target["expr"].replace("$job", "renewald").replace("$instance", "office")
                query = query.replace("$__rate_interval", "1m")
                assert "$" not in query, query
                try:
                    ask(query)
                except urllib.error.HTTPError as error:
                    print(query, error.read().decode())
        """
}
