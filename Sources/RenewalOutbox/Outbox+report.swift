import GRDB
package import RenewalRules

extension Outbox {
    /// Gathers what the daily report tells.
    ///
    /// - Parameters:
    ///   - day: the business day it is written on
    ///   - span: the instants whose deliveries it counts
    ///   - week: the first day of the week, which open data problems carry
    /// - Returns: the report; all zero where there is no state yet
    /// - Throws: `damaged`, `busy`
    package func dailyReport(
        on day: CalendarDate,
        span: Range<UnixTime>,
        week: CalendarDate
    ) async throws(OutboxError) -> DailyReport {
        try await read(orEmpty: DailyReport(day: day)) { database in
            var report = DailyReport(day: day)
            try database.addScan(to: &report)
            try database.addCounts(to: &report, span: span)
            report.problems = try database.lines(
                OutboxQueries.openProblems,
                ["week": week.description, "limit": DailyReport.listLimit]
            )
            report.dataIssues +=
                try Int.fetchOne(
                    database.cachedStatement(sql: OutboxQueries.openProblemCount),
                    arguments: [week.description]
                ) ?? 0
            return report
        }
    }

    /// The deliveries given up since an instant that nobody was told of, the oldest first.
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
            SELECT examined, quarantined, long_overdue, phases FROM scan WHERE is_full AND day <= ?
            ORDER BY day DESC, sequence DESC LIMIT 1
            """
        let day = report.day.description
        guard let row = try Row.fetchOne(cachedStatement(sql: query), arguments: [day]) else { return }
        report.scanned = try row.integer("examined")
        report.dataIssues = try row.integer("quarantined")
        report.backfillSuppressed = try row.integer("long_overdue")
        for part in try row.text("phases").split(separator: " ") {
            let pair = part.split(separator: "=").map(String.init)
            guard pair.count == 2, let phase = RenewalPhase(rawValue: pair[0]) else { continue }
            report.phases[phase] = Int(pair[1])
        }
    }

    fileprivate func addCounts(to report: inout DailyReport, span: Range<UnixTime>) throws {
        let instants: StatementArguments = [span.lowerBound.milliseconds, span.upperBound.milliseconds]
        let planned = try cachedStatement(sql: OutboxQueries.plannedBetween)
        report.due = try Int.fetchOne(planned, arguments: instants) ?? 0
        let settled = try Row.fetchAll(cachedStatement(sql: OutboxQueries.settledBetween), arguments: instants)
        for row in settled {
            let count = try row.integer("count")
            switch try row.word("state", as: DeliveryState.self) {
            case .sent: report.sent += count
            case .failed: report.failed += count
            case .cancelled, .superseded: report.suppressed += count
            case .pending, .sending, .deferred, .held: break
            }
        }
        report.waiting = try Int.fetchOne(cachedStatement(sql: OutboxQueries.waiting)) ?? 0
    }

    /// Records with a kind and a remark, the newest first.
    fileprivate func lines(
        _ query: String,
        _ arguments: StatementArguments
    ) throws -> [DailyReport.Line] {
        try Row.fetchAll(cachedStatement(sql: query), arguments: arguments).map { row in
            DailyReport.Line(
                record: RecordReference(
                    type: try row.word("record_type", as: RecordReference.RecordType.self),
                    id: try row.text("record_id")
                ),
                kind: try row.word("kind", as: NoticeKind.self)
            )
        }
    }
}
