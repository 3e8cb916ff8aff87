import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOutbox

extension OutboxCommand {
    /// Which deliveries a command is about: some by id, or all it applies to.
    struct Choice: ParsableArguments {
        @OptionGroup var options: ConfigurationOption
        @Flag(help: "All deliveries the command applies to.")
        var all = false
        @Argument(help: ArgumentHelp("Ids or their first six characters or more.", valueName: "id"))
        var ids: [String] = []

        func validate() throws {
            let isEitherOr = all == ids.isEmpty
            guard !isEitherOr else { return }
            throw ValidationError("name deliveries by id, or give --all")
        }

        var selection: DeliverySelection { all ? .all : .ids(ids) }

        func outbox() throws -> Outbox { try options.settings().openOutbox(.operatorCommand) }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sends failed, held and deferred deliveries again at the next opportunity.",
            discussion: "Example: renewald outbox retry --all"
        )

        @OptionGroup var choice: Choice

        func run() async throws {
            try await endingWell {
                let outbox = try choice.outbox()
                let count = try await outbox.retry(choice.selection, at: SystemClock().now)
                Console.say("\(count) deliveries will be tried again")
            }
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cancels deliveries that have not been sent.",
            discussion: "Example: renewald outbox cancel 7k3qhd2m --reason \"renewed at the counter\""
        )

        @OptionGroup var options: ConfigurationOption
        @Option(help: "Why; kept with the delivery.")
        var reason = "cancelled by the operator"
        @Argument(help: ArgumentHelp("Ids or their first six characters or more.", valueName: "id"))
        var ids: [String]

        func run() async throws {
            try await endingWell {
                let outbox = try options.settings().openOutbox(.operatorCommand)
                for id in ids { try await outbox.cancel(id: id, reason: reason, at: SystemClock().now) }
                Console.say("\(ids.count) deliveries cancelled")
            }
        }
    }

    struct Hold: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keeps waiting deliveries back until they are released.",
            discussion: "Example: renewald outbox hold 7k3qhd2m"
        )

        @OptionGroup var options: ConfigurationOption
        @Argument(help: ArgumentHelp("Ids or their first six characters or more.", valueName: "id"))
        var ids: [String]

        func run() async throws {
            try await endingWell {
                let outbox = try options.settings().openOutbox(.operatorCommand)
                for id in ids { try await outbox.hold(id: id, at: SystemClock().now) }
                Console.say("\(ids.count) deliveries held")
            }
        }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets held deliveries go, and re-enables a channel that was disabled.",
            discussion: "Example: renewald outbox release --all"
        )

        @OptionGroup var choice: Choice
        @Option(help: "Re-enable this channel first.")
        var channel: String?

        func run() async throws {
            try await endingWell {
                let outbox = try choice.outbox()
                if let channel { try await outbox.enableChannel(channel) }
                let count = try await outbox.release(choice.selection, at: SystemClock().now)
                Console.say("\(count) deliveries released")
            }
        }
    }
}
