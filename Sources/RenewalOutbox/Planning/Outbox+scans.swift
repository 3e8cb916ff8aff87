import Foundation
import GRDB
package import RenewalRules

extension Outbox {
    package func lastScan(notAfter day: CalendarDate) async throws(OutboxError) -> CalendarDate? {
        try await read(orEmpty: nil) { database in
            let row = try Row.fetchOne(
                database.cachedStatement(sql: OutboxQueries.lastScan),
                arguments: [day.description]
            )
            return try row?.optionalDay("day")
        }
    }

    package func lastQuarantined() async throws(OutboxError) -> Int {
        try await read(orEmpty: 0) { database in
            try Int.fetchOne(database.cachedStatement(sql: OutboxQueries.lastQuarantined)) ?? 0
        }
    }

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

    package func recordScan(_ scan: ScanRecord) async throws(OutboxError) {
        try await write { database in
            try database.cachedStatement(
                sql: """
                    INSERT INTO scan
                        (day, is_full, basis, started_ms, ended_ms, examined, quarantined, planned_notices,
                        planned_deliveries, long_overdue, phases, unreachable)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(
                arguments: [
                    scan.day.description, scan.isFull, scan.basis, scan.startedAt.milliseconds,
                    scan.endedAt.milliseconds, scan.examined,
                    scan.quarantined, scan.plannedNotices, scan.plannedDeliveries, scan.longOverdue,
                    scan.phases.map { "\($0.key.rawValue)=\($0.value)" }.sorted().joined(separator: " "),
                    scan.unreachable,
                ]
            )
            // A pass over what changed does not see the other rows.
            if scan.isFull { try database.replaceFaults(by: scan.faults) }
        }
    }

    package func endScan(_ total: ScanRecord?) async throws(OutboxError) {
        try await write { database in
            if let total { try database.complete(total) }
            try database.endFloodCount()
        }
    }
}

extension Database {
    /// Adds what the digests of the last scan planned.
    fileprivate func complete(_ total: ScanRecord) throws {
        try cachedStatement(
            sql: """
                UPDATE scan SET planned_notices = ?1, planned_deliveries = ?2
                WHERE sequence = (SELECT max(sequence) FROM scan)
                    AND (planned_notices <> ?1 OR planned_deliveries <> ?2)
                """
        ).execute(arguments: [total.plannedNotices, total.plannedDeliveries])
    }

    /// Begins the count of what is planned anew.
    fileprivate func endFloodCount() throws {
        // SQLite writes a page even where there is nothing to delete.
        guard try Int.fetchOne(self, sql: OutboxQueries.freshCount) ?? 0 > 0 else { return }
        try execute(sql: OutboxQueries.forgetAllFresh)
    }

    fileprivate func replaceFaults(by faults: [FaultyRows]) throws {
        try execute(sql: "DELETE FROM faulty_rows")
        let insert = try cachedStatement(
            sql: """
                INSERT INTO faulty_rows (consequence, table_name, column_name, reason, reason_chinese, count, ids)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        )
        for rows in faults {
            let ids = String(decoding: try JSONEncoder().encode(rows.ids), as: UTF8.self)
            try insert.execute(
                arguments: [
                    rows.consequence.rawValue, rows.table, rows.column, rows.reason.english, rows.reason.chinese,
                    rows.count, ids,
                ]
            )
        }
    }

    /// The faults that the last full pass found in the rows, worst first.
    func faults() throws -> [FaultyRows] {
        let query = """
            SELECT consequence, table_name, column_name, reason, reason_chinese, count, ids
            FROM faulty_rows ORDER BY sequence
            """
        return try Row.fetchAll(cachedStatement(sql: query)).map { row in
            guard let consequence = DataConsequence(rawValue: try row.integer("consequence")) else {
                throw Row.Unreadable()
            }
            let english = try row.text("reason")
            return FaultyRows(
                table: try row.text("table_name"),
                column: try row.optionalText("column_name"),
                // A file of an earlier version has only the English until the next full pass.
                reason: Phrase(try row.optionalText("reason_chinese") ?? english, english),
                consequence: consequence,
                count: try row.integer("count"),
                ids: try JSONDecoder().decode([String].self, from: Data(try row.text("ids").utf8))
            )
        }
    }
}
