import GRDB
package import RenewalDelivery
package import RenewalRules

/// Messages that were accepted, for one more sending; the deliveries stay as they are.
extension Outbox {
    package func accepted(
        by channel: String,
        during span: Range<UnixTime>,
        of record: String?,
        after last: AcceptedDelivery?,
        limit: Int
    ) async throws(OutboxError) -> [AcceptedDelivery] {
        try await read(orEmpty: []) { database in
            let rows = try Row.fetchAll(
                database.cachedStatement(sql: OutboxQueries.accepted),
                arguments: [
                    "channel": channel, "record": record, "limit": limit,
                    "from": (last?.acceptedAt ?? span.lowerBound).milliseconds, "after": last?.sequence ?? 0,
                    "until": span.upperBound.milliseconds,
                ]
            )
            return try rows.map { row in
                AcceptedDelivery(
                    sequence: try row.integer64("sequence"),
                    id: try row.text("id"),
                    notice: try row.notice(),
                    acceptedAt: try row.instant("updated_ms"),
                    isErased: try row.optionalInstant("erased_ms") != nil
                )
            }
        }
    }

    package func replay(_ id: String, at now: UnixTime) async throws(OutboxError) -> FrozenMessage? {
        try await write { database in
            let row = try Row.fetchOne(database.cachedStatement(sql: OutboxQueries.acceptedMessage), arguments: [id])
            guard let row else { return nil }
            try database.append(EvidenceEntry(.replayed, deliveryID: id), at: now)
            return FrozenMessage(
                attempt: try row.integer("attempt"),
                subject: try row.text("subject"),
                bytes: try row.bytes("bytes")
            )
        }
    }

    package func recordReplay(of id: String, _ verdict: Verdict, at now: UnixTime) async throws(OutboxError) {
        let code = verdict.code.map { "\($0)" } ?? "-"
        let words = "\(verdict.outcome.rawValue) \(verdict.step.name) \(code)"
        try await write { try $0.append(EvidenceEntry(.replayed, deliveryID: id, detail: words), at: now) }
    }
}
