import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalRules

extension OutboxCommand {
    /// Which deliveries a command is about: some by id, or all it applies to.
    struct Choice: ParsableArguments {
        @OptionGroup var options: ConfigurationOption
        @Flag(help: "All deliveries the command applies to.")
        var all = false
        @Argument(help: ArgumentHelp("Ids or their first six characters or more.", valueName: "id"))
        var ids: [String] = []

        func validate() throws {
            guard !(all && !ids.isEmpty) else { throw ValidationError("give either ids or --all, not both") }
        }

        /// The choice made.
        ///
        /// - Throws: `ValidationError` when there is none
        func selection() throws -> DeliverySelection {
            guard all || !ids.isEmpty else { throw ValidationError("name deliveries by id, or give --all") }
            return all ? .all : .ids(ids)
        }

        func outbox() throws -> Outbox { try options.settings().openOutbox(.operatorCommand) }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sends failed and deferred deliveries again at the next opportunity; held ones by id.",
            discussion: "Example: renewald outbox retry --all"
        )

        @OptionGroup var choice: Choice

        func run() async throws {
            try await endingWell {
                let selection = try choice.selection()
                let count = try await choice.outbox().retry(selection, at: SystemClock().now)
                Console.say("\(counted(count, "delivery", "deliveries")) will be tried again")
            }
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cancels deliveries that have not been sent; there is no way back.",
            discussion: "Example: renewald outbox cancel 3zjv5dahf5 --reason \"renewed at the counter\""
        )

        @OptionGroup var choice: Choice
        @Option(help: "Why; kept with the delivery for good, so write no personal data.")
        var reason = "cancelled by the operator"

        func run() async throws {
            try await endingWell {
                let selection = try choice.selection()
                let count = try await choice.outbox().cancel(selection, reason: reason, at: SystemClock().now)
                Console.say("\(counted(count, "delivery", "deliveries")) cancelled")
            }
        }
    }

    struct Hold: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keeps waiting deliveries back until they are released.",
            discussion: "Example: renewald outbox hold --all"
        )

        @OptionGroup var choice: Choice

        func run() async throws {
            try await endingWell {
                let selection = try choice.selection()
                let count = try await choice.outbox().hold(selection, at: SystemClock().now)
                Console.say("\(counted(count, "delivery", "deliveries")) held")
            }
        }
    }

    struct Backup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes a copy of the state file while the daemon runs.",
            discussion: """
                The copy is consistent, checked and on disk, or not there. A daemon started on it holds all sending until \
                `renewald outbox release`: what is waiting in it may have been sent since. `renewald outbox restore` puts it \
                in place.

                Example: renewald outbox backup /var/lib/renewald/backup-2026-03-15.db
                """
        )

        @OptionGroup var options: ConfigurationOption
        @Argument(help: "The copy; nothing is overwritten.", completion: .file())
        var file: String

        func run() async throws {
            try await endingWell {
                let outbox = try options.settings().openOutbox(.reading)
                let size = try await outbox.backUp(to: file)
                try Ownership.settle(file)
                Console.say("\(file): \(counted(size, "byte", "bytes")), checked")
            }
        }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets sending go on that the guard holds; lets held deliveries go; re-enables a channel.",
            discussion: """
                The guard holds all sending when the state file was copied or restored, the clock jumped, or a scan \
                planned unusually much. Look at what waits first: `renewald outbox list`.

                Example: renewald outbox release

                Example: renewald outbox release --all

                Example: renewald outbox release --channel hr-system
                """
        )

        @OptionGroup var choice: Choice
        @Option(help: "Re-enable this channel first; with no deliveries named, that is all.")
        var channel: String?

        func run() async throws {
            try await endingWell {
                let outbox = try choice.outbox()
                if let channel { try await enable(channel, in: outbox) }
                if !choice.all, choice.ids.isEmpty {
                    if try await letGo(outbox) || channel != nil { return }
                    throw ValidationError("sending is not held; name held deliveries by id, or give --all")
                }
                let count = try await outbox.release(choice.selection(), at: SystemClock().now)
                Console.say("\(counted(count, "delivery", "deliveries")) released")
                for hold in try await outbox.sendingHolds() { Console.say(hold.sentence) }
            }
        }

        /// Ends what the guard holds; a channel alone is re-enabled without it.
        private func letGo(_ outbox: Outbox) async throws -> Bool {
            guard channel == nil else { return false }
            let holds = try await outbox.releaseSending(at: SystemClock().now)
            for hold in holds { Console.say("sending goes on; it was held (\(hold.reason.rawValue)): \(hold.detail)") }
            return !holds.isEmpty
        }

        private func enable(_ channel: String, in outbox: Outbox) async throws {
            let settings = try choice.options.settings()
            guard settings.channels.contains(where: { $0.name == channel }) else {
                throw ValidationError("the configuration has no channel '\(channel)'")
            }
            try await outbox.enableChannel(channel, at: SystemClock().now)
            Console.say("channel \(channel) is enabled")
        }
    }
}
