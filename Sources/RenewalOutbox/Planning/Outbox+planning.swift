import GRDB
package import RenewalRules
import RenewalSQLite

extension Outbox {
    package func plan(
        _ batch: [PlannedNotice],
        superseded: [Notice],
        holdingAbove limit: FloodLimit?,
        at now: UnixTime
    ) async throws(OutboxError) -> PlanOutcome {
        try await write { database in
            try database.plan(holdingAbove: limit, at: now) { planning in
                for notice in superseded { try planning.skip(notice) }
                // Earlier marks first, so that the later ones of the same batch supersede them.
                for planned in batch.sorted(by: { $0.notice.dueOn < $1.notice.dueOn }) { try planning.plan(planned) }
            }
        }
    }

    package func takeBack(lines: [NoticeKey], at now: UnixTime) async throws(OutboxError) {
        guard !lines.isEmpty else { return }
        try await write { database in
            _ = try database.plan(at: now) { planning in for key in lines { try planning.takeBack(key) } }
        }
    }

    package func history(of records: [RecordID]) async throws(OutboxError) -> RecordHistory {
        guard !records.isEmpty else { return RecordHistory() }
        return try await read(orEmpty: RecordHistory()) { database in
            let records = Set(records)
            return RecordHistory(
                notices: try database.knownNotices(of: records),
                acknowledged: try database.acknowledgements(of: records),
                muted: try database.mutedNotices(of: records)
            )
        }
    }

    package func waitingChannels() async throws(OutboxError) -> [String: Int] {
        try await read(orEmpty: [:]) { database in
            let query =
                "SELECT channel, count(*) AS waiting FROM delivery WHERE state IN ('pending', 'deferred') GROUP BY 1"
            let rows = try Row.fetchAll(database, sql: query)
            return Dictionary(rows.map { ($0["channel"], $0["waiting"]) }) { first, _ in first }
        }
    }
}

/// The notices and acknowledgements of some records; records and series without any are left out.
package struct RecordHistory: Sendable {
    package var notices: [RecordID: [NoticeKey]] = [:]
    /// The day of the last acknowledgement.
    package var acknowledged: [NoticeSeries: CalendarDate] = [:]
    /// Those of the notices of which a delivery was cancelled because its recipient was muted.
    package var muted: Set<NoticeKey> = []
}

extension Database {
    fileprivate func knownNotices(of records: Set<RecordID>) throws -> [RecordID: [NoticeKey]] {
        var known: [RecordID: [NoticeKey]] = [:]
        try eachRow(OutboxQueries.knownNotices, of: Set(records.map(\.id))) { row in
            let key = try row.key()
            if records.contains(key.series.record) { known[key.series.record, default: []].append(key) }
        }
        return known
    }

    /// Runs a query for the rows of some ids, preparing and caching only a few statements.
    ///
    /// - Parameters:
    ///   - query: makes the query for a number of ids
    ///   - ids: queried in parts; the last part is filled up with repeated ids
    ///   - body: called with each row
    /// - Throws: what the query or `body` throws
    func eachRow(_ query: (Int) -> String, of ids: Set<String>, _ body: (Row) throws -> Void) throws {
        let ids = ids.sorted()
        var start = 0
        while start < ids.count {
            let part = ids[start..<min(start + Lookup.largest, ids.count)]
            let filled = part.filledUp
            let statement = try cachedStatement(sql: query(filled.count))
            let rows = try Row.fetchCursor(statement, arguments: StatementArguments(filled))
            while let row = try rows.next() { try body(row) }
            start += part.count
        }
    }
}
