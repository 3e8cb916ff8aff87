import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald plan`: what is due on a day, for whom, through which channels; writes nothing.
struct Plan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what is due on a day, for whom, and through which channels.",
        discussion: """
            Without --since the plan for today is that of the next scan: only what is still to be planned, with \
            changes and ended mutes since the last one.

            Writes nothing. Example: renewald plan --on 2026-03-15 --since never --format json
            """
    )

    @OptionGroup var options: ConfigurationOption
    @Option(help: ArgumentHelp("The day to plan for, YYYY-MM-DD (default: today).", valueName: "date"))
    var on: CalendarDate?
    @Option(
        help: ArgumentHelp(
            "The day of the last scan, or 'never' for a first scan ever (default: the day before).",
            valueName: "date|never"
        )
    )
    var since: LastScanArgument?
    @Option(help: "text, json (one object a line) or csv (one delivery a line).")
    var format: TableFormat = .text

    func run() async throws {
        try await endingWell {
            let settings = try options.settings()
            let registry = try settings.openRegistry()
            let today = try settings.today()
            let day = on ?? today
            if let scanned = since?.day, scanned > day {
                throw ValidationError("--since lies after the day planned for")
            }
            let outbox = try settings.openOutbox(.reading)
            let scanned = try await outbox.lastScan(notAfter: day)
            if since == nil, try await outbox.lastScan(notAfter: .last) == nil {
                Console.remark("no scan yet: the first one also catches up with earlier marks, as --since never shows")
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
