import Foundation
import RenewalFiles
import RenewalTestSupport
import Testing

/// A local user planted something under the name of one of our files.
@Suite struct OwnFileTests {
    private let directory: TemporaryDirectory
    private var path: String { directory.path("file") }

    init() throws { directory = try TemporaryDirectory() }

    private func faultOpening(_ flags: Int32 = O_RDWR | O_CREAT) -> String? {
        do throws(FileRefusal) {
            close(try OwnFile.open(path, flags))
            return nil
        } catch {
            return "\(error)"
        }
    }

    private func mode(of path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func newFileIsOwnerOnly() throws {
        #expect(faultOpening() == nil)
        #expect(try mode(of: path) == 0o600)
        #expect(try OwnFile(at: path)?.isOwnersAlone == true)
    }

    @Test func missingFileIsNil() throws {
        #expect(try OwnFile(at: path) == nil)
        #expect(faultOpening(O_RDONLY)?.hasSuffix("no such file or directory") == true)
    }

    @Test(arguments: ["victim", "missing"]) func linkIsNotFollowedAndItsTargetNotCreated(target: String) throws {
        try Data("precious".utf8).write(to: URL(filePath: directory.path("victim")))
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: directory.path(target))
        #expect(faultOpening()?.contains("is a symbolic link, not a file of its own") == true)
        #expect(try String(contentsOfFile: directory.path("victim"), encoding: .utf8) == "precious")
        #expect(!FileManager.default.fileExists(atPath: directory.path("missing")))
    }

    @Test func aHardLinkIsRefused() throws {
        try Data("precious".utf8).write(to: URL(filePath: directory.path("victim")))
        try FileManager.default.linkItem(atPath: directory.path("victim"), toPath: path)
        #expect(faultOpening()?.contains("has 2 names (hard links)") == true)
    }

    @Test(.timeLimit(.minutes(5)), arguments: [O_RDONLY, O_WRONLY, O_RDWR | O_CREAT])
    func aNamedPipeIsRefusedWithoutWaiting(flags: Int32) throws {
        #expect(mkfifo(path, 0o600) == 0)
        #expect(faultOpening(flags)?.contains("is a named pipe") == true)
    }

    @Test func directoriesAndDevicesAreRefused() throws {
        #expect(throws: FileRefusal.self) { _ = try OwnFile(at: "/dev/null") }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect(faultOpening()?.contains("is a directory") == true)
    }

    @Test(.enabled(if: geteuid() == 0, "needs root")) func fileOfAnotherUserIsRefused() throws {
        try Data().write(to: URL(filePath: path))
        #expect(chown(path, 4711, 4711) == 0 && chmod(path, 0o666) == 0)
        #expect(
            faultOpening()?.contains("belongs to 4711, not to root; run the command as that user: sudo -u 4711") == true
        )
        #expect(try mode(of: path) == 0o666)
    }

    @Test(arguments: [0o644, 0o666, 0o660]) func looseModeOfOurOwnFileIsTightened(mode wide: mode_t) throws {
        try Data().write(to: URL(filePath: path))
        #expect(chmod(path, wide) == 0)
        let file = try #require(try OwnFile(at: path))
        #expect(file.permissions == wide && !file.isOwnersAlone)
        #expect(faultOpening() == nil)
        #expect(try mode(of: path) == 0o600)
    }
}
