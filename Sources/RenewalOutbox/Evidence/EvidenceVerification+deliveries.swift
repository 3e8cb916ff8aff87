import GRDB
import RenewalDelivery
import RenewalRules

/// Compares deliveries, their attempts and messages with the chain.
extension EvidenceVerification {
    mutating func compare(_ told: ToldDelivery, delivery id: String) throws {
        // A missing one was already reported.
        guard let stored = try StoredDelivery(id, in: database) else { return }
        if let problem = try problem(of: stored, beside: told, id) ?? messageProblem(of: stored, beside: told, id) {
            add(problem.chinese, problem.english)
        } else {
            try compare(seal: told.seal, .delivery, id)
            try compare(seal: told.bounceSeal, .bounce, id)
        }
    }

    /// The first difference between a delivery and the chain.
    private func problem(of stored: StoredDelivery, beside told: ToldDelivery, _ id: String) throws -> Phrase? {
        // A deferred delivery becomes pending as time passes.
        func settled(_ state: String?) -> String? { state == "deferred" ? "pending" : state }
        if settled(stored.state) != settled(told.state?.rawValue) {
            return Phrase(
                "发送记录\(id)的状态与存证最后的记载不符",
                "the state of a delivery is not what was told last: \(id)"
            )
        }
        if stored.erasedAt != told.erasedAt {
            return told.erasedAt == nil
                ? Phrase("发送记录\(id)标为已清除，但没有存证", "delivery \(id) counts as erased, and no entry tells of it")
                : Phrase(
                    "发送记录\(id)已清除，但标记与存证的记载不符",
                    "delivery \(id) was erased, and does not say so as it was told"
                )
        }
        if stored.createdAt != told.createdAt || stored.updatedAt != told.updatedAt {
            return Phrase(
                "发送记录\(id)的时间与存证的记载不符",
                "the times of delivery \(id) are not those of its entries"
            )
        }
        if stored.ambiguousCount != told.ambiguousCount {
            return Phrase(
                "发送记录\(id)结果不明的尝试与存证的记载不符",
                "the ambiguous attempts of delivery \(id) are not those that were told"
            )
        }
        let numbers = told.attempts.indices.map { $0 + 1 }
        if stored.attemptCount != told.attempts.count || stored.attempts.map(\.number) != numbers {
            return Phrase(
                "发送记录\(id)的尝试与存证的记载不符",
                "the attempts of delivery \(id) are not those that were told"
            )
        }
        for (attempt, told) in zip(stored.attempts, told.attempts) {
            let isErased = stored.erasedAt != nil || told.isErased
            if let problem = problem(of: attempt, beside: told, of: id, isErased: isErased) { return problem }
        }
        return stored.erasedAt == nil ? try addressProblem(of: id) : nil
    }

    private func problem(
        of stored: StoredDelivery.Attempt,
        beside told: ToldDelivery.Attempt,
        of id: String,
        isErased: Bool
    ) -> Phrase? {
        let answer = stored.answer(told.isKeyed ? secret : nil)
        if answer != nil, told.answer == nil {
            return Phrase(
                "发送记录\(id)第\(stored.number)次尝试的应答没有存证",
                "the answer to attempt \(stored.number) of delivery \(id) is not in the chain"
            )
        }
        // An erased reply can no longer be compared, but the words before it can.
        let agrees = isErased ? answer?.dropLast(64) == told.answer?.dropLast(64) : answer == told.answer
        let isAsTold = agrees && stored.endedAt == told.endedAt && stored.isLate == told.isLate
        guard !isAsTold else { return nil }
        return Phrase(
            "发送记录\(id)第\(stored.number)次尝试的应答被改动",
            "the answer to attempt \(stored.number) of delivery \(id) was changed"
        )
    }

    /// The id of a delivery is made from its notice, channel and address; earlier builds made it without the secret.
    private func addressProblem(of id: String) throws -> Phrase? {
        let query = """
            SELECT d.channel, d.address, \(NoticeColumns.all)
            FROM delivery AS d JOIN notice AS n ON n.id = d.notice_id WHERE d.id = ?
            """
        guard let row = try Row.fetchOne(database.cachedStatement(sql: query), arguments: [id]),
            let key = try? row.notice().key
        else {
            return Phrase(
                "发送记录\(id)的提醒缺失或无法读取",
                "the notice of delivery \(id) is missing or cannot be read"
            )
        }
        let (channel, address) = (try row.text("channel"), try row.text("address"))
        let recipient = Recipient(channel: channel, address: address, name: nil, language: .chinese)
        let isOwn =
            id == secret.deliveryID(of: key, to: recipient)
            || id == StableID.of("\(key)\n\(channel)\n\(address)")
        guard !isOwn else { return nil }
        return Phrase(
            "发送记录\(id)的提醒、渠道或地址被改动",
            "the notice, channel or address of delivery \(id) was changed"
        )
    }

    private func messageProblem(
        of stored: StoredDelivery,
        beside told: ToldDelivery,
        _ id: String
    ) throws -> Phrase? {
        guard stored.messageAttempt == told.message?.attempt else {
            return told.message == nil
                ? Phrase("发送记录\(id)的内容从未生成", "the message of delivery \(id) was never composed")
                : Phrase("发送记录\(id)的内容缺失", "the message of delivery \(id) is missing")
        }
        guard let message = told.message else { return nil }
        let query = "SELECT bytes FROM payload WHERE delivery_id = ?"
        guard let row = try Row.fetchOne(database.cachedStatement(sql: query), arguments: [id]) else { return nil }
        let bytes = try row.bytes("bytes")
        let fingerprint = message.isKeyed ? secret.fingerprint(bytes) : Fingerprint.of(bytes)
        guard fingerprint != message.fingerprint else { return nil }
        return Phrase(
            "发送记录\(id)的内容与生成时不符",
            "the message of delivery \(id) is not the one that was composed"
        )
    }
}
