import Foundation
import RenewalRules
import Testing

@testable import RenewalOutbox

/// A local user planted something under the name of the state file or its companions.
@Suite struct HostileStateFileTests {
    private let place: OutboxPlace
    private var victim: String { place.directory.appending(path: "victim").path }

    init() throws {
        place = try OutboxPlace()
        try Data("precious".utf8).write(to: URL(filePath: victim))
    }

    private func fault(_ access: OutboxAccess = .daemon) -> String? {
        do {
            _ = try place.open(access)
            return nil
        } catch {
            return "\(error)"
        }
    }

    private func mode(_ end: String = "") throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: place.path + end)[.posixPermissions] as? Int
    }

    private func link(_ end: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: place.path + end, withDestinationPath: target)
    }

    @Test(arguments: [".lock", "-wal", "-shm", "-journal"]) func linksBesideTheStateFileAreRefused(end: String) throws {
        try link(end, to: victim)
        #expect(fault()?.contains("state.db\(end) is a symbolic link, not a file of its own") == true)
        #expect(try String(contentsOfFile: victim, encoding: .utf8) == "precious")
        #expect(!FileManager.default.fileExists(atPath: place.path))
    }

    @Test(arguments: ["", ".lock", "-wal"]) func hardLinksAreRefused(end: String) throws {
        try FileManager.default.linkItem(atPath: victim, toPath: place.path + end)
        #expect(fault()?.contains("has 2 names (hard links)") == true)
        #expect(try String(contentsOfFile: victim, encoding: .utf8) == "precious")
    }

    @Test(.timeLimit(.minutes(5)), arguments: ["", ".lock", "-wal", "-shm", "-journal"])
    func namedPipesAreRefusedAtOnce(end: String) throws {
        #expect(mkfifo(place.path + end, 0o666) == 0)
        #expect(fault()?.contains("is a named pipe") == true)
        if end.isEmpty { #expect(fault(.reading)?.contains("is a named pipe") == true) }
    }

    /// With the usual umask SQLite would have created the target world-readable.
    @Test func targetOfADanglingLinkIsCreatedOwnerOnly() throws {
        let target = place.directory.appending(path: "disk.db").path
        try link("", to: target)
        #expect(fault() == nil)
        let mode = try FileManager.default.attributesOfItem(atPath: target)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func looseModeIsTightenedAndReported() throws {
        #expect(FileManager.default.createFile(atPath: place.path, contents: nil))
        #expect(chmod(place.path, 0o666) == 0)
        var outbox: Outbox? = try place.open()
        #expect(outbox?.narrowedFiles == [place.path])
        #expect(try mode() == 0o600 && mode("-wal") == 0o600)
        outbox = nil
        #expect(try place.open().narrowedFiles.isEmpty)
    }

    @Test(.enabled(if: geteuid() == 0, "needs root")) func filesOfAnotherUserAreRefused() throws {
        for end in ["", "-wal", ".lock"] {
            #expect(FileManager.default.createFile(atPath: place.path + end, contents: nil))
            #expect(chmod(place.path + end, 0o666) == 0 && chown(place.path + end, 4711, 4711) == 0)
            #expect(fault()?.contains("state.db\(end) belongs to 4711, not to root") == true)
            #expect(try mode(end) == 0o666)
            #expect(unlink(place.path + end) == 0)
            for other in ["", ".lock"] { unlink(place.path + other) }
        }
    }

    @Test func worldWritableDirectoryIsRefused() throws {
        for mode: mode_t in [0o777, 0o1777] {
            #expect(chmod(place.directory.path, mode) == 0)
            let error = #expect(throws: OutboxError.self) { _ = try place.open() }
            #expect(error?.exitCode == 78, "a person must act")
            #expect(error?.description.contains("is a directory in which everybody may lay files") == true)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.directory.path) == ["victim"])
    }

    @Test func bellDoesNotReplaceARegularFile() throws {
        let outbox = try place.open()
        try Data("precious".utf8).write(to: URL(filePath: place.path + ".bell"))
        #expect(outbox.hangBell() == nil)
        #expect(try String(contentsOfFile: place.path + ".bell", encoding: .utf8) == "precious")
    }

    @Test func servedRegistryIsNotReadThroughALink() async throws {
        let folder = place.directory.appending(path: "served").path
        let served = ServedRegistry(registry: "/office/registry.db", directory: place.directory.path)
        try served.remember("here")
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
        #expect(unlink("\(folder)/\(name)") == 0)
        try FileManager.default.createSymbolicLink(atPath: "\(folder)/\(name)", withDestinationPath: victim)
        #expect(throws: OutboxError.self) { _ = try served.instance() }
        try FileManager.default.createSymbolicLink(atPath: "\(folder)/\(name).partial", withDestinationPath: victim)
        #expect(throws: OutboxError.self) { try served.remember("elsewhere") }
        #expect(try String(contentsOfFile: victim, encoding: .utf8) == "precious")
    }

    @Test func backupInAWorldWritableDirectoryIsRefused() async throws {
        let outbox = try place.open()
        let open = place.directory.appending(path: "open").path
        try FileManager.default.createDirectory(atPath: open, withIntermediateDirectories: false)
        #expect(chmod(open, 0o777) == 0)
        let error = await #expect(throws: OutboxError.self) { _ = try await outbox.backUp(to: "\(open)/b.db") }
        #expect(error?.exitCode == 78)
        #expect(try FileManager.default.contentsOfDirectory(atPath: open).isEmpty)
        #expect(chmod(open, 0o1777) == 0)
        #expect(try await outbox.backUp(to: "\(open)/b.db") > 0, "as in /tmp")
    }

    @Test(.timeLimit(.minutes(5))) func namedPipeAsBackupIsRefusedAtOnce() throws {
        let pipe = place.directory.appending(path: "pipe").path
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(throws: OutboxError.unreadable(path: pipe, reason: Phrase("不是文件", "it is not a file"))) {
            _ = try Outbox(path: pipe, access: .backup, at: Sample.start)
        }
    }
}
