import ArgumentParser
import Foundation
import RenewalConfig
import RenewalDaemon
import RenewalReports
import RenewalRules

/// `renewald diff-config`: who would be told more, less or otherwise by another configuration.
struct DiffConfig: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff-config",
        abstract: .both(
            "比较两份配置：今后哪些人收到的提醒会增多、减少或有变。",
            "Compares two configurations: who would be told more, less or otherwise."
        ),
        discussion: .both(
            """
            按各自的登记库和规则计算今后的提醒，假定登记库没有变动，不考虑停止提醒的人；不写入任何内容。先列出收到减少的人。

            有变化的，退出码仍为0。
            """,
            """
            Works out the notices to come from the registry and the rules of each, as if nothing in the registry changed and \
            nobody were muted; writes nothing. Who would hear less comes first.

            It ends with 0 whether something changes or not.
            """,
            examples: "renewald diff-config /etc/renewald/renewald.yaml new.yaml",
            "renewald diff-config /etc/renewald/renewald.yaml new.yaml --days 30 --format json"
        )
    )

    /// More than a year, so that each mark of a year falls into it.
    private static let usualDays = 400
    private static let longestDays = 3660

    @Argument(help: .both("现在的配置文件。", "The configuration in force.", value: ("原配置", "old")), completion: .file())
    var old: String
    @Argument(help: .both("准备换上的配置文件。", "The one to take its place.", value: ("新配置", "new")), completion: .file())
    var new: String
    @Option(help: .both("比较今后多少天，1至3660。", "How many days to look ahead, 1 to 3660.", value: ("天数", "n")))
    var days = Self.usualDays
    @Option(help: .both("text 或 json（每行一个对象）。", "text or json (one object a line).", value: ("格式", "format")))
    var format: StoryFormat = .text
    @OptionGroup var speech: LanguageOption

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
            let (before, after) = (try settings(old), try settings(new))
            let today = try after.today()
            let span = today...today.adding(days: days - 1)
            let comparison = OutlookComparison(
                from: try await outlook(of: before, over: span),
                to: try await outlook(of: after, over: span),
                over: span
            )
            var buffer = LineBuffer()
            buffer.append(comparison.lines(in: format))
            if format == .text {
                let changes = after.changes(since: before)
                buffer.append(
                    ReportLine(
                        changes.isEmpty
                            ? Phrase("配置项没有改动", "no key differs")
                            : Phrase("改动的配置项：", "keys that differ: ") + changes.phrase
                    )
                )
            }
            buffer.flush()
        }
    }

    private func settings(_ path: String) throws -> Settings {
        try Settings.load(path: path, environment: ProcessInfo.processInfo.environment, secrets: .none)
    }

    private func outlook(of settings: Settings, over days: ClosedRange<CalendarDate>) async throws -> Outlook {
        try await Planner(registry: try settings.openRegistry(), settings: settings).outlook(over: days)
    }
}
