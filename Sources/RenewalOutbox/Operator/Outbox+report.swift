import GRDB
package import RenewalRules

extension Outbox {
    package func dailyReport(
        on day: CalendarDate,
        span: Range<UnixTime>,
        week: CalendarDate
    ) async throws(OutboxError) -> DailyReport {
        try await read(orEmpty: DailyReport(day: day)) { database in
            var report = DailyReport(day: day)
            try database.addScan(to: &report)
            try database.addCounts(to: &report, span: span)
            try database.addProblems(to: &report, week: week)
            return report
        }
    }

    package func untoldFailures(since: UnixTime, limit: Int) async throws(OutboxError) -> [String] {
        try await read(orEmpty: []) { database in
            try String.fetchAll(
                database.cachedStatement(sql: OutboxQueries.untoldFailures),
                arguments: [since.milliseconds, limit]
            )
        }
    }
}

extension Database {
    fileprivate func addScan(to report: inout DailyReport) throws {
        let query = """
            SELECT examined, quarantined, long_overdue, phases, unreachable FROM scan WHERE is_full AND day <= ?
            ORDER BY day DESC, sequence DESC LIMIT 1
            """
        let day = report.day.description
        guard let row = try Row.fetchOne(cachedStatement(sql: query), arguments: [day]) else { return }
        report.scanned = try row.integer("examined")
        report.unreachable = try row.integer("unreachable")
        report.due = report.unreachable
        report.faults = try faults()
        report.backfillSuppressed = try row.integer("long_overdue")
        for part in try row.text("phases").split(separator: " ") {
            let pair = part.split(separator: "=").map(String.init)
            guard pair.count == 2, let phase = RenewalPhase(rawValue: pair[0]) else { continue }
            report.phases[phase] = Int(pair[1])
        }
    }

    /// Counts what became of everything that waited at the beginning of the span or was added in it; each is in exactly
    /// one figure, and together they are what was due.
    fileprivate func addCounts(to report: inout DailyReport, span: Range<UnixTime>) throws {
        let (from, until) = (span.lowerBound.milliseconds, span.upperBound.milliseconds)
        let deliveries = try Row.fetchAll(
            cachedStatement(sql: OutboxQueries.accounts),
            arguments: ["from": from, "until": until]
        )
        for row in deliveries {
            let (count, old) = (try row.integer("count"), try row.integer("old"))
            switch try row.word("state", as: DeliveryState.self) {
            case .sent: report.sent += count
            case .failed: report.failed += count
            case .cancelled, .superseded: report.suppressed += count
            case .pending, .sending, .deferred, .held: report.waiting += count
            // Counted as sent, and apart.
            case .bounced: continue
            }
            report.carried += old
            report.due += count
        }
        report.bounced = try Int.fetchOne(cachedStatement(sql: OutboxQueries.bounced), arguments: [from, until]) ?? 0
        // The report does not count itself.
        let own = try Int.fetchOne(
            cachedStatement(sql: OutboxQueries.unsettledReports),
            arguments: [report.day.description]
        )
        report.waiting -= own ?? 0
        report.due -= own ?? 0
        report.merged = try Int.fetchOne(cachedStatement(sql: OutboxQueries.merged), arguments: [from, until]) ?? 0
        report.due += report.merged
        if let lines = try Row.fetchOne(cachedStatement(sql: OutboxQueries.openLineCount), arguments: [from]) {
            report.waiting += try lines.integer("count")
            report.due += try lines.integer("count")
            report.carried += try lines.integer("old")
        }
    }

    /// The data problems of this week by consequence, so that many minor ones do not hide a serious one.
    fileprivate func addProblems(to report: inout DailyReport, week: CalendarDate) throws {
        for kind in DailyReport.problemKinds {
            let arguments: StatementArguments = [kind.rawValue, week.description]
            let count = try Int.fetchOne(cachedStatement(sql: OutboxQueries.openProblemCount), arguments: arguments)
            guard let count, count > 0 else { continue }
            report.problemCounts[kind] = count
            report.problems += try lines(
                OutboxQueries.openProblems,
                [kind.rawValue, week.description, DailyReport.listLimit]
            )
        }
    }

    /// Records with a kind and a remark, the newest first.
    fileprivate func lines(
        _ query: String,
        _ arguments: StatementArguments
    ) throws -> [DailyReport.Line] {
        try Row.fetchAll(cachedStatement(sql: query), arguments: arguments).map { row in
            DailyReport.Line(
                record: try row.record(),
                kind: try row.word("kind", as: NoticeKind.self)
            )
        }
    }
}
