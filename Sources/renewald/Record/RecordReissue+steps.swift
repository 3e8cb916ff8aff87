import ArgumentParser
import RenewalOffice
import RenewalReports
import RenewalRules

extension RecordReissue {
    /// What the steps of a reissue take.
    struct Step: ParsableArguments {
        @OptionGroup var options: RecordOptions
        @Argument(help: .both("补办编号。", "The reissue's id.", value: ("补办编号", "reissue")))
        var reissue: String

        func record(_ step: ReissueStep, saying sentence: (Recorded) -> Phrase) async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.advance(reissue: reissue, by: step, context)
            } saying: { recorded in
                sentence(recorded)
            }
        }
    }

    struct AskFee: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("通知缴纳补办费用。", "Asks for the fee of a reissue."),
            discussion: .examples("renewald registry record reissue ask-fee I-0001")
        )

        @OptionGroup var step: Step

        func run() async throws {
            try await step.record(.feeAsked) { recorded in
                Phrase("已通知缴纳\(recorded.record.phrase.chinese) 的费用", "asked for the fee of \(recorded.record)")
            }
        }
    }

    struct Pay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("登记补办费用已缴。", "Records that the fee is paid."),
            discussion: .examples("renewald registry record reissue pay I-0001")
        )

        @OptionGroup var step: Step

        func run() async throws {
            try await step.record(.feePaid) { recorded in
                Phrase("已登记\(recorded.record.phrase.chinese) 的缴费", "recorded the payment of \(recorded.record)")
            }
        }
    }

    struct Process: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("开始办理已缴费的补办。", "Starts to process a paid reissue."),
            discussion: .examples("renewald registry record reissue process I-0001")
        )

        @OptionGroup var step: Step

        func run() async throws {
            try await step.record(.processing) { recorded in
                Phrase(
                    "\(recorded.record.phrase.chinese) 办理中；每三十天告知一次持证人",
                    "\(recorded.record) is being processed; its holder hears of it every thirty days"
                )
            }
        }
    }

    struct Ready: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("登记补办的证书已制作完成，可以领取。", "Reports that the replacement can be handed over."),
            discussion: .examples("renewald registry record reissue ready I-0001")
        )

        @OptionGroup var step: Step

        func run() async throws {
            try await step.record(.produced) { recorded in
                Phrase("\(recorded.record.phrase.chinese) 已制作完成，可以领取", "\(recorded.record) is ready to be handed over")
            }
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("取消尚未缴费的补办。", "Cancels a reissue that is not paid yet."),
            discussion: .examples("renewald registry record reissue cancel I-0001")
        )

        @OptionGroup var step: Step

        func run() async throws {
            try await step.record(.cancelled) { recorded in
                Phrase(
                    "\(recorded.record.phrase.chinese) 已取消，原证书仍然作废",
                    "cancelled \(recorded.record); the credential stays void"
                )
            }
        }
    }
}
