import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalRegistry
import RenewalReports
import RenewalRules

/// `renewald explain`: why a record has its present standing, what was sent, what comes next.
struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .both("说明一条记录的来龙去脉和所依据的规则。", "Tells the whole story of a record, with the rules that decided."),
        discussion: .both(
            """
            除编号外，也接受 `renewald find` 所能查找的内容。有多条记录符合的，列出各条，退出码为65。
            """,
            """
            Besides an id it takes whatever `renewald find` takes. Where several records answer, they are listed, and it \
            ends with status 65.
            """,
            examples: "renewald explain R-0001 --on 2026-03-15"
        )
    )

    @OptionGroup var options: ConfigurationOption
    @Argument(
        help: .both(
            "注册、资格证书、电子证书或证书申领的编号，或者来电人手头有的信息。",
            "The id of a registration, qualification, credential or credential application, or what a caller has.",
            value: ("记录编号", "record-id")
        )
    )
    var record: String
    @Option(
        help: .both(
            "按哪一天说明，YYYY-MM-DD（默认：今天）。",
            "The day to explain, YYYY-MM-DD (default: today).",
            value: ("日期", "date")
        )
    )
    var on: CalendarDate?
    @Option(help: .both("text 或 json（一个对象）。", "text or json (one object).", value: ("格式", "format")))
    var format: StoryFormat = .text

    func run() async throws {
        try await endingWell {
            let settings = try options.settings()
            let day = try on ?? settings.today()
            let registry = try settings.openRegistry()
            let subject = try await settings.record(
                named: record,
                in: registry,
                doing: "explaining",
                listing: format
            )
            let story = try await RecordStory(
                of: subject,
                on: day,
                settings: settings,
                registry: registry,
                outbox: try settings.openOutbox(.reading),
                at: SystemClock().now
            )
            for remark in story.remarks { Console.remark(remark) }
            for line in story.lines(in: format, language: .spoken) { Console.say(line) }
        }
    }
}
