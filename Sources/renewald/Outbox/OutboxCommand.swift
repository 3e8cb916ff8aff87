import ArgumentParser
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald outbox`: the durable queue, for the operator.
struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "Shows and steers the queue of deliveries.",
        subcommands: [
            List.self, Show.self, Retry.self, Cancel.self, Hold.self, Release.self, Move.self, Replay.self,
            Backup.self, Restore.self,
        ]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists deliveries, newest first.",
            discussion: "Example: renewald outbox list --state failed --state held"
        )

        @OptionGroup var options: ConfigurationOption
        @Option(
            help: "Only this state; may be repeated: \(DeliveryState.allCases.map(\.rawValue).joined(separator: ", "))."
        )
        var state: [DeliveryState] = []
        @Option(help: "Only this channel.")
        var channel: String?
        @Option(help: "Only this record.")
        var record: String?
        @Option(help: "At most this many.")
        var limit = 100
        @Option(help: "text or json (one object a line).")
        var format: StoryFormat = .text

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit takes a positive number") }
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
            abstract: "Shows a delivery, or those of a notice, with every attempt and its reply.",
            discussion: "Example: renewald outbox show 3zjv5dahf5"
        )

        @OptionGroup var options: ConfigurationOption
        @Argument(
            help: ArgumentHelp(
                "The number printed in a notice, the id of an event or a delivery, or its first six characters or more.",
                valueName: "id"
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
