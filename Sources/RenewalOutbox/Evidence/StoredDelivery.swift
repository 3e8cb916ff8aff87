import GRDB
import RenewalRules

/// A delivery and its attempts as the tables have them, with unchecked values.
struct StoredDelivery {
    /// An attempt as its row has it.
    struct Attempt {
        let number: Int
        let endedAt: UnixTime?
        let isLate: Bool
        /// The form of its answer in the chain, with a keyed fingerprint or a bare one.
        let answer: (FileSecret?) -> String?
    }

    let state: String
    let attemptCount: Int
    let ambiguousCount: Int
    let createdAt: UnixTime
    let updatedAt: UnixTime
    let erasedAt: UnixTime?
    /// The attempt that the stored message was written for; `nil` without a message.
    let messageAttempt: Int?
    let attempts: [Attempt]

    /// - Returns: `nil` when there is no file
    init?(_ id: String, in database: Database) throws {
        let query = """
            SELECT d.state, d.attempt, d.ambiguous_attempts, d.created_ms, d.updated_ms, d.erased_ms,
                p.attempt AS message_attempt
            FROM delivery AS d LEFT JOIN payload AS p ON p.delivery_id = d.id WHERE d.id = ?
            """
        guard let row = try Row.fetchOne(database.cachedStatement(sql: query), arguments: [id]) else { return nil }
        state = try row.text("state")
        attemptCount = try row.integer("attempt")
        ambiguousCount = try row.integer("ambiguous_attempts")
        createdAt = try row.instant("created_ms")
        updatedAt = try row.instant("updated_ms")
        erasedAt = try row.optionalInstant("erased_ms")
        messageAttempt = try row.decode(Int?.self, forColumn: "message_attempt")
        attempts = try Self.attempts(of: id, in: database)
    }

    private static func attempts(of id: String, in database: Database) throws -> [Attempt] {
        let query = """
            SELECT number, ended_ms, outcome, stage, code, reply, is_late FROM attempt
            WHERE delivery_id = ? ORDER BY number
            """
        return try Row.fetchAll(database.cachedStatement(sql: query), arguments: [id]).map { row in
            let (outcome, stage) = (try row.optionalText("outcome"), try row.optionalText("stage"))
            let (code, reply) = (try row.decode(Int?.self, forColumn: "code"), try row.optionalText("reply"))
            return Attempt(
                number: try row.integer("number"),
                endedAt: try row.optionalInstant("ended_ms"),
                isLate: try row.integer("is_late") == 1,
                answer: { secret in
                    guard let outcome else { return nil }
                    return EvidenceEntry.answer(outcome: outcome, stage: stage, code: code, reply: reply, with: secret)
                }
            )
        }
    }
}
