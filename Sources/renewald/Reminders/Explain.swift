public import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalNotices
import RenewalOutbox
import RenewalRegistry
public import RenewalRules

/// `renewald explain`: why a record stands where it stands, what was sent, what comes next.
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
    @Option(help: "zh-CN or en (default: the configuration's).")
    var language: Language?
    @Option(help: "text or json (one object).")
    var format: StoryFormat = .text

    func run() async throws {
        try await endingWell {
            let settings = try options.settings()
            let day = try on ?? settings.today()
            let registry = try settings.openRegistry()
            let subject = try await subject(in: registry)
            let outbox = try settings.openOutbox(.reading)
            let series = NoticeSeries(of: subject, policy: settings.policy)
            let acknowledged = try await outbox.acknowledgements(of: [subject.record])
            let explanation = RenewalExplanation(
                of: subject,
                on: day,
                acknowledgedOn: series.flatMap { acknowledged[$0] },
                policy: settings.policy
            )
            let course = explanation.course
            let plan = Planner(registry: registry, settings: settings)
                .plan(course, of: subject, since: nil, missed: course.standing)
            let story = RecordStory(
                subject: subject,
                day: day,
                explanation: explanation,
                history: try await outbox.notices(record: subject.record),
                unreachable: plan.unreachable,
                calendar: try settings.calendar(),
                language: language ?? settings.texts.language
            )
            let deliveries = story.history.flatMap(\.deliveries)
            for hold in try await outbox.sendingHolds()
            where hold.scope == .everything || deliveries.contains(where: hold.keeps) {
                Console.remark(hold.sentence)
            }
            let waiting = Set(deliveries.filter(\.isWaiting).map(\.channel))
            let faults = try await outbox.faultSentences(settings.calendar(), of: waiting)
            let stranded = try await outbox.strandedSentences(besides: settings, of: waiting)
            for line in faults + stranded { Console.remark(line) }
            for line in format == .json ? [story.json.text] : story.lines { Console.say(line) }
        }
    }
}

extension Explain {
    private static let types: [RecordID.RecordType] = [
        .registration, .credential, .qualification, .credentialApplication,
    ]

    /// The record with the id, of whichever type it is; of several the registration.
    private func subject(in registry: Registry) async throws -> Subject {
        let page = try await registry.subjects(Self.types.map { RecordID(type: $0, id: record) })
        for row in page.quarantined {
            let (what, column) = ("\(row.table) \(row.id)", row.column ?? "the row")
            if row.consequence == .cosmetic {
                Console.remark("\(what): \(column) \(row.reason)")
            } else {
                Console.complain("\(Console.printable(what)) cannot be read: \(column) \(row.reason)")
            }
        }
        let found = Self.types.compactMap { type in page.subjects.first { $0.record.type == type } }
        if let first = found.first {
            for other in found.dropFirst() {
                Console.remark("there is also a \(other.record.type.rawValue) with this id")
            }
            return first
        }
        let isThere = page.quarantined.contains { $0.id == record }
        if !isThere {
            Console.complain("explaining \(Console.printable(record)): the registry has no record with this id")
        }
        throw ExitCode(isThere ? Sysexit.dataError.rawValue : Sysexit.noInput.rawValue)
    }
}

extension Language: ExpressibleByArgument {}
