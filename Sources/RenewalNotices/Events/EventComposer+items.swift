import RenewalRules

/// Rows of the table that a consumer keeps: one in each event about a record, all of them in a digest.
extension EventComposer {
    /// The rows of a digest; `nil` for anything else.
    static func items(of context: NoticeContext) -> DigestItems? {
        switch context.subject {
        case .employer(let digest):
            let employers = Set(digest.parts.map(\.employer.id))
            let subjects = digest.parts.flatMap { part in
                part.registrations.map(Subject.registration) + part.credentials.map(Subject.credential) + part.moving
            }
            return items(of: subjects, isComplete: digest.isComplete, in: context) { $0.isTold(to: employers) }
        case .office(let report):
            return items(of: report.open, isComplete: report.isOpenComplete, in: context) { _ in true }
        case .registration, .qualification, .credential, .credentialApplication, .delivery, .sendingHold, .withdrawal:
            return nil
        }
    }

    private static func items(
        of subjects: [Subject],
        isComplete: Bool,
        in context: NoticeContext,
        where isWanted: (OpenItem) -> Bool
    ) -> DigestItems {
        var seen: Set<RecordID> = []
        let rows = subjects.compactMap { subject -> JSONValue? in
            guard seen.insert(subject.record).inserted else { return nil }
            return openItem(subject, in: context).flatMap { isWanted($0) ? item($0, in: context) : nil }
        }
        return DigestItems(rows: rows, isComplete: isComplete)
    }

    private static func openItem(_ subject: Subject, in context: NoticeContext) -> OpenItem? {
        OpenItem(of: subject, for: context.audience, on: context.asOf, policy: context.policy)
    }

    /// What is open about the record for the audience; for a relying party there is no such thing.
    static func item(_ context: NoticeContext) -> [JSONMember] {
        guard context.audience != .relyingParty else { return [] }
        switch context.subject {
        case .registration, .qualification, .credential, .credentialApplication, .withdrawal: break
        case .employer, .office, .delivery, .sendingHold: return []
        }
        let row = context.subject.ofRegistry.flatMap { openItem($0, in: context) }.map { item($0, in: context) }
        return [JSONMember(key: "item", value: row ?? .null)]
    }

    /// A row, with numbers and names as everywhere in events.
    static func item(_ item: OpenItem, in context: NoticeContext) -> JSONValue {
        let subject = item.subject
        return .object([
            "record": .object([
                "type": .string(subject.record.type.rawValue),
                "id": .string(shown(subject.record.id, in: context)),
                "number_masked": .optional(NoticeFields.masked(subject.number)),
                "state": .optional(item.standing.state),
            ]),
            "holder": party(subject.holder?.id, subject.holder?.name, of: .person, about: subject, in: context),
            "employer": party(
                item.employer?.id,
                item.employer?.name,
                of: .organization,
                about: subject,
                in: context
            ),
            "severity": .string(item.severity.rawValue),
            "procedure": .string(item.standing.procedure),
            "application": item.application.map { application($0, in: context) } ?? .null,
            "kinds": .array(item.kinds.map { .string($0.rawValue) }),
            "valid_until": day(subject.validUntil(policy: context.policy)),
        ])
    }

    private static func party(
        _ id: String?,
        _ name: String?,
        of bearer: PresentableName.Bearer,
        about subject: Subject,
        in context: NoticeContext
    ) -> JSONValue {
        guard let id else { return .null }
        return .object([
            "id": .string(shown(id, in: context)),
            "name": .optional(NoticeFields.name(name, of: bearer, hiding: subject.numbers)),
        ])
    }

    /// An application by its id, with what it is for and how it stands.
    static func application(_ application: Application, in context: NoticeContext) -> JSONValue {
        .object([
            "id": .string(shown(application.id, in: context)),
            "procedure": .string(application.procedure.rawValue),
            "state": .string(application.state.rawValue),
            "submitted_on": day(application.submittedOn),
        ])
    }
}
