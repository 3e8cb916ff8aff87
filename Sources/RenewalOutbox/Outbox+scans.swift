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

    /// How many rows the last full pass could not read; 0 before the first.
    package func lastQuarantined() async throws(OutboxError) -> Int {
        try await read(orEmpty: 0) { database in
            try Int.fetchOne(database.cachedStatement(sql: OutboxQueries.lastQuarantined)) ?? 0
        }
    }

    /// When the last full pass over a day began, and the last pass at all; `nil` when another basis held then.
    ///
    /// Between the two lie only passes over what had changed.
    package func latestPasses(
        over day: CalendarDate,
        basis: String
    ) async throws(OutboxError) -> (full: UnixTime, latest: UnixTime)? {
        try await read(orEmpty: nil) { database in
            guard let full = try Row.fetchOne(database.cachedStatement(sql: OutboxQueries.lastFullPass)),
                try full.text("day") == day.description, try full.text("basis") == basis,
                let latest = try Int64.fetchOne(database.cachedStatement(sql: OutboxQueries.lastPass))
            else { return nil }
            let startedAt = UnixTime(milliseconds: try full.integer64("started_ms"))
            return (startedAt, UnixTime(milliseconds: latest))
        }
    }

    /// Notes a complete scan; call it after everything it found is planned.
    package func recordScan(_ scan: ScanRecord) async throws(OutboxError) {
        try await write { database in
            try database.cachedStatement(
                sql: """
                    INSERT INTO scan
                        (day, is_full, basis, started_ms, ended_ms, examined, quarantined, planned_notices,
                        planned_deliveries, long_overdue, phases)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(
                arguments: [
                    scan.day.description, scan.isFull, scan.basis, scan.startedAt.milliseconds,
                    scan.endedAt.milliseconds, scan.examined,
                    scan.quarantined, scan.plannedNotices, scan.plannedDeliveries, scan.longOverdue,
                    scan.phases.map { "\($0.key.rawValue)=\($0.value)" }.sorted().joined(separator: " "),
                ]
            )
        }
    }
}
