import GRDB
package import RenewalRules

/// The health of the channels, kept so that commands can show it and a restart honours it; written only on changes.
extension Outbox {
    package func channelStates() async throws(OutboxError) -> [String: ChannelState] {
        try await read(orEmpty: [:]) { database in
            let rows = try Row.fetchAll(database.cachedStatement(sql: "SELECT \(Self.columns) FROM channel_state"))
            return try rows.reduce(into: [:]) { states, row in states[try row.text("name")] = try ChannelState(row) }
        }
    }

    package func channelState(of name: String) async throws(OutboxError) -> ChannelState {
        try await read(orEmpty: ChannelState()) { database in
            let query = "SELECT \(Self.columns) FROM channel_state WHERE name = ?"
            let row = try Row.fetchOne(database.cachedStatement(sql: query), arguments: [name])
            return try row.map(ChannelState.init) ?? ChannelState()
        }
    }

    private static let columns = """
        name, fault, since_ms, rests, rest_until_ms, paused_ms, paused_until_ms, paused_by, paused_reason
        """

    package func channelRests(
        _ name: String,
        fault: String,
        rests: Int,
        until: UnixTime,
        at now: UnixTime
    ) async throws(OutboxError) {
        try await write { database in
            try database.execute(
                sql: """
                    INSERT INTO channel_state (name, fault, since_ms, rests, rest_until_ms) VALUES (?1, ?2, ?3, ?4, ?5)
                    ON CONFLICT (name) DO UPDATE SET fault = excluded.fault, since_ms = ifnull(since_ms, ?3),
                        rests = excluded.rests, rest_until_ms = excluded.rest_until_ms
                    """,
                arguments: [name, fault, now.milliseconds, rests, until.milliseconds]
            )
        }
    }

    package func channelWorks(_ name: String) async throws(OutboxError) {
        try await write { database in
            try database.execute(
                sql: """
                    UPDATE channel_state SET fault = NULL, since_ms = NULL, rests = 0, rest_until_ms = NULL
                    WHERE name = ?
                    """,
                arguments: [name]
            )
            try database.execute(
                sql: "DELETE FROM channel_state WHERE name = ? AND paused_by IS NULL",
                arguments: [name]
            )
        }
    }

    package func channelAnswers(_ name: String) async throws(OutboxError) {
        try await write { database in
            try database.endRests(of: name)
            // The same place in the queue as when their time had come.
            try database.execute(
                sql: """
                    UPDATE delivery SET state = 'pending'
                    WHERE channel = ? AND state = 'deferred' AND EXISTS (
                        SELECT 1 FROM attempt WHERE delivery_id = delivery.id AND number = delivery.attempt
                            AND stage IN ('resolve', 'connect')
                    )
                    """,
                arguments: [name]
            )
        }
    }

    package func endRests() async throws(OutboxError) {
        try await write { try $0.endRests(of: nil) }
    }

    package func pauseChannel(_ name: String, _ pause: ChannelPause) async throws(OutboxError) {
        try await write { database in
            try database.execute(
                sql: """
                    INSERT INTO channel_state (name, paused_ms, paused_until_ms, paused_by, paused_reason)
                    VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (name) DO UPDATE SET paused_ms = excluded.paused_ms,
                        paused_until_ms = excluded.paused_until_ms, paused_by = excluded.paused_by,
                        paused_reason = excluded.paused_reason
                    """,
                arguments: [name, pause.since.milliseconds, pause.until?.milliseconds, pause.by, pause.reason]
            )
            try database.append(EvidenceEntry(.channelPaused, detail: name), at: pause.since)
        }
    }

    package func resumeChannel(_ name: String, at now: UnixTime) async throws(OutboxError) -> Bool {
        try await write { database in
            let end = "paused_ms = NULL, paused_until_ms = NULL, paused_by = NULL, paused_reason = NULL"
            try database.execute(
                sql: "UPDATE channel_state SET \(end) WHERE name = ? AND paused_by IS NOT NULL",
                arguments: [name]
            )
            guard database.changesCount > 0 else { return false }
            try database.execute(
                sql: "DELETE FROM channel_state WHERE name = ? AND fault IS NULL AND rests = 0",
                arguments: [name]
            )
            try database.append(EvidenceEntry(.channelResumed, detail: name), at: now)
            return true
        }
    }
}

extension Database {
    /// Whether an operator has paused a channel.
    func isPaused(_ channel: String, at now: UnixTime) throws -> Bool {
        let query = """
            SELECT 1 FROM channel_state
            WHERE name = ? AND paused_by IS NOT NULL AND (paused_until_ms IS NULL OR paused_until_ms > ?)
            """
        let arguments: StatementArguments = [channel, now.milliseconds]
        return try Bool.fetchOne(cachedStatement(sql: query), arguments: arguments) ?? false
    }

    /// Ends the rest of a channel, or of all.
    func endRests(of channel: String?) throws {
        // Each has a time of its own, from when the fault began; the rest of the channel would be over without an attempt.
        try execute(
            sql: """
                UPDATE delivery SET state = 'pending' WHERE state = 'deferred' AND channel IN
                    (SELECT name FROM channel_state WHERE since_ms IS NOT NULL AND (?1 IS NULL OR name = ?1))
                """,
            arguments: [channel]
        )
        try execute(
            sql: "UPDATE channel_state SET rest_until_ms = NULL WHERE ?1 IS NULL OR name = ?1",
            arguments: [channel]
        )
    }
}

extension ChannelState {
    fileprivate init(_ row: Row) throws {
        self.init(
            fault: try row.optionalText("fault"),
            since: try row.optionalInstant("since_ms"),
            rests: try row.integer("rests"),
            restUntil: try row.optionalInstant("rest_until_ms"),
            pause: try row.optionalText("paused_by").map { by in
                ChannelPause(
                    since: try row.instant("paused_ms"),
                    until: try row.optionalInstant("paused_until_ms"),
                    by: by,
                    reason: try row.optionalText("paused_reason")
                )
            }
        )
    }
}
