import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalNotices
import RenewalRegistry
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
    var format: OutputFormat = .text

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
            show(counts)
        }
    }

    private func show(_ counts: [CalendarDate: [NoticeKind: Int]]) {
        let rows = counts.sorted { $0.key < $1.key }.flatMap { day, kinds in
            kinds.sorted { $0.key.rawValue < $1.key.rawValue }.map { (day, $0.key, $0.value) }
        }.filter { $0.2 > 0 }
        var buffer = LineBuffer()
        switch format {
        case .text: buffer.append("DAY         NOTICES  KIND")
        case .csv: buffer.append(CSVWriter().record(["day", "kind", "notices"]))
        case .json: break
        }
        for (day, kind, count) in rows {
            switch format {
            case .text:
                let number = String(count)
                buffer.append(
                    "\(day)  \(String(repeating: " ", count: max(0, 7 - number.count)))\(number)  \(kind.rawValue)"
                )
            case .csv: buffer.append(CSVWriter().record(["\(day)", kind.rawValue, "\(count)"]))
            case .json:
                buffer.append(
                    ([
                        "day": .string("\(day)"), "kind": .string(kind.rawValue), "notices": .integer(count),
                    ] as JSONValue).text
                )
            }
        }
        if format == .text { buffer.append("\(rows.reduce(0) { $0 + $1.2 }) notices in \(days) days") }
        buffer.flush()
    }
}
