import GRDB
package import RenewalRules

extension Outbox {
    package func erasable(about records: [RecordID]) async throws(OutboxError) -> ErasedDeliveries {
        try await read(orEmpty: ErasedDeliveries()) { database in
            var result = ErasedDeliveries()
            var seen: Set<String> = []
            for record in records {
                let own = try database.deliveries(OutboxQueries.deliveriesAbout, record).map { ($0, true) }
                let digests = try database.deliveries(OutboxQueries.digestsAbout, record).map { ($0, false) }
                for ((id, state), isOwn) in own + digests where seen.insert(id).inserted {
                    switch state {
                    case .sent, .bounced, .failed, .cancelled, .superseded: result.erased += 1
                    case .sending: result.underWay += 1
                    case .pending, .deferred, .held:
                        // A digest tells of others too, and waits.
                        guard isOwn else { break }
                        result.cancelled += 1
                        result.erased += 1
                    }
                }
            }
            return result
        }
    }

    package func erase(
        about records: [RecordID],
        limit: Int,
        at now: UnixTime
    ) async throws(OutboxError) -> ErasedDeliveries {
        try await write { database in
            var result = ErasedDeliveries()
            for record in records {
                let own = try database.deliveries(OutboxQueries.deliveriesAbout, record)
                for (id, state) in own where OperatorOrder.cancelsErased.allowedStates.contains(state) {
                    guard state != .failed, state != .bounced else { continue }
                    result.cancelled += try database.apply(.cancelsErased, in: [state], id: id, at: now)
                }
            }
            for record in records {
                let all =
                    try database.deliveries(OutboxQueries.deliveriesAbout, record)
                    + database.deliveries(OutboxQueries.digestsAbout, record)
                for (id, state) in all {
                    switch state {
                    case .sent, .bounced, .failed, .cancelled, .superseded:
                        guard result.erased < limit else { return result }
                        try database.erase(id, at: now)
                        result.erased += 1
                    case .sending: result.underWay += 1
                    case .pending, .deferred, .held: break
                    }
                }
            }
            return result
        }
    }
}

extension ErasedDeliveries {
    /// The reason that stays with a delivery whose person was erased.
    package static let reason = "person erased"
}

extension OperatorOrder {
    fileprivate static let cancelsErased = OperatorOrder.cancel(reason: ErasedDeliveries.reason)
}

extension Database {
    /// The deliveries about a record that are not erased, with their states.
    fileprivate func deliveries(_ query: String, _ record: RecordID) throws -> [(id: String, state: DeliveryState)] {
        try Row.fetchAll(cachedStatement(sql: query), arguments: [record.id, record.type.rawValue]).map { row in
            (try row.text("id"), try row.word("state", as: DeliveryState.self))
        }
    }
}
