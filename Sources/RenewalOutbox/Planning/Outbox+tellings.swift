import GRDB
import RenewalDelivery
package import RenewalRules
import RenewalSQLite

extension Outbox {
    package func tellings(of records: [RecordID]) async throws(OutboxError) -> [RecordID: [Telling]] {
        guard !records.isEmpty else { return [:] }
        return try await read(orEmpty: [:]) { try $0.tellings(of: Set(records)) }
    }

    package func mutedCorrections() async throws(OutboxError) -> Set<RecordID> {
        try await read(orEmpty: []) { database in
            let statement = try database.cachedStatement(sql: OutboxQueries.mutedCorrections)
            return Set(try Row.fetchAll(statement).map { try $0.record() })
        }
    }
}

extension Database {
    fileprivate func tellings(of records: Set<RecordID>) throws -> [RecordID: [Telling]] {
        var found: [NoticeKey: Telling] = [:]
        func add(_ row: Row) throws {
            let key = try row.key()
            guard key.lastDayTold != nil, records.contains(key.series.record) else { return }
            var telling = try found[key] ?? Telling(key, sequence: row.integer64("sequence"))
            if let delivery = try row.delivery() { telling.add(delivery) }
            found[key] = telling
        }
        let ids = Set(records.map(\.id))
        try eachRow(OutboxQueries.tellings, of: ids, add)
        try eachRow(OutboxQueries.tellingsInDigests, of: ids, add)
        return Dictionary(grouping: found.values, by: \.key.series.record)
    }
}

extension Row {
    /// The delivery in a row of a telling; `nil` where the notice has none.
    fileprivate func delivery() throws -> Telling.Delivery? {
        guard try optionalText("delivery_state") != nil else { return nil }
        let reason = try optionalText("reason").flatMap(CancelReason.init(rawValue:))
        return Telling.Delivery(
            state: try word("delivery_state", as: DeliveryState.self),
            isUntrue: reason?.isAboutTruth ?? false,
            isMuted: reason == .muted,
            wasAmbiguous: try integer("ambiguous_attempts") > 0,
            updatedAt: try instant("updated_ms"),
            address: try text("address"),
            name: try optionalText("recipient_name"),
            isErased: try optionalInstant("erased_ms") != nil,
            employer: try optionalText("employer")
        )
    }
}

extension CancelReason {
    /// Whether what the notice says was no longer so.
    fileprivate var isAboutTruth: Bool { if case .stopped = self { true } else { false } }
}

extension OutboxQueries {
    private static let telling = """
        n.record_id, n.record_type, n.expires_on, n.kind, n.milestone, n.audience, n.occurred_on, n.detail, \
        n.sequence, d.state AS delivery_state, d.reason, d.ambiguous_attempts, d.updated_ms, d.address, d.recipient_name, \
        d.erased_ms
        """

    /// The notices of some records with the deliveries they have of their own.
    static func tellings(ofRecords count: Int) -> String {
        """
        SELECT \(telling), NULL AS employer
        FROM notice AS n LEFT JOIN delivery AS d ON d.notice_id = n.id
        WHERE n.record_id IN (\(placeholders(count))) AND n.state = 'planned'
        """
    }

    /// The notices of some records that employers' digests include, with the deliveries of those.
    static func tellingsInDigests(ofRecords count: Int) -> String {
        """
        SELECT \(telling), CASE l.record_type WHEN 'employer' THEN l.record_id END AS employer
        FROM notice AS n JOIN digest_line AS l ON l.notice_id = n.id JOIN delivery AS d ON d.notice_id = l.digest_id
        WHERE n.record_id IN (\(placeholders(count))) AND n.state = 'planned'
        """
    }
}
