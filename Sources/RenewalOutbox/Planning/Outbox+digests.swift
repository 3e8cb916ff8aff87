import GRDB
import RenewalDelivery
package import RenewalRules

extension Outbox {
    package func openReport() async throws(OutboxError) -> OpenDigest? {
        try await read(orEmpty: nil) { database in
            guard let row = try Row.fetchOne(database.cachedStatement(sql: OutboxQueries.openReport)),
                let since = try row.optionalDay("since")
            else { return nil }
            return OpenDigest(severity: try row.severity("severity"), since: since)
        }
    }

    package func openLines(after last: OpenLine?, limit: Int) async throws(OutboxError) -> [OpenLine] {
        try await read(orEmpty: []) { database in
            let statement = try database.cachedStatement(sql: OutboxQueries.openLines)
            let arguments: StatementArguments = [last?.employer ?? "", last?.noticeID ?? "", limit]
            return try Row.fetchAll(statement, arguments: arguments).map { row in
                OpenLine(
                    employer: try row.text("employer"),
                    noticeID: try row.text("notice_id"),
                    record: try row.record(),
                    waiting: OpenDigest(severity: try row.severity("severity"), since: try row.day("found_on"))
                )
            }
        }
    }

    package func employerDigests(
        on day: CalendarDate,
        since: CalendarDate
    ) async throws(OutboxError) -> [String: DigestUnderWay] {
        try await read(orEmpty: [:]) { database in
            let statement = try database.cachedStatement(sql: OutboxQueries.employerDigests)
            let rows = try Row.fetchCursor(statement, arguments: ["day": day.description, "since": since.description])
            var digests: [String: DigestUnderWay] = [:]
            while let row = try rows.next() {
                let mailbox = try row.text("address").lowercased()
                // A waiting one takes more lines, so it wins over one that has left.
                let isBetter = try digests[mailbox] == nil || row.integer("waits") == 1
                guard isBetter else { continue }
                digests[mailbox] = DigestUnderWay(
                    noticeID: try row.text("id"),
                    employer: try row.text("record_id")
                )
            }
            return digests
        }
    }

    package func snapshots(since day: CalendarDate) async throws(OutboxError) -> Set<String> {
        try await read(orEmpty: []) { database in
            let statement = try database.cachedStatement(sql: OutboxQueries.recentSnapshots)
            return Set(try String.fetchAll(statement, arguments: [day.description, Snapshot.open.rawValue]))
        }
    }

    package func planDigests(
        _ digests: [PlannedDigest],
        holdingAbove limit: FloodLimit?,
        at now: UnixTime
    ) async throws(OutboxError) -> PlanOutcome {
        try await write { database in
            try database.plan(holdingAbove: limit, at: now) { planning in
                for digest in digests where !digest.notice.recipients.isEmpty { try planning.plan(digest: digest) }
            }
        }
    }

    package func digestRecords(of digest: Notice) async throws(OutboxError) -> [RecordID] {
        let own = digest.key.series.record
        return try await read(orEmpty: [own]) { database in
            let statement = try database.cachedStatement(sql: OutboxQueries.digestRecords)
            let ids = try String.fetchAll(statement, arguments: [digest.key.noticeID])
            return [own] + ids.filter { $0 != own.id }.map { RecordID(type: own.type, id: $0) }
        }
    }

    package func digestLines(of noticeID: String) async throws(OutboxError) -> [Notice] {
        try await read(orEmpty: []) { database in
            let statement = try database.cachedStatement(sql: OutboxQueries.digestLines)
            return try Row.fetchAll(statement, arguments: [noticeID]).map { try $0.notice() }
        }
    }

    package func addDeliveries(
        _ recipients: [Recipient],
        to notice: Notice,
        at now: UnixTime
    ) async throws(OutboxError) -> Int {
        let id = notice.key.noticeID
        return try await write { database in
            try database.plan(at: now) { planning in
                try planning.add(recipients, to: notice, id: id, employer: nil)
            }.newDeliveries
        }
    }
}

/// A digest and the records whose lines it takes.
package struct PlannedDigest: Hashable, Sendable {
    package let notice: PlannedNotice
    /// The employers whose open lines it takes, or the office.
    let records: [RecordID]

    package init(_ notice: PlannedNotice, of records: [RecordID]) {
        self.notice = notice
        self.records = records
    }
}

/// A digest of an employer that has been planned.
package struct DigestUnderWay: Hashable, Sendable {
    package let noticeID: String
    /// The id of the employer whose record it is.
    package let employer: String
}

/// A notice that waits for the digest of an employer.
package struct OpenLine: Hashable, Sendable {
    /// The id of the employer.
    package let employer: String
    package let noticeID: String
    /// What the notice is about.
    package let record: RecordID
    package let waiting: OpenDigest
}

/// What waits for a digest.
package struct OpenDigest: Hashable, Sendable {
    /// The severity of the most pressing line.
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

extension PlanTransaction {
    fileprivate mutating func plan(digest: PlannedDigest) throws {
        let notice = digest.notice.notice
        let record = notice.key.series.record
        let arguments: StatementArguments = [record.id, record.type.rawValue, notice.key.kind.rawValue]
        let statement = try database.cachedStatement(sql: OutboxQueries.waitingDigest)
        // Counted among what it tells of: where that is held, the digest waits as well. The office hears in any case.
        countedShare = record.type == .office ? nil : try share(of: digest.records)
        defer { countedShare = nil }
        if let waiting = try String.fetchOne(statement, arguments: arguments) {
            try gather(digest.records, into: waiting)
            try raise(waiting, to: notice.severity)
            try address(waiting, to: digest.notice)
            try countAgain(waiting, digest.notice)
        } else {
            let before = outcome
            try plan(digest.notice)
            if try takesLines(digest.notice.id, since: before) { try gather(digest.records, into: digest.notice.id) }
        }
    }

    /// What the open lines are about: the type of most, and whether all are urgent and of an ordinary day.
    ///
    /// One urgent line takes no others past a hold.
    ///
    /// - Returns: `nil` where there is no line
    private func share(of records: [RecordID]) throws -> FloodShare? {
        guard let limit else { return nil }
        let statement = try database.cachedStatement(sql: OutboxQueries.openLineCounts)
        var (counts, areUrgent): ([RecordID.RecordType: Int], Bool) = ([:], limit.days != nil)
        for record in records {
            let arguments: StatementArguments = [
                "type": record.type.rawValue, "id": record.id, "urgent": Severity.urgent.rank,
                "first": limit.days?.lowerBound.description, "last": limit.days?.upperBound.description,
            ]
            for row in try Row.fetchAll(statement, arguments: arguments) {
                let type = try row.word("record_type", as: RecordID.RecordType.self)
                counts[type, default: 0] += try row.integer("count")
                if try row.decode(Int?.self, forColumn: "is_urgent") != 1 { areUrgent = false }
            }
        }
        return counts.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
            .map { FloodShare(type: $0.key, isUrgent: areUrgent) }
    }

    /// Counts a digest of an earlier scan, or an earlier page, that has taken more lines.
    private func countAgain(_ digest: String, _ planned: PlannedNotice) throws {
        guard let limit, let countedShare else { return }
        let statement = try database.cachedStatement(sql: OutboxQueries.waitingDeliveries)
        for id in try String.fetchAll(statement, arguments: [digest]) {
            try database.countAgain(id, as: countedShare, employer: planned.employer, on: limit.day)
        }
    }

    /// Whether a digest that was just planned takes lines: it is new, or it waits again after a mute and nobody has it.
    ///
    /// One who has received it would never hear of them; an attempt that did not arrive is composed again.
    private func takesLines(_ digest: String, since before: PlanOutcome) throws -> Bool {
        if outcome.newNotices > before.newNotices { return true }
        guard outcome.newDeliveries > before.newDeliveries else { return false }
        let statement = try database.cachedStatement(sql: OutboxQueries.departure)
        return try Int.fetchOne(statement, arguments: [digest]) == nil
    }

    /// A digest that takes lines for another mailbox goes there too.
    private mutating func address(_ digest: String, to planned: PlannedNotice) throws {
        let known = try Row.fetchAll(
            database.cachedStatement(sql: "SELECT channel, address FROM delivery WHERE notice_id = ?"),
            arguments: [digest]
        ).map { [try $0.text("channel"), try $0.text("address")] }
        let new = planned.recipients.filter { !known.contains([$0.channel, $0.address]) }
        guard !new.isEmpty else { return }
        let statement = try database.cachedStatement(
            sql: "SELECT \(NoticeColumns.all) FROM notice AS n WHERE n.id = ?"
        )
        guard let notice = try Row.fetchOne(statement, arguments: [digest])?.notice() else { return }
        try add(new, to: notice, id: digest, employer: planned.employer)
    }

    /// A digest that takes a more pressing line gets its severity.
    private mutating func raise(_ digest: String, to severity: Severity) throws {
        func raised(_ table: String, _ key: String) throws -> [String] {
            try String.fetchAll(
                database.cachedStatement(
                    sql: "UPDATE \(table) SET severity = ?1 WHERE \(key) = ?2 AND severity < ?1 RETURNING id"
                ),
                arguments: [severity.rank, digest]
            )
        }
        for id in try raised("notice", "id") {
            prove(EvidenceEntry(.raised, noticeID: id, detail: severity.rawValue))
        }
        for id in try raised("delivery", "notice_id") {
            prove(EvidenceEntry(.raised, deliveryID: id, detail: severity.rawValue))
        }
    }

    private mutating func gather(_ records: [RecordID], into digest: String) throws {
        let statement = try database.cachedStatement(
            sql: """
                UPDATE digest_line SET digest_id = ? WHERE record_type = ? AND record_id = ? AND digest_id IS NULL
                RETURNING notice_id
                """
        )
        let lines = try records.flatMap { record in
            try String.fetchAll(statement, arguments: [digest, record.type.rawValue, record.id])
        }
        guard !lines.isEmpty else { return }
        prove(EvidenceEntry(.gathered, noticeID: digest, detail: lines.sorted().joined(separator: " ")))
    }
}
