import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalRegistry
import RenewalReports
import RenewalRules

/// `renewald find`: people, records, notices and deliveries by what a caller has.
struct Find: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .both(
            "按来电人手头有的信息查找人员、记录、提醒和投递。",
            "Finds people, records, notices and deliveries by what a caller has."
        ),
        discussion: .both(
            """
            可用姓名或其中一部分、注册号或序列号及其末四位以上、邮箱、电话、聘用单位、记录编号、提醒末尾印的通知编号、事件编号（`webhook-id`）。\
            全角半角、大小写和空格不影响查找。编号直接查找，其他内容要查遍登记库的所有行，数据很多时需要几秒。
            """,
            """
            By a name or a part of it, a registration number or serial or its last four digits or more, a mail address, a \
            telephone number, an employer, the id of a record, the number printed at the end of a notice, or the id of an \
            event (`webhook-id`). Width, case and blanks do not matter. Such a number or id is looked up; anything else is \
            looked for in all rows of the registry, which takes seconds in a very large one.
            """,
            examples: .both("renewald find 王建国", "renewald find \"Wang Jianguo\"")
        )
    )

    @OptionGroup var options: ConfigurationOption
    @Argument(help: .both("来电人手头有的信息。", "What the caller has.", value: ("信息", "text")))
    var text: String
    @Option(help: .both("text 或 json（每行一个对象）。", "text or json (one object a line).", value: ("格式", "format")))
    var format: StoryFormat = .text

    func run() async throws {
        try await endingWell {
            let settings = try options.settings()
            let finding = try await settings.finding(of: text)
            guard !finding.isEmpty else {
                Console.complain(
                    Phrase(
                        "没有找到“\(text)”；编号请给出末四位以上，电话给出七位以上，姓名给出两个字以上",
                        "finding \(text): nothing answers to it; of a number give the last four digits or more, of a "
                            + "telephone number seven, of a name two characters"
                    )
                )
                throw ExitCode(Sysexit.noInput.rawValue)
            }
            for problem in finding.problems { Console.remark(problem.sentence) }
            var buffer = LineBuffer()
            buffer.append(finding.lines(in: format, language: .spoken))
            buffer.flush()
        }
    }
}

extension Settings {
    /// Looks in the registry and the queue for what answers to a text.
    ///
    /// - Throws: `ValidationError` for an empty or endless text, or what reading throws
    func finding(of text: String) async throws -> Finding {
        guard let clue = Clue(text) else {
            throw ValidationError(
                "请给出姓名、号码、邮箱或编号，最长\(Clue.longest)字节",
                "give a name, a number, an address or an id of at most \(Clue.longest) bytes"
            )
        }
        return try await Finding(
            of: clue,
            settings: self,
            registry: try openRegistry(),
            outbox: try openOutbox(.reading)
        )
    }
}
