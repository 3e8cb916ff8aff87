import GRDB
import RenewalDelivery
import RenewalRules

/// Compares deliveries, their attempts and messages with the chain.
extension EvidenceVerification {
    mutating func compare(_ told: ToldDelivery, delivery id: String) throws {
        // A missing one was already reported.
        guard let stored = try StoredDelivery(id, in: database) else { return }
        if let problem = try problem(of: stored, beside: told, id) ?? messageProblem(of: stored, beside: told, id) {
            add(problem)
        } else {
            try compare(seal: told.seal, .delivery, id)
        }
    }

    /// The first difference between a delivery and the chain.
    private func problem(of stored: StoredDelivery, beside told: ToldDelivery, _ id: String) throws -> String? {
        // A deferred delivery becomes pending as time passes.
        func settled(_ state: String?) -> String? { state == "deferred" ? "pending" : state }
        if settled(stored.state) != settled(told.state?.rawValue) {
            return "the state of a delivery is not what was told last: \(id)"
        }
        if stored.erasedAt != told.erasedAt {
            return told.erasedAt == nil
                ? "delivery \(id) counts as erased, and no entry tells of it"
                : "delivery \(id) was erased, and does not say so as it was told"
        }
        if stored.createdAt != told.createdAt || stored.updatedAt != told.updatedAt {
            return "the times of delivery \(id) are not those of its entries"
        }
        if stored.ambiguousCount != told.ambiguousCount {
            return "the ambiguous attempts of delivery \(id) are not those that were told"
        }
        let numbers = told.attempts.indices.map { $0 + 1 }
        if stored.attemptCount != told.attempts.count || stored.attempts.map(\.number) != numbers {
            return "the attempts of delivery \(id) are not those that were told"
        }
        for (attempt, told) in zip(stored.attempts, told.attempts) {
            if let problem = problem(of: attempt, beside: told, isErased: stored.erasedAt != nil || told.isErased) {
                return "\(problem) of delivery \(id)"
            }
        }
        return stored.erasedAt == nil ? try addressProblem(of: id) : nil
    }

    private func problem(
        of stored: StoredDelivery.Attempt,
        beside told: ToldDelivery.Attempt,
        isErased: Bool
    ) -> String? {
        let answer = stored.answer(told.isKeyed ? secret : nil)
        if answer != nil, told.answer == nil { return "the answer to attempt \(stored.number) is not in the chain:" }
        // An erased reply can no longer be compared, but the words before it can.
        let agrees = isErased ? answer?.dropLast(64) == told.answer?.dropLast(64) : answer == told.answer
        let isAsTold = agrees && stored.endedAt == told.endedAt && stored.isLate == told.isLate
        return isAsTold ? nil : "the answer to attempt \(stored.number) was changed:"
    }

    /// The id of a delivery is made from its notice, channel and address; earlier builds made it without the secret.
    private func addressProblem(of id: String) throws -> String? {
        let query = """
            SELECT d.channel, d.address, \(NoticeColumns.all)
            FROM delivery AS d JOIN notice AS n ON n.id = d.notice_id WHERE d.id = ?
            """
        guard let row = try Row.fetchOne(database.cachedStatement(sql: query), arguments: [id]),
            let key = try? row.notice().key
        else { return "the notice of delivery \(id) is missing or cannot be read" }
        let (channel, address) = (try row.text("channel"), try row.text("address"))
        let recipient = Recipient(channel: channel, address: address, name: nil, language: .chinese)
        let isOwn =
            id == secret.deliveryID(of: key, to: recipient)
            || id == StableID.of("\(key)\n\(channel)\n\(address)")
        return isOwn ? nil : "the notice, channel or address of delivery \(id) was changed"
    }

    private func messageProblem(
        of stored: StoredDelivery,
        beside told: ToldDelivery,
        _ id: String
    ) throws -> String? {
        guard stored.messageAttempt == told.message?.attempt else {
            return told.message == nil
                ? "the message of delivery \(id) was never composed" : "the message of delivery \(id) is missing"
        }
        guard let message = told.message else { return nil }
        let query = "SELECT bytes FROM payload WHERE delivery_id = ?"
        guard let row = try Row.fetchOne(database.cachedStatement(sql: query), arguments: [id]) else { return nil }
        let bytes = try row.bytes("bytes")
        let fingerprint = message.isKeyed ? secret.fingerprint(bytes) : Fingerprint.of(bytes)
        return fingerprint == message.fingerprint
            ? nil : "the message of delivery \(id) is not the one that was composed"
    }
}
