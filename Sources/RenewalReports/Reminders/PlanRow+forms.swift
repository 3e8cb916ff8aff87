package import RenewalNotices
package import RenewalOutbox
import RenewalFiles
import RenewalRules

extension PlanRow {
    static let textHead = line(
        [
            Phrase("应发日期", "DUE"), Phrase("剩余天数", "DAYS"), Phrase("紧急程度", "SEVERITY"), Phrase("提醒", "NOTICE"),
            Phrase("节点", "MARK"), Phrase("发给", "AUDIENCE"), Phrase("记录", "RECORD"), Phrase("渠道和地址", "THROUGH"),
        ]
    )

    /// The columns of all cells but the last, in each language.
    private static let widths: [(chinese: Int, english: Int)] = [
        (11, 11), (9, 6), (9, 10), (36, 38), (6, 6), (12, 15), (14, 14),
    ]

    private static func line(_ cells: [Phrase]) -> ReportLine {
        let last = cells.last ?? .empty
        return ReportLine(
            zip(cells, widths).map { cell, width in
                Phrase(cell.chinese.padded(to: width.chinese), cell.english.padded(to: width.english))
            }.joined(.empty) + last
        )
    }

    /// One line for a person.
    package var text: ReportLine {
        let key = notice.key
        let digest = planned?.digest.map { record in
            Phrase(
                record.type == .office ? "列入提醒日报" : "\(record.type.name(in: .chinese)) \(record.id) 的汇总",
                "digest of \(record.type.rawValue) \(record.id)"
            )
        }
        let targets =
            digest.map { [$0] }
            ?? recipients.map { Phrase(verbatim: Self.target($0)) }
            + muted.map { Phrase("\(Self.target($0))（已停止提醒）", "\(Self.target($0)) (muted)") }
        let none = Phrase(verbatim: "–")
        return Self.line([
            Phrase(verbatim: "\(notice.dueOn)"), daysLeft.map { Phrase(verbatim: "\($0)") } ?? none,
            Phrase(notice.severity.name(in: .chinese), notice.severity.rawValue),
            Phrase(key.kind.title(in: .chinese), key.kind.rawValue), key.milestone.words,
            Phrase(key.audience.words.chinese, key.audience.rawValue), key.series.record.words,
            targets.isEmpty ? none : targets.joined(Phrase(verbatim: " ")),
        ])
    }

    private static func target(_ recipient: Recipient) -> String {
        recipient.address == recipient.channel ? recipient.channel : "\(recipient.channel):\(recipient.address)"
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
        data: CSVWriter().record([
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
        return targets.map { ReportLine(data: CSVWriter().record(head + $0 + ["\(muted.count)"])) }
    }
}
