import Foundation
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalNotices

@Suite struct TemplateSetTests {
    static let edited = "zh-CN/registration.mark_reached.mustache"

    /// A copy of the shipped templates with one file replaced, or removed when `text` is `nil`.
    private func templates(_ name: String, _ text: String?) throws -> (set: TemplateSet, directory: TemporaryDirectory)
    {
        let directory = try TemporaryDirectory()
        let copy = directory.url.appending(path: "templates")
        try FileManager.default.copyItem(at: URL(filePath: Samples.directory).resolvingSymlinksInPath(), to: copy)
        let file = copy.appending(path: name)
        try FileManager.default.removeItem(at: file)
        if let text { try Data(text.utf8).write(to: file) }
        return (TemplateSet(directory: copy.path), directory)
    }

    @Test func everyShippedTemplatePassesTheCheck() {
        #expect(Samples.shipped.check().map(\.description) == [])
    }

    @Test func withoutADirectoryTheShippedTemplatesSpeak() {
        let set = TemplateSet(directory: nil)
        #expect(set.check() == [])
        for context in [Samples.context(), Samples.context(.expired, .holder, .english)] {
            #expect(set.render(context) == Samples.shipped.render(context))
        }
    }

    @Test func aMissingDirectoryIsOneProblem() {
        let problems = TemplateSet(directory: "/nonexistent/templates").check()
        #expect(problems.map(\.file) == ["/nonexistent/templates"])
    }

    @Test(arguments: [
        ("Subject: 甲\n\n{{#holder}}乙", "a section is not closed; add {{/name}}"),
        (
            "Subject: 甲\n\n{{#holder}}乙{{/employer}}",
            "a section is closed by another name; close the innermost one first"
        ),
        ("Subject: 甲\n\n{{holder_name", "a tag is not finished; add }}"),
        (
            "Subject: 甲\n\n{{holder_nmae}}乙",
            "3:1: unknown field \"holder_nmae\"; use one that \"renewald templates fields\" lists"
        ),
        ("Subject: 甲\n\n乙{{#late}}{{^late}}{{secrets}}{{/late}}{{/late}}", "3:20: unknown field \"secrets\""),
        (
            "Subject: 甲\n\n乙{{uppercased(holder_name)\n}}",
            "3:2: a tag does not end on its line; write {{…}} on one line"
        ),
        ("Subject: 甲\n\n{{> _nowhere}}", "3:1: unknown piece \"_nowhere\""),
        ("Subject: 甲\n\n{{=<% %>=}}<%late%>", "3:1: a tag other than variable, section, comment and piece; remove it"),
        ("Subject: 甲\n\n乙\u{1}late\u{2}", "has the control character U+0001 or U+0002; remove it"),
        ("正文\n", "1:1: does not begin with \"Subject:\"; add that line"),
        ("Subject:\n\n正文\n", "has no subject or no text for the holder; add a section for it"),
        ("Subject: 甲\n\n{{#holder}}乙{{/holder}}\n", "has no subject or no text for the employer; add a section for it"),
        (String(repeating: "Subject: 甲\n", count: 9000), "is larger than 64 KiB; shorten it"),
    ]) func aBrokenTemplateIsReportedAndReplaced(_ source: String, _ message: String) throws {
        let (set, directory) = try templates(Self.edited, source)
        let found = set.check()
        for phrase in found.map(\.message) {
            #expect(SentenceReview.faults(chinese: phrase.chinese, english: phrase.english) == [])
        }
        let problems = found.map(\.description)
        #expect(
            problems.contains { $0.contains("\(directory.url.path)/templates/\(Self.edited)") && $0.contains(message) }
        )
        let audience: Audience = message.contains("employer; add") ? .employer : .holder
        let rendered = set.render(Samples.context(.markReached, audience))
        #expect(rendered.usedFallback)
        #expect(rendered.text.contains("请尽快提交延续注册申请，最迟不晚于2026年3月15日。"))
        #expect(!set.render(Samples.context(.lastCall)).usedFallback)
    }

    @Test func theShippedTemplateStandsForAMissingOne() throws {
        let (set, directory) = try templates("en/registration.expired.mustache", nil)
        _ = directory
        #expect(set.check() == [])
        let context = Samples.context(.expired, .holder, .english)
        #expect(set.render(context) == Samples.shipped.render(context))
    }

    @Test func aTemplateThatCannotBeReadIsReportedAndReplaced() throws {
        let (_, directory) = try templates("en/registration.expired.mustache", nil)
        let file = "\(directory.url.path)/templates/en/registration.expired.mustache"
        try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "/nonexistent/file")
        let set = TemplateSet(directory: "\(directory.url.path)/templates")
        #expect(set.check().map(\.file) == [file])
        #expect(set.render(Samples.context(.expired, .holder, .english)).usedFallback)
        #expect(!set.render(Samples.context(.expired)).usedFallback)
    }

    @Test func brokenPartialIsReportedWithItsTemplates() throws {
        let (set, directory) = try templates("en/_facts.mustache", "{{> _facts}}")
        let problems = set.check()
        #expect(problems.contains { $0.file == "\(directory.url.path)/templates/en/_facts.mustache:1:1" })
        let users = NoticeKind.allCases.filter { Samples.source($0, .english).contains("{{> _facts}}") }
        #expect(users.count > 15 && problems.count == 1 + users.count)
        #expect(set.render(Samples.context(.expired, .holder, .english)).usedFallback)
    }

    @Test(arguments: ["<html>{{body}}</html>", "<html>{{closing}}{{{oops}}}</html>", "{{#body}}"])
    func aBrokenLayoutIsReportedAndReplaced(_ source: String) throws {
        let (set, directory) = try templates(MailLayout.fileName, source)
        let files = set.check().map(\.file)
        #expect(files.count == 1 && files[0].hasPrefix("\(directory.url.path)/templates/\(MailLayout.fileName)"))
        let html = set.render(Samples.context()).html
        #expect(html.contains("李伟同志") && html.contains(Language.chinese.closing))
    }

    @Test func theClosingLineCannotBeEditedAway() throws {
        let (set, directory) = try templates(Self.edited, "Subject: 甲\r\n\r\n乙，{{valid_until}}\r\n")
        _ = directory
        let rendered = set.render(Samples.context())
        #expect(rendered.subject == "甲")
        #expect(rendered.text.hasPrefix("乙，2026年3月15日\n\n\(Language.chinese.closing)如您已办理，可不再理会本提醒。\n"))
    }

    @Test func testMailSaysSoEverywhere() {
        let context = TemplateFixture.late.context(kind: .markReached, audience: .holder, language: .chinese)
        let rendered = Samples.shipped.render(context)
        #expect(rendered.subject.hasPrefix("【测试】"))
        #expect(rendered.text.hasPrefix("这是一封测试邮件"))
        #expect(rendered.html.contains("这是一封测试邮件"))
    }

    @Test(arguments: NoticeKind.allCases, Language.allCases)
    func plainTextsAreCompleteForEveryKind(_ kind: NoticeKind, _ language: Language) {
        for audience in kind.row.audiences {
            for fixture in TemplateFixture.allCases {
                let context = fixture.context(kind: kind, audience: audience, language: language)
                let rendered = TemplateSet.plain.render(context)
                #expect(rendered.usedFallback)
                #expect(!rendered.subject.isEmpty && !rendered.text.hasPrefix("\n"))
                if let day = context.shownExpiry { #expect(rendered.text.contains(language.date(day))) }
                #expect(rendered.html.contains(language.closing))
                for flaw in ["  ", "，，", "。。", " .", " ,", "：\n", ": \n", "Optional", "nil"] {
                    #expect(!Samples.body(rendered).contains(flaw), "\(flaw.debugDescription) in \(rendered.text)")
                }
                guard case .credential = context.subject else { continue }
                #expect(!rendered.subject.contains("注册") && !rendered.subject.contains("egistration"))
            }
        }
    }

    enum Fault: CaseIterable {
        case file, field, section

        /// A shipped template with the fault in it, `nil` for a link to nowhere, and the expected problem.
        func put(in source: String, for audience: Audience) -> (text: String?, message: String) {
            let section = audience.rawValue
            return switch self {
            case .file: (nil, "cannot be read; let the service's user read it")
            case .field: (source + "\n{{unheard_of}}\n", "unknown field \"unheard_of\"")
            case .section:
                (
                    source.replacing("{{#\(section)}}", with: "{{#is_revoked}}{{#is_cancelled}}")
                        .replacing("{{^\(section)}}", with: "{{^is_revoked}}{{^is_cancelled}}")
                        .replacing("{{/\(section)}}", with: "{{/is_cancelled}}{{/is_revoked}}"),
                    "has no subject or no text for the \(section.replacing("_", with: " "))"
                )
            }
        }
    }

    @Test(arguments: Fault.allCases) func aFaultIsFoundInTheTemplateOfEveryKind(_ fault: Fault) throws {
        let directory = try TemporaryDirectory()
        let copy = directory.url.appending(path: "templates")
        try FileManager.default.copyItem(at: URL(filePath: Samples.directory).resolvingSymlinksInPath(), to: copy)
        var expected: [(file: String, message: String)] = []
        for language in Language.allCases {
            for kind in NoticeKind.allCases {
                let audience = try #require(kind.row.audiences.last)
                let (text, message) = fault.put(in: Samples.source(kind, language), for: audience)
                let file = copy.appending(path: "\(language.rawValue)/\(kind.rawValue).mustache")
                try FileManager.default.removeItem(at: file)
                if let text {
                    try Data(text.utf8).write(to: file)
                } else {
                    try FileManager.default.createSymbolicLink(
                        atPath: file.path,
                        withDestinationPath: "/nonexistent/file"
                    )
                }
                expected.append((file.path, message))
            }
        }
        let set = TemplateSet(directory: copy.path)
        let problems = set.check().map(\.description)
        #expect(problems.count == expected.count)
        for (file, message) in expected {
            #expect(problems.contains { $0.hasPrefix(file) && $0.contains(message) }, "\(file): \(message)")
        }
        for kind in NoticeKind.allCases {
            let audience = try #require(kind.row.audiences.last)
            let context = TemplateFixture.complete.context(kind: kind, audience: audience, language: .english)
            #expect(set.render(context).usedFallback)
        }
    }

    @Test func everyFieldOfTheShippedTemplatesIsKnown() {
        for kind in NoticeKind.allCases {
            for language in Language.allCases {
                let tags = TemplateTag.all(in: Samples.source(kind, language)).filter { $0.role == .field }
                #expect(Set(tags.map(\.name)).subtracting(NoticeFields.names) == [])
            }
        }
    }

    /// Nothing says which of two values of the same name is meant.
    @Test(arguments: NoticeKind.allCases) func fieldNamesAreUnique(_ kind: NoticeKind) {
        for audience in kind.row.audiences {
            for fixture in TemplateFixture.allCases {
                let context = fixture.context(kind: kind, audience: audience, language: .english)
                let names = NoticeFields.all(of: context).names
                #expect(Set(names).count == names.count, "\(names.sorted())")
            }
        }
    }

    /// The first notice of a case is rendered with gaps, which later ones fill in.
    @Test(arguments: Language.allCases) func filledInTextEqualsMustacheOutput(_ language: Language) {
        let templates = LanguageTemplates(language, folder: TemplateFolder(path: Samples.directory))
        for kind in NoticeKind.allCases {
            let cases = kind.row.audiences.flatMap { each in TemplateFixture.allCases.map { (each, $0) } }
            for (audience, fixture) in cases {
                let context = fixture.context(kind: kind, audience: audience, language: language)
                let first = NoticeFields.all(of: context)
                var second = first
                second.texts = [:]
                for (name, text) in first.texts.pairs {
                    second.texts.add(text.map { "〈\($0)〉{{holder_name}}\u{1}late\u{2}" }, named: name)
                }
                for fields in [first, second] {
                    let words = templates.words(kind, with: fields)
                    #expect(
                        words != nil && words == templates.rendered(kind, with: fields.values),
                        "\(kind) \(audience)"
                    )
                }
            }
        }
    }

    @Test func sameContextSameWords() {
        #expect(Samples.shipped.render(Samples.context()) == Samples.shipped.render(Samples.context()))
    }
}
