import ArgumentParser
import RenewalDaemon
import RenewalReports
import RenewalRules

/// `renewald forecast`: how many notices fall on each coming day.
struct Forecast: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Counts the notices of the coming days, by day and kind.",
        discussion: """
            Assumes that nothing in the registry changes; writes nothing.

            Example: renewald forecast --days 30
            """
    )

    /// Two renewal cycles of the longest look ahead anybody plans staff for.
    private static let longestDays = 3660

    @OptionGroup var options: ConfigurationOption
    @Option(help: ArgumentHelp("The first day, YYYY-MM-DD (default: today).", valueName: "date"))
    var from: CalendarDate?
    @Option(help: ArgumentHelp("How many days, 1 to 3660.", valueName: "n"))
    var days = 30
    @Option(help: "text, json (one object a line) or csv.")
    var format: TableFormat = .text

    func validate() throws {
        guard (1...Self.longestDays).contains(days) else {
            throw ValidationError("--days takes a whole number from 1 to \(Self.longestDays)")
        }
    }

    func run() async throws {
        try await endingWell {
            let settings = try options.settings()
            let first = try from ?? settings.today()
            let planner = Planner(registry: try settings.openRegistry(), settings: settings)
            let counts = try await planner.forecast(in: first...first.adding(days: days - 1))
            var buffer = LineBuffer()
            buffer.append(ForecastReport(counts, days: days).lines(in: format))
            buffer.flush()
        }
    }
}
