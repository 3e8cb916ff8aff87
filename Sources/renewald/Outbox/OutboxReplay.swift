import ArgumentParser
import Foundation
import RenewalConfig
import RenewalCouriers
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

extension OutboxCommand {
    struct Replay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("把业务系统已接收过的事件重新发给它。", "Sends a program again what it has accepted."),
            discussion: .both(
                """
                用于丢失了事件的业务系统，或同一渠道后面新接的业务系统。每个事件按原编号、原内容重发，带有 `webhook-replay: true` 头，\
                按当初接收的顺序逐个发送；遇到第一个不被接收的即停止。投递状态不变，每次重发都计入存证。`retention` 已清除的不能重发，\
                涉及已停止提醒人员的不重发，两者都会计数。

                日期按办公所在时区起止。邮件不会重发。
                """,
                """
                For a consumer that has lost events, or a new one behind the same channel. Each event leaves with its own id \
                and bytes and the header `webhook-replay: true`, one at a time, in the order in which they were accepted; the \
                first that is not accepted again ends it. The deliveries stay as they are, and the evidence tells of each. \
                What `retention` has erased is gone, and what tells a muted person is left out; both are counted.

                A day begins and ends in the office's time zone. Mails are never sent again.
                """,
                examples: "renewald outbox replay --channel hr-system --since 2026-03-14",
                #"renewald outbox replay --channel hr-system --since "2026-03-14 09:00" --record R-0001"#
            )
        )

        @OptionGroup var options: ConfigurationOption
        @Option(
            help: .both("配置文件中推送事件的渠道。", "A channel of the configuration that posts events.", value: ("渠道", "channel"))
        )
        var channel: String
        @Option(
            help: .both(
                "从何时起对方已接收的事件：\(Moment.usage.chinese)。",
                "What was accepted from then on: \(Moment.usage.english).",
                value: ("时间", "time")
            )
        )
        var since: Moment
        @Option(
            help: .both(
                "到何时为止，写日期的含当日（默认：现在）。",
                "And before then, or on that day at the latest (default: now).",
                value: ("时间", "time")
            )
        )
        var until: Moment?
        @Option(
            help: .both(
                "只发与这条记录有关的事件，不含汇总。",
                "Only events about this record; no digests.",
                value: ("记录编号", "record-id")
            )
        )
        var record: String?

        func run() async throws {
            try await endingWell {
                // An endpoint that is gone is an answer, not a reason to die.
                signal(SIGPIPE, SIG_IGN)
                let settings = try options.settings(secrets: .reachable)
                let program = try program(of: settings)
                let (clock, calendar) = (SystemClock(), try settings.calendar())
                let (from, end) = (since.start(in: calendar), until?.end(in: calendar) ?? clock.now)
                guard from < end else {
                    let end = until == nil ? Phrase("现在", "now") : Phrase(verbatim: "--until")
                    throw ValidationError("--since 不早于\(end.chinese)", "--since is not before \(end.english)")
                }
                let tally = try await EventReplay.run(
                    through: program,
                    during: from..<end,
                    of: record,
                    from: settings.openOutbox(.operatorCommand),
                    settings: settings,
                    clock: clock
                )
                for line in tally.lines(channel: channel) { Console.say(line) }
                guard let obstacle = tally.obstacle else { return }
                for sentence in obstacle.sentences(channel: channel, calendar) { Console.complain(sentence) }
                throw ExitCode(obstacle.exitStatus)
            }
        }

        private func program(of settings: Settings) throws -> ChannelSettings {
            let program = try settings.channel(named: channel)
            switch program.kind.descriptor.content {
            case .mail:
                throw ValidationError(
                    "渠道 \(channel) 向人发送邮件，邮件不会重发",
                    "\(channel) mails people, and mails are never sent again"
                )
            case .event: try program.requireSecrets()
            }
            return program
        }
    }
}

extension EventReplay.Obstacle {
    fileprivate var exitStatus: Int32 {
        switch self {
        case .held: Sysexit.temporaryFailure.rawValue
        case .disabled: Sysexit.unavailable.rawValue
        case .refused(let refusal): refusal.verdict.exitStatus
        }
    }
}
