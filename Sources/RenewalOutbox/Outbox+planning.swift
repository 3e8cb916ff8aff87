import GRDB
package import RenewalRules

extension Outbox {
    /// Stores due notices and their deliveries, once each, in one transaction.
    ///
    /// Planning a known notice changes nothing, with two exceptions. When the address of a channel was corrected, the
    /// delivery that was not accepted yet is cancelled (`address_changed`) and one for the new address is planned;
    /// what was accepted, or is being sent, stays. And a notice that had nobody to go to gets its deliveries once it
    /// has. A new notice with recipients supersedes what still waits of earlier notices of its series and audience,
    /// and of the same application where it is about one.
    ///
    /// - Parameters:
    ///   - batch: in any order, up to some thousand
    ///   - superseded: marks that passed unseen; stored without deliveries
    ///   - limit: holds all sending in the same transaction when more deliveries are new; `nil` for what is planned one
    ///     by one
    ///   - now: the instant of planning
    /// - Returns: what was new
    /// - Throws: `writeFailed`, `busy`; nothing of the batch is stored then
    package func plan(
        _ batch: [PlannedNotice],
        superseded: [Notice],
        holdingAbove limit: FloodLimit?,
        at now: UnixTime
    ) async throws(OutboxError) -> PlanOutcome {
        try await write { database in
            var planning = Planning(database: database, now: now)
            for notice in superseded { try planning.skip(notice) }
            // Earlier marks first, so that the later ones of the same batch supersede them.
            for planned in batch.sorted(by: { $0.notice.dueOn < $1.notice.dueOn }) { try planning.plan(planned) }
            if let limit, planning.outcome.newDeliveries > limit.remaining {
                try database.holdSending(.manyDue, limit.words, at: now)
            }
            return planning.outcome
        }
    }

    /// Finds the threads that have had a notice of a series; a series without any is left out.
    ///
    /// Ask for up to a thousand at a time.
    package func knownThreads(
        among series: [NoticeSeries]
    ) async throws(OutboxError) -> [NoticeSeries: Set<NoticeThread>] {
        try await read(orEmpty: [:]) { database in
            let statement = try database.cachedStatement(sql: OutboxQueries.knownThreads)
            var known: [NoticeSeries: Set<NoticeThread>] = [:]
            for series in Set(series) {
                let rows = try Row.fetchCursor(statement, arguments: series.arguments)
                while let row = try rows.next() {
                    let audience = try row.word("audience", as: Audience.self)
                    let thread = NoticeThread(
                        audience: audience,
                        occurrence: try row.optionalDay("occurred_on"),
                        detail: try row.optionalText("detail"),
                        kind: try row.word("kind", as: NoticeKind.self)
                    )
                    known[series, default: []].insert(thread)
                }
            }
            return known
        }
    }

    /// Finds out which of some notices are stored; ask for up to a thousand at a time.
    package func knownNotices(among ids: Set<String>) async throws(OutboxError) -> Set<String> {
        try await read(orEmpty: []) { database in
            let statement = try database.cachedStatement(sql: "SELECT 1 FROM notice WHERE id = ?")
            return try ids.filter { try Int.fetchOne(statement, arguments: [$0]) != nil }
        }
    }

    /// Counts the waiting deliveries of each channel, so that those of a channel that is gone are noticed.
    package func waitingChannels() async throws(OutboxError) -> [String: Int] {
        try await read(orEmpty: [:]) { database in
            let query =
                "SELECT channel, count(*) AS waiting FROM delivery WHERE state IN ('pending', 'deferred') GROUP BY 1"
            let rows = try Row.fetchAll(database, sql: query)
            return Dictionary(rows.map { ($0["channel"], $0["waiting"]) }) { first, _ in first }
        }
    }
}

extension NoticeSeries {
    /// The columns `record_id, record_type, expires_on`, in this order.
    var arguments: StatementArguments { [record.id, record.type.rawValue, expires.description] }
}
