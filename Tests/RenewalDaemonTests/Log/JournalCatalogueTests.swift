import Foundation
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalDaemon

/// The journal's catalogue, as the package installs it.
@Suite struct JournalCatalogueTests {
    private static let files: [(language: Language, name: String)] = [
        (.english, "renewald.catalog"), (.chinese, "renewald.zh_CN.catalog"),
    ]

    private static func url(_ name: String) -> URL { ForeignProgram.repository.appending(path: "systemd/\(name)") }

    /// `Scripts/catalog --update` writes them anew.
    @Test(arguments: files) func catalogueIsThatOfTheMessages(language: Language, name: String) throws {
        let text = LogMessage.catalogue(in: language)
        if ProcessInfo.processInfo.environment["RENEWALD_UPDATE_CATALOG"] == "1" {
            try Data(text.utf8).write(to: Self.url(name))
        }
        #expect(try String(contentsOf: Self.url(name), encoding: .utf8) == text)
    }

    @Test func everyMessageHasAnIDOfItsOwn() {
        let ids = LogMessage.allCases.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{32}/) != nil })
        #expect(Set(LogMessage.allCases.map(\.text)).count == ids.count)
    }

    /// A field that the entry does not have would stand there as it is.
    @Test(arguments: LogMessage.allCases) func bothLanguagesNameTheSameFields(message: LogMessage) {
        func fields(_ text: String) -> Set<Substring> { Set(text.matches(of: /@([A-Z_]+)@/).map(\.output.1)) }
        let (subject, text) = message.words
        let all = (subject.chinese + text.chinese, subject.english + text.english)
        #expect(fields(all.0) == fields(all.1))
        #expect(fields(all.0).allSatisfy { $0.hasPrefix("RENEWALD_") })
    }

    @Test func theReadmeNamesIDsThatExist() throws {
        let text = try String(contentsOf: ForeignProgram.repository.appending(path: "README.md"), encoding: .utf8)
        let named = text.matches(of: /`([0-9a-f]{32})`/).map { String($0.output.1) }
        #expect(named.count == 11)
        #expect(Set(named).isSubset(of: LogMessage.allCases.map(\.id)))
    }

    @Test func journalctlTakesTheCatalogue() throws {
        let directory = try TemporaryDirectory()
        let folder = directory.url.appending(path: "usr/lib/systemd/catalog")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.createDirectory(
            at: directory.url.appending(path: "var/lib/systemd/catalog"),
            withIntermediateDirectories: true
        )
        for (_, name) in Self.files {
            try FileManager.default.copyItem(at: Self.url(name), to: folder.appending(path: name))
        }
        let root = "--root=\(directory.url.path)"
        _ = try ForeignProgram.run("/usr/bin/journalctl", ["--update-catalog", root])
        // Which language an article is in is taken from the name of its file.
        let database = try Data(contentsOf: directory.url.appending(path: "var/lib/systemd/catalog/database"))
        #expect(database.range(of: Data("zh_CN\0".utf8)) != nil)
        let told = try ForeignProgram.run("/usr/bin/env", ["LC_ALL=C.UTF-8", "journalctl", "--dump-catalog", root])
        for message in LogMessage.allCases {
            #expect(told.contains("-- \(message.id)\nSubject: \(message.words.subject.english)\n"))
        }
    }
}
