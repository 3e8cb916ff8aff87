import Foundation
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalNotices

/// The strict schema in `Documentation` is the one that the catalogue gives.
@Suite struct EventSchemaTests {
    private static let file = ForeignProgram.repository.appending(path: EventSchema.file)

    /// `Scripts/schema --update` takes an intended change over, by setting this variable.
    private static let isUpdating = ProcessInfo.processInfo.environment["RENEWALD_UPDATE_SCHEMA"] == "1"

    @Test func theStrictSchemaIsUpToDate() throws {
        let wanted = try EventSchema.document()
        if Self.isUpdating { try Data(wanted.utf8).write(to: Self.file) }
        let kept = try? String(contentsOf: Self.file, encoding: .utf8)
        let lines = [wanted, kept ?? ""].map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
        let first = zip(lines[0], lines[1]).first { $0 != $1 }
        #expect(kept == wanted, "out of date at \(first?.0 ?? "its end"); Scripts/schema --update writes it")
    }

    @Test func everyReferenceHasADefinition() throws {
        let text = try EventSchema.document()
        let parts = try #require(text.firstRange(of: "\n  \"$defs\": {\n")).upperBound
        let references = Set(text.matches(of: /#\/\$defs\/([^"]+)"/).map { String($0.1) })
        let definitions = Set(text[parts...].matches(of: /(?m)^    "([^"]+)": \{/).map { String($0.1) })
        #expect(references.subtracting(definitions) == [])
        #expect(definitions.subtracting(references) == [], "defined and never used")
    }

    /// What the rules plan is what the shapes say, so that none promises what no event has.
    @Test func everyStateOfAShapeIsOneOfItsType() {
        for kind in NoticeKind.allCases {
            for record in kind.shape.records {
                let states = record.type.states.map(\.word)
                #expect(Set(record.states).isSubset(of: states) && record.states.isEmpty == states.isEmpty, "\(kind)")
            }
        }
    }
}
