import ArgumentParser
import RenewalOffice
import RenewalRules

/// `record reissue`: a replacement for a voided credential, from the request to its delivery.
struct RecordReissue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reissue",
        abstract: "Requests, pays and finishes the reissue of a voided credential.",
        discussion: "Example: renewald registry record reissue request L-0001",
        subcommands: [
            Request.self, AskFee.self, Pay.self, Process.self, Ready.self, Deliver.self, Cancel.self, Inquire.self,
        ]
    )

    struct Request: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Asks for a replacement after a completed loss report.",
            discussion: "Example: renewald registry record reissue request L-0001"
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: ArgumentHelp("The loss report's id.", valueName: "report"))
        var report: String
        @Option(help: "The reissue's id (default: one made from the day).")
        var id: String?

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.requestReissue(after: report, id: id, context)
            } saying: { recorded in
                "requested \(recorded.record); the replacement keeps the expiry"
                    + (recorded.expires.map { " \($0)" } ?? "") + " (rule A13)"
            }
        }
    }

    struct Deliver: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hands over the replacement: a new serial, the old expiry.",
            discussion: "Example: renewald registry record reissue deliver I-0001 --serial 5A03"
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: ArgumentHelp("The reissue's id.", valueName: "reissue"))
        var reissue: String
        @Option(help: "The replacement's serial.")
        var serial: String
        @Option(help: "The replacement's id (default: one made from the day).")
        var newID: String?

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.deliver(reissue: reissue, serial: serial, newID: newID, context)
            } saying: { recorded in
                "delivered \(recorded.record)"
            }
        }
    }

    struct Inquire: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keeps what was asked and answered about a reissue under way (rule R89).",
            discussion: """
                Example: renewald registry record reissue inquire I-0001 --channel phone --answer 制证中
                """
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: ArgumentHelp("The reissue's id.", valueName: "reissue"))
        var reissue: String
        @Option(help: "How it was asked.")
        var channel: LossChannel
        @Option(help: "What was answered.")
        var answer: String?

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.inquire(reissue: reissue, ProgressInquiry(channel: channel, answer: answer), context)
            } saying: { recorded in
                "recorded an inquiry about \(recorded.record)"
            }
        }
    }
}
