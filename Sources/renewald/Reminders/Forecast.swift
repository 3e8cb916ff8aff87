import ArgumentParser
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald forecast`: how many notices fall on each coming day.
struct Forecast: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .both("按日期和种类统计今后的提醒数量。", "Counts the notices of the coming days, by day and kind."),
        discussion: .both(
            """
            假定登记库没有变动；不写入任何内容。--list 逐条列出姓名和记录；svg 是图片，可放进报告或用浏览器打开。
            """,
            """
            Assumes that nothing in the registry changes; writes nothing. --list names everybody; svg is a picture for a \
            report or a browser.
            """,
            examples: "renewald forecast --days 30",
            "renewald forecast --days 365 --by month",
            "renewald forecast --days 30 --list --format csv"
        )
    )

    /// Two renewal cycles of the longest look ahead anybody plans staff for.
    private static let longestDays = 3660

    @OptionGroup var options: ConfigurationOption
    @Option(help: .both("第一天，YYYY-MM-DD（默认：今天）。", "The first day, YYYY-MM-DD (default: today).", value: ("日期", "date")))
    var from: CalendarDate?
    @Option(help: .both("预测多少天，1至3660。", "How many days, 1 to 3660.", value: ("天数", "n")))
    var days = 30
    @Option(help: .both("按 day（天）或 month（月）统计。", "Counted by day or month.", value: ("周期", "period")))
    var by: ForecastReport.Period = .day
    @Flag(help: .both("逐条列出：哪天、哪种提醒、发给谁。", "List each notice: when, which, about whom and for whom."))
    var list = false
    @Option(
        help: .both(
            "text、json（每行一个对象）、csv 或 svg。",
            "text, json (one object a line), csv or svg.",
            value: ("格式", "format")
        )
    )
    var format: ForecastReport.Format = .text

    func validate() throws {
        guard (1...Self.longestDays).contains(days) else {
            throw ValidationError(
                "--days 应为1至\(Self.longestDays)的整数",
                "--days takes a whole number from 1 to \(Self.longestDays)"
            )
        }
        guard !list || by == .day && format != .svg else {
            throw ValidationError(
                "--list 不能与 --by month 或 --format svg 一起使用",
                "--list goes neither with --by month nor with --format svg"
            )
        }
    }

    func run() async throws {
        try await endingWell {
            let settings = try options.settings()
            let first = try from ?? settings.today()
            let planner = Planner(registry: try settings.openRegistry(), settings: settings)
            let span = first...first.adding(days: days - 1)
            // Who may read the registry alone sees what is in it.
            if (try? await settings.openOutbox(.reading).lastScan(notAfter: .last) == nil) ?? false {
                Console.remark(
                    Phrase(
                        "尚未检查过：首次检查还会补上此前的节点，用 `renewald plan --since never` 查看",
                        "no scan yet: the first one also catches up with earlier marks: `renewald plan --since never`"
                    )
                )
            }
            var buffer = LineBuffer()
            if list {
                let table: TableFormat =
                    switch format {
                    case .text, .svg: .text
                    case .json: .json
                    case .csv: .csv
                    }
                buffer.append(try await planner.upcoming(in: span).lines(in: table))
            } else {
                let counts = try await planner.forecast(in: span)
                buffer.append(ForecastReport(counts, in: span, by: by).lines(in: format))
            }
            buffer.flush()
        }
    }
}

extension ForecastReport.Period: ExpressibleByArgument {}

extension ForecastReport.Format: ExpressibleByArgument {}
