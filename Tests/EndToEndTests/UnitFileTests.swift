import Foundation
import RenewalTestSupport
import Testing

/// The service files, judged by systemd itself.
@Suite struct UnitFileTests {
    private let folder = ForeignProgram.repository.appending(path: "systemd")

    @Test func theUnitVerifies() throws {
        let directory = try TemporaryDirectory()
        let unit = try String(contentsOf: folder.appending(path: "renewald.service"), encoding: .utf8)
        #expect(unit.contains("ExecStart=/usr/bin/renewald "))
        // The program is not installed where the unit will find it; everything else is verified as it is.
        let runnable = unit.replacing("/usr/bin/renewald", with: "/bin/true")
        let copy = directory.url.appending(path: "renewald.service")
        try Data(runnable.utf8).write(to: copy)
        _ = try ForeignProgram.run("/usr/bin/systemd-analyze", ["verify", "--man=no", copy.path])
    }

    /// What passes by itself must not leave the service dead; what needs a person must not fill the journal.
    @Test func faultsThatPassAreTriedAgain() throws {
        let unit = try String(contentsOf: folder.appending(path: "renewald.service"), encoding: .utf8)
        let lines = Set(unit.split(separator: "\n").map(String.init))
        #expect(lines.isSuperset(of: ["Restart=on-failure", "RestartSec=30s", "StartLimitIntervalSec=0"]))
        #expect(lines.contains("RestartPreventExitStatus=64 65 78 243"))
        let reloads = unit.split(separator: "\n").filter { $0.hasPrefix("ExecReload=") }
        #expect(reloads.first == "ExecReload=/usr/bin/renewald check-config /etc/renewald/renewald.yaml")
        #expect(reloads.last == "ExecReload=/bin/kill -HUP $MAINPID")
    }

    @Test func theAccountIsMade() throws {
        let directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: directory.path("etc"), withIntermediateDirectories: true)
        _ = try ForeignProgram.run(
            "/usr/bin/systemd-sysusers",
            ["--root=\(directory.url.path)", folder.appending(path: "renewald.sysusers.conf").path]
        )
        let accounts = try String(contentsOfFile: directory.path("etc/passwd"), encoding: .utf8)
        #expect(accounts.contains("renewald:"))
    }

    /// What a program that was taken over could do besides; 1.1 is what sending over a network leaves.
    @Test func theExposureStaysWhereItIs() throws {
        let unit = folder.appending(path: "renewald.service").path
        let arguments = ["security", "--offline=true", "--no-pager", "--threshold=11", unit]
        _ = try ForeignProgram.run("/usr/bin/systemd-analyze", arguments)
    }

    /// A program that was taken over must not rewrite what the office recorded.
    @Test(arguments: ["renewald.yaml", "minimal.yaml"])
    func theRegistryLiesWhereTheServiceMayNotWrite(configuration: String) throws {
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
