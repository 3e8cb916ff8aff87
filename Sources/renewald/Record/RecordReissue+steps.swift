import ArgumentParser
import RenewalOffice

extension RecordReissue {
    /// What the steps of a reissue take.
    struct Step: ParsableArguments {
        @OptionGroup var options: RecordOptions
        @Argument(help: ArgumentHelp("The reissue's id.", valueName: "reissue"))
        var reissue: String

        func record(_ step: ReissueStep, saying sentence: (Recorded) -> String) async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.advance(reissue: reissue, by: step, context)
            } saying: { recorded in
                sentence(recorded)
            }
        }
    }

    struct AskFee: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Asks for the fee of a reissue.",
            discussion: "Example: renewald registry record reissue ask-fee I-0001"
        )

        @OptionGroup var step: Step

        func run() async throws {
            try await step.record(.feeAsked) { recorded in
                "asked for the fee of \(recorded.record)"
            }
        }
    }

    struct Pay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Records that the fee is paid.",
            discussion: "Example: renewald registry record reissue pay I-0001"
        )

        @OptionGroup var step: Step

        func run() async throws {
            try await step.record(.feePaid) { recorded in
                "recorded the payment of \(recorded.record)"
            }
        }
    }

    struct Process: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Starts to process a paid reissue.",
            discussion: "Example: renewald registry record reissue process I-0001"
        )

        @OptionGroup var step: Step

        func run() async throws {
            try await step.record(.processing) { recorded in
                "\(recorded.record) is being processed; its holder hears of it every thirty days"
            }
        }
    }

    struct Ready: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reports that the replacement can be handed over.",
            discussion: "Example: renewald registry record reissue ready I-0001"
        )

        @OptionGroup var step: Step

        func run() async throws {
            try await step.record(.produced) { recorded in
                "\(recorded.record) is ready to be handed over"
            }
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cancels a reissue that is not paid yet.",
            discussion: "Example: renewald registry record reissue cancel I-0001"
        )

        @OptionGroup var step: Step

        func run() async throws {
            try await step.record(.cancelled) { recorded in
                "cancelled \(recorded.record); the credential stays void"
            }
        }
    }
}
