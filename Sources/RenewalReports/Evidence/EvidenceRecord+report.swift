package import RenewalNotices
package import RenewalOutbox
import RenewalFiles
import RenewalRules

extension EvidenceRecord {
    static let csvHead = ReportLine(
        masked: CSVWriter().record([
            "sequence", "at", "event", "record_type", "record_id", "expires_on", "kind", "milestone", "audience",
            "notice_id", "delivery_id", "channel", "recipient", "attempt", "state", "detail", "reply", "hash",
        ])
    )

    /// One line of a table.
    package var csv: ReportLine {
        let (series, record) = (notice?.key.series, self.record)
        let cells: [String?] = [
            "\(link.sequence)", link.at.rfc3339, link.entry.event.rawValue, record?.type.rawValue,
            record.map { Self.masked($0.id) }, series.map { "\($0.expires)" }, notice?.key.kind.rawValue,
            notice.map { "\($0.key.milestone)" }, notice?.key.audience.rawValue, noticeID, link.entry.deliveryID,
            channel, to.map(Self.masked), link.entry.attempt.map { "\($0)" }, link.entry.state?.rawValue, detail,
            reply.map(Self.masked), link.hash,
        ]
        return ReportLine(masked: CSVWriter().record(cells.map { $0 ?? "" }))
    }

    /// One object, whose fields are masked.
    ///
    /// The members from `sequence` to `hash` are the hashed entry itself; the rest explains it.
    package var json: JSONValue {
        [
            "sequence": .integer(Int(link.sequence)), "at_ms": .integer(Int(link.at.milliseconds)),
            "event": .string(link.entry.event.rawValue), "notice_id": .optional(link.entry.noticeID),
            "delivery_id": .optional(link.entry.deliveryID),
            "attempt": link.entry.attempt.map { .integer($0) } ?? .null,
            "state": .optional(link.entry.state?.rawValue), "detail": .optional(detail),
            "hash": .string(link.hash), "at": .string(link.at.rfc3339),
            "key": .optional(notice.map { Self.masked("\($0.key)") }),
            "record_type": .optional(record?.type.rawValue),
            "record_id": .optional(record.map { Self.masked($0.id) }),
            "kind": .optional(notice?.key.kind.rawValue),
            "milestone": .optional(notice.map { "\($0.key.milestone)" }),
            "audience": .optional(notice?.key.audience.rawValue), "channel": .optional(channel),
            "to": .optional(to.map(Self.masked)), "reply": .optional(reply.map(Self.masked)),
        ]
    }

    /// The record of its notice, or the one that was muted.
    private var record: RecordID? {
        if case .record(let record) = muted { return record }
        return notice?.key.series.record
    }

    /// The recipient, or the person or address that was muted.
    private var to: String? {
        switch muted {
        case .person(let id), .address(let id): id
        case .record, nil: recipient
        }
    }

    /// Words, our own ids and fingerprints, as hashed; only that of a hold may name an employer by the office's id.
    private var detail: String? {
        switch link.entry.event {
        case .sendingHeld, .sendingReleased: link.entry.detail.map(Self.masked)
        default: link.entry.detail
        }
    }

    private static func masked(_ text: String) -> String { MaskedText(ofOurs: text).description }
}
