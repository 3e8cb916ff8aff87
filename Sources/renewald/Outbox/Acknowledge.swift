import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald ack`: suppresses notices below urgent until the last week.
struct Acknowledge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ack",
        abstract: .both(
            "确认收到一条提醒：紧急以下的同类提醒暂停，最后一周照发（规则D9）。",
            "Acknowledges a notice: what is below urgent falls silent until the last week (rule D9)."
        ),
        discussion: .examples("renewald ack fcfqwwbh33")
    )

    @OptionGroup var options: ConfigurationOption
    @Argument(
        help: .both(
            "提醒中印的通知编号，或其开头六位以上；也可以是事件或投递的编号。",
            "The number printed in a notice, or its first six characters or more; the id of an event or a delivery too.",
            value: ("通知编号", "notice-id")
        )
    )
    var notice: String
    @Option(
        help: .both(
            "原因，请勿写个人信息；`renewald acks list` 会显示。",
            "Why, without personal data; `renewald acks list` shows it.",
            value: ("原因", "reason")
        )
    )
    var reason: String?

    func validate() throws {
        guard reason?.isEmpty != true else { throw ValidationError("--reason 没有内容", "--reason is empty") }
    }

    func run() async throws {
        try await endingWell {
            let settings = try options.settings()
            let outbox = try settings.openOutbox(.operatorCommand)
            let day = try settings.today()
            let acknowledgement = Acknowledgement(
                on: day,
                at: SystemClock().now,
                by: ProcessEnvironment.account,
                reason: reason
            )
            try await outbox.acknowledge(noticeID: outbox.noticeID(for: notice), acknowledgement)
            Console.say(
                Phrase(
                    "已于\(day)确认收到：同类提醒中紧急以下的暂停发送，最后一周照发",
                    "acknowledged on \(day): notices below urgent of this series are silenced until the last week"
                )
            )
            outbox.tellDaemon()
        }
    }
}

/// `renewald acks`: who has acknowledged what.
struct AcknowledgementsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acks",
        abstract: .both("查看或撤销确认收到。", "Lists acknowledgements, or takes one back."),
        discussion: .examples("renewald acks list"),
        subcommands: [List.self, Remove.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("列出已确认收到的提醒：何人、何时、原因。", "Lists who has acknowledged what, when and why."),
            discussion: .examples("renewald acks list")
        )

        @OptionGroup var options: ConfigurationOption
        @Option(help: .both("text 或 json（每行一个对象）。", "text or json (one object a line).", value: ("格式", "format")))
        var format: StoryFormat = .text

        func run() async throws {
            try await endingWell {
                let settings = try options.settings()
                let (calendar, outbox) = (try settings.calendar(), try settings.openOutbox(.reading))
                let all = try await outbox.acknowledgements()
                for one in all { Console.say(one.line(in: format, calendar)) }
                if all.isEmpty { Console.remark(Phrase("没有已确认收到的提醒", "nothing is acknowledged")) }
            }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "撤销一条确认：下次检查恢复提醒，不重复发送。",
                "Takes an acknowledgement back; the next scan tells what is still true, and nothing twice."
            ),
            discussion: .examples("renewald acks remove fcfqwwbh33")
        )

        @OptionGroup var options: ConfigurationOption
        @Argument(
            help: .both(
                "提醒中印的通知编号，或其开头六位以上。",
                "The number printed in a notice, or its first six characters or more.",
                value: ("通知编号", "notice-id")
            )
        )
        var notice: String

        func run() async throws {
            try await endingWell {
                let outbox = try options.settings().openOutbox(.operatorCommand)
                let id = try await outbox.noticeID(for: notice)
                guard try await outbox.removeAcknowledgement(noticeID: id, at: SystemClock().now) else {
                    Console.complain(
                        Phrase(
                            "撤销确认 \(notice)：这条提醒没有确认过，请用 `renewald acks list` 查看",
                            "taking back the acknowledgement of \(notice): there is none; see `renewald acks list`"
                        )
                    )
                    throw ExitCode(Sysexit.noInput.rawValue)
                }
                Console.say(
                    Phrase("已撤销确认，仍然适用的提醒由下次检查补发", "taken back; the next scan plans what is still true")
                )
                outbox.tellDaemon()
            }
        }
    }
}

extension OutboxLookups {
    /// The number of a notice in what somebody has pasted; the id of a delivery is accepted too, because lists print it.
    fileprivate func noticeID(for pasted: String) async throws -> String {
        let number = Clue.number(in: pasted)
        return try await delivery(id: number)?.summary.noticeID ?? number
    }
}
