import Foundation
import RenewalTestSupport
import Testing

/// The daemon as systemd sees it.
@Suite(.startsPrograms) struct DaemonLifeTests {
    /// Starts a daemon under a stand-in for the service manager and waits for READY.
    private func start(_ office: Office) throws -> (daemon: Program, manager: NotifySocket) {
        let manager = try NotifySocket(path: office.directory.path("notify"))
        let daemon = try Program(
            "renewald",
            ["run", "--config", office.configuration],
            environment: ["NOTIFY_SOCKET": manager.path, "WATCHDOG_USEC": "400000"]
        )
        try expect("READY=1", from: manager, by: daemon)
        return (daemon, manager)
    }

    private func expect(_ word: String, from manager: NotifySocket, by daemon: Program) throws {
        try daemon.wait(word) { manager.next()?.contains(word) ?? false }
    }

    private func office() throws -> Office {
        let office = try Office()
        try office.fill(3) { _ in 1000 }
        try office.configure(smtpPort: 1, httpPort: 1)
        return office
    }

    @Test func systemdIsNotifiedOfReadyWatchdogAndStop() throws {
        let office = try office()
        let (daemon, manager) = try start(office)
        try expect("WATCHDOG=1", from: manager, by: daemon)
        daemon.signal(SIGTERM)
        try expect("STOPPING=1", from: manager, by: daemon)
        #expect(try daemon.status() == 0)
        #expect(daemon.errors.contains(" level=notice msg=started "))
        #expect(daemon.errors.split(separator: "\n").allSatisfy { $0.contains(/^time=\S+ level=[a-z]+ msg=/) })
    }

    @Test func aBadReloadKeepsTheOldConfiguration() throws {
        let office = try office()
        let (daemon, manager) = try start(office)
        let good = try String(contentsOfFile: office.configuration, encoding: .utf8)
        try office.write(good.replacing("timezone:", with: "timezome:"), to: "renewald.yaml")
        daemon.signal(SIGHUP)
        try expect("RELOADING=1", from: manager, by: daemon)
        try expect("reload refused", from: manager, by: daemon)
        #expect(daemon.errors.contains("did you mean"))
        try office.write(good, to: "renewald.yaml")
        daemon.signal(SIGHUP)
        try expect("configuration reloaded", from: manager, by: daemon)
        daemon.signal(SIGTERM)
        #expect(try daemon.status() == 0)
    }

    /// A share that is mounted late, or an office that replaces the file.
    @Test func daemonWaitsForAMissingRegistry() throws {
        let office = try Office()
        try office.fill(3) { _ in 60 }
        let (sink, smtp, http) = try office.startSink()
        try office.configure(smtpPort: smtp, httpPort: http)
        try FileManager.default.moveItem(atPath: office.registry, toPath: office.registry + ".away")
        let manager = try NotifySocket(path: office.directory.path("notify"))
        let daemon = try Program(
            "renewald",
            ["run", "--config", office.configuration],
            environment: ["NOTIFY_SOCKET": manager.path]
        )
        var told = ""
        try daemon.wait("READY and what is missing") {
            told += manager.next() ?? ""
            return told.contains("READY=1") && told.contains("\(office.registry): there is no such file")
        }
        try FileManager.default.moveItem(atPath: office.registry + ".away", toPath: office.registry)
        daemon.signal(SIGHUP)
        try expect("STATUS=scanned ", from: manager, by: daemon)
        try daemon.wait("the mails and events") { try office.arrived().count == 6 }
        #expect(daemon.errors.contains(" level=notice msg=\"scans succeed again\"\n"))
        daemon.signal(SIGTERM)
        #expect(try daemon.status() == 0)
        sink.signal(SIGTERM)
        _ = try sink.status()
    }

    /// The daemon waits only for a missing registry; SQL that can never work is a configuration error.
    @Test func invalidMappingFailsTheStart() throws {
        let office = try office()
        try office.configure(smtpPort: 1, httpPort: 1, mapping: "SELECT nonsense FROM registration")
        let ended = try Program.run("renewald", ["run", "--config", office.configuration])
        #expect(ended.status == 78 && ended.errors.contains("registry.mapping"), "\(ended.errors)")
    }

    /// At priority error, with the file and what to do about it, also where the journal takes no entries of its own.
    @Test(arguments: [
        ("none.yaml", "", 66, "none.yaml", "--config"),
        ("renewald.yaml", "password: {credential: smtp-password}", 78, "LoadCredential", "smtp-password"),
    ])
    func failedStartIsLoggedAsError(
        file: String,
        password: String,
        status: Int,
        words: String,
        more: String
    ) throws {
        let office = try office()
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        let login = "tls: none,\n    username: u, \(password),"
        try office.write(password.isEmpty ? yaml : yaml.replacing("tls: none,", with: login), to: "renewald.yaml")
        // The stream is there, and the socket is not: a name space of its own has no journal.
        let script = """
            mount -t tmpfs tmpfs /run
            export JOURNAL_STREAM=$(stat -c %d:%i "$1")
            "$2" run --config "$3" 2> "$1"
            echo $? $(cat "$1")
            """
        try office.write("", to: "journal")
        let said = try ForeignProgram.run(
            "/usr/bin/unshare",
            [
                "--mount", "--propagation", "private", "/bin/bash", "-c", script, "journal",
                office.directory.path("journal"), Program.products.appending(path: "renewald").path,
                office.directory.path(file),
            ]
        )
        #expect(said.hasPrefix("\(status) <3>"), "\(said)")
        #expect(said.contains(words) && said.contains(more), "\(said)")
    }

    @Test func aSecondInstanceOnTheSameStateIsRefused() throws {
        let office = try office()
        let (daemon, _) = try start(office)
        let second = try Program.run("renewald", ["run", "--config", office.configuration])
        #expect(second.status == 75)
        #expect(second.errors.contains(office.state))
        daemon.signal(SIGTERM)
        #expect(try daemon.status() == 0)
    }

    /// A hanging attempt is cancelled after a grace period, and nothing is lost.
    @Test func stopCancelsAHangingAttempt() throws {
        let office = try Office()
        try office.fill(1) { _ in 60 }
        let (sink, smtp, http) = try office.startSink(["--delay-ms", "600000"])
        try office.configure(smtpPort: smtp, httpPort: http)
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        try office.write(yaml + "delivery: {stop_grace: 1s}\n", to: "renewald.yaml")
        let daemon = try Program("renewald", ["run", "--config", office.configuration])
        try daemon.wait("a claim") {
            try office.renewald(["outbox", "list", "--config", office.configuration]).contains("sending")
        }
        daemon.signal(SIGTERM)
        #expect(try daemon.status() == 0)
        let listed = try office.renewald(["outbox", "list", "--config", office.configuration])
        #expect(!listed.contains("sending"))
        #expect(listed.contains("in all: 2 deferred"), "both attempts are told and wait for another")
        sink.signal(SIGKILL)
        _ = try sink.status()
    }
}
