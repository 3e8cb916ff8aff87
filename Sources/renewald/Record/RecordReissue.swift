import ArgumentParser
import RenewalOffice
import RenewalReports
import RenewalRules

/// `record reissue`: a replacement for a voided credential, from the request to its delivery.
struct RecordReissue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reissue",
        abstract: .both("登记作废证书的补办：申请、缴费直至领取。", "Requests, pays and finishes the reissue of a voided credential."),
        discussion: .examples("renewald registry record reissue request L-0001"),
        subcommands: [
            Request.self, AskFee.self, Pay.self, Process.self, Ready.self, Deliver.self, Cancel.self, Inquire.self,
        ]
    )

    struct Request: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("挂失办结后申请补办。", "Asks for a replacement after a completed loss report."),
            discussion: .examples("renewald registry record reissue request L-0001")
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: .both("挂失编号。", "The loss report's id.", value: ("挂失编号", "report")))
        var report: String
        @Option(
            help: .both("补办编号（默认：按日期生成）。", "The reissue's id (default: one made from the day).", value: ("编号", "id"))
        )
        var id: String?

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.requestReissue(after: report, id: id, context)
            } saying: { recorded in
                Phrase { language in
                    let expires = recorded.expires.map { " \($0)" } ?? ""
                    return Phrase(
                        "已申请\(recorded.record.phrase.chinese)；补办的证书有效期不变\(recorded.expires.map { "，至\($0)" } ?? "")（规则A13）",
                        "requested \(recorded.record); the replacement keeps the expiry\(expires) (rule A13)"
                    )[language]
                }
            }
        }
    }

    struct Deliver: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("登记补办证书的领取：序列号是新的，有效期不变。", "Hands over the replacement: a new serial, the old expiry."),
            discussion: .examples("renewald registry record reissue deliver I-0001 --serial 5A03")
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: .both("补办编号。", "The reissue's id.", value: ("补办编号", "reissue")))
        var reissue: String
        @Option(help: .both("补办证书的序列号。", "The replacement's serial.", value: ("序列号", "serial")))
        var serial: String
        @Option(
            help: .both(
                "补办证书的编号（默认：按日期生成）。",
                "The replacement's id (default: one made from the day).",
                value: ("编号", "new-id")
            )
        )
        var newID: String?

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.deliver(reissue: reissue, serial: serial, newID: newID, context)
            } saying: { recorded in
                Phrase("\(recorded.record.phrase.chinese) 已领取", "delivered \(recorded.record)")
            }
        }
    }

    struct Inquire: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "登记补办进度的查询和答复（规则R89）。",
                "Keeps what was asked and answered about a reissue under way (rule R89)."
            ),
            discussion: .examples(
                .both(
                    "renewald registry record reissue inquire I-0001 --channel phone --answer 制证中",
                    "renewald registry record reissue inquire I-0001 --channel phone --answer \"in production\""
                )
            )
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: .both("补办编号。", "The reissue's id.", value: ("补办编号", "reissue")))
        var reissue: String
        @Option(help: .both("查询途径。", "How it was asked.", value: ("渠道", "channel")))
        var channel: LossChannel
        @Option(help: .both("答复内容。", "What was answered.", value: ("答复", "answer")))
        var answer: String?

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.inquire(reissue: reissue, ProgressInquiry(channel: channel, answer: answer), context)
            } saying: { recorded in
                Phrase("已登记\(recorded.record.phrase.chinese) 的进度查询", "recorded an inquiry about \(recorded.record)")
            }
        }
    }
}
