import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalRegistry
import RenewalReports
import RenewalRules

/// `renewald explain`: why a record has its present standing, what was sent, what comes next.
struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells the whole story of a record, with the rules that decided.",
        discussion: "Example: renewald explain R-0001 --on 2026-03-15"
    )

    @OptionGroup var options: ConfigurationOption
    @Argument(
        help: ArgumentHelp(
            "The id of a registration, qualification, credential or credential application.",
            valueName: "record-id"
        )
    )
    var record: String
    @Option(help: ArgumentHelp("The day to explain, YYYY-MM-DD (default: today).", valueName: "date"))
    var on: CalendarDate?
    @OptionGroup var speech: LanguageOption
    @Option(help: "text or json (one object).")
    var format: StoryFormat = .text

    func run() async throws {
        try await endingWell {
            let settings = try options.settings()
            let day = try on ?? settings.today()
            let registry = try settings.openRegistry()
            let subject = try subject(found: try await RecordLookup(of: record, in: registry))
            let story = try await RecordStory(
                of: subject,
                on: day,
                settings: settings,
                registry: registry,
                outbox: try settings.openOutbox(.reading)
            )
            for remark in story.remarks { Console.remark(remark) }
            let language = speech.language(of: settings)
            for line in story.lines(in: format, language: language) { Console.say(line) }
        }
    }

    private func subject(found: RecordLookup) throws -> Subject {
        for problem in found.problems {
            if problem.consequence == .cosmetic {
                Console.remark(problem.sentence)
            } else {
                Console.complain(problem.sentence)
            }
        }
        for type in found.namesakes { Console.remark("there is also a \(type.rawValue) with this id") }
        if let subject = found.subject { return subject }
        guard !found.isThere else { throw ExitCode(Sysexit.dataError.rawValue) }
        Console.complain(ReportLine("explaining \(record): the registry has no record with this id"))
        throw ExitCode(Sysexit.noInput.rawValue)
    }
}
