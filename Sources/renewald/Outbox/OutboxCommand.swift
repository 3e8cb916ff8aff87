import ArgumentParser
import Foundation
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald outbox`: the durable queue, for the operator.
struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: .both("查看和管理发送队列。", "Shows and steers the queue of deliveries."),
        discussion: .examples("renewald outbox list"),
        subcommands: [
            List.self, Show.self, Retry.self, Flush.self, Cancel.self, Hold.self, Release.self, Move.self,
            Replay.self, Backup.self, Restore.self,
        ]
    )

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "显示一条投递或一条提醒的各条投递，含每次发送和对方的答复。",
                "Shows a delivery, or those of a notice, with every attempt and its reply."
            ),
            discussion: .examples(
                "renewald outbox show 3zjv5dahf5",
                "renewald outbox show 3zjv5dahf5 --text",
                "renewald outbox show 3zjv5dahf5 --message > notice.eml"
            )
        )

        @OptionGroup var options: ConfigurationOption
        @Argument(
            help: .both(
                "提醒中印的通知编号，或者事件、投递的编号；可只写开头六位以上。",
                "The number printed in a notice, the id of an event or a delivery, or its first six characters or more.",
                value: ("编号", "id")
            )
        )
        var number: String
        @Flag(
            help: .both(
                "输出所发内容的原文：邮件用邮件程序打开，事件是 JSON。",
                "Write what was sent, byte for byte: a mail for a mail program, an event as JSON."
            )
        )
        var message = false
        @Flag(
            help: .both(
                "显示所发内容：邮件显示主题和正文，事件显示 JSON。",
                "Show what was sent as one reads it: subject and text of a mail, an event as JSON."
            )
        )
        var text = false

        func validate() throws {
            guard !message || !text else {
                throw ValidationError("--message 与 --text 只能写一个", "give either --message or --text")
            }
        }

        func run() async throws {
            try await endingWell {
                let settings = try options.settingsDespiteMistakes()
                let outbox = try settings.openOutbox(.reading)
                let report = try await NoticeReport(
                    of: Clue.number(in: number),
                    in: outbox,
                    settings: settings,
                    at: SystemClock().now
                )
                guard message || text else { return report.lines.forEach { Console.say($0) } }
                let sent = try await message(of: report, in: outbox)
                if text { return sent.lines.forEach { Console.say($0) } }
                FileHandle.standardOutput.write(Data(sent.bytes))
            }
        }

        private func message(of report: NoticeReport, in outbox: any OutboxStore) async throws -> FrozenMessage {
            guard report.deliveries.count == 1, let delivery = report.deliveries.first?.detail.summary else {
                let ids = report.deliveries.map { String($0.detail.summary.id.prefix(10)) }
                throw ValidationError(
                    ids.isEmpty ? "这条提醒没有投递" : "请写明是哪一条投递：\(Language.chinese.list(ids))",
                    ids.isEmpty ? "this notice has no delivery" : "say which delivery: \(Language.english.list(ids))"
                )
            }
            guard let message = try await outbox.message(of: delivery.id) else {
                Console.complain(
                    Phrase(
                        "显示所发内容 \(delivery.id)：" + (delivery.isErased ? "个人信息已清除" : "尚未成文"),
                        "showing the message of \(delivery.id): "
                            + (delivery.isErased ? "it was erased" : "it is not composed yet")
                    )
                )
                throw ExitCode(Sysexit.noInput.rawValue)
            }
            return message
        }
    }
}

extension DeliveryState: ExpressibleByArgument {}

extension Clue {
    /// The number or id in what somebody has pasted; what is none is looked for as it is, and said not to be there.
    static func number(in pasted: String) -> String { Clue(pasted)?.printedNumber ?? pasted }
}
