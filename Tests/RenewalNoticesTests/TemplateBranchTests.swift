import Foundation
import RenewalRules
import Testing

@testable import RenewalNotices

/// The templates of the two languages tell of the same cases, and to nobody but those whom a kind is for.
@Suite struct TemplateBranchTests {
    private static let audiences: Set<String> = ["holder", "employer", "administrator", "relying_party"]
    /// `被`, which English has in its verb.
    private static let grammar: Set<String> = ["is_revoked"]

    /// What decides whether a sentence is true, unlike a text that is or is not recorded.
    private static let flags: Set<String> = NoticeKind.allCases.reduce(into: []) { names, kind in
        for audience in kind.row.audiences {
            let context = TemplateFixture.complete.context(kind: kind, audience: audience, language: .chinese)
            let fields = NoticeFields.all(of: context)
            names.formUnion(fields.flags.names + fields.sections.pairs.flatMap(\.value).flatMap(\.flags.names))
        }
    }

    private static let files: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(Samples.directory)/zh-CN")) ?? []).sorted()

    /// The flags that the words of a template depend on, without its subject, which has to be short.
    private func branches(of file: String, _ language: Language) throws -> Set<String> {
        let path = "\(Samples.directory)/\(language.rawValue)/\(file)"
        let source = try String(contentsOfFile: path, encoding: .utf8)
        let words = source.hasPrefix(NoticeText.subjectMark) ? source.drop { $0 != "\n" } : source[...]
        let names = words.matches(of: /\{\{[#^]([a-z_0-9]+)\}\}/).map { String($0.1) }
        return Self.flags.intersection(names).subtracting(Self.audiences).subtracting(Self.grammar)
    }

    @Test func theTemplatesAreFound() { #expect(Self.files.count > NoticeKind.allCases.count && Self.flags.count > 60) }

    @Test(arguments: files) func bothLanguagesKnowTheSameCases(file: String) throws {
        #expect(try branches(of: file, .chinese) == branches(of: file, .english))
    }

    @Test(arguments: NoticeKind.allCases, Language.allCases)
    func nobodyIsWrittenToWhomTheKindIsNotFor(kind: NoticeKind, language: Language) {
        let spoken = Set(Samples.source(kind, language).matches(of: /\{\{#([a-z_]+)\}\}/).map { String($0.1) })
        let known = Set(kind.row.audiences.map(\.rawValue))
        #expect(spoken.intersection(Self.audiences).subtracting(known) == [])
    }
}
