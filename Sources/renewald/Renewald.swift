import ArgumentParser
import Glibc
import RenewalDaemon
import RenewalRules

/// The command line; every subcommand works on the files the configuration names.
@main
struct Renewald: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renewald",
        abstract: .both("注册到期提醒服务。", "Reminds people of registrations that run out."),
        discussion: .both(
            """
            退出码：0 正常，64 用法有误，65 数据有误，66 找不到输入，69 服务不可用，70 程序故障，73 无法创建，74 读写出错，\
            75 暂时不成功，可稍后重试，78 配置有误。
            """,
            """
            Exit codes: 0 fine, 64 usage, 65 bad data, 66 input missing, 69 service unavailable, 70 a fault of the program, \
            73 cannot create, 74 I/O error, 75 temporary failure, 78 configuration.
            """,
            examples: "renewald plan --config /etc/renewald/renewald.yaml"
        ),
        version: .both(
            "renewald \(Release.version)，规则依据 \(RenewalPolicy.rulesAsOf) 发布的文本",
            "renewald \(Release.version), rules as of \(RenewalPolicy.rulesAsOf)"
        ),
        subcommands: [
            SetupCommand.self, Run.self, Status.self, CheckConfig.self, DiffConfig.self, Plan.self, Forecast.self,
            Preview.self, Explain.self, Find.self, TemplatesCommand.self, RegistryCommand.self, OutboxCommand.self,
            BounceCommand.self, ChannelCommand.self, Acknowledge.self, AcknowledgementsCommand.self, MuteCommand.self,
            UnmuteCommand.self, EvidenceCommand.self, Metrics.self, Serve.self, Manual.self,
        ]
    )

    /// Makes the process safe before it opens a file, starts a thread or calls a library, and runs the command.
    static func main() async {
        // Files created by SQLite and others are owner-only.
        umask(0o077)
        ProcessEnvironment.reduce()
        do {
            var command = try await asyncParseAsRoot()
            do {
                if var waiting = command as? any AsyncParsableCommand {
                    try await waiting.run()
                } else {
                    try command.run()
                }
            } catch {
                CommandLineEnd(error, of: command).exit()
            }
        } catch {
            CommandLineEnd(error).exit()
        }
    }
}
