import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalNotices
import RenewalOutbox
import RenewalRules

/// `renewald outbox`: the durable queue, for the operator.
struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "Shows and steers the queue of deliveries.",
        subcommands: [
            List.self, Show.self, Retry.self, Cancel.self, Hold.self, Release.self, Move.self, Backup.self,
            Restore.self,
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
                let calendar = try settings.calendar()
                let outbox = try settings.openOutbox(.reading)
                let filter = DeliveryFilter(states: Set(state), channel: channel, record: record, limit: limit)
                let deliveries = try await outbox.deliveries(filter)
                let holds = try await outbox.sendingHolds()
                if format == .json { holds.forEach { Console.complain($0.sentence) } }
                var buffer = LineBuffer()
                if format == .text { holds.forEach { buffer.append($0.sentence) } }
                for delivery in deliveries {
                    buffer.append(format == .json ? delivery.json.text : delivery.line(calendar))
                }
                if format == .text {
                    let counts = try await outbox.counts().sorted { $0.key.rawValue < $1.key.rawValue }
                    let total = counts.map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ")
                    buffer.append(total.isEmpty ? "the outbox is empty" : "\(deliveries.count) shown; in all: \(total)")
                    let channels = try await outbox.faultSentences(calendar)
                    for line in try await channels + outbox.strandedSentences(besides: settings) { buffer.append(line) }
                }
                buffer.flush()
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows a delivery with every attempt and its reply.",
            discussion: "Example: renewald outbox show 3zjv5dahf5"
        )

        @OptionGroup var options: ConfigurationOption
        @Argument(help: ArgumentHelp("The delivery's id or its first six characters or more.", valueName: "id"))
        var delivery: String

        func run() async throws {
            try await endingWell {
                let settings = try options.settings()
                let outbox = try settings.openOutbox(.reading)
                guard let detail = try await outbox.delivery(id: delivery) else {
                    throw OutboxError.unknownDelivery(id: delivery)
                }
                for line in detail.lines(try settings.calendar()) { Console.say(line) }
                let waiting: Set<String> = detail.summary.isWaiting ? [detail.summary.channel] : []
                let faults = try await outbox.faultSentences(settings.calendar(), of: waiting)
                let stranded = try await outbox.strandedSentences(besides: settings, of: waiting)
                for line in faults + stranded { Console.say(line) }
            }
        }
    }
}

extension DeliveryState: ExpressibleByArgument {}
