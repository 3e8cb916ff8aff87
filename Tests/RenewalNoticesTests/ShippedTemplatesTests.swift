import Foundation
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalNotices

/// The templates inside the program, and an office's own ones beside them.
@Suite struct ShippedTemplatesTests {
    private let directory: TemporaryDirectory
    private var folder: String { directory.path("templates") }

    init() throws { directory = try TemporaryDirectory() }

    private func write(_ text: String, to name: String) throws {
        let file = URL(filePath: "\(folder)/\(name)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    @Test func theyAreThoseOfTheRepository() throws {
        let names = try FileManager.default.subpathsOfDirectory(atPath: Samples.directory)
            .filter { $0.hasSuffix(".mustache") }
        #expect(names.count > 100 && names.sorted() == ShippedTemplates.names)
        for name in names {
            let text = try String(contentsOfFile: "\(Samples.directory)/\(name)", encoding: .utf8)
            #expect(ShippedTemplates.text(of: name) == text, "\(name): run Scripts/templates --update")
        }
    }

    @Test func whatAnOfficeDoesNotHaveIsShipped() throws {
        try write("Subject: 请续期\n\n{{> _facts}}\n\n{{> _ours}}\n", to: "zh-CN/registration.mark_reached.mustache")
        try write("{{addressee}}，请来电。\n", to: "zh-CN/_ours.mustache")
        let set = TemplateSet(directory: folder)
        #expect(set.check() == [])
        let own = set.render(Samples.context())
        #expect(own.subject == "请续期" && own.text.contains("，请来电。") && !own.usedFallback)
        let context = Samples.context(.expired, .holder, .english)
        #expect(set.render(context) == Samples.shipped.render(context))
    }

    @Test func ownFilesAreCompared() throws {
        let shipped = try #require(ShippedTemplates.text(of: "en/registration.expired.mustache"))
        try write(shipped, to: "en/registration.expired.mustache")
        try write(shipped + "Call us.\n", to: "en/registration.mark_reached.mustache")
        try write("x\n", to: "en/_ours.mustache")
        try write("Subject: x\n", to: "en/registration.lastcall.mustache")
        try write("x\n", to: "en/notes.txt")
        let comparison = TemplateComparison(of: folder)
        let states = Dictionary(uniqueKeysWithValues: comparison.files.map { ($0.name, $0.state) })
        #expect(states.count == 4 && states["en/registration.expired.mustache"] == .unchanged)
        #expect(states["en/_ours.mustache"] == .ownPiece && states["en/registration.lastcall.mustache"] == .unread)
        guard case .changed(let old, let own) = states["en/registration.mark_reached.mustache"] else {
            Issue.record("\(states)")
            return
        }
        #expect(
            old == ShippedTemplates.text(of: "en/registration.mark_reached.mustache") && own.hasSuffix("Call us.\n")
        )
    }

    /// What is said of a field is so of every made-up record, and every tag of a shipped template is among them.
    @Test(arguments: NoticeKind.allCases) func fieldsAreThoseThatAreRendered(_ kind: NoticeKind) {
        let fields = TemplateField.all(of: kind, in: .english)
        #expect(Set(fields.map(\.name)).count == fields.count)
        for fixture in TemplateFixture.allCases {
            for audience in kind.row.audiences {
                let set = NoticeFields.all(of: fixture.context(kind: kind, audience: audience, language: .english))
                for field in fields where field.form == .text {
                    #expect(field.mayBeMissing || set.text(field.name) != nil, "\(field.name)")
                    #expect(field.example != nil || set.text(field.name) == nil, "\(field.name)")
                }
                #expect(Set(set.texts.names + set.flags.names).isSubset(of: fields.map(\.name)))
            }
        }
        let missing = fields.first { $0.name == "holder_name" }
        #expect(kind != .markReached || missing?.mayBeMissing == true)
        #expect(kind != .markReached || fields.first { $0.name == "notice_id" }?.mayBeMissing == false)
    }
}
