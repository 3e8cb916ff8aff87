import ArgumentParser
import Foundation
import RenewalConfig
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald check-config`: everything that can be known before running.
struct CheckConfig: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config",
        abstract: .both("检查配置文件，不运行。", "Checks a configuration without running it."),
        discussion: .examples("renewald check-config /etc/renewald/renewald.yaml")
    )

    @Argument(help: .both("配置文件。", "The configuration file.", value: ("文件", "file")))
    var file = ConfigurationOption.defaultPath
    @OptionGroup var speech: LanguageOption

    func run() async throws {
        try await endingWell {
            let environment = ProcessInfo.processInfo.environment
            let settings = try Settings.load(path: file, environment: environment, secrets: .reachable)
            var report = try ConfigurationReport(of: settings, on: settings.today())
            for problem in report.problems { Console.complain(problem) }
            guard report.problems.isEmpty else { throw ExitCode(Sysexit.configuration.rawValue) }
            report.waiting = await waiting(settings)
            for remark in report.remarks { Console.remark(remark) }
            for line in report.lines { Console.say(line) }
        }
    }

    /// What waits for channels that are not in this configuration; empty if the state file is unreadable.
    private func waiting(_ settings: Settings) async -> [ChannelTrouble] {
        guard let outbox = try? settings.openOutbox(.reading) else { return [] }
        return (try? await ChannelTrouble.unknown(in: outbox, settings: settings)) ?? []
    }
}
