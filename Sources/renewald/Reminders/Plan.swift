import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald plan`: what is due on a day, for whom, through which channels; writes nothing.
struct Plan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .both("列出某一天应发的提醒、发给谁、通过哪些渠道。", "Shows what is due on a day, for whom, and through which channels."),
        discussion: .both(
            """
            不写 --since 的，今天的结果就是下次检查将要计划的：只含尚未计划的，以及上次检查以来的变动和到期的停止提醒。

            不写入任何内容。
            """,
            """
            Without --since the plan for today is that of the next scan: only what is still to be planned, with \
            changes and ended mutes since the last one.

            Writes nothing.
            """,
            examples: "renewald plan --on 2026-03-15 --since never --format json"
        )
    )

    @OptionGroup var options: ConfigurationOption
    @Option(
        help: .both(
            "按哪一天列出，YYYY-MM-DD（默认：今天）。",
            "The day to plan for, YYYY-MM-DD (default: today).",
            value: ("日期", "date")
        )
    )
    var on: CalendarDate?
    @Option(
        help: .both(
            "上次检查的日期；从未检查过的写 never（默认：前一天）。",
            "The day of the last scan, or 'never' for a first scan ever (default: the day before).",
            value: ("日期|never", "date|never")
        )
    )
    var since: LastScanArgument?
    @Option(
        help: .both(
            "text、json（每行一个对象）或 csv（每行一条投递）。",
            "text, json (one object a line) or csv (one delivery a line).",
            value: ("格式", "format")
        )
    )
    var format: TableFormat = .text

    func run() async throws {
        try await endingWell {
            let settings = try options.settings()
            let registry = try settings.openRegistry()
            let today = try settings.today()
            let day = on ?? today
            if let scanned = since?.day, scanned > day {
                throw ValidationError("--since 晚于所列的日期", "--since lies after the day planned for")
            }
            let outbox = try settings.openOutbox(.reading)
            let scanned = try await outbox.lastScan(notAfter: day)
            if since == nil, try await outbox.lastScan(notAfter: .last) == nil {
                Console.remark(
                    Phrase(
                        "尚未检查过：首次检查还会补上此前的节点，加 --since never 可以看到",
                        "no scan yet: the first one also catches up with earlier marks, as --since never shows"
                    )
                )
            }
            // The next scan looks at today; what will have changed by another day nobody knows.
            let isNextScan = since == nil && day == today && scanned != nil
            let yesterday = day.adding(days: -1)
            let lastScan = since ?? .day(isNextScan ? scanned ?? yesterday : yesterday)
            let planner = Planner(registry: registry, settings: settings)
            var table = PlanTable(format: format, day: day, policy: settings.policy, secret: outbox.secret)
            var buffer = LineBuffer()
            buffer.append(table.head)
            let counts = try await planner.preview(
                on: day,
                since: lastScan.day,
                catchingUpBy: isNextScan ? try settings.calendar() : nil,
                outbox: outbox,
                now: SystemClock().now
            ) { record in
                buffer.append(table.add(record))
            }
            buffer.append(table.end(examined: counts.examined, quarantined: counts.quarantined))
            buffer.flush()
        }
    }
}
