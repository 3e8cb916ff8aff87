import Foundation
import RenewalTestSupport
import Testing

/// Root's commands leave nothing behind that the service's user cannot open.
///
/// Only root can give files away; another user's tests find nothing to look at.
@Suite(.enabled(if: geteuid() == 0)) struct OwnershipTests {
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

    @Test func rootDoesNotRunOnAnotherUsersFiles() throws {
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

    @Test func whatRootsCommandsMakeBelongsToTheService() throws {
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
}
