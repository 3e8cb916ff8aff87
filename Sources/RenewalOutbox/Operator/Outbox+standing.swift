import GRDB
package import RenewalRules

extension Outbox {
    package func standing(since instant: UnixTime) async throws(OutboxError) -> OutboxStanding {
        try await read(orEmpty: OutboxStanding()) { database in
            var standing = OutboxStanding()
            standing.parts = try Row.fetchAll(database.cachedStatement(sql: OutboxQueries.queueParts)).map { row in
                try QueuePart(row)
            }
            standing.counts = try database.deliveryCounts(OutboxQueries.counts)
            standing.sent = try database.settled(.sent, since: instant)
            standing.failed = try database.settled(.failed, since: instant)
            standing.bounced = try database.settled(.bounced, since: instant)
            standing.lastPass = try database.latestPass(isFull: false)
            standing.lastFullPass = try database.latestPass(isFull: true)
            return standing
        }
    }
}

extension Database {
    fileprivate func settled(_ state: DeliveryState, since instant: UnixTime) throws -> Int {
        let query = "SELECT count(*) FROM delivery WHERE state = ? AND updated_ms >= ?"
        let arguments: StatementArguments = [state.rawValue, instant.milliseconds]
        return try Int.fetchOne(cachedStatement(sql: query), arguments: arguments) ?? 0
    }

    fileprivate func latestPass(isFull: Bool) throws -> PassFigures? {
        let query = """
            SELECT day, started_ms, ended_ms, examined, quarantined, planned_notices, planned_deliveries, unreachable
            FROM scan WHERE is_full >= ? ORDER BY sequence DESC LIMIT 1
            """
        return try Row.fetchOne(cachedStatement(sql: query), arguments: [isFull]).map { row in
            PassFigures(
                day: try row.day("day"),
                startedAt: try row.instant("started_ms"),
                endedAt: try row.instant("ended_ms"),
                examined: try row.integer("examined"),
                unreadable: try row.integer("quarantined"),
                plannedNotices: try row.integer("planned_notices"),
                plannedDeliveries: try row.integer("planned_deliveries"),
                unreachable: try row.integer("unreachable")
            )
        }
    }
}

extension QueuePart {
    fileprivate init(_ row: Row) throws {
        self.init(
            channel: try row.text("channel"),
            state: try row.word("state", as: DeliveryState.self),
            reason: try row.optionalText("waits_for"),
            isUrgent: try row.integer("is_urgent") == 1,
            count: try row.integer("count"),
            oldest: try row.instant("oldest_ms"),
            nextAttempt: try row.optionalInstant("next_ms")
        )
    }
}
