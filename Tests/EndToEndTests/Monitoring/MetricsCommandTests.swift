import Foundation
import RenewalTestSupport
import Testing

/// `renewald metrics`, for those who have node_exporter.
@Suite(.startsPrograms) struct MetricsCommandTests {
    private func office() throws -> Office {
        let office = try Office()
        try office.fill(2) { _ in 1000 }
        try office.configure(smtpPort: 1, httpPort: 1)
        return office
    }

    private func mode(of path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func theTextfileTakesThePlaceOfTheOldOne() throws {
        let office = try office()
        let folder = office.directory.path("collector")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = folder + "/renewald.prom"
        for state in ["0", "1"] {
            if state == "1" { _ = try office.renewald(["run", "--once", "--config", office.configuration]) }
            _ = try office.renewald(["metrics", "--config", office.configuration, "--textfile", file])
            let text = try String(contentsOfFile: file, encoding: .utf8)
            #expect(text.contains("renewald_daemon_running 0\n"))
            #expect(text.contains("renewald_rows_unreadable") == (state == "1"))
            #expect(try mode(of: file) == 0o644)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["renewald.prom"])
    }

    /// An old file would say for ever that all is well.
    @Test func aFileThatCannotBeReadIsSaidInTheTextfile() throws {
        let office = try office()
        try office.write("not a database, but as long as one would be at least", to: "state.db")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: office.state)
        let file = office.directory.path("renewald.prom")
        let end = try Program.run("renewald", ["metrics", "--config", office.configuration, "--textfile", file])
        #expect(end.status == 65)
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("renewald_state_readable 0\n"))
    }

    /// As the unit has it: whoever only looks may write nothing beside the state file.
    @Test func aFolderThatCannotBeWrittenIsRead() throws {
        let office = try office()
        let daemon = try Program("renewald", ["run", "--config", office.configuration])
        try daemon.wait("the first pass") {
            try office.renewald(["metrics", "--config", office.configuration]).contains("renewald_rows_unreadable")
        }
        let script = """
            mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && exec "$2" metrics --config "$3"
            """
        let program = Program.products.appending(path: "renewald").path
        let text = try ForeignProgram.run(
            "/usr/bin/unshare",
            ["-m", "sh", "-c", script, "sh", office.directory.url.path, program, office.configuration]
        )
        #expect(text.contains("renewald_state_readable 1\n") && text.contains("renewald_daemon_running 1\n"))
        daemon.signal(SIGTERM)
        #expect(try daemon.status() == 0)
    }

    @Test func aFolderThatIsNotThereIsNamed() throws {
        let office = try office()
        let file = office.directory.path("nowhere/renewald.prom")
        let end = try Program.run("renewald", ["metrics", "--config", office.configuration, "--textfile", file])
        #expect(end.status == 73)
        #expect(end.errors.contains("nowhere/renewald.prom"))
    }
}
