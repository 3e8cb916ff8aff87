import GRDB
import RenewalDelivery
package import RenewalRules
import RenewalSQLite

extension Outbox {
    package func openThreads(of records: [RecordID]) async throws(OutboxError) -> [RecordID: [KeptThread]] {
        guard !records.isEmpty else { return [:] }
        return try await read(orEmpty: [:]) { database in
            let records = Set(records)
            var found: [RecordID: [KeptThread]] = [:]
            try database.eachRow(OutboxQueries.openThreads, of: Set(records.map(\.id))) { row in
                let kept = try row.keptThread()
                let record = kept.thread.series.record
                if records.contains(record) { found[record, default: []].append(kept) }
            }
            return found
        }
    }

    package func openRecords(after last: RecordID?, limit: Int) async throws(OutboxError) -> [RecordID] {
        try await read(orEmpty: []) { database in
            let statement = try database.cachedStatement(sql: OutboxQueries.openRecords)
            let arguments: StatementArguments = [last?.id ?? "", last?.type.rawValue ?? "", limit]
            return try Row.fetchAll(statement, arguments: arguments).map { try $0.record() }
        }
    }

    package func openRecords(
        for audience: Audience,
        of party: String?,
        limit: Int
    ) async throws(OutboxError) -> [RecordID] {
        try await read(orEmpty: []) { database in
            let query = party == nil ? OutboxQueries.openRecordsOfAudience : OutboxQueries.openRecordsOfParty
            let parties = party.map { [$0] } ?? []
            return try Row.fetchAll(
                database.cachedStatement(sql: query),
                arguments: StatementArguments([audience.rawValue] + parties) + [limit]
            ).map { try $0.record() }
        }
    }

    package func countOpenThreads(for audience: Audience) async throws(OutboxError) -> [String: Int] {
        try await read(orEmpty: [:]) { database in
            let statement = try database.cachedStatement(sql: OutboxQueries.openThreadCounts)
            let rows = try Row.fetchAll(statement, arguments: [audience.rawValue])
            return Dictionary(try rows.map { (try $0.text("party"), try $0.integer("count")) }) { $1 }
        }
    }

    package func told(_ threads: Set<OpenThread>) async throws(OutboxError) -> [OpenThread: [ToldReminder]] {
        guard !threads.isEmpty else { return [:] }
        return try await read(orEmpty: [:]) { database in
            var found: [OpenThread: [ToldReminder]] = [:]
            let lines = Dictionary(grouping: threads, by: \.series.record)
            try database.eachRow(OutboxQueries.toldReminders, of: Set(threads.map(\.series.record.id))) { row in
                let key = try row.key()
                let told = OpenThread(of: key)
                for line in lines[key.series.record] ?? [] where line.thread.audience == key.audience {
                    let reminder = ToldReminder(
                        deliveryID: try row.text("id"),
                        key: key,
                        severity: try row.severity("severity"),
                        recipient: Recipient(
                            channel: try row.text("channel"),
                            address: try row.text("address"),
                            name: try row.optionalText("recipient_name"),
                            language: try row.word("language", as: Language.self)
                        ),
                        isErased: try row.optionalInstant("erased_ms") != nil,
                        isOfLine: line == told && (key.kind.effect == .opens || key.kind.isRevocable)
                    )
                    found[line, default: []].append(reminder)
                }
            }
            return found
        }
    }

    package func change(
        _ changes: ThreadChanges,
        holdingAbove limit: FloodLimit?,
        at now: UnixTime
    ) async throws(OutboxError) -> PlanOutcome {
        guard !changes.isEmpty else { return PlanOutcome(newNotices: 0, newDeliveries: 0) }
        return try await write { database in
            for thread in changes.closed { try database.close(thread) }
            for kept in changes.opened { try database.open(kept) }
            for record in changes.missing { try database.note(record, missingSince: now) }
            for record in changes.returned { try database.note(record, missingSince: nil) }
            return try database.plan(holdingAbove: limit, at: now) { planning in
                for planned in changes.withdrawals { try planning.plan(planned) }
            }
        }
    }

    package func takeSequence(of count: Int, at now: UnixTime) async throws(OutboxError) -> Int64 {
        try await write { database in
            // The clock's reading, so that the numbers of a restored file go on above those it gave before.
            let statement = try database.cachedStatement(
                sql: "UPDATE event_counter SET last = max(last, ?1) + ?2 RETURNING last"
            )
            guard let last = try Int64.fetchOne(statement, arguments: [now.milliseconds, count]) else {
                throw Row.Unreadable()
            }
            return last - Int64(count) + 1
        }
    }
}

extension Database {
    fileprivate func close(_ thread: OpenThread) throws {
        try cachedStatement(sql: "DELETE FROM open_thread WHERE \(OutboxQueries.isThread)")
            .execute(arguments: thread.arguments)
    }

    fileprivate func open(_ kept: KeptThread) throws {
        try cachedStatement(
            sql: """
                INSERT INTO open_thread
                    (record_id, record_type, audience, expires_on, kind, occurred_on, detail, party, missing_ms)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)
                ON CONFLICT DO UPDATE SET party = excluded.party, missing_ms = NULL
                """
        ).execute(arguments: kept.thread.arguments + [kept.party])
    }

    fileprivate func note(_ record: RecordID, missingSince instant: UnixTime?) throws {
        try cachedStatement(sql: "UPDATE open_thread SET missing_ms = ? WHERE record_id = ? AND record_type = ?")
            .execute(arguments: [instant?.milliseconds, record.id, record.type.rawValue])
    }
}

extension OpenThread {
    /// The values of the key of a row.
    fileprivate var arguments: StatementArguments {
        [
            series.record.id, series.record.type.rawValue, thread.audience.rawValue, series.expires.description,
            thread.family.rawValue, thread.occurrence?.description ?? "", thread.detail ?? "",
        ]
    }
}

extension Row {
    fileprivate func keptThread() throws -> KeptThread {
        let (day, detail) = (try text("occurred_on"), try text("detail"))
        let thread = NoticeThread(
            audience: try word("audience", as: Audience.self),
            occurrence: day.isEmpty ? nil : try self.day("occurred_on"),
            detail: detail.isEmpty ? nil : detail,
            kind: try word("kind", as: NoticeKind.self)
        )
        return KeptThread(
            OpenThread(series: try series(), thread: thread),
            party: try text("party"),
            missingSince: try optionalInstant("missing_ms")
        )
    }
}

extension OutboxQueries {
    fileprivate static let isThread = """
        record_id = ? AND record_type = ? AND audience = ? AND expires_on = ? AND kind = ? AND occurred_on = ? \
        AND detail = ?
        """

    static func openThreads(ofRecords count: Int) -> String {
        """
        SELECT record_id, record_type, audience, expires_on, kind, occurred_on, detail, party, missing_ms
        FROM open_thread WHERE record_id IN (\(placeholders(count)))
        """
    }

    static let openRecords = """
        SELECT DISTINCT record_id, record_type FROM open_thread
        WHERE (record_id, record_type) > (?, ?) ORDER BY record_id, record_type LIMIT ?
        """

    static let openRecordsOfAudience = records(openWhere: "audience = ?")
    static let openRecordsOfParty = records(openWhere: "audience = ? AND party = ?")

    private static func records(openWhere whose: String) -> String {
        """
        SELECT DISTINCT record_id, record_type FROM open_thread
        WHERE \(whose) AND missing_ms IS NULL ORDER BY record_type, record_id LIMIT ?
        """
    }

    static let openThreadCounts = """
        SELECT party, count(*) AS count FROM open_thread WHERE audience = ? AND party <> '' GROUP BY party
        """

    /// What arrived or may have arrived about some records, the earliest first.
    static func toldReminders(ofRecords count: Int) -> String {
        """
        SELECT n.record_type, n.record_id, n.expires_on, n.kind, n.milestone, n.audience, n.occurred_on, n.detail,
            n.severity, d.id, d.channel, d.address, d.recipient_name, d.language, d.erased_ms
        FROM notice AS n JOIN delivery AS d ON d.notice_id = n.id
        WHERE n.record_id IN (\(placeholders(count)))
            AND (d.state = 'sent' OR d.state = 'sending' OR d.ambiguous_attempts > 0)
        ORDER BY n.sequence, d.sequence
        """
    }
}
