import GRDB
package import RenewalRules

extension Outbox {
    /// The latest day that was scanned to the end, not after `day`; `nil` before the first scan.
    ///
    /// A day after today was recorded by a clock that was wrong, and must not silence the days until then.
    package func lastScan(notAfter day: CalendarDate = .last) async throws(OutboxError) -> CalendarDate? {
        try await read(orEmpty: nil) { database in
            let row = try Row.fetchOne(
                database.cachedStatement(sql: OutboxQueries.lastScan),
                arguments: [day.description]
            )
            return try row?.optionalDay("day")
        }
    }

    /// Notes a complete scan; call it after everything it found is planned.
    package func recordScan(_ scan: ScanRecord) async throws(OutboxError) {
        try await write { database in
            try database.execute(
                sql: """
                    INSERT INTO scan
                        (day, started_ms, ended_ms, examined, quarantined, planned_notices, planned_deliveries,
                        long_overdue, phases)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    scan.day.description, scan.startedAt.milliseconds, scan.endedAt.milliseconds, scan.examined,
                    scan.quarantined, scan.plannedNotices, scan.plannedDeliveries, scan.longOverdue,
                    scan.phases.map { "\($0.key.rawValue)=\($0.value)" }.sorted().joined(separator: " "),
                ]
            )
        }
    }
}
