import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOffice
import RenewalReports
import RenewalRules

/// What every `renewald registry record` command takes.
struct RecordOptions: ParsableArguments {
    @OptionGroup var location: RegistryCommand.Location
    @Option(
        help: .both(
            "事项发生的日期，YYYY-MM-DD（默认：今天）。",
            "The day of the event, YYYY-MM-DD (default: today).",
            value: ("日期", "date")
        )
    )
    var on: CalendarDate?
    @Option(help: .both("经办人（默认：当前账户名）。", "Who records it (default: the account's name).", value: ("名称", "name")))
    var by: String?

    /// Records an event and prints its consequences.
    func record(
        _ event: (ReferenceRegistry, RecordingContext) throws(RecordingError) -> Recorded,
        saying sentence: (Recorded) -> Phrase
    ) async throws {
        try await endingWell {
            let (registry, context) = try opened()
            let recorded = try event(registry, context)
            Console.say(recorded.line(after: sentence(recorded)))
        }
    }

    /// Opens the registry, with the context in which something is recorded in it.
    func opened() throws -> (registry: ReferenceRegistry, context: RecordingContext) {
        let settings = try location.settings()
        let context = try context(settings)
        let path = try location.registry ?? settings?.registry.path ?? location.path()
        try Ownership.become(ownerOfFolderOf: path)
        return (try ReferenceRegistry(path: path), context)
    }

    private func context(_ settings: Settings?) throws -> RecordingContext {
        let calendar = try settings.calendar
        let now = SystemClock().now
        let today = calendar.day(of: now)
        return RecordingContext(
            day: on ?? today,
            today: today,
            now: now,
            recorder: by ?? ProcessEnvironment.account,
            policy: settings?.policy ?? RenewalPolicy(),
            utcOffset: { calendar.utcOffset(at: $0) }
        )
    }
}
