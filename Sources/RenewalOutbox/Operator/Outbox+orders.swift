import GRDB
package import RenewalRules

extension Outbox {
    package func retry(_ selection: DeliverySelection, at now: UnixTime) async throws(OutboxError) -> Int {
        try await carryOut(.retry, on: selection, at: now)
    }

    package func cancel(
        _ selection: DeliverySelection,
        reason: String,
        at now: UnixTime
    ) async throws(OutboxError) -> Int {
        try await carryOut(.cancel(reason: reason), on: selection, at: now)
    }

    package func hold(_ selection: DeliverySelection, at now: UnixTime) async throws(OutboxError) -> Int {
        try await carryOut(.hold, on: selection, at: now)
    }

    package func release(_ selection: DeliverySelection, at now: UnixTime) async throws(OutboxError) -> Int {
        try await carryOut(.release, on: selection, at: now)
    }

    package func flush(_ channel: String?) async throws(OutboxError) -> Int {
        try await write { database in
            try database.execute(
                sql: "UPDATE delivery SET state = 'pending' WHERE state = 'deferred' AND (?1 IS NULL OR channel = ?1)",
                arguments: [channel]
            )
            let count = database.changesCount
            try database.endRests(of: channel)
            return count
        }
    }

    private func carryOut(
        _ order: OperatorOrder,
        on selection: DeliverySelection,
        at now: UnixTime
    ) async throws(OutboxError) -> Int {
        try await write { database in
            switch selection {
            case .all: return try database.apply(order, in: order.statesOfAll, id: nil, at: now)
            case .ids(let ids):
                for id in Set(ids) { try database.carryOut(order, on: id, at: now) }
                return Set(ids).count
            }
        }
    }
}

extension Database {
    fileprivate func carryOut(_ order: OperatorOrder, on beginning: String, at now: UnixTime) throws {
        guard let id = try fullID(of: beginning, in: .delivery) else {
            throw OutboxError.unknownDelivery(id: beginning)
        }
        guard try apply(order, in: order.allowedStates, id: id, at: now) == 0 else { return }
        let query = "SELECT state, erased_ms FROM delivery WHERE id = ?"
        guard let row = try Row.fetchOne(self, sql: query, arguments: [id]) else {
            throw OutboxError.unknownDelivery(id: id)
        }
        let state = try row.word("state", as: DeliveryState.self)
        if order.allowedStates.contains(state), try row.optionalInstant("erased_ms") != nil {
            throw OutboxError.erased(id: id, what: order.verb)
        }
        throw OutboxError.notPossible(id: id, state: state, what: order.verb)
    }

    /// Changes one delivery, or all, in one of the states.
    ///
    /// - Returns: how many were changed
    func apply(
        _ order: OperatorOrder,
        in states: Set<DeliveryState>,
        id: String?,
        at now: UnixTime
    ) throws -> Int {
        let words = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
        let isQueued = order.target == .pending
        var arguments: StatementArguments = [
            "state": order.target.rawValue, "reason": order.reason, "now": now.milliseconds,
        ]
        if let id { arguments += ["id": id] }
        let changed = try Row.fetchAll(
            self,
            sql: """
                UPDATE delivery
                SET state = :state, reason = :reason, next_attempt_ms = NULL, updated_ms = :now
                    \(isQueued ? ", first_attempt_ms = NULL" : "")
                WHERE \(id == nil ? "" : "id = :id AND ")state IN (\(words)) AND erased_ms IS NULL
                RETURNING id, channel
                """,
            arguments: arguments
        ).map { (id: try $0.text("id"), channel: try $0.text("channel")) }
        for one in changed {
            let entry = EvidenceEntry(order.event, deliveryID: one.id, state: order.target, detail: order.reason)
            try append(entry, at: now)
        }
        // Whoever wants something sent now has fixed something, or wants to see whether it is fixed.
        if isQueued, id == nil { try endRests(of: nil) }
        if isQueued { for channel in Set(changed.map(\.channel)) { try endRests(of: channel) } }
        return changed.count
    }
}
