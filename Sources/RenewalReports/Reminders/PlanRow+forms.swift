package import RenewalNotices
package import RenewalOutbox
import RenewalFiles
import RenewalRules

extension PlanRow {
    static let textHead = ReportLine(
        padded("DUE", 11) + padded("DAYS", 6) + padded("SEVERITY", 10) + padded("NOTICE", 38) + padded("MARK", 6)
            + padded("AUDIENCE", 15) + padded("RECORD", 14) + "THROUGH"
    )

    /// One line for a person.
    package var text: ReportLine {
        let key = notice.key
        let head =
            Self.padded("\(notice.dueOn)", 11) + Self.padded(daysLeft.map(String.init) ?? "–", 6)
            + Self.padded(notice.severity.rawValue, 10) + Self.padded(key.kind.rawValue, 38)
            + Self.padded("\(key.milestone)", 6) + Self.padded(key.audience.rawValue, 15)
            + Self.padded(key.series.record.id, 14)
        let digest = planned?.digest.map { "digest of \($0.type.rawValue) \($0.id)" }
        let targets =
            digest.map { [$0] }
            ?? recipients.map(Self.target) + muted.map { "\(Self.target($0)) (muted)" }
        return ReportLine(head + (targets.isEmpty ? "–" : targets.joined(separator: " ")))
    }

    private static func target(_ recipient: Recipient) -> String {
        recipient.address == recipient.channel ? recipient.channel : "\(recipient.channel):\(recipient.address)"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}

extension PlanRow {
    /// One object; its deliveries have ids once a daemon has made a state file and with it the secret they come from.
    package func json(secret: FileSecret?) -> JSONValue {
        let key = notice.key
        return [
            "key": .string("\(key)"), "kind": .string(key.kind.rawValue), "milestone": .string("\(key.milestone)"),
            "due_on": .string("\(notice.dueOn)"), "severity": .string(notice.severity.rawValue),
            "audience": .string(key.audience.rawValue),
            "record": ["type": .string(key.series.record.type.rawValue), "id": .string(key.series.record.id)],
            "valid_until": .optional(validUntil?.description),
            "days_left": daysLeft.map(JSONValue.integer) ?? .null,
            "phase": .optional(standing?.phase.rawValue), "procedure": .optional(standing?.procedure),
            "continuity_risk": .optional(standing?.continuityRisk.rawValue),
            "window": standing?.window?.json ?? .null,
            "deliveries": .array(
                recipients.map {
                    [
                        "channel": .string($0.channel), "to": .string($0.address),
                        "delivery_id": .optional(secret?.deliveryID(of: key, to: $0)),
                    ]
                }
            ),
            "digest": planned?.digest.map {
                ["type": .string($0.type.rawValue), "id": .string($0.id)]
            } ?? .null,
            "rules": .array(notice.rules.map { .string($0.rawValue) }),
            "muted": .array(muted.map { ["channel": .string($0.channel), "to": .string($0.address)] }),
        ]
    }
}

extension RenewalWindow {
    /// The three days of a window.
    var json: JSONValue {
        ["opens": .string("\(opens)"), "mark": .string("\(mark)"), "expires": .string("\(expires)")]
    }
}

extension PlanRow {
    static let csvHead = ReportLine(
        CSVWriter().record([
            "key", "kind", "milestone", "due_on", "severity", "audience", "record_type", "record_id", "valid_until",
            "days_left", "phase", "procedure", "continuity_risk", "channel", "to", "muted",
        ])
    )

    /// One line for each delivery, with the number of muted recipients beside it; one with empty cells when there is
    /// none.
    package var csv: [ReportLine] {
        let key = notice.key
        let head = [
            "\(key)", key.kind.rawValue, "\(key.milestone)", "\(notice.dueOn)", notice.severity.rawValue,
            key.audience.rawValue, key.series.record.type.rawValue, key.series.record.id,
            validUntil?.description ?? "", daysLeft.map(String.init) ?? "", standing?.phase.rawValue ?? "",
            standing?.procedure ?? "", standing?.continuityRisk.rawValue ?? "",
        ]
        let targets = recipients.isEmpty ? [["", ""]] : recipients.map { [$0.channel, $0.address] }
        return targets.map { ReportLine(CSVWriter().record(head + $0 + ["\(muted.count)"])) }
    }
}
