import Foundation
import RenewalTestSupport
import Testing

/// A local user plants files for the program, or the environment is hostile.
@Suite(.startsPrograms) struct HostileEnvironmentTests {
    private let office: Office

    init() throws {
        office = try Office()
        try office.fill(2) { _ in 60 }
        try office.configure(smtpPort: 1, httpPort: 1)
    }

    private func once(_ environment: [String: String] = [:]) throws -> (status: Int32, errors: String) {
        let run = try Program.run(
            "renewald",
            ["run", "--once", "--config", office.configuration],
            environment: environment
        )
        return (run.status, run.errors)
    }

    private func mode(of name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: office.directory.path(name))[.posixPermissions] as? Int
    }

    /// Whoever can read this file can read all mail and every login.
    @Test func sslKeyLogFileIsIgnored() throws {
        let keys = office.directory.path("keys.log")
        #expect(try once(["SSLKEYLOGFILE": keys]).status == 75, "nobody listens on port 1")
        #expect(!FileManager.default.fileExists(atPath: keys))
    }

    /// OpenSSL would load any module named in such a file, and would wait for ever on a pipe.
    @Test func openSSLConfigurationInTheEnvironmentIsIgnored() throws {
        let pipe = office.directory.path("openssl.cnf")
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(try once(["OPENSSL_CONF": pipe]).status == 75)
    }

    @Test func newFilesAreOwnerOnlyWhateverTheUmask() throws {
        let renewald = Program.products.appending(path: "renewald").path
        let script = "umask 0; \"$0\" run --once --config \"$1\"; \"$0\" outbox backup \"$2\" --config \"$1\""
        let arguments = ["-c", script, renewald, office.configuration, office.directory.path("b.db")]
        _ = try ForeignProgram.run("/bin/sh", arguments)
        for name in ["state.db", "state.db.lock", "b.db"] { #expect(try mode(of: name) == 0o600, "\(name)") }
        #expect(try mode(of: "served") == 0o700)
    }

    @Test func registryIsGroupReadableWhateverTheUmask() throws {
        #expect(try mode(of: "registry.db") == 0o640)
    }

    /// `run --once` used to overwrite the target of such a link with the content of a lock.
    @Test func targetOfAPlantedLinkIsNotOverwritten() throws {
        try office.write("root:x:0:0", to: "victim")
        for name in ["state.db.lock", "state.db"] {
            let link = office.directory.path(name)
            unlink(link)
            try FileManager.default.createSymbolicLink(
                atPath: link,
                withDestinationPath: office.directory.path("victim")
            )
            let run = try once()
            #expect(run.status != 0 && run.status != 75, "\(run.errors)")
            let victim = try String(contentsOfFile: office.directory.path("victim"), encoding: .utf8)
            #expect(victim == "root:x:0:0")
        }
    }

    @Test func looseModeOfAnExistingFileIsTightenedAndLogged() throws {
        _ = try once()
        #expect(chmod(office.state, 0o644) == 0)
        let run = try once()
        #expect(run.errors.contains("others could use this file, now only its owner can"))
        #expect(try mode(of: "state.db") == 0o600)
    }
}
