import ArgumentParser
import RenewalConfig
import RenewalCouriers
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

extension OutboxCommand {
    /// The deliveries that a command applies to: some by id, or all suitable ones.
    struct Choice: ParsableArguments {
        @OptionGroup var options: ConfigurationOption
        @Flag(help: "All deliveries the command applies to.")
        var all = false
        @Argument(help: ArgumentHelp("Ids, also of events, or their first six characters or more.", valueName: "id"))
        var ids: [String] = []

        func validate() throws {
            guard !(all && !ids.isEmpty) else { throw ValidationError("give either ids or --all, not both") }
        }

        /// The choice made.
        ///
        /// - Throws: `ValidationError` when there is none
        func selection() throws -> DeliverySelection {
            guard all || !ids.isEmpty else { throw ValidationError("name deliveries by id, or give --all") }
            return all ? .all : .ids(ids.map(Clue.number(in:)))
        }

        func outbox() throws -> any OperatorStore { try options.settings().openOutbox(.operatorCommand) }

        /// Gives an order for the deliveries chosen, says how many followed it, and tells the daemon.
        func give(
            _ order: (any OperatorStore, DeliverySelection) async throws -> Int,
            saying words: String
        ) async throws {
            try await endingWell {
                let selection = try selection()
                let outbox = try outbox()
                let count = try await order(outbox, selection)
                Console.say("\(counted(count, "delivery", "deliveries")) \(words)")
                outbox.tellDaemon()
            }
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sends failed and deferred deliveries again at the next opportunity; held ones by id.",
            discussion: "Example: renewald outbox retry --all"
        )

        @OptionGroup var choice: Choice

        func run() async throws {
            try await choice.give({ try await $0.retry($1, at: SystemClock().now) }, saying: "will be tried again")
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cancels deliveries that have not been sent; there is no way back.",
            discussion: """
                Example: renewald outbox cancel 3zjv5dahf5 --reason "renewed at the counter"

                Example: renewald outbox cancel --channel old-mail
                """
        )

        @OptionGroup var choice: Choice
        @Option(help: "What waits for this channel, whether the configuration still has it or not.")
        var channel: String?
        @Option(help: "Why; kept with the delivery for good, so write no personal data.")
        var reason = "cancelled by the operator"

        func run() async throws {
            if let channel { return try await cancelAll(of: channel) }
            try await choice.give(
                { try await $0.cancel($1, reason: reason, at: SystemClock().now) },
                saying: "cancelled"
            )
        }

        private func cancelAll(of channel: String) async throws {
            try await endingWell {
                guard !choice.all, choice.ids.isEmpty else {
                    throw ValidationError("give either --channel, --all or ids")
                }
                let outbox = try choice.outbox()
                let result = try await outbox.cancel(channel: channel, reason: reason, at: SystemClock().now)
                Console.say("\(counted(result.ended, "delivery", "deliveries")) of \(channel) cancelled")
                result.sayWhatStays(on: channel)
                outbox.tellDaemon()
            }
        }
    }

    struct Move: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Moves what waits for one channel to another.",
            discussion: """
                For a channel that was renamed, or goes. Only what was never handed over moves; what may have arrived is \
                listed and stays. The routes have to name the new channel.

                Example: renewald outbox move --from old-mail --to office-mail
                """
        )

        @OptionGroup var options: ConfigurationOption
        @Option(help: "The channel that deliveries wait for.")
        var from: String
        @Option(help: "A channel of the configuration.")
        var to: String

        func run() async throws {
            try await endingWell {
                let settings = try options.settings()
                guard from != to else { throw ValidationError("--from and --to name the same channel") }
                let isProgram = try settings.channel(named: to).kind.descriptor.reach == .ownTarget
                let outbox = try settings.openOutbox(.operatorCommand)
                let result = try await outbox.move(from: from, to: to, isProgram: isProgram, at: SystemClock().now)
                Console.say("\(counted(result.moved, "delivery", "deliveries")) moved from \(from) to \(to)")
                if result.ended > 0 { Console.say("\(result.ended) cancelled, \(to) has their notices already") }
                result.sayWhatStays(on: from)
                outbox.tellDaemon()
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
            try await choice.give({ try await $0.hold($1, at: SystemClock().now) }, saying: "held")
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
                let settings = try options.settings()
                let path = settings.statePath
                let outbox = try Ownership.open({ try settings.openOutbox(.reading) }, at: path, toCopyTo: file)
                let size = try await outbox.backUp(to: file)
                Console.say("\(file): \(counted(size, "byte", "bytes")), checked")
            }
        }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets sending go on that the guard holds; lets held deliveries go; re-enables a channel.",
            discussion: """
                The guard holds all sending when the state file was copied, restored or lost, the clock jumped, the first \
                scan planned unusually much, or many records are gone or cannot be read. Of a later scan that planned \
                unusually much it holds the part that did, by employer or type of record. Look at what waits first: \
                `renewald outbox list`.

                Example: renewald outbox release

                Example: renewald outbox release --scope employer:E-0007

                Example: renewald outbox release --all

                Example: renewald outbox release --channel hr-system
                """
        )

        @OptionGroup var choice: Choice
        @Option(help: "Re-enable this channel first; with no deliveries named, that is all.")
        var channel: String?
        @Option(
            help: "Only the part that is held for this employer or type of record, as `outbox list` names it.",
            transform: Self.part
        )
        var scope: HoldScope?

        private static func part(_ text: String) throws -> HoldScope {
            guard let scope = HoldScope(text), scope != .everything else {
                throw ValidationError("a scope is employer:ID or record:TYPE, after urgent: for urgent notices")
            }
            return scope
        }

        func validate() throws {
            guard scope == nil || !choice.all && choice.ids.isEmpty && channel == nil else {
                throw ValidationError("give either --scope, --channel or deliveries")
            }
        }

        func run() async throws {
            try await endingWell {
                let settings = try choice.options.settings()
                let outbox = try settings.openOutbox(.operatorCommand)
                if let channel { try await enable(channel, in: outbox, settings) }
                defer { outbox.tellDaemon() }
                if !choice.all, choice.ids.isEmpty {
                    let isReleased = try await letGo(outbox)
                    if channel == nil { try await sayWhatIsDisabled(outbox, settings) }
                    if isReleased || channel != nil { return }
                    if let scope { throw ValidationError(try await outbox.sentence(onNothingHeldFor: scope)) }
                    throw ValidationError("sending is not held; name held deliveries by id, or give --all")
                }
                let count = try await outbox.release(choice.selection(), at: SystemClock().now)
                Console.say("\(counted(count, "delivery", "deliveries")) released")
                for hold in try await outbox.sendingHolds() { Console.say(hold.sentence) }
            }
        }

        /// Releases what the guard holds; enabling a channel does not need it.
        private func letGo(_ outbox: any OperatorStore) async throws -> Bool {
            guard channel == nil else { return false }
            let holds = try await outbox.releaseSending(scope, at: SystemClock().now)
            for hold in holds { Console.say(hold.release) }
            return !holds.isEmpty
        }

        private func enable(_ channel: String, in outbox: any OperatorStore, _ settings: Settings) async throws {
            _ = try settings.channel(named: channel)
            let count = try await outbox.enableChannel(channel, at: SystemClock().now)
            Console.say("channel \(channel) is enabled")
            if count > 0 { Console.say("\(counted(count, "delivery", "deliveries")) released with it") }
        }

        /// Releasing the sending does not enable a channel whose endpoint is gone.
        private func sayWhatIsDisabled(_ outbox: any OperatorStore, _ settings: Settings) async throws {
            let calendar = try settings.calendar()
            for trouble in try await ChannelTrouble.disabled(in: outbox) { Console.say(trouble.sentence(calendar)) }
        }
    }
}

extension OutboxLookups {
    /// The message about a scope that holds nothing, with those that do.
    fileprivate func sentence(onNothingHeldFor scope: HoldScope) async throws -> String {
        let scopes = try await sendingHolds().map(\.scope).filter { $0 != .everything }.map(\.description)
        return "nothing is held for \(scope); held: \(scopes.isEmpty ? "no part" : scopes.joined(separator: ", "))"
    }
}

extension ChannelClearance {
    /// Names what an order left unchanged.
    fileprivate func sayWhatStays(on channel: String) {
        guard !kept.isEmpty else { return }
        let count = counted(kept.count, "delivery stays", "deliveries stay")
        Console.say(
            "\(count) on \(channel) (on its way, held, possibly arrived or ended elsewhere; see `renewald outbox show`): \(kept.map { String($0.prefix(10)) }.joined(separator: ", "))"
        )
    }
}
