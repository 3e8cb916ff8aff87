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

    private static let columns = "name, fault, since_ms, rests, rest_until_ms, paused_until_ms, paused_by"

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
                sql: "DELETE FROM channel_state WHERE name = ? AND paused_until_ms IS NULL",
                arguments: [name]
            )
        }
    }

    package func endRests() async throws(OutboxError) {
        try await write { try $0.endRests(of: nil) }
    }
}

extension Database {
    /// Ends the rest of a channel, or of all.
    func endRests(of channel: String?) throws {
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
            pausedUntil: try row.optionalInstant("paused_until_ms"),
            pausedBy: try row.optionalText("paused_by")
        )
    }
}
