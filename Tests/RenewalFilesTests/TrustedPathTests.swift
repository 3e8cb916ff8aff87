import Foundation
import RenewalFiles
import RenewalRules
import RenewalTestSupport
import Testing

/// A local user can write somewhere on the way to our files, or plants something under their names.
@Suite struct TrustedPathTests {
    /// A user who owns none of the tests' files.
    private static let stranger: uid_t = 4711
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func fault(_ name: String, in kind: TrustedPath.Directory = .exclusive) -> String? {
        do throws(FileRefusal) {
            _ = try TrustedPath(directory.path(name), in: kind)
            return nil
        } catch {
            #expect(SentenceReview.faults(chinese: error.phrase.chinese, english: error.phrase.english) == [])
            return "\(error)"
        }
    }

    private func make(_ folder: String, mode: mode_t = 0o755) throws {
        try FileManager.default.createDirectory(atPath: directory.path(folder), withIntermediateDirectories: true)
        #expect(chmod(directory.path(folder), mode) == 0)
    }

    private func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: directory.path(name), withDestinationPath: target)
    }

    @Test func anAdministratorsLinksAreFollowed() throws {
        try make("disk/state")
        try link("by-name", to: directory.path("disk/state"))
        try link("disk/state/there.db", to: "../../disk/./state/real.db")
        let path = try TrustedPath(directory.path("by-name/there.db"), in: .exclusive).path
        #expect(path == directory.path("disk/state/real.db"))
    }

    @Test func missingPathIsTakenAsWritten() throws {
        #expect(try TrustedPath(directory.path("没有/x.db"), in: .exclusive).path == directory.path("没有/x.db"))
        #expect(try TrustedPath("/", in: .shared).path == "/")
    }

    @Test(arguments: [0o757, 0o777, 0o702]) func worldWritableDirectoryIsRefused(mode: mode_t) throws {
        try make("open", mode: mode)
        let found = try #require(fault("open/state.db"))
        #expect(found.hasPrefix("\(directory.path("open")) is a directory in which everybody may lay files"))
        #expect(found.contains("run chmod go-w"))
        #expect(fault("open/state.db", in: .shared) != nil, "without the sticky bit anything can be exchanged")
    }

    @Test func aDatabaseIsNotKeptBesideOtherPeoplesFiles() throws {
        try make("tmp", mode: 0o1777)
        #expect(fault("tmp/state.db")?.contains("name a directory of the service's own") == true)
        #expect(fault("tmp/backup.db", in: .shared) == nil)
        try make("tmp/own")
        #expect(fault("tmp/own/state.db") == nil)
    }

    @Test(.enabled(if: geteuid() == 0, "needs root")) func parentDirectoryOfAnotherUserIsRefused() throws {
        try make("theirs/ours")
        #expect(chown(directory.path("theirs"), Self.stranger, 0) == 0)
        let words = "theirs is a directory that belongs to 4711, not to root; run sudo -u 4711 renewald"
        #expect(fault("theirs/ours/state.db")?.contains(words) == true)
    }

    @Test(.enabled(if: geteuid() == 0, "needs root")) func linkOfAnotherUserIsRefused() throws {
        try make("tmp", mode: 0o1777)
        try make("private", mode: 0o700)
        try link("tmp/way", to: directory.path("private"))
        #expect(fault("tmp/way/state.db") == nil)
        #expect(lchown(directory.path("tmp/way"), Self.stranger, 0) == 0)
        #expect(fault("tmp/way/state.db")?.contains("is a symbolic link that belongs to 4711") == true)
    }

    @Test(.enabled(if: geteuid() == 0, "needs root")) func onlyATrustedGroupMayWrite() throws {
        try make("shared", mode: 0o775)
        #expect(fault("shared/state.db") == nil, "root's group")
        #expect(chown(directory.path("shared"), 0, Self.stranger) == 0)
        #expect(fault("shared/state.db")?.contains("group 4711, which is not the service's") == true)
    }

    @Test func circularLinksAreRefused() throws {
        try link("loop", to: "loop")
        #expect(fault("loop")?.contains("symbolic links") == true)
        #expect(fault("loop/state.db")?.contains("symbolic links") == true)
    }

    @Test func fileInPlaceOfADirectoryIsRefused() throws {
        try Data().write(to: directory.url.appending(path: "file"))
        #expect(fault("file/state.db")?.hasSuffix("file: not a directory") == true)
    }
}
