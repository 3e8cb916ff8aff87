import ArgumentParser
import Foundation
import RenewalOffice
import RenewalReports
import RenewalRules

/// `record loss`: a credential is lost, from the draft to the voided credential.
struct RecordLoss: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "loss",
        abstract: .both(
            "登记证书挂失；挂失办结后，证书立即永久作废。",
            "Reports a credential lost; completing the report voids it at once and for good."
        ),
        discussion: .examples("renewald registry record loss draft C-0001 --reason lost --channel phone"),
        subcommands: [Draft.self, Submit.self, Complete.self, Reject.self, Withdraw.self]
    )

    struct Draft: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("起草挂失；草稿不会使证书作废。", "Begins a report; a draft voids nothing."),
            discussion: .examples(
                "renewald registry record loss draft C-0001 --reason lost --channel phone --information situation"
            )
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: .both("证书编号。", "The credential's id.", value: ("证书编号", "credential")))
        var credential: String
        @Option(help: .both("挂失原因。", "Why it is reported.", value: ("原因", "reason")))
        var reason: LossReason
        @Option(help: .both("挂失途径。", "How it is reported.", value: ("渠道", "channel")))
        var channel: LossChannel
        @Option(
            help: .both(
                "已提供的信息，用逗号分隔：\(WordList<LossInformation>.choices)。",
                "What was given, separated by commas: \(WordList<LossInformation>.choices).",
                value: ("信息", "information")
            )
        )
        var information: WordList<LossInformation>?
        @Option(help: .both("发现遗失的日期。", "The day the loss was noticed.", value: ("日期", "date")))
        var discoveredOn: CalendarDate?
        @Option(
            help: .both("挂失编号（默认：按日期生成）。", "The report's id (default: one made from the day).", value: ("编号", "id"))
        )
        var id: String?

        func run() async throws {
            let loss = LossReport(
                reason: reason,
                channel: channel,
                information: information?.words ?? [],
                discoveredOn: discoveredOn
            )
            try await options.record { registry, context throws(RecordingError) in
                try registry.draftLoss(of: credential, loss, report: id, context)
            } saying: { recorded in
                Phrase(
                    "已起草\(recorded.record.phrase.chinese)；提交并办结之前证书不作废",
                    "drafted \(recorded.record); nothing is void before it is submitted and completed"
                )
            }
        }
    }

    struct Submit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("提交持证人已确认的挂失草稿。", "Hands in a draft that the holder has confirmed."),
            discussion: .examples("renewald registry record loss submit L-0001 --confirmed")
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: .both("挂失编号。", "The report's id.", value: ("挂失编号", "report")))
        var report: String
        @Option(
            help: .both(
                "后来补充的信息，用逗号分隔：\(WordList<LossInformation>.choices)。",
                "What was given since, separated by commas: \(WordList<LossInformation>.choices).",
                value: ("信息", "information")
            )
        )
        var information: WordList<LossInformation>?
        @Flag(
            help: .both(
                "持证人已知晓证书将永久作废（规则R83）。",
                "The holder knows that the credential will be void for good (rule R83)."
            )
        )
        var confirmed = false
        @Flag(help: .both("信息不全的，不予受理。", "Refuse a report that lacks information."))
        var strict = false

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.submitLoss(
                    report: report,
                    adding: information?.words ?? [],
                    isConfirmed: confirmed,
                    ifIncomplete: strict ? .refuse : .accept,
                    context
                )
            } saying: { recorded in
                Phrase(
                    "已提交\(recorded.record.phrase.chinese)；核实身份后请办结",
                    "submitted \(recorded.record); complete it once the identity is verified"
                )
            }
        }
    }

    struct Complete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "办结已核实的挂失：证书立即永久作废。",
                "Completes a verified report: its credential is void at once and for good."
            ),
            discussion: .both(
                """
                在终端上会先询问；脚本中用 --yes 表示确认。
                """,
                """
                Asks for confirmation on a terminal; --yes answers it in scripts.
                """,
                examples: "renewald registry record loss complete L-0001 --yes"
            )
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: .both("挂失编号。", "The report's id.", value: ("挂失编号", "report")))
        var report: String
        @Flag(help: .both("不再询问，直接作废证书。", "Void the credential without asking."))
        var yes = false

        func run() async throws {
            let isConfirmed = yes || Console.isConfirmed(after: warning)
            try await options.record { registry, context throws(RecordingError) in
                try registry.completeLoss(report: report, isConfirmed: isConfirmed, context)
            } saying: { recorded in
                Phrase(
                    "挂失 \(report) 已办结；\(recorded.record.phrase.chinese) 立即永久作废（规则R82），"
                        + "需要补办的，用 \"reissue request \(report)\" 申请",
                    "completed loss report \(report); \(recorded.record) is void at once and for good (rule R82), "
                        + "a replacement begins with \"reissue request \(report)\""
                )
            }
        }

        private var warning: Phrase {
            Phrase(
                "挂失 \(report) 一经办结，证书立即永久作废，不能再用，并告知证书使用方（规则R82、R83）。",
                "Completing loss report \(report) voids its credential at once and for good: it can never be used again, "
                    + "and the relying parties are told (rules R82, R83)."
            )
        }
    }

    struct Reject: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "因身份未能核实而不予受理挂失，证书不作废。",
                "Rejects a submitted report because the identity is not proven; nothing is void."
            ),
            discussion: .examples("renewald registry record loss reject L-0001")
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: .both("挂失编号。", "The report's id.", value: ("挂失编号", "report")))
        var report: String

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.closeLoss(report: report, as: .rejected, context)
            } saying: { recorded in
                Phrase(
                    "\(recorded.record.phrase.chinese) 不予受理，证书保持原状",
                    "rejected \(recorded.record); the credential stays as it is"
                )
            }
        }
    }

    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("撤回未办结的挂失，证书不作废。", "Takes back a report that is not completed; nothing is void."),
            discussion: .examples("renewald registry record loss withdraw L-0001")
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: .both("挂失编号。", "The report's id.", value: ("挂失编号", "report")))
        var report: String

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.closeLoss(report: report, as: .withdrawn, context)
            } saying: { recorded in
                Phrase(
                    "\(recorded.record.phrase.chinese) 已撤回，证书保持原状",
                    "withdrew \(recorded.record); the credential stays as it is"
                )
            }
        }
    }
}
