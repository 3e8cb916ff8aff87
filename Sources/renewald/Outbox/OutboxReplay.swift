import ArgumentParser
import Foundation
import RenewalConfig
import RenewalCouriers
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

extension OutboxCommand {
    struct Replay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sends a program again what it has accepted.",
            discussion: """
                For a consumer that has lost events, or a new one behind the same channel. Each event leaves with its own id \
                and bytes and the header `webhook-replay: true`, one at a time, in the order in which they were accepted; the \
                first that is not accepted again ends it. The deliveries stay as they are, and the evidence tells of each. \
                What `retention` has erased is gone, and what tells a muted person is left out; both are counted.

                A day begins and ends in the office's time zone. Mails are never sent again.

                Example: renewald outbox replay --channel hr-system --since 2026-03-14

                Example: renewald outbox replay --channel hr-system --since "2026-03-14 09:00" --record R-0001
                """
        )

        @OptionGroup var options: ConfigurationOption
        @Option(help: "A channel of the configuration that posts events.")
        var channel: String
        @Option(help: ArgumentHelp("What was accepted from then on: \(Moment.usage).", valueName: "time"))
        var since: Moment
        @Option(help: ArgumentHelp("And before then, or on that day at the latest (default: now).", valueName: "time"))
        var until: Moment?
        @Option(help: ArgumentHelp("Only events about this record; no digests.", valueName: "record-id"))
        var record: String?

        func run() async throws {
            try await endingWell {
                // An endpoint that is gone is an answer, not a reason to die.
                signal(SIGPIPE, SIG_IGN)
                let settings = try options.settings(secrets: .reachable)
                let program = try program(of: settings)
                let (clock, calendar) = (SystemClock(), try settings.calendar())
                let (from, end) = (since.start(in: calendar), until?.end(in: calendar) ?? clock.now)
                guard from < end else {
                    throw ValidationError("--since is not before \(until == nil ? "now" : "--until")")
                }
                let tally = try await EventReplay.run(
                    through: program,
                    during: from..<end,
                    of: record,
                    from: settings.openOutbox(.operatorCommand),
                    settings: settings,
                    clock: clock
                )
                for line in tally.lines(channel: channel) { Console.say(line) }
                guard let obstacle = tally.obstacle else { return }
                for sentence in obstacle.sentences(channel: channel) { Console.complain(sentence) }
                throw ExitCode(obstacle.exitStatus)
            }
        }

        private func program(of settings: Settings) throws -> ChannelSettings {
            let program = try settings.channel(named: channel)
            switch program.kind.descriptor.content {
            case .mail: throw ValidationError("\(channel) mails people, and mails are never sent again")
            case .event: try program.requireSecrets()
            }
            return program
        }
    }
}

extension EventReplay.Obstacle {
    fileprivate var exitStatus: Int32 {
        switch self {
        case .held: Sysexit.temporaryFailure.rawValue
        case .disabled: Sysexit.unavailable.rawValue
        case .refused(let refusal): refusal.verdict.exitStatus
        }
    }
}
