import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

extension ChannelCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("列出各渠道及其状况。", "Lists the channels and how they do."),
            discussion: .examples("renewald channel list")
        )

        @OptionGroup var options: ConfigurationOption
        @Option(help: .both("text 或 json（每行一个对象）。", "text or json (one object a line).", value: ("格式", "format")))
        var format: StoryFormat = .text

        func run() async throws {
            try await endingWell {
                let settings = try options.settingsDespiteMistakes()
                let outbox = try settings.openOutbox(.reading)
                let report = try await ChannelReport(in: outbox, settings: settings, at: SystemClock().now)
                for line in report.lines(in: format) { Console.say(line) }
            }
        }
    }

    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("暂停一个渠道，照常计划，恢复后发送。", "Pauses a channel: planning goes on, and what waits leaves later."),
            discussion: .both(
                """
                一秒内生效，重启后仍然有效。正在发送的仍会发出。不写 --until 的，到 `renewald channel resume` 为止。
                """,
                """
                It counts within a second, and after a restart. What is being sent just now still leaves. Without --until it \
                lasts until `renewald channel resume`.
                """,
                examples: .both(
                    #"renewald channel pause office-mail --until "2026-03-15 18:00" --reason "邮件服务器检修""#,
                    #"renewald channel pause office-mail --until "2026-03-15 18:00" --reason "the relay is serviced""#
                )
            )
        )

        @OptionGroup var options: ConfigurationOption
        @Argument(help: .both("配置文件中的渠道。", "A channel of the configuration.", value: ("渠道", "channel")))
        var name: String
        @Option(
            help: .both(
                "到何时为止：\(Moment.usage.chinese)；只写日期的，到当天结束。",
                "Its end: \(Moment.usage.english); a day alone means the end of it.",
                value: ("时间", "time")
            )
        )
        var until: Moment?
        @Option(
            help: .both(
                "原因，显示在各处，请勿写个人信息。",
                "Why; shown wherever it matters, so write no personal data.",
                value: ("原因", "reason")
            )
        )
        var reason: String?

        func validate() throws {
            guard reason?.isEmpty != true else { throw ValidationError("--reason 没有内容", "--reason is empty") }
        }

        func run() async throws {
            try await endingWell {
                let settings = try options.settingsDespiteMistakes()
                _ = try settings.channel(named: name)
                let (calendar, now) = (try settings.calendar(), SystemClock().now)
                let end = until?.end(in: calendar)
                if let end, end <= now {
                    let text = calendar.localText(of: end)
                    throw ValidationError("--until \(text) 已过", "--until \(text) has passed")
                }
                let outbox = try settings.openOutbox(.operatorCommand)
                let pause = ChannelPause(since: now, until: end, by: ProcessEnvironment.account, reason: reason)
                try await outbox.pauseChannel(name, pause)
                Console.say(ChannelTrouble.paused(channel: name, pause).sentence(calendar))
                outbox.tellDaemon()
            }
        }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "恢复暂停或已停用的渠道，并立即试发。",
                "Lets a paused or disabled channel send again, and tries it at once."
            ),
            discussion: .examples("renewald channel resume office-mail")
        )

        @OptionGroup var options: ConfigurationOption
        @Argument(help: .both("配置文件中的渠道。", "A channel of the configuration.", value: ("渠道", "channel")))
        var name: String

        func run() async throws {
            try await endingWell {
                let settings = try options.settingsDespiteMistakes()
                _ = try settings.channel(named: name)
                let (outbox, now) = (try settings.openOutbox(.operatorCommand), SystemClock().now)
                let wasPaused = try await outbox.resumeChannel(name, at: now)
                let wasDisabled = try await outbox.disabledChannels()[name] != nil
                // Ends the rest of a channel at fault as well.
                let released = try await outbox.enableChannel(name, at: now)
                Console.say(
                    wasPaused || wasDisabled
                        ? Phrase("渠道 \(name) 恢复发送", "channel \(name) sends again")
                        : Phrase("渠道 \(name) 没有暂停，将立即试发", "channel \(name) was not paused; it is tried at once")
                )
                if released > 0 {
                    let deliveries = counted(released, "delivery", "deliveries")
                    Console.say(Phrase("随之放行投递\(released)条", "\(deliveries) released with it"))
                }
                for sentence in try await outbox.holdSentences(settings) { Console.remark(sentence) }
                outbox.tellDaemon()
            }
        }
    }
}
