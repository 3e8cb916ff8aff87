import Foundation
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalNotices

/// `Documentation/notices` says what the notices say.
@Suite struct TextOfRecordTests {
    private static let folder = ForeignProgram.repository.appending(path: "Documentation/notices")

    /// `Scripts/notices --update` takes an intended change over, by setting this variable.
    private static let isUpdating = ProcessInfo.processInfo.environment["RENEWALD_UPDATE_NOTICES"] == "1"

    @Test func theTextsAreUpToDate() throws {
        let wanted = TextOfRecord.documents()
        if Self.isUpdating { try Self.write(wanted) }
        let found = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { $0.hasSuffix(".md") }
        #expect(Set(found) == Set(wanted.keys), "Scripts/notices --update writes them")
        for (name, text) in wanted {
            let kept = try? String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
            let pairs = zip(text.split(separator: "\n"), (kept ?? "").split(separator: "\n"))
            let first = pairs.first { $0 != $1 }
            #expect(kept == text, "\(name) is out of date at \(first?.0 ?? ""); Scripts/notices --update writes it")
        }
    }

    @Test func everyKindIsInThem() {
        let text = TextOfRecord.documents().values.joined()
        for kind in NoticeKind.allCases { #expect(text.contains("| 种类 Kind | `\(kind.rawValue)` |")) }
    }

    private static func write(_ documents: [String: String]) throws {
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in documents { try Data(text.utf8).write(to: folder.appending(path: name)) }
    }
}
