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
    /// Makes the ids of deliveries; `nil` while there is no state file, whose first daemon makes the secret.
    private let secret: FileSecret?
    private var buffer = LineBuffer()
    private var records = 0
    private var notices = 0
    private var deliveries = 0
    private var digested = 0
    private var unreachable = 0

    /// A due notice with where it goes and where its record stands.
    private struct Line {
        let notice: Notice
        /// `nil` when no route or no address lets it out.
        let planned: PlannedNotice?
        let standing: RecordStanding
        /// `nil` where the record does not expire, whatever day its series hangs on.
        let validUntil: CalendarDate?

        var recipients: [Recipient] { planned?.recipients ?? [] }
    }

    init(format: OutputFormat, day: CalendarDate, policy: RenewalPolicy, secret: FileSecret?) {
        self.format = format
        self.day = day
        self.policy = policy
        self.secret = secret
        if format == .csv { buffer.append(Self.csvHeader) }
    }

    /// Prints the notices due for a record.
    mutating func add(_ record: Planner.RecordPlan) {
        if records == 0, format == .text { buffer.append(Self.textHeader) }
        records += 1
        let standing = RecordStanding(of: record.subject, on: day, policy: policy)
        for notice in record.due.notices {
            let planned = record.planned.first { $0.notice == notice }
            notices += 1
            deliveries += planned?.recipients.count ?? 0
            digested += planned?.digest == nil ? 0 : 1
            unreachable += planned == nil ? 1 : 0
            let line = Line(
                notice: notice,
                planned: planned,
                standing: standing,
                validUntil: record.subject.validUntil(policy: policy)
            )
            switch format {
            case .json: buffer.append(json(line))
            case .csv: appendCSV(line)
            case .text: appendText(line)
            }
        }
    }

    /// Prints the totals, as text only.
    mutating func finish(examined: Int, quarantined: Int) {
        if format == .text {
            buffer.append(
                "\(day): \(examined) records in reach, \(records) with something due, \(notices) notices, "
                    + "\(deliveries) deliveries"
                    + (digested > 0 ? "; \(digested) notices go into digests" : "")
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

    private func daysLeft(_ line: Line) -> Int? { line.validUntil.map { day.days(until: $0) } }

    private mutating func appendText(_ line: Line) {
        let (notice, key) = (line.notice, line.notice.key)
        let head =
            Self.padded("\(notice.dueOn)", 11) + Self.padded(daysLeft(line).map(String.init) ?? "–", 6)
            + Self.padded(notice.severity.rawValue, 10) + Self.padded(key.kind.rawValue, 38)
            + Self.padded("\(key.milestone)", 6) + Self.padded(key.audience.rawValue, 15)
            + Self.padded(key.series.record.id, 14)
        let digest = line.planned?.digest.map { "digest of \($0.type.rawValue) \($0.id)" }
        let targets =
            digest.map { [$0] }
            ?? line.recipients.map { $0.address == $0.channel ? $0.channel : "\($0.channel):\($0.address)" }
        buffer.append(head + (targets.isEmpty ? "–" : targets.joined(separator: " ")))
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}

extension PlanTable {
    private func json(_ line: Line) -> String {
        let (notice, key, standing) = (line.notice, line.notice.key, line.standing)
        return
            ([
                "key": .string("\(key)"), "kind": .string(key.kind.rawValue), "milestone": .string("\(key.milestone)"),
                "due_on": .string("\(notice.dueOn)"), "severity": .string(notice.severity.rawValue),
                "audience": .string(key.audience.rawValue),
                "record": ["type": .string(key.series.record.type.rawValue), "id": .string(key.series.record.id)],
                "valid_until": .optional(line.validUntil?.description),
                "days_left": daysLeft(line).map(JSONValue.integer) ?? .null,
                "phase": .string(standing.phase.rawValue), "procedure": .string(standing.procedure),
                "continuity_risk": .string(standing.continuityRisk.rawValue),
                "window": standing.window.map(Self.window) ?? .null,
                "deliveries": .array(
                    line.recipients.map {
                        [
                            "channel": .string($0.channel), "to": .string($0.address),
                            "delivery_id": .optional(secret?.deliveryID(of: key, to: $0)),
                        ]
                    }
                ),
                "digest": line.planned?.digest.map {
                    ["type": .string($0.type.rawValue), "id": .string($0.id)]
                } ?? .null,
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
    private static let csvHeader = CSVWriter().record([
        "key", "kind", "milestone", "due_on", "severity", "audience", "record_type", "record_id", "valid_until",
        "days_left", "phase", "procedure", "continuity_risk", "channel", "to",
    ])

    private mutating func appendCSV(_ line: Line) {
        let (notice, key, standing) = (line.notice, line.notice.key, line.standing)
        let head = [
            "\(key)", key.kind.rawValue, "\(key.milestone)", "\(notice.dueOn)", notice.severity.rawValue,
            key.audience.rawValue, key.series.record.type.rawValue, key.series.record.id,
            line.validUntil?.description ?? "",
            daysLeft(line).map(String.init) ?? "", standing.phase.rawValue, standing.procedure,
            standing.continuityRisk.rawValue,
        ]
        let targets = line.recipients.isEmpty ? [["", ""]] : line.recipients.map { [$0.channel, $0.address] }
        for target in targets { buffer.append(CSVWriter().record(head + target)) }
    }
}
