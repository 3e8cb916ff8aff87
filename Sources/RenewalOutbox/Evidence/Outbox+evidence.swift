import GRDB
import RenewalDelivery
package import RenewalRules

extension Outbox {
    package func evidence(after sequence: Int64, limit: Int) async throws(OutboxError) -> [EvidenceRecord] {
        try await read(orEmpty: []) { database in
            let rows = try Row.fetchAll(database, sql: OutboxQueries.evidence, arguments: [sequence, limit])
            return try rows.map { row in
                let link = try row.link()
                let isErased = try row.optionalInstant("erased_ms") != nil
                return EvidenceRecord(
                    link: link,
                    noticeID: try row.optionalText("resolved_notice"),
                    notice: try row.optionalText("kind") == nil ? nil : row.notice(),
                    channel: try row.optionalText("channel"),
                    recipient: isErased ? nil : try row.optionalText("address"),
                    reply: try row.reply(to: link.entry.event),
                    muted: try row.optionalText("muted_kind").flatMap {
                        MutedParty(kind: $0, id: try row.text("muted_party"))
                    }
                )
            }
        }
    }

    package func verifyEvidence(against head: EvidenceHead?) async throws(OutboxError) -> EvidenceReport {
        try await read(orEmpty: EvidenceReport()) { database in
            var verification = try EvidenceVerification(database: database)
            try verification.walkChain(noted: head)
            try verification.compareTables()
            return verification.report
        }
    }

    package func evidenceHead() async throws(OutboxError) -> EvidenceHead? {
        try await read(orEmpty: nil) { database in
            let query = "SELECT sequence, hash FROM evidence ORDER BY sequence DESC LIMIT 1"
            return try Row.fetchOne(database, sql: query).map {
                EvidenceHead(sequence: try $0.integer64("sequence"), hash: try $0.text("hash"))
            }
        }
    }
}

/// A link with what the tables say about it.
package struct EvidenceRecord: Hashable, Sendable {
    package let link: EvidenceLink
    /// The notice's id, even where the entry names only a delivery.
    package let noticeID: String?
    package let notice: Notice?
    package let channel: String?
    /// `nil` when there is none or it was erased.
    package let recipient: String?
    package let reply: String?
    /// Whom an entry about a mute is about, as long as the mute stands.
    package var muted: MutedParty?
}

/// A place in the chain: everything up to it is fixed by its hash.
package struct EvidenceHead: Hashable, Sendable, CustomStringConvertible {
    package let sequence: Int64
    package let hash: String

    package init(sequence: Int64, hash: String) {
        self.sequence = sequence
        self.hash = hash
    }

    /// Reads `sequence:hash`; `nil` for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let sequence = Int64(parts[0]), sequence > 0, parts[1].utf8.count == 64,
            parts[1].allSatisfy({ $0.isHexDigit && !$0.isUppercase })
        else { return nil }
        self.init(sequence: sequence, hash: String(parts[1]))
    }

    package var description: String { "\(sequence):\(hash)" }
}

/// The result of checking the evidence.
package struct EvidenceReport: Hashable, Sendable {
    /// Entries read.
    package var entries = 0
    /// The last link; `nil` in an empty chain.
    package var head: EvidenceHead?
    /// One sentence each, at most ``problemLimit``.
    package var problems: [Phrase] = []
    /// All of them.
    package var problemCount = 0

    /// Enough to see what happened; further ones are only counted.
    package static let problemLimit = 20

    mutating func add(_ problem: Phrase) {
        problemCount += 1
        if problems.count < Self.problemLimit { problems.append(problem) }
    }
}

extension Row {
    /// What the other side said with an event; `nil` where it said nothing, or where it was erased.
    fileprivate func reply(to event: EvidenceEntry.Event) throws -> String? {
        switch event {
        case .answered, .answeredLate: try optionalText("reply")
        case .bounced, .delayed: try optionalText("reported")
        default: nil
        }
    }

    /// The link in a row with the columns of `evidence`.
    ///
    /// Rows are refused that could share a hash with another row: an empty text in place of null, a zero byte, an id
    /// with a line feed.
    func link() throws -> EvidenceLink {
        guard try integer("has_zero") == 0, try optionalText("entry_detail") != "" else { throw Unreadable() }
        let entry = EvidenceEntry(
            try word("event", as: EvidenceEntry.Event.self),
            noticeID: try optionalID("notice_id"),
            deliveryID: try optionalID("delivery_id"),
            attempt: try decode(Int?.self, forColumn: "attempt_number"),
            state: try optionalText("entry_state").map { try DeliveryState(rawValue: $0) ?? { throw Unreadable() }() },
            detail: try optionalText("entry_detail")
        )
        return EvidenceLink(
            sequence: try integer64("sequence"),
            at: try instant("at_ms"),
            entry: entry,
            hash: try text("hash")
        )
    }

    private func optionalID(_ column: String) throws -> String? {
        guard let id = try optionalText(column) else { return nil }
        guard id.utf8.count == StableID.length, !id.utf8.contains(0x0A) else { throw Unreadable() }
        return id
    }
}
