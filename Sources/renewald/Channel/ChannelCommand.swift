import ArgumentParser
import Foundation
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald channel`: whether a channel works.
struct ChannelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "channel",
        abstract: "Tries a channel.",
        subcommands: [Test.self]
    )

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sends a made-up notice, marked as a test, through a channel at once.",
            discussion: """
                The channel is used as the daemon uses it, with its login, certificates and signature, whatever the hour. \
                Nothing is planned, stored or counted. The notice is about nobody; an event has `test: true`, a mail says so \
                in its subject.

                It ends with 0 when the notice was accepted, with 69 when it was refused or nothing could be reached, and with \
                75 when the other side wants another try or nobody knows whether it accepted.

                Example: renewald channel test hr-system --kind employer.digest --kind reminder.withdrawn

                Example: renewald channel test office-mail --to li.wei@example.test --language en
                """
        )

        @OptionGroup var options: ConfigurationOption
        @Argument(help: ArgumentHelp("A channel of the configuration.", valueName: "channel"))
        var name: String
        @Option(
            help: ArgumentHelp(
                "What the notice says; may be repeated (default: \(NoticeKind.markReached.rawValue)).",
                valueName: "kind"
            ),
            transform: Self.kind
        )
        var kind: [NoticeKind] = []
        @Option(
            help: ArgumentHelp("Whom to mail; for a channel that mails people.", valueName: "address"),
            transform: Self.address
        )
        var to: EmailAddress?
        @Option(help: "That of the mail: zh-CN or en (default: the configuration's).")
        var language: Language?

        /// More would rather be a load test.
        private static let mostKinds = 10

        func validate() throws {
            guard kind.count <= Self.mostKinds else {
                throw ValidationError("--kind can be given \(Self.mostKinds) times at most")
            }
        }

        func run() async throws {
            try await endingWell {
                // An endpoint that is gone is an answer, not a reason to die.
                signal(SIGPIPE, SIG_IGN)
                let settings = try options.settings(secrets: .reachable)
                let channel = try settings.channel(named: name)
                try channel.requireSecrets()
                let outbox = try settings.openOutbox(.reading)
                // Before the first run there is no state file.
                let office = outbox.instanceID.isEmpty ? "none" : outbox.instanceID
                let trial = try trial(of: channel, settings, office: office)
                var status: Int32 = 0
                try await trial.send(kind.isEmpty ? [.markReached] : kind) { outcome in
                    for line in outcome.lines { Console.say(line) }
                    if status == 0 { status = outcome.verdict.exitStatus }
                }
                for trouble in try await ChannelTrouble.disabled(in: outbox) where trouble.channel == name {
                    Console.remark(trouble.sentence(try settings.calendar()))
                }
                guard status == 0 else { throw ExitCode(status) }
            }
        }

        private func trial(of channel: ChannelSettings, _ settings: Settings, office: String) throws -> ChannelTrial {
            do {
                return try ChannelTrial(
                    of: channel,
                    to: to,
                    in: language ?? settings.texts.language,
                    settings: settings,
                    office: office,
                    clock: SystemClock()
                )
            } catch ChannelTrial.Problem.needsRecipient {
                throw ValidationError("\(name) mails people: name one with --to")
            } catch ChannelTrial.Problem.takesNoRecipient {
                throw ValidationError("\(name) has a target of its own: --to is for channels that mail people")
            }
        }

        private static func kind(_ text: String) throws -> NoticeKind {
            guard let kind = NoticeKind(rawValue: text) else {
                throw ValidationError("--kind takes the name of a notice, such as \(NoticeKind.lastCall.rawValue)")
            }
            return kind
        }

        private static func address(_ text: String) throws -> EmailAddress {
            do throws(EmailAddress.Problem) {
                return try EmailAddress(text)
            } catch {
                throw ValidationError("the address of --to \(error)")
            }
        }
    }
}
