import ArgumentParser
import RenewalDaemon
import RenewalReports
import RenewalRules

/// `renewald forecast`: how many notices fall on each coming day.
struct Forecast: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .both("按日期和种类统计今后的提醒数量。", "Counts the notices of the coming days, by day and kind."),
        discussion: .both(
            """
            假定登记库没有变动；不写入任何内容。
            """,
            """
            Assumes that nothing in the registry changes; writes nothing.
            """,
            examples: "renewald forecast --days 30"
        )
    )

    /// Two renewal cycles of the longest look ahead anybody plans staff for.
    private static let longestDays = 3660

    @OptionGroup var options: ConfigurationOption
    @Option(help: .both("第一天，YYYY-MM-DD（默认：今天）。", "The first day, YYYY-MM-DD (default: today).", value: ("日期", "date")))
    var from: CalendarDate?
    @Option(help: .both("预测多少天，1至3660。", "How many days, 1 to 3660.", value: ("天数", "n")))
    var days = 30
    @Option(help: .both("text、json（每行一个对象）或 csv。", "text, json (one object a line) or csv.", value: ("格式", "format")))
    var format: TableFormat = .text

    func validate() throws {
        guard (1...Self.longestDays).contains(days) else {
            throw ValidationError(
                "--days 应为1至\(Self.longestDays)的整数",
                "--days takes a whole number from 1 to \(Self.longestDays)"
            )
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
