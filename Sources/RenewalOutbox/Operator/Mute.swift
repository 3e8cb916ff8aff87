package import RenewalRules

/// Who is left alone on request.
package enum MutedParty: Hashable, Sendable {
    /// The holder, about this record only.
    case record(RecordID)
    /// A holder by the registry's id, about every record.
    case person(String)
    /// Whoever is written to at a mail address; compared without regard to case.
    case address(String)

    /// What it is: the type of a record, `person` or `address`.
    package var kind: String {
        switch self {
        case .record(let record): record.type.rawValue
        case .person: Self.personKind
        case .address: Self.addressKind
        }
    }

    /// The id or address.
    package var id: String {
        switch self {
        case .record(let record): record.id
        case .person(let id), .address(let id): id
        }
    }

    private static let personKind = "person"
    private static let addressKind = "address"

    /// Reads a stored party; `nil` for a kind of another version.
    init?(kind: String, id: String) {
        switch kind {
        case Self.personKind: self = .person(id)
        case Self.addressKind: self = .address(id)
        default:
            guard let type = RecordID.RecordType(rawValue: kind) else { return nil }
            self = .record(RecordID(type: type, id: id))
        }
    }

    /// How entries of the evidence call it: its kind and a keyed code, from which nobody can guess a person.
    package func name(with secret: FileSecret) -> String { "\(kind) \(secret.code(of: self))" }
}

/// An operator's order that somebody is to hear nothing; or our own, to write no more to an address from which mail comes
/// back.
package struct Mute: Hashable, Sendable {
    package let party: MutedParty
    /// The last day on which it holds; `nil` until it is ended by an order.
    package let lastDay: CalendarDate?
    /// In the operator's words; of one of ours the status code of the last report.
    package let reason: String?
    /// The account of the operator, or ``ours``.
    package let by: String
    package let since: UnixTime

    package init(_ party: MutedParty, until lastDay: CalendarDate?, reason: String?, by: String, since: UnixTime) {
        self.party = party
        self.lastDay = lastDay
        self.reason = reason
        self.by = by
        self.since = since
    }

    /// Who gave the order when mail to an address keeps coming back; no account has a blank in its name.
    package static let ours = "renewald bounces"

    /// Whether nobody asked for it, but mail to the address keeps coming back.
    package var isOurs: Bool { by == Self.ours }

    /// The most there can be: each pass and each look before sending reads them all.
    package static let limit = 10_000

    /// Whether it still holds on a day.
    package func holds(on day: CalendarDate) -> Bool { lastDay.map { day <= $0 } ?? true }
}

/// The mutes that hold on a day.
package struct Mutes: Hashable, Sendable {
    /// Nobody is muted.
    package static let none = Mutes([], on: .first)

    private let parties: Set<MutedParty>
    /// Those of them that nobody asked for.
    private let unreachable: Set<MutedParty>

    /// Keeps those of some mutes that hold on a day.
    package init(_ mutes: [Mute], on day: CalendarDate) {
        let standing = mutes.filter { $0.holds(on: day) }
        parties = Set(standing.map(\.party))
        unreachable = Set(standing.filter(\.isOurs).map(\.party))
    }

    package var isEmpty: Bool { parties.isEmpty }

    /// The same text for the same mutes, and another for others.
    package var mark: String { parties.map { "\($0.kind) \($0.id)" }.sorted().joined(separator: "\n") }

    /// Whether an audience hears nothing about a record, whatever the channel.
    ///
    /// A muted record silences its holder; a company's certificate has none, so it silences the company (rule R58).
    package func silence(_ audience: Audience, of subject: Subject) -> Bool {
        guard !parties.isEmpty else { return false }
        if audience == (subject.isOfCompany ? .employer : .holder), parties.contains(.record(subject.record)) {
            return true
        }
        return audience == .holder && subject.holder.map { parties.contains(.person($0.id)) } ?? false
    }

    /// Whether an audience hears nothing about a record that cannot be read, as far as the record's own mute says.
    package func silence(_ audience: Audience, of record: RecordID) -> Bool {
        audience == .holder && parties.contains(.record(record))
    }

    /// Whether nobody is written to at a mail address.
    package func silence(address: String) -> Bool {
        !parties.isEmpty && parties.contains(.address(address.lowercased()))
    }

    /// Whether nobody is written to at a mail address because mail to it keeps coming back: whoever is there may be told
    /// in another way.
    package func isUnreachable(address: String) -> Bool {
        !unreachable.isEmpty && unreachable.contains(.address(address.lowercased()))
    }
}
