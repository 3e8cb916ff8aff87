import RenewalRules

@testable import RenewalNotices

/// The definitions that the kinds share.
extension EventSchema {
    static var parts: [SchemaNode.Member] {
        fields + [("event_head", head)] + records + items + words + enumerations
    }

    private static let types = RecordID.RecordType.allCases.filter(\.isOfRegistry)

    /// What every event says of itself.
    private static var head: SchemaNode {
        let members: [SchemaNode.Member] = [
            ("id", .ref("event_id")), ("notice_id", .ref("notice_id")), ("sequence", .ref("sequence")),
            ("source", .ref("source")), ("schema", ["const": "urn:renewald:event:1"]),
            ("milestone", .ref("milestone")), ("severity", .ref("severity")), ("as_of", .ref("day")),
            ("time_zone", .ref("time_zone")), ("rules", ["type": "array", "minItems": 1, "items": .ref("rule")]),
            ("rules_as_of", .ref("day")), ("test", ["type": "boolean"]),
        ]
        return [
            "description": "What every event says of itself.", "type": "object",
            "required": .strings(members.map(\.key)), "properties": .object(members),
        ]
    }

    private static func field(
        _ name: String,
        described field: String? = nil,
        in definition: String = "data",
        _ members: [SchemaNode.Member]
    ) -> SchemaNode.Member {
        let described = described(field ?? name, in: definition).map { [$0] } ?? []
        return (name, .object(described + members))
    }

    private static func string(_ pattern: String) -> [SchemaNode.Member] {
        [("type", "string"), ("pattern", .text(pattern))]
    }

    private static var fields: [SchemaNode.Member] {
        [
            (
                "timestamp",
                [
                    "description": "When the event was made, in UTC.", "type": "string", "format": "date-time",
                    "pattern": #"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"#,
                ]
            ),
            (
                "day",
                [
                    "description": "A calendar day without a zone.", "type": "string", "format": "date",
                    "pattern": .text(#"^\d{4}-\d{2}-\d{2}$"#),
                ]
            ),
            field("event_id", described: "id", string(#"^msg_[a-z2-7]{26}(_\d+)?(_p\d+)?$"#)),
            (
                "single_event_id",
                [
                    "description": "The id of an event that is no digest.", "type": "string",
                    "pattern": "^msg_[a-z2-7]{26}$",
                ]
            ),
            field("notice_id", string("^[a-z2-7]{26}$")),
            field("sequence", [("type", "integer"), ("minimum", 1)]),
            field("source", string("^urn:renewald:[a-z0-9.-]+$")),
            field("milestone", string(milestone)),
            field("time_zone", string("^[A-Za-z][A-Za-z0-9_+/-]*$")),
            ("rule", .object([("description", "The id of a rule.")] + string(#"^[A-Z]+\d+[a-z]?$"#))),
            field("late_by_days", [("type", "integer"), ("minimum", 0)]),
            ("record_id", .object([describedID, ("type", "string"), ("minLength", 1)])),
            field("number_masked", in: "record", string("^….{0,4}$")),
            (
                "party",
                .closed(
                    "A person or an organisation.",
                    [("id", .ref("record_id")), ("name", ["type": ["string", "null"], "minLength": 1])]
                )
            ),
            (
                "period",
                .closed(
                    "A registration before or after the record.",
                    [
                        ("id", .ref("record_id")), ("valid_from", .ref("day").orNull),
                        ("valid_until", .ref("day").orNull),
                    ]
                )
            ),
            (
                "window",
                .closed(
                    "The days that matter before the expiry: from which an application counts, to file by, the last valid one.",
                    [("opens", .ref("day")), ("mark", .ref("day")), ("expires", .ref("day"))]
                )
            ),
            (
                "hold",
                .closed(
                    "Why nothing leaves, or a part does not, with the figures that look wrong.",
                    [
                        ("reason", .ref("hold_reason")), ("scope", .ref("hold_scope").orNull), ("since", .ref("day")),
                        ("figures", ["type": "object", "additionalProperties": ["type": "integer"]]),
                    ]
                )
            ),
            (
                "hold_scope",
                .object(
                    [("description", "The part that is held; null where nothing leaves at all.")]
                        + string("^(urgent:)?(employer:.+|record:(\(recordTypes)))$")
                )
            ),
            ("employer_counts", counts(["total", "within_year", "within_quarter", "overdue", "pending"])),
            (
                "administrator_counts",
                counts([
                    "scanned", "due", "sent", "failed", "bounced", "waiting", "suppressed", "backfill_suppressed",
                    "data_issues",
                    "carried", "merged", "unreachable",
                ])
            ),
        ]
    }

    private static let describedID: SchemaNode.Member =
        described("id", in: "record") ?? ("description", "The id in the registry.")

    private static var recordTypes: String { RecordID.RecordType.allCases.map(\.rawValue).joined(separator: "|") }

    private static let milestone = [
        #"M-[1-9]\d{0,3}"#, "D0", #"D[-+][1-9]\d{0,3}"#, #"[SR]\+[1-9]\d{0,3}M"#, #"[RN]\+\d{1,4}D"#,
        #"\+[1-9]\d{0,3}D"#, "EVENT",
    ].joined(separator: "|").wrapped

    private static func counts(_ names: [String]) -> SchemaNode {
        .closed(
            nil,
            names.map { name in
                let described = described(name, in: "counts").map { [$0] } ?? []
                return (name, .object(described + [("type", "integer"), ("minimum", 0)]))
            }
        )
    }
}

extension String {
    /// Alternatives of which one is the whole text.
    fileprivate var wrapped: String { "^(\(self))$" }
}

extension EventSchema {
    /// The record of an event, and its states.
    private static var records: [SchemaNode.Member] {
        var seen: Set<String> = []
        return NoticeKind.allCases.flatMap(\.variants).flatMap { variant -> [SchemaNode.Member] in
            guard seen.insert(variant.recordName).inserted else { return [] }
            let definition: SchemaNode.Member = (variant.recordName, record(of: variant))
            let stateName = "\(variant.record.name)_state"
            guard variant.record.states.count > 1, seen.insert(stateName).inserted else { return [definition] }
            return [(stateName, states(of: variant.record)), definition]
        }
    }

    private static func states(of record: RecordShape) -> SchemaNode {
        .enumeration(
            described("state", in: "record").flatMap { if case .text(let text) = $0.value { text } else { nil } },
            record.type.states.filter { record.states.contains($0.word) }
        )
    }

    private static func record(of variant: EventVariant) -> SchemaNode {
        let record = variant.record
        let members: [SchemaNode.Member] = [
            ("type", .word([record.type.rawValue])), ("id", .ref("record_id")),
            ("number_masked", record.type.numberMasked), ("state", state(of: record)),
            ("valid_until", record.lastDay.either(.ref("day"))), ("window", record.lastDay.either(.ref("window"))),
        ]
        let serial: SchemaNode.Member = ("serial", ["type": ["string", "null"], "minLength": 1])
        return .closed(nil, members + (variant.isForParties && record.type == .credential ? [serial] : []))
    }

    private static func state(of record: RecordShape) -> SchemaNode {
        guard !record.states.isEmpty else { return .nothing }
        guard record.states.count == 1 else {
            let states = SchemaNode.ref("\(record.name)_state")
            return record.mayBeGone ? states.orNull : states
        }
        let only = record.type.states.first { record.states.contains($0.word) }
        return ["description": .text(only?.sentence ?? ""), "const": .text(record.states[0])]
    }

    /// The rows of a consumer's table.
    private static var items: [SchemaNode.Member] {
        types.flatMap { type -> [SchemaNode.Member] in
            let record = SchemaNode.closed(
                nil,
                [
                    ("type", ["const": .text(type.rawValue)]), ("id", .ref("record_id")),
                    ("number_masked", type.numberMasked),
                    ("state", .enumeration(nil, type.states)),
                ]
            )
            let item = SchemaNode.closed(
                "What is open about one record for the audience: a row of the table that a consumer keeps.",
                [
                    ("record", .ref("\(type.itemName)_record")), ("holder", .ref("party").orNull),
                    ("employer", type.hasEmployer ? .ref("party").orNull : .nothing), ("severity", .ref("severity")),
                    ("procedure", type.procedure),
                    ("application", type.hasApplications ? .ref("pending_application").orNull : .nothing),
                    (
                        "kinds",
                        [
                            "description": "The kinds that are open, the most pressing first.", "type": "array",
                            "minItems": 1, "uniqueItems": true, "items": .ref("\(type.rawValue)_opening"),
                        ]
                    ),
                    ("valid_until", type.hasEmployer ? .ref("day").orNull : .nothing),
                ]
            )
            let openings = NoticeKind.allCases.filter { kind in
                kind.effect == .opens && kind.shape.records.contains { $0.type == type }
            }
            let kinds = openings.map { SchemaWord($0, Language.english.title(of: $0)) }
            return [
                (type.itemName, item), ("\(type.itemName)_record", record),
                ("\(type.rawValue)_opening", .enumeration(nil, kinds)),
            ]
        }
    }

    /// Applications by how far they are, and texts.
    private static var words: [SchemaNode.Member] {
        let applications = EventShape.ApplicationShape.allCases.map { shape -> SchemaNode.Member in
            let states = ApplicationState.allCases.filter { shape.states.contains($0) }
            return (
                shape.rawValue,
                .closed(
                    "An application concerning a registration, or for a first one.",
                    [
                        ("id", .ref("record_id")), ("procedure", .ref("application_procedure")),
                        ("state", .enumeration(nil, states.map { SchemaWord($0, $0.words.english) })),
                        ("submitted_on", .ref("day").orNull),
                    ]
                )
            )
        }
        let languages = Language.allCases.map { (key: $0.rawValue, value: SchemaNode.ref("words")) }
        let text: [SchemaNode.Member] = [
            ("type", "object"), ("additionalProperties", false), ("properties", .object(languages)),
        ]
        let line = SchemaNode.object(string(#"^[^\r\n]+$"#))
        return applications + [
            ("words", .closed(nil, [("subject", line), ("body", ["type": "string", "minLength": 1])])),
            ("text", .object([("description", "The words by language; none where the channel says so.")] + text)),
            ("digest_text", .object([("description", "The words by language, in the first part only.")] + text)),
        ]
    }

    private static var enumerations: [SchemaNode.Member] {
        var seen: Set<String> = []
        let audiences = NoticeKind.allCases.flatMap(\.variants).map(\.audiences).filter { audiences in
            seen.insert(EventVariant.name(of: audiences)).inserted
        }.map { audiences -> SchemaNode.Member in
            (EventVariant.name(of: audiences), .enumeration(nil, audiences.map { SchemaWord($0, $0.meaning) }))
        }
        let procedures = types.filter { $0.procedures.count > 1 }.map { type -> SchemaNode.Member in
            (type.procedureName, .enumeration("What the holder has to do next.", type.procedures))
        }
        return audiences + procedures + [
            enumeration("severity", "How pressing it is.", Severity.allCases, \.meaning),
            enumeration("phase", "Where the record stands on its way.", RenewalPhase.allCases, \.words.english),
            enumeration("continuity_risk", "Of not being able to practise.", ContinuityRisk.allCases, \.words.english),
            enumeration("application_procedure", "What for.", ApplicationProcedure.allCases, \.words.english),
            enumeration("end_reason", "Why it ended.", EndReason.allCases, \.words.english),
            enumeration(
                "withdrawal_reason",
                "Why a reminder no longer stands.",
                WithdrawnReminder.Reason.allCases,
                \.meaning
            ),
            enumeration("hold_reason", "What looks wrong.", HoldReason.allCases.filter(\.isTold), \.meaning),
            enumeration(
                "credential_status",
                "What became of the certificate.",
                CredentialLifecycle.State.told,
                \.words.english
            ),
        ]
    }

    private static func enumeration<Word: RawRepresentable<String>>(
        _ name: String,
        _ description: String,
        _ words: [Word],
        _ meaning: (Word) -> String
    ) -> SchemaNode.Member {
        (name, .enumeration(description, words.map { SchemaWord($0, meaning($0)) }))
    }
}

extension RecordID.RecordType {
    /// Whether its events tell of an employer, and when it ends.
    var hasEmployer: Bool {
        switch self {
        case .registration, .credential: true
        case .qualification, .credentialApplication, .employer, .office, .delivery: false
        }
    }

    fileprivate var hasApplications: Bool {
        switch self {
        case .registration, .qualification: true
        case .credential, .credentialApplication, .employer, .office, .delivery: false
        }
    }

    fileprivate var numberMasked: SchemaNode {
        switch self {
        case .registration, .credential, .credentialApplication: .ref("number_masked").orNull
        case .qualification, .employer, .office, .delivery: .nothing
        }
    }
}
