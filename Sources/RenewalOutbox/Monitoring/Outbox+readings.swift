import GRDB
import RenewalDelivery
package import RenewalRules

extension Outbox {
    /// Whether a daemon has the state file, without getting in its way.
    ///
    /// - Throws: `unsafe`, `unreadable`
    package static func isServed(stateFileAt path: String) throws(OutboxError) -> Bool {
        try FileLock.isHeld(forStateFileAt: StateFile(ownPath: path).path)
    }

    package func readings(at now: UnixTime) async throws(OutboxError) -> OutboxReadings {
        try await read(orEmpty: OutboxReadings()) { try $0.readings(at: now) }
    }

    /// How many of the first deliveries of a queue are looked at for the one that has waited longest.
    static let headOfQueue = 100
}

extension Database {
    fileprivate func readings(at now: UnixTime) throws -> OutboxReadings {
        var found = OutboxReadings()
        for row in try rows(OutboxQueries.finished) {
            found.finished[try row.text("channel"), default: [:]][try row.word("state", as: DeliveryState.self)] =
                try row.integer("total")
        }
        for row in try rows(OutboxQueries.attempts) {
            guard let outcome = Verdict.Outcome(stored: try row.text("outcome")) else { throw Row.Unreadable() }
            found.attempts[try row.text("channel"), default: [:]][outcome] = try row.integer("total")
        }
        found.lateness = try rows(OutboxQueries.lateness).map(OutboxReadings.LatenessCount.init)
        try readQueue(into: &found, at: now)
        found.lastPass = try rows(OutboxQueries.latestPass).first.map(OutboxReadings.PassReading.init)
        found.lastFullPass = try rows(OutboxQueries.latestFullPass).first.map(OutboxReadings.PassReading.init)
        return found
    }

    private func rows(_ query: String, _ arguments: StatementArguments = []) throws -> [Row] {
        try Row.fetchAll(cachedStatement(sql: query), arguments: arguments)
    }

    private func readQueue(into found: inout OutboxReadings, at now: UnixTime) throws {
        let states: [(DeliveryState, String)] = [
            (.pending, OutboxQueries.pendingByChannel), (.deferred, OutboxQueries.deferredByChannel),
            (.sending, OutboxQueries.sendingByChannel), (.held, OutboxQueries.heldByChannel),
        ]
        for (state, query) in states {
            for row in try rows(query) {
                found.waiting[try row.text("channel"), default: [:]][state] = try row.integer("count")
            }
        }
        for (channel, counts) in found.waiting {
            if counts[.pending] != nil { found.due += try headsOfQueue(of: channel) }
            if counts[.deferred] != nil { found.due += try overdue(OutboxQueries.overdueAgain, of: channel, at: now) }
            if counts[.sending] != nil { found.due += try overdue(OutboxQueries.lostAttempts, of: channel, at: now) }
        }
    }

    private func headsOfQueue(of channel: String) throws -> [OutboxReadings.DueSince] {
        try Severity.allCases.compactMap { severity in
            try headOfQueue(of: channel, severity).map {
                OutboxReadings.DueSince(channel: channel, severity: severity, since: $0)
            }
        }
    }

    private func headOfQueue(of channel: String, _ severity: Severity) throws -> UnixTime? {
        try [false, true].compactMap { wasTried in
            let arguments: StatementArguments = [
                "channel": channel, "tried": wasTried, "severity": severity.rank, "limit": Outbox.headOfQueue,
            ]
            return try Int64.fetchOne(cachedStatement(sql: OutboxQueries.headOfQueue), arguments: arguments)
        }.min().map { UnixTime(milliseconds: $0) }
    }

    private func overdue(_ query: String, of channel: String, at now: UnixTime) throws -> [OutboxReadings.DueSince] {
        try rows(query, ["channel": channel, "now": now.milliseconds]).map { row in
            OutboxReadings.DueSince(
                channel: channel,
                severity: try row.severity("severity"),
                since: try row.instant("since")
            )
        }
    }
}

extension OutboxReadings.LatenessCount {
    fileprivate init(_ row: Row) throws {
        self.init(
            channel: try row.text("channel"),
            severity: try row.severity("severity"),
            bound: try row.integer64("up_to_s"),
            count: try row.integer("total"),
            seconds: try row.integer64("seconds")
        )
    }
}

extension OutboxReadings.PassReading {
    fileprivate init(_ row: Row) throws {
        let phases = try row.text("phases").split(separator: " ").compactMap { entry -> (RenewalPhase, Int)? in
            let parts = entry.split(separator: "=")
            guard parts.count == 2, let phase = RenewalPhase(rawValue: String(parts[0])), let count = Int(parts[1])
            else {
                return nil
            }
            return (phase, count)
        }
        self.init(
            isFull: try row.integer("is_full") == 1,
            startedAt: try row.instant("started_ms"),
            endedAt: try row.instant("ended_ms"),
            examined: try row.integer("examined"),
            unreadable: try row.integer("quarantined"),
            longOverdue: try row.integer("long_overdue"),
            unreachable: try row.integer("unreachable"),
            phases: Dictionary(phases) { first, _ in first }
        )
    }
}
