import ArgumentParser
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald outbox`: the durable queue, for the operator.
struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: .both("查看和管理发送队列。", "Shows and steers the queue of deliveries."),
        discussion: .examples("renewald outbox list"),
        subcommands: [
            List.self, Show.self, Retry.self, Cancel.self, Hold.self, Release.self, Move.self, Replay.self,
            Backup.self, Restore.self,
        ]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("列出投递，最新的在前。", "Lists deliveries, newest first."),
            discussion: .examples("renewald outbox list --state failed --state held")
        )

        @OptionGroup var options: ConfigurationOption
        @Option(
            help: .both(
                "只列这种状态的，可写多次。",
                "Only this state; may be repeated: \(DeliveryState.allCases.map(\.rawValue).joined(separator: ", ")).",
                value: ("状态", "state")
            )
        )
        var state: [DeliveryState] = []
        @Option(help: .both("只列这个渠道的。", "Only this channel.", value: ("渠道", "channel")))
        var channel: String?
        @Option(help: .both("只列这条记录的。", "Only this record.", value: ("记录编号", "record")))
        var record: String?
        @Option(help: .both("最多列出多少条。", "At most this many.", value: ("条数", "limit")))
        var limit = 100
        @Option(help: .both("text 或 json（每行一个对象）。", "text or json (one object a line).", value: ("格式", "format")))
        var format: StoryFormat = .text

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit 应为正整数", "--limit takes a positive number") }
        }

        func run() async throws {
            try await endingWell {
                let settings = try options.settings()
                let filter = DeliveryFilter(states: Set(state), channel: channel, record: record, limit: limit)
                let outbox = try settings.openOutbox(.reading)
                let report = try await QueueReport(
                    filter,
                    in: outbox,
                    registry: settings.registryOpenedLater(),
                    settings: settings,
                    at: SystemClock().now
                )
                if format == .json { report.holds.forEach { Console.complain($0.sentence) } }
                var buffer = LineBuffer()
                buffer.append(report.lines(in: format))
                buffer.flush()
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "显示一条投递或一条提醒的各条投递，含每次发送和对方的答复。",
                "Shows a delivery, or those of a notice, with every attempt and its reply."
            ),
            discussion: .examples("renewald outbox show 3zjv5dahf5")
        )

        @OptionGroup var options: ConfigurationOption
        @Argument(
            help: .both(
                "提醒中印的通知编号，或者事件、投递的编号；可只写开头六位以上。",
                "The number printed in a notice, the id of an event or a delivery, or its first six characters or more.",
                value: ("编号", "id")
            )
        )
        var number: String

        func run() async throws {
            try await endingWell {
                let settings = try options.settings()
                let outbox = try settings.openOutbox(.reading)
                let report = try await NoticeReport(of: Clue.number(in: number), in: outbox, settings: settings)
                for line in report.lines { Console.say(line) }
            }
        }
    }
}

extension DeliveryState: ExpressibleByArgument {}

extension Clue {
    /// The number or id in what somebody has pasted; what is none is looked for as it is, and said not to be there.
    static func number(in pasted: String) -> String { Clue(pasted)?.printedNumber ?? pasted }
}
