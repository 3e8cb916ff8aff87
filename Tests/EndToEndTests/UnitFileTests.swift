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
}
