import Foundation
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalNotices

/// What the page for consumers of events says of the kinds is what the catalogue says.
@Suite struct WebhookManualTests {
    private static let letters: [Audience: String] = [
        .holder: "H", .employer: "E", .administrator: "A", .relyingParty: "P",
    ]

    fileprivate func page(_ language: Language) throws -> String {
        let name = language == .chinese ? "webhooks.zh-CN.md" : "webhooks.md"
        return try String(
            contentsOf: ForeignProgram.repository.appending(path: "Documentation/\(name)"),
            encoding: .utf8
        )
    }

    @Test(arguments: Language.allCases) func everyKindIsARowOfItsTable(_ language: Language) throws {
        let rows = try page(language).split(separator: "\n").filter { $0.hasPrefix("| `") }
        for kind in NoticeKind.allCases {
            let audiences = kind.row.audiences.compactMap { Self.letters[$0] }.joined(separator: " ")
            let row =
                "| `\(kind.rawValue)` | \(audiences) | \(kind.effect.rawValue) | \(language.title(of: kind)) |"
            #expect(rows.contains { $0 == row }, "\(row)")
        }
    }

    @Test(arguments: Language.allCases) func everyReasonOfAWithdrawalIsExplained(_ language: Language) throws {
        let text = try page(language)
        for reason in WithdrawnReminder.Reason.allCases { #expect(text.contains("`\(reason.rawValue)`")) }
    }
}

extension WebhookManualTests {
    /// Those that the end-to-end tests run are those of the English page.
    @Test(arguments: ["python", "js", "console", "json"]) func bothPagesHaveTheSameExamples(language: String) throws {
        let examples = try Language.allCases.map { page in
            try self.page(page).matches(of: /(?ms)^```([a-z]+)\n(.*?)^```$/).filter { $0.1 == language }.map(\.2)
        }
        #expect(examples[0] == examples[1] && !examples[0].isEmpty)
    }

    @Test(arguments: ["event.schema.json", "event.strict.schema.json"])
    func theExampleOfAnEventKeepsToTheSchemas(name: String) throws {
        let example = try #require(try page(.english).firstMatch(of: /(?ms)^```json\n(.*?)^```$/)?.1)
        let event = try JSONSerialization.data(withJSONObject: JSONSerialization.jsonObject(with: Data(example.utf8)))
        let schema = ForeignProgram.repository.appending(path: "Documentation/\(name)").path
        let complaints = try ForeignProgram.python(
            EventComposerTests.validator,
            arguments: [schema],
            input: Array(event)
        )
        #expect(complaints == "")
    }
}
