import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalReports

extension OutboxCommand {
    struct Restore: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Puts a backup in place of the state file of a stopped service.",
            discussion: """
                The backup is checked, belongs to the owner of its directory, and holds all sending: what waits \
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
                let kept = try await restore(asStateFileAt: settings.statePath)
                let counts = try await settings.openOutbox(.reading).counts()
                let waiting = (counts[.pending] ?? 0) + (counts[.deferred] ?? 0) + (counts[.sending] ?? 0)
                Console.say("\(settings.statePath): restored, \(counted(waiting, "delivery waits", "deliveries wait"))")
                if let kept { Console.say("the file it replaces is kept as \(kept)") }
                Console.say(
                    "sending is held: see `renewald outbox list`, cancel what was sent since, then `renewald outbox release`"
                )
            }
        }

        /// Root reads its own backup and writes as the service's user.
        private func restore(asStateFileAt path: String) async throws -> String? {
            let now = SystemClock().now
            let roots = Ownership.isRoots(file) ? try Outbox(path: file, access: .backup, at: now) : nil
            try Ownership.become(ownerOfFolderOf: path)
            let backup = try roots ?? Outbox(path: file, access: .backup, at: now)
            return try await Outbox.restore(backup, asStateFileAt: path, at: now)
        }
    }
}
