import GRDB
package import RenewalRules

extension Outbox {
    /// The employers, and the office, whose digest has something to tell that no digest tells yet, with how pressing it
    /// is.
    ///
    /// - Returns: by record; empty when every line is told
    /// - Throws: `damaged`, `busy`
    package func openDigests() async throws(OutboxError) -> [RecordReference: OpenDigest] {
        try await read(orEmpty: [:]) { database in
            let rows = try Row.fetchCursor(database.cachedStatement(sql: OutboxQueries.openDigests))
            var open: [RecordReference: OpenDigest] = [:]
            while let row = try rows.next() {
                let record = RecordReference(
                    type: try row.word("record_type", as: RecordReference.RecordType.self),
                    id: try row.text("record_id")
                )
                open[record] = OpenDigest(severity: try row.severity("severity"), since: try row.day("since"))
            }
            return open
        }
    }

    /// Plans digests and gives each the open lines of its record, in one transaction.
    ///
    /// While an earlier digest of the record still waits for its first attempt, that one takes the lines: what it
    /// says is written when it leaves. A digest of the day that has left already leaves the lines to the next one, and so
    /// does one that would reach nobody: its lines wait until a route or an address lets one out.
    ///
    /// - Returns: what was new
    /// - Throws: `writeFailed`, `busy`; nothing is stored then
    package func planDigests(_ digests: [PlannedNotice], at now: UnixTime) async throws(OutboxError) -> PlanOutcome {
        try await write { database in
            try database.plan(at: now) { planning in
                for digest in digests where !digest.recipients.isEmpty { try planning.plan(digest: digest) }
            }
        }
    }

    /// The notices that a digest tells of, the most pressing first.
    package func digestLines(of noticeID: String) async throws(OutboxError) -> [Notice] {
        try await read(orEmpty: []) { database in
            let statement = try database.cachedStatement(sql: OutboxQueries.digestLines)
            return try Row.fetchAll(statement, arguments: [noticeID]).map { try $0.notice() }
        }
    }

    /// Adds deliveries through other channels to a notice that was planned before.
    ///
    /// - Returns: how many are new
    package func addDeliveries(
        _ recipients: [Recipient],
        to notice: Notice,
        at now: UnixTime
    ) async throws(OutboxError) -> Int {
        let (id, deliveries) = (notice.key.noticeID, recipients.map { PlannedDelivery(of: notice.key, to: $0) })
        return try await write { database in
            try database.plan(at: now) { planning in
                try planning.add(deliveries, to: notice, id: id)
            }.newDeliveries
        }
    }
}

/// What waits for a digest.
package struct OpenDigest: Hashable, Sendable {
    /// Of the most pressing line.
    package var severity: Severity
    /// The day the oldest line was found.
    package var since: CalendarDate

    package init(severity: Severity, since: CalendarDate) {
        self.severity = severity
        self.since = since
    }

    /// Both together.
    package func with(_ other: OpenDigest?) -> OpenDigest {
        guard let other else { return self }
        return OpenDigest(severity: max(severity, other.severity), since: min(since, other.since))
    }
}

extension Planning {
    fileprivate mutating func plan(digest: PlannedNotice) throws {
        let record = digest.notice.key.series.record
        let arguments: StatementArguments = [record.id, record.type.rawValue, digest.notice.key.kind.rawValue]
        let statement = try database.cachedStatement(sql: OutboxQueries.waitingDigest)
        if let waiting = try String.fetchOne(statement, arguments: arguments) {
            try gather(record, into: waiting)
            try raise(waiting, to: digest.notice.severity)
        } else {
            let known = outcome.newNotices
            try plan(digest)
            if outcome.newNotices > known { try gather(record, into: digest.notice.key.noticeID) }
        }
    }

    /// A digest that takes a more pressing line becomes as pressing.
    private func raise(_ digest: String, to severity: Severity) throws {
        for (table, key) in [("notice", "id"), ("delivery", "notice_id")] {
            try database.cachedStatement(
                sql: "UPDATE \(table) SET severity = max(severity, ?) WHERE \(key) = ?"
            ).execute(arguments: [severity.rank, digest])
        }
    }

    private mutating func gather(_ record: RecordReference, into digest: String) throws {
        let lines = try String.fetchAll(
            database.cachedStatement(
                sql: """
                    UPDATE digest_line SET digest_id = ? WHERE record_type = ? AND record_id = ? AND digest_id IS NULL
                    RETURNING notice_id
                    """
            ),
            arguments: [digest, record.type.rawValue, record.id]
        )
        guard !lines.isEmpty else { return }
        prove(EvidenceEntry(.gathered, noticeID: digest, detail: lines.sorted().joined(separator: " ")))
    }
}
