import ArgumentParser
import Foundation
import RenewalConfig
import RenewalDaemon
import RenewalNotices
import RenewalOutbox
import RenewalRegistry
import RenewalReports
import RenewalRules

/// `renewald status`: how the service is doing, on one screen.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .both("显示服务的状况，最严重的问题在前。", "Shows how the service is doing, the worst first."),
        discussion: .both(
            """
            只读取运行库，不打扰服务。--format nagios 输出一行供监控系统使用，退出码：0 正常，1 需要留意，2 严重，3 无法查看；\
            其他格式的退出码与问题无关。
            """,
            """
            Only reads the state file and does not disturb the daemon. --format nagios is one line for a monitoring system \
            and ends with 0 when all is well, 1 for a warning, 2 for something critical, 3 when nothing can be seen; in the \
            other formats the exit code does not depend on what is found.
            """,
            examples: "renewald status",
            "renewald status --watch",
            "renewald status --format nagios"
        )
    )

    private typealias Outline = (settings: Settings, mistakes: Int)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, nagios }

    @OptionGroup var options: ConfigurationOption
    @Option(help: .both("text、json 或 nagios。", "text, json or nagios.", value: ("格式", "format")))
    var format: Format = .text
    @Flag(help: .both("每两秒更新，按 Ctrl-C 结束。", "Look again every two seconds, until Ctrl-C."))
    var watch = false

    private static let interval: Duration = .seconds(2)

    func validate() throws {
        guard !watch || format != .nagios else {
            throw ValidationError("--watch 不能与 --format nagios 一起使用", "--watch does not go with --format nagios")
        }
    }

    func run() async throws {
        if format == .nagios { return try await tellMonitoring() }
        try await endingWell {
            let outline = try outline
            let outbox = try outline.settings.openOutbox(.reading)
            try await show(outbox, outline)
            while watch {
                try await Task.sleep(for: Self.interval)
                // Home, and clear to the end: a terminal shows the screen anew, without flicker.
                if isatty(STDOUT_FILENO) == 1 { Console.write("\u{1B}[H\u{1B}[J", to: .standardOutput) }
                try await show(outbox, outline)
            }
        }
    }

    /// With mistakes in it too: the service goes on with what it read before.
    private var outline: Outline {
        get throws { try Settings.outline(path: options.config, environment: ProcessInfo.processInfo.environment) }
    }

    private func show(_ outbox: any OutboxStore, _ outline: Outline) async throws {
        let report = try await StatusReport(in: outbox, outline)
        var buffer = LineBuffer()
        switch format {
        case .json: buffer.append(ReportLine(data: report.json.text))
        case .text, .nagios: buffer.append(report.lines)
        }
        buffer.flush()
    }

    /// A monitoring system reads the first line and the status; of an error too.
    private func tellMonitoring() async throws {
        do {
            let outline = try outline
            let report = try await StatusReport(in: outline.settings.openOutbox(.reading), outline)
            Console.say(report.nagios.line)
            if report.nagios.status > 0 { throw ExitCode(report.nagios.status) }
        } catch let end as ExitCode {
            throw end
        } catch {
            Console.say(StatusReport.nagiosLine(onFailure: phrase(of: error)))
            throw ExitCode(3)
        }
    }
}

extension StatusReport {
    /// Looks at the state file of a configuration as it is now.
    fileprivate init(in outbox: any OutboxStore, _ outline: (settings: Settings, mistakes: Int)) async throws {
        let settings = outline.settings
        try await self.init(
            in: outbox,
            isRunning: try Outbox.isServed(stateFileAt: settings.statePath),
            settings: settings,
            mistakes: outline.mistakes,
            registryFault: settings.registryFault,
            files: settings.files,
            at: SystemClock().now
        )
    }
}

extension Settings {
    /// Why the registry cannot be opened; `nil` where it can.
    fileprivate var registryFault: RegistryError? {
        do {
            _ = try openRegistry()
            return nil
        } catch {
            return error as? RegistryError
        }
    }

    /// The state file, the registry, and what SQLite keeps beside them; those that are there and may be looked at.
    fileprivate var files: [FileSize] {
        [statePath, registry.path].flatMap { [$0, $0 + "-wal"] }.compactMap { path in
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            return (attributes?[.size] as? Int).map { FileSize(path: path, bytes: $0) }
        }
    }
}
