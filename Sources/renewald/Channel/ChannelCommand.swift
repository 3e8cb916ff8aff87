import ArgumentParser
import Foundation
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald channel`: how the channels do, and what an operator may order.
struct ChannelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "channel",
        abstract: .both("查看、试用、暂停和恢复渠道。", "Shows, tries, pauses and resumes channels."),
        discussion: .examples("renewald channel list", "renewald channel test office-mail --to li.wei@example.test"),
        subcommands: [List.self, Test.self, Pause.self, Resume.self]
    )

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "立即通过某个渠道发送一条虚构的提醒，并注明是测试。",
                "Sends a made-up notice, marked as a test, through a channel at once."
            ),
            discussion: .both(
                """
                渠道的用法与服务运行时相同，包括登录、证书和签名，不受发送时段限制。不计划、不保存、不计数。提醒是虚构的，不涉及任何人；\
                事件带有 `test: true`，邮件在主题中注明。写了 --language 的，邮件也用该语言，否则用配置文件中的。

                对方接收的，退出码为0；拒收或无法连接的为69；对方要求稍后再试，或不知是否接收的为75。
                """,
                """
                The channel is used as the daemon uses it, with its login, certificates and signature, whatever the hour. \
                Nothing is planned, stored or counted. The notice is about nobody; an event has `test: true`, a mail says so \
                in its subject. With --language the mail is in that language too, else in the configuration's.

                It ends with 0 when the notice was accepted, with 69 when it was refused or nothing could be reached, and with \
                75 when the other side wants another try or nobody knows whether it accepted.
                """,
                examples: "renewald channel test hr-system --kind employer.digest --kind reminder.withdrawn",
                "renewald channel test office-mail --to li.wei@example.test --language en"
            )
        )

        @OptionGroup var options: ConfigurationOption
        @Argument(help: .both("配置文件中的渠道。", "A channel of the configuration.", value: ("渠道", "channel")))
        var name: String
        @Option(
            help: .both(
                "提醒的种类，可写多次（默认：\(NoticeKind.markReached.rawValue)）。",
                "What the notice says; may be repeated (default: \(NoticeKind.markReached.rawValue)).",
                value: ("种类", "kind")
            ),
            transform: Self.kind
        )
        var kind: [NoticeKind] = []
        @Option(
            help: .both(
                "收件邮箱；用于向人发送邮件的渠道。",
                "Whom to mail; for a channel that mails people.",
                value: ("地址", "address")
            ),
            transform: Self.address
        )
        var to: EmailAddress?

        /// More would rather be a load test.
        private static let mostKinds = 10

        func validate() throws {
            guard kind.count <= Self.mostKinds else {
                throw ValidationError(
                    "--kind 最多写\(Self.mostKinds)次",
                    "--kind can be given \(Self.mostKinds) times at most"
                )
            }
        }

        func run() async throws {
            try await endingWell {
                // An endpoint that is gone is an answer, not a reason to die.
                signal(SIGPIPE, SIG_IGN)
                let settings = try options.settings(secrets: .reachable)
                let channel = try settings.channel(named: name)
                try channel.requireSecrets()
                let outbox = try settings.openOutbox(.reading)
                // Before the first run there is no state file.
                let office = outbox.instanceID.isEmpty ? "none" : outbox.instanceID
                let trial = try trial(of: channel, settings, office: office)
                var status: Int32 = 0
                try await trial.send(kind.isEmpty ? [.markReached] : kind) { outcome in
                    for line in outcome.lines { Console.say(line) }
                    if status == 0 { status = outcome.verdict.exitStatus }
                }
                for trouble in try await ChannelTrouble.disabled(in: outbox) where trouble.channel == name {
                    Console.remark(trouble.sentence(try settings.calendar()))
                }
                guard status == 0 else { throw ExitCode(status) }
            }
        }

        private func trial(of channel: ChannelSettings, _ settings: Settings, office: String) throws -> ChannelTrial {
            do {
                return try ChannelTrial(
                    of: channel,
                    to: to,
                    in: options.language ?? settings.texts.language,
                    settings: settings,
                    office: office,
                    clock: SystemClock()
                )
            } catch ChannelTrial.Problem.needsRecipient {
                throw ValidationError(
                    "渠道 \(name) 向人发送邮件：请用 --to 写明收件邮箱",
                    "\(name) mails people: name one with --to"
                )
            } catch ChannelTrial.Problem.takesNoRecipient {
                throw ValidationError(
                    "渠道 \(name) 有自己的接收地址：--to 只用于向人发送邮件的渠道",
                    "\(name) has a target of its own: --to is for channels that mail people"
                )
            }
        }

        private static func kind(_ text: String) throws -> NoticeKind {
            guard let kind = NoticeKind(rawValue: text) else {
                throw ValidationError(
                    "--kind 后面写提醒的种类，如 \(NoticeKind.lastCall.rawValue)",
                    "--kind takes the name of a notice, such as \(NoticeKind.lastCall.rawValue)"
                )
            }
            return kind
        }

        private static func address(_ text: String) throws -> EmailAddress {
            do throws(EmailAddress.Problem) {
                return try EmailAddress(text)
            } catch {
                throw ValidationError("--to 的邮箱\(error.phrase.chinese)", "the address of --to \(error.phrase.english)")
            }
        }
    }
}
