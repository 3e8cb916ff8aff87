import RenewalRules

@testable import RenewalNotices

/// What an event of one kind says about one type of record to some audiences: the definition of its `data`.
struct EventVariant {
    let name: String
    let kind: NoticeKind
    let record: RecordShape
    let audiences: [Audience]

    var schema: SchemaNode {
        let members = members
        return [
            "type": "object", "allOf": [.ref("event_head")], "unevaluatedProperties": false,
            "required": .strings(members.map(\.key)), "properties": .object(members),
        ]
    }

    var isForParties: Bool { audiences == [.relyingParty] }
    private var isWithdrawal: Bool { kind.shape.detail == .withdrawal }

    /// In the order in which the composer writes them.
    private var members: [SchemaNode.Member] {
        let common: [SchemaNode.Member] = [
            ("audience", .ref(Self.name(of: audiences))), ("record", .ref(recordName)), ("holder", holder),
            ("employer", employer), ("procedure", procedure), ("continuity_risk", continuityRisk),
            ("days_left", record.lastDay.either(daysLeft)), ("text", .ref(kind.isDigest ? "digest_text" : "text")),
            ("late_by_days", lateness), ("phase", phase), ("occurred_on", occurrence),
        ]
        return common + relations + details + items
    }

    /// The name of the definition of its record.
    var recordName: String { record.name + (isForParties ? "_for_relying_party" : "") }

    private var holder: SchemaNode {
        record.type.isOfRegistry && !isForParties ? .ref("party").orNull : .nothing
    }

    private var procedure: SchemaNode { isForParties ? .word(["none"]) : record.type.procedure }

    private var continuityRisk: SchemaNode {
        record.type == .registration ? .ref("continuity_risk") : .word(["none"])
    }

    private var daysLeft: SchemaNode {
        guard let limit = kind.shape.daysLeft else { return ["type": "integer"] }
        return ["type": "integer", "maximum": .number(limit)]
    }

    private var lateness: SchemaNode { kind.isAboutData ? ["const": 0] : .ref("late_by_days") }

    private var phase: SchemaNode {
        switch record.type {
        case .registration, .qualification, .credential: .ref("phase")
        case .credentialApplication, .employer, .office, .delivery: .word(["unknown"])
        }
    }

    private var employer: SchemaNode {
        if record.type == .employer { return .ref("party") }
        return record.type.hasEmployer && !isForParties ? .ref("party").orNull : .nothing
    }

    private var occurrence: SchemaNode {
        switch kind.shape.occurrence {
        case .always: .ref("day")
        case .never: .nothing
        case .sometimes: .ref("day").orNull
        }
    }

    /// What is told of the records and parties around it.
    private var relations: [SchemaNode.Member] {
        guard !isForParties else { return [("relying_party", .ref("party").orNull)] }
        guard !isWithdrawal else { return [] }
        switch record.type {
        case .registration:
            return [
                ("new_employer", .ref("party").orNull), ("previous_employer", .ref("party").orNull),
                ("replaces", .ref("period").orNull), ("successor", .ref("period").orNull), application,
            ]
        case .qualification: return [application, ("deadline", .ref("day").orNull)]
        case .credential: return [("replaces", .ref("period").orNull), ("successor", .ref("period").orNull)]
        case .credentialApplication, .employer, .office, .delivery: return []
        }
    }

    private var application: SchemaNode.Member {
        let shown = kind.shape.application
        return ("application", shown == .any ? .ref(shown.rawValue).orNull : .ref(shown.rawValue))
    }

    /// The keys that only some kinds have.
    private var details: [SchemaNode.Member] {
        switch kind.shape.detail {
        case .none: []
        case .correctedDay: [("previous_valid_until", .ref("day"))]
        case .newPeriod: [("new_valid_until", .ref("day").orNull)]
        case .ending where isForParties: [("end_reason", .nothing), ("barred_through", .nothing)]
        case .ending: [("end_reason", .ref("end_reason").orNull), ("barred_through", .ref("day").orNull)]
        case .status: [("status", .ref("credential_status")), ("effective_on", .ref("day"))]
        case .employers:
            [
                ("employers", ["type": "array", "minItems": 1, "items": .ref("party")]),
                ("counts", .ref("employer_counts")),
            ]
        case .report: [("counts", .ref("administrator_counts"))]
        case .holds:
            [
                ("holds", ["type": "array", "minItems": 1, "items": .ref("hold")]),
                ("waiting", ["type": "integer", "minimum": 0]),
            ]
        case .withdrawal:
            [
                ("reason", .ref("withdrawal_reason")),
                ("withdraws", ["type": "array", "items": .ref("single_event_id")]),
            ]
        }
    }

    /// The row of the record in a consumer's table, or all rows.
    private var items: [SchemaNode.Member] {
        switch record.type {
        case .registration, .qualification, .credential, .credentialApplication:
            isForParties ? [] : [("item", .ref(record.type.itemName).orNull)]
        case .employer: digest(of: [.registration, .credential])
        case .office: kind.isDigest ? digest(of: RecordID.RecordType.allCases.filter(\.isOfRegistry)) : []
        case .delivery: []
        }
    }

    private func digest(of types: [RecordID.RecordType]) -> [SchemaNode.Member] {
        [
            ("items", ["type": "array", "items": ["anyOf": .list(types.map { .ref($0.itemName) })]]),
            ("complete", ["type": "boolean"]),
            ("part", ["type": "integer", "minimum": 1]),
            ("parts", ["type": "integer", "minimum": 1]),
        ]
    }

    /// The name of the definition of some audiences.
    static func name(of audiences: [Audience]) -> String {
        "to_" + audiences.map(\.rawValue).joined(separator: "_or_")
    }
}

extension RecordShape.LastDay {
    /// A value that is there exactly when the last day is known.
    func either(_ value: SchemaNode) -> SchemaNode {
        switch self {
        case .known: value
        case .unknown: .nothing
        case .either: value.orNull
        }
    }
}

extension RecordID.RecordType {
    /// The name of the definition of its row in a consumer's table.
    var itemName: String { "\(rawValue)_item" }

    /// The name of the definition of its procedures.
    var procedureName: String { "\(rawValue)_procedure" }

    /// What its holder has to do next.
    var procedure: SchemaNode { procedures.count > 1 ? .ref(procedureName) : .word(procedures.map(\.word)) }
}
