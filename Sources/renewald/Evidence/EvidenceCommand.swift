import ArgumentParser
import RenewalOutbox
import RenewalReports

/// `renewald evidence`: who was told what, when, by which channel, with which reply.
struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "Shows and checks the chain of what was planned, sent and answered.",
        subcommands: [Export.self, Verify.self]
    )

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes the chain to standard output, oldest entry first.",
            discussion: """
                Each entry carries a hash over itself and the one before, so that who has the file can check it without
                renewald. Addresses and replies are there until the time of `retention` is over; ids of deliveries and
                fingerprints give away neither.

                Example: renewald evidence export --format csv --record R-0001 > R-0001.csv
                """
        )

        @OptionGroup var options: ConfigurationOption
        @Option(help: "Only this record; such a part cannot be checked by itself.")
        var record: String?
        @Option(help: "json (one object a line) or csv.")
        var format: ExportFormat = .json

        func run() async throws {
            try await endingWell {
                let outbox = try options.settings().openOutbox(.reading)
                var buffer = LineBuffer()
                try await EvidenceExport(format: format, record: record, secret: outbox.secret)
                    .eachLine(of: outbox) { buffer.append($0) }
                buffer.flush()
            }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Checks that no entry was changed, removed, added or moved, and that the outbox agrees with them.",
            discussion: """
                Each cell of a notice, delivery, attempt, message, digest, acknowledgement, disabled channel, mute or hold
                is compared with what the chain tells. Not proven are leases, how channels are doing just now, figures
                of passes, and what the guard notes of file and machine.

                The log names the head of the chain once a day (evidence.head); keep one where nobody who can change
                the state file can change it, and give it here.

                Example: renewald evidence verify --head 1204:5f0c…
                """
        )

        @OptionGroup var options: ConfigurationOption
        @Option(help: ArgumentHelp("A place in the chain noted before.", valueName: "sequence:hash"))
        var head: EvidenceHead?

        func run() async throws {
            try await endingWell {
                let outbox = try options.settings().openOutbox(.reading)
                try await outbox.check()
                let report = try await outbox.verifyEvidence(against: head)
                for complaint in report.complaints { Console.complain(complaint) }
                guard report.complaints.isEmpty else { throw ExitCode(Sysexit.dataError.rawValue) }
                Console.say(report.sentence)
            }
        }
    }
}

extension EvidenceHead: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
