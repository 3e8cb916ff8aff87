import ArgumentParser
import Foundation
import RenewalConfig
import RenewalNotices
import RenewalReports
import RenewalRules

/// `renewald templates`: for whoever words the notices.
struct TemplatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "templates",
        abstract: .both("供修改通知文字的人使用。", "For whoever changes the words of notices."),
        discussion: .examples("renewald templates fields registration.last_call"),
        subcommands: [Fields.self, Diff.self]
    )

    struct Fields: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "列出某种提醒的模板可以使用的字段。",
                "Lists the fields that the templates of a kind of notice may use."
            ),
            discussion: .both(
                """
                所列即生成通知时的字段，例子取自虚构的记录；没有值的字段，模板中 `{{#字段}}…{{/字段}}` 之间的内容不出现。不写种类的，列出各种类。
                """,
                """
                They are the fields that notices are made of, with examples of made-up records. Where a field is missing, \
                what stands between `{{#field}}` and `{{/field}}` is left out. Without a kind, the kinds are listed.
                """,
                examples: "renewald templates fields registration.last_call"
            )
        )

        @Argument(help: .both("提醒的种类。", "A kind of notice.", value: ("种类", "kind")), transform: Self.kind)
        var kind: NoticeKind?
        @Option(help: .both("text 或 json（每行一个对象）。", "text or json (one object a line).", value: ("格式", "format")))
        var format: StoryFormat = .text
        @OptionGroup var speech: LanguageOption

        func run() async throws {
            let lines = kind.map { TemplateField.all(of: $0, in: .spoken).lines(in: format, language: .spoken) }
            for line in lines ?? NoticeKind.catalogue { Console.say(line) }
        }

        private static func kind(_ text: String) throws -> NoticeKind {
            guard let kind = NoticeKind(rawValue: text) else {
                let advice = AllowedWords(words: NoticeKind.allCases.map(\.rawValue)).nearest(to: text)
                throw ValidationError(
                    "没有 '\(text)' 这种提醒" + (advice.map { "；是否应为'\($0)'？" } ?? "；各种类见 `renewald templates fields`"),
                    "no kind of notice is called '\(text)'"
                        + (advice.map { "; did you mean '\($0)'?" } ?? "; `renewald templates fields` lists them")
                )
            }
            return kind
        }
    }

    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "列出本单位的模板与本版本随附模板的不同。",
                "Shows how your templates differ from those shipped with this version."
            ),
            discussion: .both(
                """
                输出的格式供 patch(1) 使用：减号是随附的文字，加号是本单位的。与随附模板相同的文件可以删除：目录中没有的，使用随附的模板，\
                升级后随之更新。有无不同，退出码都是0。
                """,
                """
                The output is what patch(1) reads: a minus is the shipped line, a plus yours. Files that are the same can be \
                deleted: for what the folder does not have, the shipped template is used, and follows each upgrade. It ends \
                with 0 whether or not there are differences.
                """,
                examples: "renewald templates diff --config /etc/renewald/renewald.yaml",
                "renewald templates diff --unchanged | xargs -d '\\n' rm"
            )
        )

        @OptionGroup var options: ConfigurationOption
        @Flag(
            help: .both(
                "只列出与随附模板相同的文件，每行一个路径。",
                "Only list the files that are the same as shipped, one path a line."
            )
        )
        var unchanged = false

        func run() async throws {
            try await endingWell {
                guard let directory = try options.settings().texts.templatesDirectory else {
                    return Console.remark(
                        Phrase(
                            "本单位没有自己的模板：配置文件旁没有templates目录，也没有写texts.templates",
                            "there are no templates of your own: there is no directory templates beside the configuration, "
                                + "and no texts.templates in it"
                        )
                    )
                }
                let comparison = TemplateComparison(of: directory)
                guard !unchanged else {
                    for path in comparison.unchanged { Console.say(ReportLine(data: path)) }
                    return
                }
                Console.write(comparison.diff, to: .standardOutput)
                for remark in comparison.remarks { Console.remark(remark) }
            }
        }
    }
}
