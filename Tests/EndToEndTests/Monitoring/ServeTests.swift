import Foundation
import RenewalTestSupport
import Testing

/// The program that listens, and what a client may do to it.
@Suite(.startsPrograms) struct ServeTests {
    @Test func readinessFollowsTheDaemon() throws {
        let (office, sink) = try Office.served()
        let monitor = try Monitor(of: office)
        #expect(try monitor.ask("/healthz").body == "ok\n")
        let before = try monitor.ask("/readyz")
        #expect(before.status == 503)
        #expect(before.body == "the service is not running\nno pass over the registry has been finished yet\n")
        let daemon = try Program("renewald", ["run", "--config", office.configuration])
        try daemon.wait("readiness") { try monitor.ask("/readyz").body == "ready\n" }
        try daemon.wait("the deliveries") {
            try monitor.metric(#"renewald_deliveries_finished_total{channel="office-mail",state="sent"}"#) == "2"
        }
        #expect(try monitor.metric("renewald_daemon_running") == "1")
        #expect(try monitor.metric(#"renewald_registrations{phase="standard"}"#) == "2")
        let count = #"renewald_delivery_lateness_seconds_count{channel="office-mail",severity="warning"}"#
        #expect(try monitor.metric(count) == "2")
        daemon.signal(SIGTERM)
        #expect(try daemon.status() == 0)
        try daemon.wait("the end to be seen") { try monitor.metric("renewald_daemon_running") == "0" }
        #expect(try monitor.ask("/readyz").status == 503)
        monitor.program.signal(SIGTERM)
        #expect(try monitor.program.status() == 0)
        withExtendedLifetime(sink) {}
    }

    @Test func whatIsServedSatisfiesPrometheus() throws {
        let (office, sink) = try Office.served()
        _ = try office.renewald(["run", "--once", "--config", office.configuration])
        let monitor = try Monitor(of: office)
        let answer = try monitor.ask("/metrics")
        #expect(answer.status == 200)
        #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(answer.headers["cache-control"] == "no-store")
        let said = try ForeignProgram.run("/usr/bin/promtool", ["check", "metrics"], input: Array(answer.body.utf8))
        #expect(said == "")
        #expect(try office.renewald(["metrics", "--config", office.configuration]) == answer.body)
        withExtendedLifetime(sink) {}
    }

    @Test func onlyReadingIsAnswered() throws {
        let (office, _) = try Office.served()
        let monitor = try Monitor(of: office)
        let head = try monitor.ask("/healthz", method: "HEAD")
        #expect(head.status == 200 && head.body == "" && head.headers["content-length"] == "3")
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
            let answer = try monitor.ask("/metrics", method: method)
            #expect(answer.status == 405 && answer.headers["allow"] == "GET, HEAD", "\(method)")
        }
        #expect(try monitor.ask("/").status == 404)
        #expect(try monitor.ask("/metrics/../etc/passwd").status == 404)
        #expect(try monitor.ask("/healthz?from=probe").status == 200)
    }

    /// A page of another site may not read it through the browser of somebody at this machine.
    @Test(arguments: [
        ("evil.example.test", 421), ("127.0.0.1.evil.example.test", 421), ("localhost:1", 200), ("[::1]", 200),
    ])
    func otherHostsAreNotServed(host: String, status: Int) throws {
        let (office, _) = try Office.served()
        #expect(try Monitor(of: office).ask("/healthz", headers: ["Host": host]).status == status)
    }

    /// What does not ask, asks too much or never comes to an end is hung up, and others are answered.
    @Test func noClientKeepsOthersOut() throws {
        let (office, _) = try Office.served()
        let monitor = try Monitor(of: office)
        let script = """
            import socket, sys
            port = int(sys.argv[1])
            def connect(data=b""):
                one = socket.create_connection(("127.0.0.1", port), timeout=600)
                one.sendall(data)
                return one
            def answer(one):
                words = b""
                try:
                    while piece := one.recv(65536):
                        words += piece
                except ConnectionResetError:
                    pass
                return words.split(b"\\r\\n")[0].decode()
            head = b"GET /healthz HTTP/1.1\\r\\nHost: localhost\\r\\n"
            print("large:", answer(connect(head + b"X: " + b"y" * 20000 + b"\\r\\n\\r\\n")))
            print("content:", answer(connect(head + b"Content-Length: 9\\r\\n\\r\\n123456789")))
            idle = [connect(b"GET /he" if number % 2 else b"") for number in range(200)]
            print("other:", answer(connect(head + b"Connection: close\\r\\n\\r\\n")))
            print("idle:", {answer(one) for one in idle})
            """
        let said = try ForeignProgram.python(script, arguments: ["\(monitor.port.number)"]).split(separator: "\n")
        #expect(said.count == 4, "\(said)")
        #expect(said.first?.hasPrefix("large: HTTP/1.1 400") == true, "\(said)")
        #expect(said.contains("other: HTTP/1.1 200 OK") && said.contains("idle: {''}"), "\(said)")
        #expect(try monitor.ask("/healthz").status == 200)
    }

    @Test func aSocketIsForItsGroup() throws {
        let (office, _) = try Office.served()
        let path = office.directory.path("web.sock")
        let text = try String(contentsOfFile: office.configuration, encoding: .utf8)
        try office.write(text + "web: {listen: \"unix:\(path)\"}\n", to: "renewald.yaml")
        let program = try Program("renewald", ["serve", "--config", office.configuration])
        try program.wait("the socket") { program.errors.contains("listening") }
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode.map { $0 & 0o007 } == 0)
        let script = """
            import socket, sys
            one = socket.socket(socket.AF_UNIX)
            one.connect(sys.argv[1])
            one.sendall(b"GET /healthz HTTP/1.1\\r\\nHost: monitor.example.test\\r\\nConnection: close\\r\\n\\r\\n")
            words = b""
            while piece := one.recv(65536):
                words += piece
            print(words.decode())
            """
        let answer = try ForeignProgram.python(script, arguments: [path])
        #expect(answer.hasPrefix("HTTP/1.1 200") && answer.contains("\r\n\r\nok\n"))
    }

    /// A daemon that was killed leaves a log that only the next one may write back.
    @Test func theStateFileIsNeverWritten() throws {
        let (office, sink) = try Office.served()
        let daemon = try Program("renewald", ["run", "--config", office.configuration])
        try daemon.wait("the deliveries") { try office.arrived().count == 4 }
        daemon.signal(SIGKILL)
        _ = try daemon.status()
        let files = [office.state, office.state + "-wal"]
        let before = try files.map { try Data(contentsOf: URL(filePath: $0)) }
        try #require(before[1].count > 0)
        let monitor = try Monitor(of: office)
        #expect(try monitor.metric("renewald_state_readable") == "1")
        #expect(try monitor.metric("renewald_daemon_running") == "0")
        monitor.program.signal(SIGTERM)
        #expect(try monitor.program.status() == 0)
        #expect(try files.map { try Data(contentsOf: URL(filePath: $0)) } == before)
        withExtendedLifetime(sink) {}
    }

    @Test func withoutTheKeyNothingListens() throws {
        let (office, _) = try Office.served()
        let end = try Program.run("renewald", ["serve", "--config", office.configuration])
        #expect(end.status == 78)
        #expect(end.errors.contains("write web: {listen: 127.0.0.1:9464}"))
    }
}
