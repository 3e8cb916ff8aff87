import ArgumentParser
import Foundation
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalRules

/// `renewald check-config`: everything that can be known before running.
struct CheckConfig: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config",
        abstract: "Checks a configuration without running it.",
        discussion: "Example: renewald check-config /etc/renewald/renewald.yaml"
    )

    @Argument(help: ArgumentHelp("The configuration file.", valueName: "file"))
    var file = "/etc/renewald/renewald.yaml"

    func run() async throws {
        try await endingWell {
            let environment = ProcessInfo.processInfo.environment
            let settings = try Settings.load(path: file, environment: environment, secrets: .reachable)
            let problems = ConfigurationCheck.problems(of: settings)
            for problem in problems { Console.complain(problem) }
            guard problems.isEmpty else { throw ExitCode(Sysexit.configuration.rawValue) }
            for remark in settings.remarks { Console.remark("remark: \(remark)") }
            for remark in await strandedRemarks(of: settings) { Console.remark("remark: \(remark)") }
            if settings.hasUnreadSecrets {
                Console.remark("credentials are handed over by systemd and were not read")
            }
            for (channel, helo) in HeloName.all(of: settings) {
                Console.say("channel \(channel) says EHLO \(helo.name) (\(helo.origin))")
            }
            let channels = settings.channels.map(\.name).joined(separator: ", ")
            Console.say(
                "\(file): good; channels \(channels); \(settings.policy.ladder.count) marks; \(settings.timeZone)"
            )
            Console.say(ConfigurationCheck.texts(of: settings))
        }
    }

    /// What waits for channels that this configuration does not have; nothing where the state file cannot be read.
    private func strandedRemarks(of settings: Settings) async -> [String] {
        guard let outbox = try? settings.openOutbox(.reading) else { return [] }
        return (try? await outbox.strandedSentences(besides: settings)) ?? []
    }
}
