import GRDB
import RenewalDelivery
import RenewalRules

/// Writes the chain: every entry is part of the transaction that it records.
extension Database {
    func append(_ entry: EvidenceEntry, at now: UnixTime) throws { try append([entry], at: now) }

    func append(_ entries: [EvidenceEntry], at now: UnixTime) throws {
        guard !entries.isEmpty else { return }
        let last = try Row.fetchOne(cachedStatement(sql: Self.lastLink))
        var hash = try last?.text("hash") ?? String.fetchOne(self, sql: "SELECT id FROM instance") ?? ""
        var sequence = try last?.integer64("sequence") ?? 0
        var sealing = try Sealing(database: self)
        let statement = try cachedStatement(
            sql: """
                INSERT INTO evidence (sequence, at_ms, event, notice_id, delivery_id, attempt, state, detail, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        for entry in entries {
            let entry = try sealing.seal(entry)
            sequence += 1
            hash = EvidenceLink(sequence: sequence, at: now, entry: entry, hash: "").expectedHash(after: hash)
            try statement.execute(
                arguments: [
                    sequence, now.milliseconds, entry.event.rawValue, entry.noticeID, entry.deliveryID, entry.attempt,
                    entry.state?.rawValue, entry.detail, hash,
                ]
            )
        }
        try count(entries)
    }

    private static let lastLink = "SELECT sequence, hash FROM evidence ORDER BY sequence DESC LIMIT 1"
}

extension EvidenceEntry {
    /// The end of an attempt and the resulting state of its delivery; no state where it came late.
    static func answered(
        _ verdict: Verdict,
        of attempt: Int,
        on deliveryID: String,
        state: DeliveryState?,
        with secret: FileSecret
    ) -> EvidenceEntry {
        EvidenceEntry(
            state == nil ? .answeredLate : .answered,
            deliveryID: deliveryID,
            attempt: attempt,
            state: state,
            detail: answer(
                outcome: verdict.outcome.rawValue,
                stage: verdict.step.name,
                code: verdict.code,
                reply: verdict.reply,
                with: secret
            )
        )
    }

    static func answered(_ receipt: Receipt, state: DeliveryState?, with secret: FileSecret) -> EvidenceEntry {
        answered(receipt.verdict, of: receipt.attempt, on: receipt.deliveryID, state: state, with: secret)
    }

    /// The form of an answer in the chain: a reply may repeat an address, so only its fingerprint is recorded.
    ///
    /// Without a secret it is what earlier builds wrote, with a bare SHA-256.
    static func answer(
        outcome: String,
        stage: String?,
        code: Int?,
        reply: String?,
        with secret: FileSecret?
    ) -> String {
        let bytes = Array((reply ?? "").utf8)
        let fingerprint = secret?.fingerprint(bytes) ?? Fingerprint.of(bytes)
        return "\(outcome) \(stage ?? "-") \(code.map { "\($0)" } ?? "-") \(fingerprint)"
    }
}
