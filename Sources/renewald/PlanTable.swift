import RenewalDaemon
import RenewalNotices
import RenewalOutbox
import RenewalRegistry
import RenewalRules

/// Prints planned notices as they are found, in one of three formats, without keeping them.
struct PlanTable: ~Copyable {
    private let format: OutputFormat
    private let day: CalendarDate
    private let policy: RenewalPolicy
    private var buffer = LineBuffer()
    private var records = 0
    private var notices = 0
    private var deliveries = 0
    private var unreachable = 0

    init(format: OutputFormat, day: CalendarDate, policy: RenewalPolicy) {
        self.format = format
        self.day = day
        self.policy = policy
        if format == .csv { buffer.append(Self.csvHeader) }
    }

    /// Prints the notices due for a record.
    mutating func add(_ record: Planner.RecordPlan) {
        if records == 0, format == .text { buffer.append(Self.textHeader) }
        records += 1
        let assessment = RenewalAssessment(of: record.dossier, on: day, policy: policy)
        for notice in record.due.notices {
            let recipients = record.planned.first { $0.notice == notice }?.recipients ?? []
            notices += 1
            deliveries += recipients.count
            unreachable += recipients.isEmpty ? 1 : 0
            switch format {
            case .json: buffer.append(Self.json(notice, recipients, assessment, on: day))
            case .csv: appendCSV(notice, recipients, assessment)
            case .text: appendText(notice, recipients)
            }
        }
    }

    /// Prints the totals, as text only.
    mutating func finish(examined: Int, quarantined: Int) {
        if format == .text {
            buffer.append(
                "\(day): \(examined) records in reach, \(records) with something due, \(notices) notices, "
                    + "\(deliveries) deliveries"
                    + (unreachable > 0 ? "; \(unreachable) notices have no route or no usable address" : "")
            )
            if quarantined > 0 { buffer.append("\(quarantined) rows cannot be read (see registry check)") }
        }
        buffer.flush()
    }
}

extension PlanTable {
    private static let textHeader =
        padded("DUE", 11) + padded("DAYS", 6) + padded("SEVERITY", 10) + padded("NOTICE", 38) + padded("MARK", 6)
        + padded("AUDIENCE", 15) + padded("RECORD", 14) + "THROUGH"

    private mutating func appendText(_ notice: Notice, _ recipients: [Recipient]) {
        let key = notice.key
        let head =
            Self.padded("\(notice.dueOn)", 11) + Self.padded("\(day.days(until: key.series.expires))", 6)
            + Self.padded(notice.severity.rawValue, 10) + Self.padded(key.kind.rawValue, 38)
            + Self.padded("\(key.milestone)", 6) + Self.padded(key.audience.rawValue, 15)
            + Self.padded(key.series.record.id, 14)
        let targets = recipients.map { $0.address == $0.channel ? $0.channel : "\($0.channel):\($0.address)" }
        buffer.append(head + (targets.isEmpty ? "–" : targets.joined(separator: " ")))
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}

extension PlanTable {
    private static func json(
        _ notice: Notice,
        _ recipients: [Recipient],
        _ assessment: RenewalAssessment,
        on day: CalendarDate
    ) -> String {
        let key = notice.key
        return
            ([
                "key": .string("\(key)"), "kind": .string(key.kind.rawValue), "milestone": .string("\(key.milestone)"),
                "due_on": .string("\(notice.dueOn)"), "severity": .string(notice.severity.rawValue),
                "audience": .string(key.audience.rawValue),
                "record": ["type": .string(key.series.record.type.rawValue), "id": .string(key.series.record.id)],
                "valid_until": .string("\(key.series.expires)"),
                "days_left": .integer(day.days(until: key.series.expires)),
                "phase": .string(assessment.phase.rawValue), "procedure": .string(assessment.procedure.rawValue),
                "continuity_risk": .string(assessment.continuityRisk.rawValue),
                "window": assessment.window.map(window) ?? .null,
                "deliveries": .array(
                    recipients.map {
                        [
                            "channel": .string($0.channel), "to": .string($0.address),
                            "delivery_id": .string(key.deliveryID(channel: $0.channel, recipient: $0.address)),
                        ]
                    }
                ),
                "rules": .array(notice.rules.map { .string($0.rawValue) }),
            ] as JSONValue).text
    }

    static func window(_ window: RenewalWindow) -> JSONValue {
        [
            "opens": .string("\(window.opens)"), "mark": .string("\(window.mark)"),
            "expires": .string("\(window.expires)"),
        ]
    }
}

extension PlanTable {
    private static let csvHeader =
        "key,kind,milestone,due_on,severity,audience,record_type,record_id,valid_until,days_left,phase,procedure,"
        + "continuity_risk,channel,to"

    private mutating func appendCSV(_ notice: Notice, _ recipients: [Recipient], _ assessment: RenewalAssessment) {
        let key = notice.key
        let head = [
            "\(key)", key.kind.rawValue, "\(key.milestone)", "\(notice.dueOn)", notice.severity.rawValue,
            key.audience.rawValue, key.series.record.type.rawValue, key.series.record.id, "\(key.series.expires)",
            "\(day.days(until: key.series.expires))", assessment.phase.rawValue, assessment.procedure.rawValue,
            assessment.continuityRisk.rawValue,
        ]
        let targets = recipients.isEmpty ? [["", ""]] : recipients.map { [$0.channel, $0.address] }
        for target in targets { buffer.append((head + target).map(Self.csvField).joined(separator: ",")) }
    }

    /// A field of RFC 4180; a leading character that a spreadsheet would take for a formula is made text.
    private static func csvField(_ text: String) -> String {
        let safe = FormulaGuard.guarded(text)
        let needsQuotes = safe.contains { ",\"\r\n".contains($0) }
        return needsQuotes ? "\"\(safe.replacing("\"", with: "\"\""))\"" : safe
    }
}
