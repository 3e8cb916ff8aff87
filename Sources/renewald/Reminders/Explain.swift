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
        discussion: """
            Besides an id it takes whatever `renewald find` takes. Where several records answer, they are listed, and it \
            ends with status 65.

            Example: renewald explain R-0001 --on 2026-03-15
            """
    )

    @OptionGroup var options: ConfigurationOption
    @Argument(
        help: ArgumentHelp(
            "The id of a registration, qualification, credential or credential application, or what a caller has.",
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
            let found = try await RecordLookup(of: record, in: registry)
            let subject = found.isThere ? try subject(found: found) : try await subject(answeringIn: settings)
            let story = try await RecordStory(
                of: subject,
                on: day,
                settings: settings,
                registry: registry,
                outbox: try settings.openOutbox(.reading)
            )
            for remark in story.remarks { Console.remark(remark) }
            for line in story.lines(in: format, language: speech.language(of: settings)) { Console.say(line) }
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
        guard let subject = found.subject else { throw ExitCode(Sysexit.dataError.rawValue) }
        return subject
    }

    /// The only record that answers to what was given in place of an id.
    private func subject(answeringIn settings: Settings) async throws -> Subject {
        let finding = try await settings.finding(of: record)
        for problem in finding.problems { Console.remark(problem.sentence) }
        if let only = finding.records.first, finding.counts.records == 1 { return only }
        guard finding.counts.records == 0 else {
            for line in finding.recordLines(in: format, language: speech.language(of: settings)) { Console.say(line) }
            let count = counted(finding.counts.records, "record answers", "records answer")
            Console.complain(ReportLine("explaining \(record): \(count) to it; name one by its id"))
            throw ExitCode(Sysexit.dataError.rawValue)
        }
        guard finding.notices.isEmpty else {
            Console.complain(
                ReportLine("explaining \(record): this notice is about no single record; see `renewald outbox show`")
            )
            throw ExitCode(Sysexit.dataError.rawValue)
        }
        Console.complain(
            ReportLine("explaining \(record): the registry has no record with this id, and none answers to it")
        )
        throw ExitCode(Sysexit.noInput.rawValue)
    }
}
