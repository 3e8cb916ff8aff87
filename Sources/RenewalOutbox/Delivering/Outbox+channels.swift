import GRDB
package import RenewalRules

extension Outbox {
    package func disabledChannels() async throws(OutboxError) -> [String: String] {
        try await read(orEmpty: [:]) { database in
            let rows = try Row.fetchAll(database, sql: "SELECT name, reason FROM disabled_channel")
            return try rows.reduce(into: [:]) { channels, row in
                channels[try row.text("name")] = try row.text("reason")
            }
        }
    }

    package func disableChannel(_ name: String, reason: String, at now: UnixTime) async throws(OutboxError) {
        try await write { database in
            try database.execute(
                sql: "INSERT INTO disabled_channel (name, reason, disabled_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                arguments: [name, reason, now.milliseconds]
            )
            guard database.changesCount > 0 else { return }
            try database.append(EvidenceEntry(.channelDisabled, detail: name), at: now)
        }
    }

    @discardableResult
    package func enableChannel(_ name: String, at now: UnixTime) async throws(OutboxError) -> Int {
        try await write { database in
            try database.execute(sql: "DELETE FROM disabled_channel WHERE name = ?", arguments: [name])
            let wasDisabled = database.changesCount > 0
            try database.endRests(of: name)
            if wasDisabled { try database.append(EvidenceEntry(.channelEnabled, detail: name), at: now) }
            return try database.releaseGone(of: name, at: now)
        }
    }
}

extension Database {
    /// Requeues what was held because the channel's endpoint was gone.
    fileprivate func releaseGone(of channel: String, at now: UnixTime) throws -> Int {
        let released = try String.fetchAll(
            self,
            sql: """
                UPDATE delivery SET state = 'pending', reason = NULL, first_attempt_ms = NULL, updated_ms = ?
                WHERE channel = ? AND state = 'held' AND reason = ? AND erased_ms IS NULL RETURNING id
                """,
            arguments: [now.milliseconds, channel, NextState.endpointGone]
        )
        try append(released.map { EvidenceEntry(.released, deliveryID: $0, state: .pending) }, at: now)
        return released.count
    }
}
