import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald mute`: leaves somebody alone, or lists who is.
struct MuteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mute",
        abstract: "Leaves a record's holder, a person or a mail address alone; without one, lists who is muted.",
        discussion: """
            A muted record keeps its holder from hearing of it, whatever the severity, a muted person from hearing of any \
            record, through programs as well; employer and office still hear. A muted certificate of a company keeps the \
            company from hearing of it. To a muted address nothing is mailed, \
            whoever is there. What waits is cancelled (muted) when it would leave; `explain`, `plan` and the evidence say so.

            What is being sent just now still leaves. Without --until a mute of a record ends with its last valid day, one of a person with the latest of the \
            person's records, one of an address with `renewald unmute`. Then the next scan tells what is still true.

            Example: renewald mute R-0001 --until 2026-03-15 --reason "asked by telephone"

            Example: renewald mute li.wei@example.test
            """
    )

    @OptionGroup var options: ConfigurationOption
    @OptionGroup var choice: MutedChoice
    @Argument(help: ArgumentHelp("The id of a record or a person, or a mail address.", valueName: "id|address"))
    var party: String?
    @Option(help: ArgumentHelp("The last day, YYYY-MM-DD.", valueName: "date"))
    var until: CalendarDate?
    @Option(help: "Why; `explain` shows it until the mute ends.")
    var reason: String?
    @Option(help: "text or json (one object a line).")
    var format: StoryFormat = .text

    func validate() throws {
        guard party != nil || until == nil && reason == nil && choice.kind == nil else {
            throw ValidationError("say whom to mute: the id of a record or a person, or a mail address")
        }
        guard reason?.isEmpty != true else { throw ValidationError("--reason is empty") }
    }

    func run() async throws {
        try await endingWell {
            let settings = try options.settings()
            if let party { try await mute(party, settings) } else { try await list(settings) }
        }
    }

    private func list(_ settings: Settings) async throws {
        let (calendar, today) = (try settings.calendar(), try settings.today())
        let mutes = try await settings.openOutbox(.reading).mutes()
        for mute in mutes { Console.say(mute.line(in: format, calendar, on: today)) }
        if mutes.isEmpty { Console.remark("nobody is muted") }
    }

    private func mute(_ word: String, _ settings: Settings) async throws {
        let today = try settings.today()
        if let until, until < today { throw ValidationError("--until \(until) has passed") }
        let account = ProcessEnvironment.account
        let outbox = try settings.openOutbox(.operatorCommand)
        let registry = try settings.openRegistry()
        let lookup = try await MuteLookup(of: word, as: choice.kind, on: today, settings: settings, registry: registry)
        let whom = try choice.only(of: lookup.candidates, \.party, for: word) {
            "muting \(word): the registry has no record or person with this id, and it is not a mail address"
        }
        let mute = Mute(
            whom.party,
            until: until ?? whom.expires,
            reason: reason,
            by: account,
            since: SystemClock().now
        )
        try await outbox.mute(mute)
        Console.say(mute.order(in: format, on: today))
        for remark in whom.remarks { Console.remark(remark) }
        outbox.tellDaemon()
    }
}

/// `renewald unmute`: ends a mute.
struct UnmuteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmute",
        abstract: "Ends a mute; the next scan tells what is still true, and nothing twice.",
        discussion: "Example: renewald unmute R-0001"
    )

    @OptionGroup var options: ConfigurationOption
    @OptionGroup var choice: MutedChoice
    @Argument(help: ArgumentHelp("As `renewald mute` lists it.", valueName: "id|address"))
    var party: String

    func run() async throws {
        try await endingWell {
            let outbox = try options.settings().openOutbox(.operatorCommand)
            let muted = try await outbox.mutes().map(\.party).filter { $0.isCalled(party) && $0.isOf(choice.kind) }
            let whom = try choice.only(of: muted, \.self, for: party) {
                "unmuting \(party): nobody of this name is muted; see `renewald mute`"
            }
            _ = try await outbox.unmute(whom, at: SystemClock().now)
            Console.say("no longer muted: \(whom.kind) \(whom.id)")
            Console.remark("the next scan plans what is still true (schedule.rescan_every)")
            outbox.tellDaemon()
        }
    }
}

/// `--as`: which of several kinds a word means.
struct MutedChoice: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "What it is, when it fits several: \(MutedParty.kinds.joined(separator: ", ")).",
            valueName: "kind"
        )
    )
    var kind: String?

    func validate() throws {
        guard let kind, !MutedParty.kinds.contains(kind) else { return }
        throw ValidationError("--as takes \(MutedParty.kinds.joined(separator: ", "))")
    }

    /// The only one of some candidates.
    ///
    /// - Throws: `ExitCode` after saying that there is none, or several
    func only<Candidate>(
        of candidates: [Candidate],
        _ party: (Candidate) -> MutedParty,
        for word: String,
        none: () -> String
    ) throws -> Candidate {
        guard let first = candidates.first else {
            Console.complain(none())
            throw ExitCode(Sysexit.noInput.rawValue)
        }
        guard candidates.count == 1 else {
            Console.complain(MutedParty.choice(between: candidates.map(party), for: word))
            throw ExitCode(Sysexit.dataError.rawValue)
        }
        return first
    }
}
