import ArgumentParser
import Foundation
import RenewalConfig
import RenewalDaemon
import RenewalDelivery
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald check-config`: everything that can be known before running.
struct CheckConfig: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config",
        abstract: .both("检查配置文件，不运行。", "Checks a configuration without running it."),
        discussion: .both(
            """
            --probe 再逐个渠道查看对方能否连接：解析、连接、证书（少于21天的会提示）、EHLO、登录；接收程序答复什么；目录能否写入。不发送邮件和事件。\
            所见的各占一行，有故障的说明如何解决。

            没有错误的，退出码为0；配置有误，或者 --probe 查到须改配置的，为78；有渠道暂时不可用的，为69。
            """,
            """
            --probe also looks at the other end of each channel: its name, the connection, the certificate (with a remark \
            under 21 days), EHLO and the login; what an endpoint answers; whether a folder can be written. No mail and no event \
            is sent. Each step is a line; what fails says what to do.

            It ends with 0 when all is well, with 78 when the configuration is wrong or --probe finds what it has to mend, and \
            with 69 when a channel cannot be used now.
            """,
            examples: "renewald check-config --probe /etc/renewald/renewald.yaml"
        )
    )

    @Argument(help: .both("配置文件。", "The configuration file.", value: ("文件", "file")))
    var file = ConfigurationOption.defaultPath
    @Flag(help: .both("也查看各渠道能否使用，不发送任何内容。", "Also see whether the channels can be used; sends nothing."))
    var probe = false
    @OptionGroup var speech: LanguageOption

    func run() async throws {
        try await endingWell {
            let environment = ProcessInfo.processInfo.environment
            let settings = try Settings.load(path: file, environment: environment, secrets: .reachable)
            // What the service may not read or write is nothing that root should find good.
            try Ownership.become(ownerOfFolderOf: settings.statePath)
            // systemd names the running service in a check before a reload (systemd.exec(5), `$MAINPID`).
            let isBeforeReload = environment["MAINPID"] != nil
            if isBeforeReload, try !Outbox.isServed(stateFileAt: settings.statePath) {
                Console.complain(Self.movedState(settings))
                throw ExitCode(Sysexit.configuration.rawValue)
            }
            var report = try ConfigurationReport(of: settings, on: settings.today())
            for problem in report.problems { Console.complain(problem) }
            guard report.problems.isEmpty else { throw ExitCode(Sysexit.configuration.rawValue) }
            // A reload ends in time, however long an office's own tables take to read.
            if !isBeforeReload { await report.readRegistry() }
            report.waiting = await waiting(settings)
            for remark in report.remarks { Console.remark(remark) }
            for line in report.lines { Console.say(line) }
            if probe { try await look(at: settings.channels) }
        }
    }

    private static func movedState(_ settings: Settings) -> Phrase {
        Phrase(verbatim: "\(settings.place(of: ["state", "sqlite"])): ")
            + Phrase(
                "重新加载不能更换运行库，正在运行的服务用的不是 \(settings.statePath)：请重新启动服务",
                "a reload cannot change the state file, and the running service has another one than "
                    + "\(settings.statePath): restart the service"
            )
    }

    /// Tells of each channel what its other end says.
    ///
    /// - Throws: `ExitCode` when one cannot be used
    private func look(at channels: [ChannelSettings]) async throws {
        // A server that hangs up is an answer, not a reason to die.
        signal(SIGPIPE, SIG_IGN)
        var status: Int32 = 0
        for channel in channels {
            for finding in await channel.probe(clock: SystemClock()).findings {
                switch finding.meaning {
                case .good: Console.say(finding.line(of: channel.name))
                case .remark: Console.remark(finding.line(of: channel.name))
                case .unavailable, .misconfigured: Console.complain(finding.complaint(about: channel.name))
                }
                status = max(status, finding.meaning.exitStatus)
            }
        }
        guard status == 0 else { throw ExitCode(status) }
    }

    /// What waits for channels that are not in this configuration; empty if the state file is unreadable.
    private func waiting(_ settings: Settings) async -> [ChannelTrouble] {
        guard let outbox = try? settings.openOutbox(.reading) else { return [] }
        return (try? await ChannelTrouble.unknown(in: outbox, settings: settings)) ?? []
    }
}

extension ChannelProbe.Meaning {
    /// The status of a command that has found this; the greater is the graver.
    ///
    /// - Source: sysexits.h
    fileprivate var exitStatus: Int32 {
        switch self {
        case .good, .remark: 0
        case .unavailable: Sysexit.unavailable.rawValue
        case .misconfigured: Sysexit.configuration.rawValue
        }
    }
}
