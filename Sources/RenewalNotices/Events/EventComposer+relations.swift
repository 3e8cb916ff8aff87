import RenewalRules

/// What an event about a record tells of the records and parties around it.
extension EventComposer {
    /// The records before and after it, its application, the employer it moves to, the party that relies on it.
    static func relations(_ context: NoticeContext) -> [JSONMember] {
        guard context.audience != .relyingParty else { return [relyingParty(context)].compactMap(\.self) }
        switch context.subject {
        case .registration(let record):
            return [
                JSONMember(key: "new_employer", value: employer(record.registration.change?.employer, in: context)),
                JSONMember(key: "previous_employer", value: employer(record.registration.move?.from, in: context)),
                JSONMember(key: "replaces", value: period(record.predecessor, in: context)),
                JSONMember(key: "successor", value: period(record.successor, in: context)),
                application(context),
            ]
        case .qualification: return [application(context)]
        case .credential(let record):
            return [
                JSONMember(key: "replaces", value: period(record.predecessor, in: context)),
                JSONMember(key: "successor", value: period(record.successor, in: context)),
            ]
        case .credentialApplication, .employer, .office, .delivery, .sendingHold, .withdrawal: return []
        }
    }

    /// The application of the notice.
    private static func application(_ context: NoticeContext) -> JSONMember {
        JSONMember(key: "application", value: context.application.map { application($0, in: context) } ?? .null)
    }

    /// A registration by its id, with its first and last day.
    private static func period(_ registration: Registration?, in context: NoticeContext) -> JSONValue {
        guard let registration else { return .null }
        return .object([
            "id": .string(shown(registration.id, in: context)),
            "valid_from": day(registration.validFrom),
            "valid_until": day(lastDay(of: registration, in: context)),
        ])
    }

    /// A certificate by its id, with its first and last day.
    private static func period(_ credential: ElectronicCredential?, in context: NoticeContext) -> JSONValue {
        guard let credential else { return .null }
        return .object([
            "id": .string(shown(credential.id, in: context)),
            "valid_from": day(credential.issuedOn),
            "valid_until": day(credential.validUntil),
        ])
    }

    static func lastDay(of registration: Registration, in context: NoticeContext) -> CalendarDate? {
        Expiry(of: registration, policy: context.policy).date
    }

    /// The party that an event is for, where it is one alone.
    private static func relyingParty(_ context: NoticeContext) -> JSONMember? {
        guard let only = context.subject.relyingParties.first, context.subject.relyingParties.count == 1 else {
            return JSONMember(key: "relying_party", value: .null)
        }
        return JSONMember(
            key: "relying_party",
            value: party(id: only.id, name: only.name, of: .organization, in: context)
        )
    }
}
