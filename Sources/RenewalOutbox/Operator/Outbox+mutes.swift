import GRDB
package import RenewalRules

extension Outbox {
    package func mute(_ mute: Mute) async throws(OutboxError) {
        try await write { database in
            let name = mute.party.name(with: try database.secret())
            guard try database.store(mute, as: name) else { throw OutboxError.tooManyMutes(limit: Mute.limit) }
        }
    }

    package func unmute(_ party: MutedParty, at now: UnixTime) async throws(OutboxError) -> Bool {
        try await write { database in
            let name = party.name(with: try database.secret())
            try database.execute(sql: "DELETE FROM mute WHERE name = ?", arguments: [name])
            guard database.changesCount > 0 else { return false }
            try database.append(EvidenceEntry(.unmuted, detail: name), at: now)
            // Whoever ends it has put the mailbox right.
            try database.forgetBounces(of: try database.secret().code(of: party))
            try database.wantFullPass()
            return true
        }
    }

    package func mutes() async throws(OutboxError) -> [Mute] {
        try await read(orEmpty: []) { database in
            try Row.fetchAll(database.cachedStatement(sql: OutboxQueries.mutes)).map { try $0.mute() }
        }
    }
}

extension Database {
    /// Stores a mute in place of an earlier one of the same party.
    ///
    /// - Returns: `false` when there are too many
    func store(_ mute: Mute, as name: String) throws -> Bool {
        let count = try Int.fetchOne(self, sql: "SELECT count(*) FROM mute WHERE name <> ?", arguments: [name])
        guard let count, count < Mute.limit else { return false }
        try execute(
            sql: """
                INSERT OR REPLACE INTO mute (name, kind, party, last_on, reason, muted_by, muted_ms)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                name, mute.party.kind, mute.party.id, mute.lastDay?.description, mute.reason, mute.by,
                mute.since.milliseconds,
            ]
        )
        try append(EvidenceEntry(.muted, detail: name), at: mute.since)
        return true
    }

    /// Forgets mutes that ended by themselves before an instant: they name people who wanted to be left alone.
    func forgetMutes(endedBefore instant: UnixTime, at now: UnixTime) throws {
        // A day earlier, so that it is over in every time zone.
        let day = CalendarDate(dayNumber: Int(instant.milliseconds / 86_400_000) - 1)
        let names = try String.fetchAll(
            self,
            sql: "DELETE FROM mute WHERE last_on < ? RETURNING name",
            arguments: [day.description]
        )
        try append(names.map { EvidenceEntry(.unmuted, detail: $0) }, at: now)
    }

    /// Makes the next pass a full one.
    ///
    /// A mute that no pass saw left its basis as it was, but a lane may have cancelled something meanwhile.
    func wantFullPass() throws {
        try execute(sql: "UPDATE scan SET basis = '' WHERE sequence = (SELECT max(sequence) FROM scan WHERE is_full)")
    }

    /// The notices of some records of which a delivery was cancelled because its recipient was muted.
    func mutedNotices(of records: Set<RecordID>) throws -> Set<NoticeKey> {
        // A pass asks about everybody, and in most offices nobody was ever muted.
        guard try Bool.fetchOne(cachedStatement(sql: OutboxQueries.hasMutedDeliveries)) == true else { return [] }
        var muted: Set<NoticeKey> = []
        try eachRow(OutboxQueries.mutedNotices, of: Set(records.map(\.id))) { row in
            let key = try row.key()
            if records.contains(key.series.record) { muted.insert(key) }
        }
        return muted
    }
}

extension Row {
    /// The mute in a row of `mute`.
    func mute() throws -> Mute {
        guard let party = MutedParty(kind: try text("kind"), id: try text("party")) else { throw Unreadable() }
        return Mute(
            party,
            until: try optionalDay("last_on"),
            reason: try optionalText("reason"),
            by: try text("muted_by"),
            since: try instant("muted_ms")
        )
    }
}
