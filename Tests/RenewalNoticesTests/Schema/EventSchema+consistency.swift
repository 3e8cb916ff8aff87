import RenewalRules

@testable import RenewalNotices

/// What the fields of an event say of one another.
extension EventSchema {
    static var consistency: [SchemaNode] { days + parties + rows + particulars }

    private typealias Node = SchemaNode

    /// A condition on some members of `data`, and what it entails.
    private static func rule(_ description: String, _ condition: Node, _ then: Node, else other: Node? = nil) -> Node {
        .object(
            [("description", .text(description)), ("if", condition), ("then", then)]
                + (other.map { [("else", $0)] } ?? [])
        )
    }

    /// An object that has these members.
    private static func having(_ members: KeyValuePairs<String, Node>) -> Node {
        [
            "required": .strings(members.map(\.key)),
            "properties": .object(members.map { (key: $0.key, value: $0.value) }),
        ]
    }

    /// An event whose data have these members.
    private static func event(_ data: KeyValuePairs<String, Node>) -> Node {
        ["properties": ["data": having(data)]]
    }

    /// The same, of some kinds.
    private static func event(of kinds: Node, _ data: KeyValuePairs<String, Node> = [:]) -> Node {
        ["properties": .object([("type", kinds)] + (data.isEmpty ? [] : [("data", having(data))]))]
    }

    private static let object: Node = ["type": "object"]
    private static let ahead: Node = ["type": "integer", "minimum": 0]
    private static let past: Node = ["type": "integer", "maximum": -1]

    private static func words<Word: RawRepresentable<String>>(_ words: [Word]) -> Node { .word(words.map(\.rawValue)) }

    /// A record of some types in some of their states.
    private static func record<State: RawRepresentable<String>>(_ type: RecordID.RecordType, _ states: [State]) -> Node
    {
        having(["type": words([type]), "state": words(states)])
    }

    /// Registrations and certificates, which count towards their own last day.
    private static var counted: Node {
        having(["type": words(RecordID.RecordType.allCases.filter(\.hasEmployer))])
    }

    private static var days: [Node] {
        let rules = [
            rule(
                "Days are counted, and matter, where there is a last one.",
                event(["record": having(["valid_until": .nothing])]),
                event(["record": having(["window": .nothing]), "days_left": .nothing]),
                else: event(["record": having(["window": object]), "days_left": ["type": "integer"]])
            ),
            rule(
                "Before it is over there are days left.",
                event(["record": counted, "phase": words([RenewalPhase.notYet, .openEarly, .standard])]),
                event(["days_left": ahead])
            ),
            rule(
                "Once it is over there are none.",
                event(["record": counted, "phase": words([RenewalPhase.overdue])]),
                event(["days_left": past])
            ),
            rule(
                "Only what has no last day is in no phase.",
                event(["record": counted, "phase": words([RenewalPhase.unknown])]),
                event(["days_left": .nothing])
            ),
            rule(
                "What has no last day is in no phase, unless it has ended.",
                event(["record": counted, "days_left": .nothing]),
                event(["phase": words([RenewalPhase.unknown, .closed])])
            ),
            rule(
                "A gap in practice begins after the last day.",
                event(["continuity_risk": words([ContinuityRisk.lapsed])]),
                event(["days_left": past])
            ),
            rule(
                "A gap in practice may lie ahead up to the last day.",
                event(["continuity_risk": words([ContinuityRisk.possible, .likely])]),
                event(["days_left": ahead])
            ),
        ]
        return rules + states
    }

    private static var states: [Node] {
        typealias Certificate = CredentialLifecycle.State
        let knowing: Node = words([Audience.holder, .employer, .administrator])
        return [
            rule(
                "A registration that was renewed or has ended is closed.",
                event([
                    "record": record(.registration, [RegistrationState.renewed, .cancelled, .revoked]),
                    "days_left": ["type": "integer"],
                ]),
                event(["phase": words([RenewalPhase.closed])])
            ),
            rule(
                "A certificate that was replaced or is void is closed.",
                event([
                    "audience": knowing,
                    "record": record(.credential, [Certificate.renewedNotUpdated, .superseded, .void]),
                ]),
                event(["phase": words([RenewalPhase.closed])])
            ),
            rule(
                "An expired certificate is over.",
                event(["audience": knowing, "record": record(.credential, [Certificate.expired])]),
                event(["phase": words([RenewalPhase.overdue])])
            ),
            rule(
                "A certificate in force is not over.",
                event(["audience": knowing, "record": record(.credential, [Certificate.active, .renewalPending])]),
                event(["phase": words([RenewalPhase.notYet, .openEarly, .standard, .unknown])])
            ),
        ]
    }

    private static var parties: [Node] {
        let companies = words(NoticeKind.allCases.filter(\.row.tellsOnlyCompanies))
        return [
            rule(
                "An employer is told of what it employs somebody for.",
                event(of: ["not": words([NoticeKind.reminderWithdrawn])], ["audience": words([Audience.employer])]),
                event(["employer": object])
            ),
            rule(
                "Of some matters a company is told only as the holder.",
                event(of: companies, ["audience": words([Audience.employer])]),
                event(["holder": .nothing])
            ),
            rule(
                "The certificate of a company has no other holder to tell.",
                event(
                    of: ["not": words([NoticeKind.reminderWithdrawn])],
                    [
                        "audience": words([Audience.holder]),
                        "record": having(["type": words([RecordID.RecordType.credential])]), "holder": .nothing,
                    ]
                ),
                event(["employer": .nothing])
            ),
        ]
    }

    /// The row of a record agrees with the event that carries it.
    private static var rows: [Node] {
        let alike = ["holder", "employer"].flatMap { party -> [Node] in
            let audiences: [Audience] = party == "holder" ? Audience.allCases : [.holder, .administrator]
            return [(Node.nothing, "nobody"), (object, "somebody")].map { value, who -> Node in
                rule(
                    "The row names \(who) as \(party) where the event does.",
                    event(["audience": words(audiences), party: value, "item": object]),
                    event(["item": having([party: value])])
                )
            }
        }
        let lastDay = [Node.nothing, ["type": "string"]].map { value in
            rule(
                "The row has a last day where the record has.",
                event(["record": having(["valid_until": value]), "item": object]),
                event(["item": having(["valid_until": value])])
            )
        }
        let told = rule(
            "A row for an employer names it.",
            event(["audience": words([Audience.employer]), "item": object]),
            event(["item": having(["employer": object])])
        )
        return alike + lastDay + [told]
    }

    private static var particulars: [Node] {
        let digests = words(NoticeKind.allCases.filter(\.isDigest))
        let gone: Node = [
            "required": ["record", "reason"],
            "anyOf": [
                ["properties": ["reason": words([WithdrawnReminder.Reason.moved, .holderCorrected, .deleted])]],
                ["properties": ["record": having(["state": .nothing])]],
            ],
        ]
        let rules = [
            rule(
                "A renewal that the record does not say yet was approved.",
                event(
                    of: words([NoticeKind.registrationRenewed]),
                    ["record": record(.registration, [RegistrationState.active])]
                ),
                event(["application": object])
            ),
            rule(
                "Of what is gone or somebody else's nothing is told.",
                ["properties": ["type": words([NoticeKind.reminderWithdrawn]), "data": gone]],
                event([
                    "record": having(["number_masked": .nothing, "state": .nothing, "valid_until": .nothing]),
                    "holder": .nothing, "employer": .nothing, "item": .nothing, "procedure": ["const": "none"],
                ])
            ),
            rule(
                "The first part of a digest has the words.",
                event(of: digests, ["part": ["const": 1]]),
                event(["id": ["pattern": #"^msg_[a-z2-7]{26}(_\d+)?$"#], "text": ["minProperties": 1]])
            ),
            rule(
                "The further parts of a digest are numbered.",
                event(of: digests, ["part": ["type": "integer", "minimum": 2]]),
                event(["id": ["pattern": #"_p\d+$"#]])
            ),
            rule(
                "Only a digest has an id that ends in a number.",
                event(of: ["not": digests]),
                event(["id": .ref("single_event_id")])
            ),
        ]
        let statuses = CredentialLifecycle.State.told.map { status in
            rule(
                "The state of the record is the status that is told.",
                event(of: words([NoticeKind.credentialStatusChanged]), ["status": words([status])]),
                event(["record": having(["state": words([status])])])
            )
        }
        return rules + statuses
    }
}
