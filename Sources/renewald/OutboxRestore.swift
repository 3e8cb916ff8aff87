import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOutbox

extension OutboxCommand {
    struct Restore: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Puts a backup in place of the state file of a stopped service.",
            discussion: """
                The backup is checked, gets the owner and mode of the file it replaces, and holds all sending: what waits \
                in it may have been sent since it was made. The old file is kept beside it.

                Example: renewald outbox restore /var/lib/renewald/backup-2026-03-15.db
                """
        )

        @OptionGroup var options: ConfigurationOption
        @Argument(help: "The backup; it is only read.", completion: .file())
        var file: String

        func run() async throws {
            try await endingWell {
                let settings = try options.settings()
                let kept = try await Outbox.restore(file, asStateFileAt: settings.statePath, at: SystemClock().now)
                let counts = try await settings.openOutbox(.reading).counts()
                let waiting = (counts[.pending] ?? 0) + (counts[.deferred] ?? 0) + (counts[.sending] ?? 0)
                Console.say("\(settings.statePath): restored, \(counted(waiting, "delivery waits", "deliveries wait"))")
                if let kept { Console.say("the file it replaces is kept as \(kept)") }
                Console.say(
                    "sending is held: see `renewald outbox list`, cancel what was sent since, then `renewald outbox release`"
                )
            }
        }
    }
}
