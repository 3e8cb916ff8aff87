import ArgumentParser
import Glibc
import RenewalDaemon
import RenewalRules

/// The command line; every subcommand works on the files the configuration names.
@main
struct Renewald: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renewald",
        abstract: "Reminds people of registrations that run out.",
        discussion: """
            Exit codes: 0 fine, 64 usage, 65 bad data, 66 input missing, 69 service unavailable, 70 a fault of the program, \
            73 cannot create, 74 I/O error, 75 temporary failure, 78 configuration.
            """,
        version: "renewald \(Release.version), rules as of \(RenewalPolicy.rulesAsOf)",
        subcommands: [
            Run.self, CheckConfig.self, Plan.self, Forecast.self, Explain.self, Find.self, RegistryCommand.self,
            OutboxCommand.self, ChannelCommand.self, Acknowledge.self, MuteCommand.self, UnmuteCommand.self,
            EvidenceCommand.self,
        ]
    )

    /// Makes the process safe before it opens a file, starts a thread or calls a library, and runs the command.
    static func main() async {
        // Files created by SQLite and others are owner-only.
        umask(0o077)
        ProcessEnvironment.reduce()
        await main(nil)
    }
}
