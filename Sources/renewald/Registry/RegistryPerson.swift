import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOffice
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald registry person`: what the law gives a person a right to.
struct PersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person",
        abstract: "Shows or erases what is known of a person.",
        subcommands: [Export.self, Erase.self]
    )

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes what the registry has about a person, and what was sent, to standard output.",
            discussion: """
                The JSON hides nothing: it is for the person who asks (Personal Information Protection Law, art. 45). What \
                `retention` has erased is not there any more.

                Example: renewald registry person export 张三 > 张三.json
                """
        )

        @OptionGroup var location: RegistryCommand.Location
        @OptionGroup var speech: LanguageOption
        @Option(help: "text or json.")
        var format: StoryFormat = .json
        @Argument(help: ArgumentHelp("An id, or a name that nobody else has.", valueName: "id|name"))
        var person: String

        func run() async throws {
            try await endingWell {
                let settings = try location.settings()
                let language = speech.language(of: settings)
                let registry = try location.open()
                let id = try registry.person(called: person, in: language).id
                guard let file = try registry.file(ofPerson: id) else { return }
                let outbox = try settings?.openOutbox(.reading)
                let story = try await PersonStory(of: file, outbox: outbox, calendar: try settings.calendar)
                switch format {
                case .json: Console.write(story.json + "\n", to: .standardOutput)
                case .text: for line in story.lines(in: language) { Console.say(line) }
                }
            }
        }
    }

    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Erases a person: shows what would go, and erases it with --write.",
            discussion: """
                From the registry go the person and all that belongs to them; the history keeps when and by whom something \
                was recorded, without what. What waits in the queue is cancelled; recipients, subjects and texts of what \
                was sent about them to anybody are erased, as `retention` does later, and the evidence still verifies. The \
                copies beside the registry are removed, because they hold it too; other backups are yours to remove. Take \
                the person out of the sheet as well, or the next import brings them back \
                (Personal Information Protection Law, art. 47).

                Example: renewald registry person erase P-3k7m2q9x --write
                """
        )

        @OptionGroup var options: RecordOptions
        @OptionGroup var speech: LanguageOption
        @Flag(help: "Erase it instead of only showing what would go. It cannot be undone.")
        var write = false
        @Argument(help: ArgumentHelp("An id, or a name that nobody else has.", valueName: "id|name"))
        var person: String

        func run() async throws {
            try await endingWell {
                let settings = try options.location.settings()
                let language = speech.language(of: settings)
                let (registry, context) = try options.opened()
                let id = try registry.person(called: person, in: language).id
                guard let file = try registry.file(ofPerson: id) else { return }
                guard write else {
                    let rows = file.records.map(\.name) + [RowName("person", id)]
                    Console.say(rows.erasure(isWritten: false)[language])
                    return Console.say(Phrase.dryRun[language])
                }
                let outbox = try openOutbox(of: settings)
                // First what was sent: once the registry has forgotten them, nobody can tell what was about them.
                var erased = try await outbox?.erase(file, at: context.now)
                let rows = try registry.erase(person: id, context)
                let copies = registry.forgetCopies()
                // A pass may have planned something meanwhile.
                if let outbox, let first = erased {
                    erased = try await outbox.erase(file, after: first, at: context.now)
                }
                Console.say(rows.erasure(isWritten: true)[language])
                for phrase in erased?.phrases ?? [] { Console.say(phrase[language]) }
                if copies > 0 {
                    Console.say(
                        Phrase("已删除登记库旁的\(copies)份备份", "removed \(copies) copies beside the registry")[language]
                    )
                }
                outbox?.tellDaemon()
            }
        }

        /// The queue, where a daemon has ever run.
        private func openOutbox(of settings: Settings?) throws -> (any OutboxStore)? {
            do {
                return try settings?.openOutbox(.operatorCommand)
            } catch OutboxError.missing {
                return nil
            }
        }
    }
}

extension OperatorStore {
    /// Erases what was sent about a person, and ends their mutes.
    ///
    /// - Parameters:
    ///   - file: what the registry has about them
    ///   - earlier: what was erased before
    ///   - now: kept with each
    /// - Returns: what became of all of it
    /// - Throws: `OutboxError`
    fileprivate func erase(
        _ file: PersonFile,
        after earlier: ErasedDeliveries = ErasedDeliveries(),
        at now: UnixTime
    ) async throws -> ErasedDeliveries {
        var total = earlier
        while true {
            let part = try await erase(about: file.recordIDs, limit: erasedAtOnce, at: now)
            total.cancelled += part.cancelled
            total.erased += part.erased
            total.underWay = part.underWay
            guard part.erased == erasedAtOnce else { break }
        }
        let parties = [MutedParty.person(file.id)] + file.recordIDs.map { .record($0) }
        for party in parties { _ = try await unmute(party, at: now) }
        try await emptyLog()
        return total
    }

    /// Deliveries erased in one transaction, so that sending never waits long.
    private var erasedAtOnce: Int { 200 }
}
