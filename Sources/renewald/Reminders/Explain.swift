import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalNotices
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
            let found = try await RecordLookup(of: record, in: registry)
            let subject = found.isThere ? try subject(found: found) : try await subject(answeringIn: settings)
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

    private func subject(found: RecordLookup) throws -> Subject {
        for problem in found.problems {
            if problem.consequence == .cosmetic {
                Console.remark(problem.sentence)
            } else {
                Console.complain(problem.sentence)
            }
        }
        for type in found.namesakes {
            Console.remark(
                Phrase(
                    "另有一条\(type.name(in: .chinese))记录使用同一编号",
                    "there is also a \(type.name(in: .english)) with this id"
                )
            )
        }
        guard let subject = found.subject else { throw ExitCode(Sysexit.dataError.rawValue) }
        return subject
    }

    /// The only record that answers to what was given in place of an id.
    private func subject(answeringIn settings: Settings) async throws -> Subject {
        let finding = try await settings.finding(of: record)
        for problem in finding.problems { Console.remark(problem.sentence) }
        if let only = finding.records.first, finding.counts.records == 1 { return only }
        guard finding.counts.records == 0 else {
            for line in finding.recordLines(in: format, language: .spoken) { Console.say(line) }
            let count = counted(finding.counts.records, "record answers", "records answer")
            Console.complain(
                Phrase(
                    "有\(finding.counts.records)条记录与“\(record)”相符，请写明其中一条的编号",
                    "explaining \(record): \(count) to it; name one by its id"
                )
            )
            throw ExitCode(Sysexit.dataError.rawValue)
        }
        guard finding.notices.isEmpty else {
            Console.complain(
                Phrase(
                    "“\(record)”这条提醒不针对单独一条记录，请用 `renewald outbox show` 查看",
                    "explaining \(record): this notice is about no single record; see `renewald outbox show`"
                )
            )
            throw ExitCode(Sysexit.dataError.rawValue)
        }
        Console.complain(
            Phrase(
                "登记库中没有编号为“\(record)”的记录，也没有与之相符的记录",
                "explaining \(record): the registry has no record with this id, and none answers to it"
            )
        )
        throw ExitCode(Sysexit.noInput.rawValue)
    }
}
