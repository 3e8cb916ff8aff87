import Foundation
import RenewalTestSupport
import Testing

/// Root's commands leave nothing behind that the service's user cannot open.
///
/// Only root can change the owner of files, so the suite is disabled for other users.
@Suite(.startsPrograms, .enabled(if: geteuid() == 0, "needs root")) struct OwnershipTests {
    private static let nobody: UInt32 = 65534
    private let office: Office

    init() throws {
        office = try Office()
        try office.fill(2) { _ in 60 }
        try office.configure(smtpPort: 1, httpPort: 1)
    }

    private func give() throws {
        let folder = office.directory.url.path
        #expect(chown(folder, Self.nobody, Self.nobody) == 0)
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
            #expect(chown("\(folder)/\(file)", Self.nobody, Self.nobody) == 0)
        }
    }

    private func strangers() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: office.directory.url.path).filter { file in
            var status = stat()
            return lstat(office.directory.path(file), &status) == 0 && status.st_uid != Self.nobody
        }
    }

    @Test func runAsRootOnAnotherUsersFilesIsRefused() throws {
        let arguments = ["run", "--once", "--config", office.configuration]
        try give()
        let first = try Program.run("renewald", arguments)
        #expect(first.status == 64 && first.errors.contains("runuser -u nobody -- renewald run"), "\(first.errors)")
        #expect(try strangers().isEmpty, "neither a lock nor a state file")
        for path in [office.directory.url.path, office.directory.path("webhook.secret")] {
            #expect(chown(path, 0, 0) == 0)
        }
        #expect(try Program.run("renewald", arguments).status == 75)
        try give()
        #expect(chown(office.directory.url.path, 0, 0) == 0)
        let second = try Program.run("renewald", arguments)
        #expect(second.status == 64 && second.errors.contains(office.state), "\(second.errors)")
    }

    @Test func filesMadeByRootsCommandsBelongToTheService() throws {
        _ = try Program.run("renewald", ["run", "--once", "--config", office.configuration])
        try give()
        let orders = [
            ["outbox", "list"], ["outbox", "retry", "--all"], ["outbox", "backup", office.directory.path("b.db")],
            ["explain", "R-1"], ["outbox", "restore", office.directory.path("b.db")],
        ]
        for order in orders {
            try office.renewald(order + ["--config", office.configuration])
            #expect(try strangers().isEmpty, "\(order)")
        }
        try office.renewald(["registry", "init", "--registry", office.directory.path("new.db")])
        let people = office.directory.path("person.csv")
        try office.renewald(["registry", "import", "--registry", office.registry, "--write", people])
        #expect(try strangers().isEmpty)
    }

    /// Backups are kept where the service has no access.
    @Test func rootOwnsBackupsInItsOwnDirectory() throws {
        let own = try TemporaryDirectory()
        #expect(chmod(own.url.path, 0o700) == 0)
        _ = try Program.run("renewald", ["run", "--once", "--config", office.configuration])
        try give()
        let backup = own.path("b.db")
        try office.renewald(["outbox", "backup", backup, "--config", office.configuration])
        var status = stat()
        #expect(lstat(backup, &status) == 0 && status.st_uid == 0 && status.st_mode & 0o777 == 0o600)
        try office.renewald(["outbox", "restore", backup, "--config", office.configuration])
        #expect(try strangers().isEmpty)
    }

    /// What root asks for in its own folder comes there, and not in part.
    @Test func rootWritesResultsAmongItsOwnFiles() throws {
        let own = try TemporaryDirectory()
        #expect(chmod(own.url.path, 0o700) == 0)
        try give()
        try Data("姓名,邮箱,注册号,有效期至\n李四,li.si@example.test,1001,27/3/5\n".utf8)
            .write(to: own.url.appending(path: "名单.csv"))
        let registry = ["--registry", office.registry]
        try office.renewald(["registry", "backup", "--to", own.path("b.db")] + registry)
        try office.renewald(["registry", "export", own.path("登记表.xlsx")] + registry)
        let order = ["registry", "import", own.path("名单.csv"), "--rejects", own.path("退回.csv")]
        let run = try Program.run("renewald", order + ["--write", "--skip-bad"] + registry)
        #expect(run.status == 65, "\(run)")
        for file in ["b.db", "登记表.xlsx", "退回.csv"] {
            var status = stat()
            #expect(lstat(own.path(file), &status) == 0 && status.st_uid == 0 && status.st_size > 0, "\(file)")
        }
        #expect(try strangers().isEmpty)
        // Nothing is left of what was not made.
        let failed = ["registry", "export", own.path("新.xlsx"), "--registry", office.directory.path("没有.db")]
        #expect(try Program.run("renewald", failed).status == 66)
        #expect(access(own.path("新.xlsx"), F_OK) != 0)
    }

    /// What root may read is of no use to the service.
    @Test func aCheckByRootSeesWhatTheServiceMayRead() throws {
        try give()
        #expect(try Program.run("renewald", ["check-config", office.configuration]).status == 0)
        #expect(chown(office.registry, 0, 0) == 0 && chmod(office.registry, 0o600) == 0)
        let check = try Program.run("renewald", ["check-config", office.configuration])
        #expect(check.status == 78 && check.errors.contains("permission denied; let user nobody read it"), "\(check)")
    }

    /// Without the right to read files of others, root is refused as any other user would be.
    @Test func whoMayNotReadAFileIsToldHow() throws {
        for file in [office.configuration, office.registry] {
            #expect(chown(file, Self.nobody, Self.nobody) == 0 && chmod(file, 0o600) == 0)
        }
        func refusal(_ order: String...) throws -> String {
            let refused = try #require(throws: ForeignProgram.Failure.self) {
                let program = Program.products.appending(path: "renewald").path
                let rights = ["--bounding-set", "-dac_override,-dac_read_search"]
                _ = try ForeignProgram.run("/usr/bin/setpriv", rights + [program] + order + ["--language", "en"])
            }
            return refused.description
        }
        let status = try refusal("status", "--config", office.configuration)
        let words = "renewald.yaml: cannot read the configuration: permission denied; run the command with sudo, or "
        #expect(status.contains(words), "\(status)")
        let check = try refusal("registry", "check", "--registry", office.registry)
        #expect(check.contains("permission denied; let user root read it, or run the command with sudo"), "\(check)")
    }

    @Test func commandsToCopyAreRunAsTheGivenOneWas() throws {
        try give()
        let sheet = office.directory.path("list.csv")
        let row = "李四,li.si@example.test,1001,2027-03-05"
        try Data("姓名,邮箱,注册号,有效期至\n\(row)\n".utf8).write(to: URL(filePath: sheet))
        let order = ["registry", "import", sheet, "--registry", office.registry]
        let own = try Program.run("renewald", order)
        #expect(own.status == 0 && own.output.contains("\n  renewald registry import "), "\(own)")
        let sudo = try Program.run("renewald", order, environment: ["SUDO_UID": "1000"])
        #expect(sudo.status == 0 && sudo.output.contains("\n  sudo renewald registry import "), "\(sudo)")
        let settings = ["registry", "import", sheet, "--write", "--yes", "--config", office.configuration]
        let keeper = try Program.run("renewald", settings, environment: ["SUDO_UID": "1000"])
        #expect(keeper.output.contains("\n  sudo renewald plan --config "), "\(keeper)")
    }

    /// An attacker with the office's account waits for root to run commands on the registry.
    @Test func rootDoesNotFollowALinkInPlaceOfTheRegistry() throws {
        let own = try TemporaryDirectory()
        let victim = own.path("victim.db")
        try office.renewald(["registry", "init", "--registry", victim])
        let before = try Data(contentsOf: URL(filePath: victim))
        try give()
        #expect(unlink(office.registry) == 0)
        try FileManager.default.createSymbolicLink(atPath: office.registry, withDestinationPath: victim)
        #expect(lchown(office.registry, Self.nobody, Self.nobody) == 0 && chmod(victim, 0o600) == 0)
        let people = office.directory.path("person.csv")
        let order = ["registry", "import", "--registry", office.registry, "--write", people]
        #expect(try Program.run("renewald", order).status == 74)
        #expect(try Data(contentsOf: URL(filePath: victim)) == before)
    }

    /// A check reports what a start would refuse, even when root runs it.
    @Test func checkRefusesAStateFileThatAStartWouldRefuse() throws {
        try give()
        let check = ["check-config", office.configuration]
        #expect(try Program.run("renewald", check).status == 0)
        #expect(mkfifo(office.state + "-wal", 0o666) == 0)
        let run = try Program.run("renewald", check)
        #expect(run.status == 78 && run.errors.contains("state.db-wal is a named pipe"), "\(run.errors)")
    }
}
