import Foundation
import RenewalBounces
import RenewalRules
import RenewalTestSupport
import Testing

/// The maildir that mail servers deliver to while other programs read it.
@Suite struct BounceMailboxTests {
    private let directory: TemporaryDirectory
    private let mailbox: BounceMailbox

    init() throws {
        directory = try TemporaryDirectory()
        for folder in ["tmp", "new", "cur"] {
            let url = directory.url.appending(path: folder)
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        }
        mailbox = BounceMailbox(path: directory.url.path)
    }

    private func put(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: directory.url.appending(path: name))
    }

    private func files(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory.path(folder)).sorted()
    }

    @Test func whatWasDealtWithIsMarkedAsReadAndDeleted() async throws {
        try put("one", "new/1.a")
        try put("two", "cur/2.b:2,F")
        try put("other", "cur/3.c:2,ST")
        try put("half", "tmp/4.d")
        let entries = try await mailbox.entries(limit: 9)
        #expect(entries.map(\.name) == ["1.a", "2.b"])
        #expect(try await mailbox.read(entries[0], limit: 100) == Array("one".utf8))
        #expect(try await mailbox.read(entries[1], limit: 2) == Array("tw".utf8))
        for entry in entries { try await mailbox.settle(entry) }
        #expect(try files("new") == [] && files("cur") == ["1.a:2,ST", "2.b:2,FST", "3.c:2,ST"])
        #expect(try await mailbox.entries(limit: 9) == [])
        #expect(mailbox.fault == nil)
    }

    /// A mail reader moves it to `cur` at any moment.
    @Test func whatAReaderMovesMeanwhileIsFoundAgain() async throws {
        try put("one", "new/1.a")
        let entry = try #require(try await mailbox.entries(limit: 9).first)
        try FileManager.default.moveItem(atPath: directory.path("new/1.a"), toPath: directory.path("cur/1.a:2,S"))
        #expect(try await mailbox.read(entry, limit: 9) == nil)
        try await mailbox.settle(entry)
        let again = try await mailbox.entries(limit: 9)
        #expect(again.map(\.name) == ["1.a"] && again != [entry])
    }

    @Test func linksAndPipesAreNotRead() async throws {
        try put("secret", "secret")
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("new/1.link"),
            withDestinationPath: directory.path("secret")
        )
        #expect(mkfifo(directory.path("new/2.pipe"), 0o600) == 0)
        for entry in try await mailbox.entries(limit: 9) {
            await #expect(throws: BounceMailbox.Failure.self) { try await mailbox.read(entry, limit: 9) }
        }
        try FileManager.default.removeItem(atPath: directory.path("new"))
        try FileManager.default.createSymbolicLink(atPath: directory.path("new"), withDestinationPath: "cur")
        await #expect(throws: BounceMailbox.Failure.self) { try await mailbox.entries(limit: 9) }
    }

    @Test func aMissingMaildirIsNamed() async throws {
        let missing = BounceMailbox(path: directory.path("nowhere"))
        await #expect(throws: BounceMailbox.Failure.self) { try await missing.entries(limit: 9) }
        #expect(missing.fault?.english.contains("nowhere/new of the maildir for bounces") == true)
    }

    @Test func oldReportsAreRemovedAndOthersStay() async throws {
        for name in ["cur/1.a:2,ST", "cur/2.b:2,S", "cur/3.c:2,ST"] { try put("text", name) }
        let old = Date(timeIntervalSince1970: 1_700_000_000)
        for name in ["cur/1.a:2,ST", "cur/2.b:2,S"] {
            try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: directory.path(name))
        }
        #expect(try await mailbox.removeSettled(before: UnixTime(seconds: 1_700_000_001)) == 1)
        #expect(try files("cur") == ["2.b:2,S", "3.c:2,ST"])
    }
}
