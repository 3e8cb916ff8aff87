import Foundation
import GRDB
import RenewalDelivery
package import RenewalRules

extension Outbox {
    package func deliveries(_ filter: DeliveryFilter) async throws(OutboxError) -> [DeliverySummary] {
        try await read(orEmpty: []) { database in
            let (condition, arguments) = filter.condition
            return try database.summaries(
                "\(condition) ORDER BY d.sequence DESC LIMIT :limit",
                arguments + ["limit": filter.limit]
            )
        }
    }

    package func counts(_ filter: DeliveryFilter) async throws(OutboxError) -> [DeliveryState: Int] {
        try await read(orEmpty: [:]) { database in
            let (condition, arguments) = filter.condition
            let query = "SELECT state, count(*) AS count FROM delivery AS d \(condition) GROUP BY state"
            return try database.deliveryCounts(query, arguments)
        }
    }

    package func delivery(id: String) async throws(OutboxError) -> DeliveryDetail? {
        try await read(orEmpty: nil) { database in
            guard let id = try database.fullID(of: id, in: .delivery) else { return nil }
            guard let summary = try database.summaries("WHERE d.id = ?", [id]).first else { return nil }
            let query = "SELECT subject, length(bytes) AS size FROM payload WHERE delivery_id = ?"
            let payload = try Row.fetchOne(database.cachedStatement(sql: query), arguments: [id])
            return DeliveryDetail(
                summary: summary,
                attempts: try database.attempts(of: id),
                bounces: try database.bounces(of: id),
                payloadSize: try payload?.integer("size"),
                subject: try payload?.text("subject")
            )
        }
    }

    package func message(of id: String) async throws(OutboxError) -> FrozenMessage? {
        try await read(orEmpty: nil) { database in
            let query = "SELECT attempt, subject, bytes FROM payload WHERE delivery_id = ?"
            return try Row.fetchOne(database.cachedStatement(sql: query), arguments: [id]).map { row in
                FrozenMessage(
                    attempt: try row.integer("attempt"),
                    subject: try row.text("subject"),
                    bytes: try row.bytes("bytes")
                )
            }
        }
    }

    package func counts() async throws(OutboxError) -> [DeliveryState: Int] {
        try await read(orEmpty: [:]) { try $0.deliveryCounts(OutboxQueries.counts) }
    }

    package func notices(record: RecordID) async throws(OutboxError) -> [NoticeHistory] {
        try await read(orEmpty: []) { database in
            let arguments: StatementArguments = [record.id, record.type.rawValue]
            return try database.histories(OutboxQueries.historiesOfRecord, arguments)
        }
    }

    package func notice(id: String) async throws(OutboxError) -> NoticeHistory? {
        try await read(orEmpty: nil) { database in
            guard let id = try database.fullID(of: id, in: .notice) else { return nil }
            return try database.histories(OutboxQueries.historyOfNotice, [id]).first
        }
    }
}

extension DeliveryFilter {
    /// The `WHERE` clause for `delivery AS d`, and its arguments; empty when it lets everything through.
    fileprivate var condition: (clause: String, arguments: StatementArguments) {
        var conditions: [String] = []
        var arguments = StatementArguments()
        if !states.isEmpty {
            // The words come from the enum, never from outside.
            let words = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
            conditions.append("d.state IN (\(words))")
        }
        if let channel {
            conditions.append("d.channel = :channel")
            arguments += ["channel": channel]
        }
        if let record {
            conditions.append("d.notice_id IN (SELECT id FROM notice WHERE record_id = :record)")
            arguments += ["record": record]
        }
        if let records {
            // JSON keeps the number of arguments the same, whatever the number of records.
            conditions.append(
                """
                d.notice_id IN (SELECT n.id FROM json_each(:records) AS r JOIN notice AS n
                    ON n.record_id = r.value ->> 0 AND n.record_type = r.value ->> 1)
                """
            )
            let pairs = records.map { [$0.id, $0.type.rawValue] }.sorted { $0[0] < $1[0] }
            arguments += [
                "records": String(decoding: (try? JSONEncoder().encode(pairs)) ?? Data("[]".utf8), as: UTF8.self)
            ]
        }
        if !kinds.isEmpty {
            let words = kinds.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
            conditions.append("(SELECT kind FROM notice WHERE id = d.notice_id) IN (\(words))")
        }
        if let changed {
            conditions.append("d.updated_ms >= :since AND d.updated_ms < :until")
            arguments += ["since": changed.lowerBound.milliseconds, "until": changed.upperBound.milliseconds]
        }
        if let address {
            conditions.append("lower(d.address) = :address")
            arguments += ["address": address]
        }
        return (conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND "), arguments)
    }
}

extension Database {
    /// Reads notices with their deliveries.
    fileprivate func histories(_ query: String, _ arguments: StatementArguments) throws -> [NoticeHistory] {
        try Row.fetchAll(cachedStatement(sql: query), arguments: arguments).map { row in
            let id = try row.text("id")
            return NoticeHistory(
                id: id,
                notice: try row.notice(),
                isSuperseded: try row.text("state") == "superseded",
                foundOn: try row.optionalDay("found_on"),
                createdAt: try row.instant("created_ms"),
                deliveries: try summaries(ofNotice: id),
                digest: try row.optionalText("line") == nil ? nil : digestPlace(row.optionalText("digest_id"))
            )
        }
    }

    private func digestPlace(_ digest: String?) throws -> DigestPlace {
        guard let digest else { return .waiting }
        return .told(noticeID: digest, deliveries: try summaries(ofNotice: digest))
    }

    private func summaries(ofNotice id: String) throws -> [DeliverySummary] {
        try summaries("WHERE d.notice_id = ? ORDER BY d.sequence", [id])
    }
}

extension Database {
    /// Reads the columns `state` and `count`; a state without any is left out.
    func deliveryCounts(_ query: String, _ arguments: StatementArguments = []) throws -> [DeliveryState: Int] {
        try Row.fetchAll(cachedStatement(sql: query), arguments: arguments).reduce(into: [:]) { counts, row in
            counts[try row.word("state", as: DeliveryState.self)] = try row.integer("count")
        }
    }

    fileprivate func attempts(of id: String) throws -> [AttemptRecord] {
        let query = """
            SELECT number, started_ms, ended_ms, outcome, stage, code, reply, is_late FROM attempt
            WHERE delivery_id = ? ORDER BY number
            """
        return try Row.fetchAll(cachedStatement(sql: query), arguments: [id]).map { row in
            AttemptRecord(
                number: try row.integer("number"),
                startedAt: try row.instant("started_ms"),
                endedAt: try row.optionalInstant("ended_ms"),
                outcome: try row.optionalText("outcome").flatMap(Verdict.Outcome.init(stored:)),
                stage: try row.optionalText("stage"),
                code: try row.decode(Int?.self, forColumn: "code"),
                reply: try row.optionalText("reply"),
                isLate: try row.integer("is_late") == 1
            )
        }
    }
}
