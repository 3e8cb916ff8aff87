import ArgumentParser
import Foundation
import RenewalOffice
import RenewalReports
import RenewalRules

/// `record loss`: a credential is lost, from the draft to the voided credential.
struct RecordLoss: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "loss",
        abstract: "Reports a credential lost; completing the report voids it at once and for good.",
        discussion: "Example: renewald registry record loss draft C-0001 --reason lost --channel phone",
        subcommands: [Draft.self, Submit.self, Complete.self, Reject.self, Withdraw.self]
    )

    struct Draft: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Begins a report; a draft voids nothing.",
            discussion: """
                Example: renewald registry record loss draft C-0001 --reason lost --channel phone --information situation
                """
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: ArgumentHelp("The credential's id.", valueName: "credential"))
        var credential: String
        @Option(help: "Why it is reported.")
        var reason: LossReason
        @Option(help: "How it is reported.")
        var channel: LossChannel
        @Option(help: "What was given, separated by commas: \(WordList<LossInformation>.choices).")
        var information: WordList<LossInformation>?
        @Option(help: ArgumentHelp("The day the loss was noticed.", valueName: "date"))
        var discoveredOn: CalendarDate?
        @Option(help: "The report's id (default: one made from the day).")
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
                "drafted \(recorded.record); nothing is void before it is submitted and completed"
            }
        }
    }

    struct Submit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hands in a draft that the holder has confirmed.",
            discussion: "Example: renewald registry record loss submit L-0001 --confirmed"
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: ArgumentHelp("The report's id.", valueName: "report"))
        var report: String
        @Option(help: "What was given since, separated by commas: \(WordList<LossInformation>.choices).")
        var information: WordList<LossInformation>?
        @Flag(help: "The holder knows that the credential will be void for good (rule R83).")
        var confirmed = false
        @Flag(help: "Refuse a report that lacks information.")
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
                "submitted \(recorded.record); complete it once the identity is verified"
            }
        }
    }

    struct Complete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Completes a verified report: its credential is void at once and for good.",
            discussion: """
                Asks for confirmation on a terminal; --yes answers it in scripts.

                Example: renewald registry record loss complete L-0001 --yes
                """
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: ArgumentHelp("The report's id.", valueName: "report"))
        var report: String
        @Flag(help: "Void the credential without asking.")
        var yes = false

        func run() async throws {
            let isConfirmed = yes || isConfirmedOnTerminal()
            try await options.record { registry, context throws(RecordingError) in
                try registry.completeLoss(report: report, isConfirmed: isConfirmed, context)
            } saying: { recorded in
                "completed loss report \(report); \(recorded.record) is void at once and for good (rule R82), "
                    + "a replacement begins with \"reissue request \(report)\""
            }
        }

        /// Asks at the terminal; without one nothing is confirmed.
        private func isConfirmedOnTerminal() -> Bool {
            guard isatty(STDIN_FILENO) == 1 else { return false }
            Console.remark(
                "Completing loss report \(ReportLine(report).text) voids its credential at once and for good: it can "
                    + "never be used again, and the relying parties are told (rules R82, R83)."
            )
            Console.write("Type yes to go on: ", to: .standardError)
            return readLine()?.lowercased() == "yes"
        }
    }

    struct Reject: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Rejects a submitted report because the identity is not proven; nothing is void.",
            discussion: "Example: renewald registry record loss reject L-0001"
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: ArgumentHelp("The report's id.", valueName: "report"))
        var report: String

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.closeLoss(report: report, as: .rejected, context)
            } saying: { recorded in
                "rejected \(recorded.record); the credential stays as it is"
            }
        }
    }

    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes back a report that is not completed; nothing is void.",
            discussion: "Example: renewald registry record loss withdraw L-0001"
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: ArgumentHelp("The report's id.", valueName: "report"))
        var report: String

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.closeLoss(report: report, as: .withdrawn, context)
            } saying: { recorded in
                "withdrew \(recorded.record); the credential stays as it is"
            }
        }
    }
}
