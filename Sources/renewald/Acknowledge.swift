import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalRules

/// `renewald ack`: silences what is below urgent until the last week.
struct Acknowledge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ack",
        abstract: "Acknowledges a notice: what is below urgent falls silent until the last week (rule D9).",
        discussion: "Example: renewald ack 7k3qhd2m"
    )

    @OptionGroup var options: ConfigurationOption
    @Argument(help: ArgumentHelp("The notice's id or its first characters.", valueName: "notice-id"))
    var notice: String

    func run() async throws {
        try await endingWell {
            let settings = try options.settings()
            let outbox = try settings.openOutbox(.operatorCommand)
            let day = try settings.today()
            try await outbox.acknowledge(noticeID: notice, at: SystemClock().now, on: day)
            Console.say("acknowledged on \(day): notices below urgent of this series are silenced until the last week")
        }
    }
}
