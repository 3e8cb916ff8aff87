import ArgumentParser
import Foundation
import RenewalConfig
import RenewalDaemon
import RenewalRegistry
import RenewalReports
import RenewalRules

/// What every `renewald registry record` command takes.
struct RecordOptions: ParsableArguments {
    @OptionGroup var location: RegistryCommand.Location
    @Option(help: ArgumentHelp("The day of the event, YYYY-MM-DD (default: today).", valueName: "date"))
    var on: CalendarDate?
    @Option(help: ArgumentHelp("Who records it (default: the account's name).", valueName: "name"))
    var by: String?

    /// Records an event and says what follows from it.
    func record(
        _ event: (ReferenceRegistry, RecordingContext) throws(RecordingError) -> Recorded,
        saying sentence: (Recorded) -> String
    ) async throws {
        try await endingWell {
            let settings = try settings()
            let context = try context(settings)
            let path = try location.registry ?? settings?.registry.path ?? location.path()
            try Ownership.become(ownerOfFolderOf: path)
            let recorded = try event(try ReferenceRegistry(path: path), context)
            Console.say(recorded.line(after: sentence(recorded)))
        }
    }

    /// The settings, which a registry that is named directly can do without.
    private func settings() throws -> Settings? {
        let file = location.options.config
        let isGiven = file != ConfigurationOption.defaultPath
        if location.registry != nil, !isGiven, !FileManager.default.isReadableFile(atPath: file) { return nil }
        return try location.options.settings()
    }

    private func context(_ settings: Settings?) throws -> RecordingContext {
        let zone = settings?.timeZone ?? Self.defaultTimeZone
        guard let calendar = BusinessCalendar(timeZone: zone) else { throw DaemonError.unknownTimeZone(zone) }
        let now = SystemClock().now
        let today = calendar.day(of: now)
        return RecordingContext(
            day: on ?? today,
            today: today,
            now: now,
            recorder: by ?? Self.account,
            policy: settings?.policy ?? RenewalPolicy(),
            utcOffset: { .seconds(60 * calendar.utcOffsetMinutes(at: $0)) }
        )
    }

    /// Where the rules are from (rule A6).
    private static let defaultTimeZone = "Asia/Shanghai"

    /// Whoever is logged in, also behind `sudo`.
    private static var account: String {
        ProcessInfo.processInfo.environment["SUDO_USER"] ?? ProcessInfo.processInfo.userName
    }
}
