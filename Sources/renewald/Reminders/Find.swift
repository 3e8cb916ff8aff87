import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalRegistry
import RenewalReports
import RenewalRules

/// `renewald find`: people, records, notices and deliveries by what a caller has.
struct Find: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Finds people, records, notices and deliveries by what a caller has.",
        discussion: """
            By a name or a part of it, a registration number or serial or its last four digits or more, a mail address, a \
            telephone number, an employer, the id of a record, the number printed at the end of a notice, or the id of an \
            event (`webhook-id`). Width, case and blanks do not matter. Such a number or id is looked up; anything else is \
            looked for in all rows of the registry, which takes seconds in a very large one.

            Example: renewald find 王建国
            """
    )

    @OptionGroup var options: ConfigurationOption
    @Argument(help: "What the caller has.")
    var text: String
    @OptionGroup var speech: LanguageOption
    @Option(help: "text or json (one object a line).")
    var format: StoryFormat = .text

    func run() async throws {
        try await endingWell {
            let settings = try options.settings()
            let finding = try await settings.finding(of: text)
            guard !finding.isEmpty else {
                Console.complain(
                    ReportLine(
                        "finding \(text): nothing answers to it; of a number give the last four digits or more, of a "
                            + "telephone number seven, of a name two characters"
                    )
                )
                throw ExitCode(Sysexit.noInput.rawValue)
            }
            for problem in finding.problems { Console.remark(problem.sentence) }
            var buffer = LineBuffer()
            buffer.append(finding.lines(in: format, language: speech.language(of: settings)))
            buffer.flush()
        }
    }
}

extension Settings {
    /// Looks in the registry and the queue for what answers to a text.
    ///
    /// - Throws: `ValidationError` for an empty or endless text, or what reading throws
    func finding(of text: String) async throws -> Finding {
        guard let clue = Clue(text) else {
            throw ValidationError("give a name, a number, an address or an id of at most \(Clue.longest) bytes")
        }
        return try await Finding(
            of: clue,
            settings: self,
            registry: try openRegistry(),
            outbox: try openOutbox(.reading)
        )
    }
}
