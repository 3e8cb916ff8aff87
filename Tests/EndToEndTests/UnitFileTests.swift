import Foundation
import RenewalTestSupport
import Testing

/// The service files, judged by systemd itself.
@Suite(.startsPrograms) struct UnitFileTests {
    private let folder = ForeignProgram.repository.appending(path: "systemd")

    @Test(arguments: ["renewald.service", "renewald-import.service", "renewald-web.service"])
    func theUnitVerifies(name: String) throws {
        let directory = try TemporaryDirectory()
        let unit = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        #expect(unit.contains("ExecStart=/usr/bin/renewald "))
        // The program is not installed where the unit expects it; everything else is verified as it is.
        let runnable = unit.replacing("/usr/bin/renewald", with: "/bin/true")
        let copy = directory.url.appending(path: name)
        try Data(runnable.utf8).write(to: copy)
        _ = try ForeignProgram.run("/usr/bin/systemd-analyze", ["verify", "--man=no", copy.path])
    }

    /// A path unit sees nothing of what another host writes on a share.
    @Test func sheetsAreLookedAtEveryFiveMinutes() throws {
        let directory = try TemporaryDirectory()
        for name in ["renewald-import.timer", "renewald-import.service"] {
            let unit = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            let runnable = unit.replacing("/usr/bin/renewald", with: "/bin/true")
            try Data(runnable.utf8).write(to: directory.url.appending(path: name))
        }
        let timer = directory.url.appending(path: "renewald-import.timer").path
        _ = try ForeignProgram.run("/usr/bin/systemd-analyze", ["verify", "--man=no", timer])
        #expect(try String(contentsOfFile: timer, encoding: .utf8).contains("OnUnitInactiveSec=5min\n"))
    }

    /// A transient failure must not leave the service dead; one that needs a person must not fill the journal.
    @Test func transientFailuresAreRestarted() throws {
        let unit = try String(contentsOf: folder.appending(path: "renewald.service"), encoding: .utf8)
        let lines = Set(unit.split(separator: "\n").map(String.init))
        #expect(lines.isSuperset(of: ["Restart=on-failure", "RestartSec=30s", "StartLimitIntervalSec=0"]))
        #expect(lines.contains("RestartPreventExitStatus=64 65 78 243"))
        let reloads = unit.split(separator: "\n").filter { $0.hasPrefix("ExecReload=") }
        #expect(reloads.first == "ExecReload=/usr/bin/renewald check-config /etc/renewald/renewald.yaml")
        #expect(reloads.last == "ExecReload=/bin/kill -HUP $MAINPID")
    }

    /// A package is installed before it is configured; what it starts must wait, and not fail.
    @Test(arguments: ["renewald.service", "renewald-import.service"])
    func withoutAConfigurationNothingStarts(name: String) throws {
        let unit = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        let start = try #require(unit.firstMatch(of: /ExecStart=.* --config ([^\n]+)\n/)).1
        #expect(unit.contains("\nConditionPathExists=\(start)\n"))
    }

    @Test func sysusersCreatesTheAccounts() throws {
        let directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: directory.path("etc"), withIntermediateDirectories: true)
        _ = try ForeignProgram.run(
            "/usr/bin/systemd-sysusers",
            ["--root=\(directory.url.path)", folder.appending(path: "renewald.sysusers.conf").path]
        )
        let accounts = try String(contentsOfFile: directory.path("etc/passwd"), encoding: .utf8)
        let groups = try String(contentsOfFile: directory.path("etc/group"), encoding: .utf8)
        let group = try #require(groups.firstMatch(of: /renewald:[^:]*:([0-9]+):/)).1
        // The registry's owner makes files that the service may read.
        for account in ["renewald", "registry"] {
            let line = try #require(accounts.split(separator: "\n").first { $0.hasPrefix("\(account):") })
            #expect(line.split(separator: ":", omittingEmptySubsequences: false)[3] == group)
        }
    }

    /// What a compromised program could still do; 1.1 is the least that allows sending over a network, and what listens to
    /// this machine alone does with less.
    @Test(arguments: [("renewald.service", 11), ("renewald-web.service", 9)])
    func exposureStaysBelowTheThreshold(name: String, threshold: Int) throws {
        let unit = folder.appending(path: name).path
        let arguments = ["security", "--offline=true", "--no-pager", "--threshold=\(threshold)", unit]
        _ = try ForeignProgram.run("/usr/bin/systemd-analyze", arguments)
    }

    /// What listens must not be able to change what was sent.
    @Test func whatListensCannotWriteTheStateFile() throws {
        let daemon = try String(contentsOf: folder.appending(path: "renewald.service"), encoding: .utf8)
        let web = try String(contentsOf: folder.appending(path: "renewald-web.service"), encoding: .utf8)
        let state = try #require(daemon.firstMatch(of: /StateDirectory=([a-z]+)/)).1
        #expect(web.contains("ReadOnlyPaths=/var/lib/\(state)\n") && web.contains("ProtectSystem=strict\n"))
        #expect(
            !web.contains("\nStateDirectory=") && !web.contains("ReadWritePaths=") && !web.contains("LoadCredential=")
        )
    }

    /// A compromised program must not be able to change the office's records.
    @Test(arguments: ["renewald.yaml", "minimal.yaml"])
    func serviceCannotWriteTheRegistry(configuration: String) throws {
        let unit = try String(contentsOf: folder.appending(path: "renewald.service"), encoding: .utf8)
        let file = ForeignProgram.repository.appending(path: "Config/\(configuration)")
        let text = try String(contentsOf: file, encoding: .utf8)
        let registry = try #require(text.firstMatch(of: /\/[a-z\/]+\/registry\.db/)).output
        let writable = try #require(unit.firstMatch(of: /StateDirectory=([a-z]+)/)).1
        #expect(!registry.hasPrefix("/var/lib/\(writable)/"))
        #expect(unit.contains("ReadOnlyPaths=-\(registry.dropLast("/registry.db".count))\n"))
        #expect(unit.contains("ProtectSystem=strict\n") && !unit.contains("ReadWritePaths="))
    }
}
