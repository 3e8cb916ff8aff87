import ArgumentParser
import Foundation
import Logging
import RenewalConfig
import RenewalDaemon
import RenewalRegistry
import RenewalReports
import RenewalRules

/// `renewald run`: the daemon, or one pass of it for cron.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .both("检查登记库，发送到期的提醒。", "Scans the registry and sends what is due."),
        discussion: .both(
            """
            收到 SIGTERM 正常结束；收到 SIGHUP 重新读取配置文件，新配置有误的继续用原来的。
            """,
            """
            SIGTERM ends it cleanly, SIGHUP reads the configuration again and keeps the old one when the new one is bad.
            """,
            examples: "renewald run --config /etc/renewald/renewald.yaml"
        )
    )

    @OptionGroup var options: ConfigurationOption
    @Flag(help: .both("检查一遍，发送到期的提醒，然后退出。", "Plan, deliver what is due, and exit."))
    var once = false
    @Flag(name: .shortAndLong, help: .both("逐次记录发送日志。", "Log every attempt."))
    var verbose = false

    func run() async throws {
        try await endingWell {
            // A file at its size limit and a reader that is gone are errors to handle, not reasons to die.
            signal(SIGXFSZ, SIG_IGN)
            signal(SIGPIPE, SIG_IGN)
            signal(SIGHUP, SIG_IGN)
            // Before the secrets, because root has no business with another user's.
            if let path = try? options.settings().statePath { try Ownership.requireOwn(stateFile: path) }
            let settings = try options.settings(secrets: .all)
            let environment = ProcessInfo.processInfo.environment
            let clock = SystemClock()
            let level: Logger.Level = verbose ? .debug : .notice
            let log = DaemonLog(level: level, environment: environment, clock: clock)
            let logger = Logger(label: "renewald") { _ in
                log
            }
            // Cron calls again; the daemon waits for its registry while it runs.
            let registry =
                once
                ? try settings.openRegistry(patience: Self.patienceWithRegistry, clock: clock, logger: logger) : nil
            let daemon = try await Daemon(settings: settings, clock: clock, environment: environment, logger: logger)
            if let registry {
                try await runOnce(daemon, settings: settings, registry: registry)
            } else {
                try await daemon.run()
            }
        }
    }

    /// How long one pass waits for a registry locked by another program.
    private static let patienceWithRegistry: Duration = .seconds(90)

    private func runOnce(_ daemon: Daemon, settings: Settings, registry: any RegistrySource) async throws {
        let total = try await registry.counts().registrations
        let bar = ProgressBar(Phrase("正在检查", "scanning"), total: total)
        let summary = try await daemon.runOnce { examined in bar.show(examined) }
        bar.finish()
        let channels = settings.channels.map(\.name)
        for line in summary.lines(channels: channels, registrations: total) { Console.say(line) }
        guard summary.scan.hasReadSomething else {
            Console.complain(
                Phrase(
                    "登记库中与提醒有关的行全都无法读取：请用 `renewald registry check` 检查",
                    "no row of the registry that a reminder hangs on can be read: see registry check"
                )
            )
            throw ExitCode(Sysexit.dataError.rawValue)
        }
        guard summary.holds.isEmpty else {
            let calendar = try settings.calendar()
            for hold in summary.holds { Console.complain(hold.sentence(calendar)) }
            throw ExitCode(Sysexit.temporaryFailure.rawValue)
        }
        guard summary.setBack == 0 else {
            let attempts = counted(summary.setBack, "attempt", "attempts")
            Console.complain(
                Phrase(
                    "有\(summary.setBack)次发送没有成功：请用 `renewald outbox list` 查看",
                    "\(attempts) did not end well: see outbox list"
                )
            )
            throw ExitCode(Sysexit.temporaryFailure.rawValue)
        }
    }
}
