/// What a hold keeps back: all sending, or the notices caused by one party.
public enum HoldScope: Hashable, Sendable {
    case everything
    /// The notices a scan planned because of one party: either the urgent ones that were due anyway, or the others.
    case part(of: Party, isUrgent: Bool)

    /// The party that causes a flood of notices.
    public enum Party: Hashable, Sendable {
        /// The records of one employer, by its id or a stand-in for it.
        case employer(String)
        /// All records of a type.
        case records(RecordID.RecordType)
    }
}

extension HoldScope: LosslessStringConvertible {
    /// Reads what ``description`` writes; `nil` for anything else.
    public init?(_ description: String) {
        guard !description.isEmpty else {
            self = .everything
            return
        }
        let isUrgent = description.hasPrefix(Self.urgent)
        let words = description.dropFirst(isUrgent ? Self.urgent.count : 0)
        guard let colon = words.firstIndex(of: ":") else { return nil }
        let name = String(words[words.index(after: colon)...])
        switch words[..<colon] {
        case "employer" where !name.isEmpty:
            self = .part(of: .employer(name), isUrgent: isUrgent)
        case "record":
            guard let type = RecordID.RecordType(rawValue: name) else { return nil }
            self = .part(of: .records(type), isUrgent: isUrgent)
        default: return nil
        }
    }

    /// `employer:E-0007`, `record:credential`, `urgent:employer:E-0007`; empty for everything.
    public var description: String {
        switch self {
        case .everything: ""
        case .part(.employer(let id), let isUrgent): "\(isUrgent ? Self.urgent : "")employer:\(id)"
        case .part(.records(let type), let isUrgent): "\(isUrgent ? Self.urgent : "")record:\(type.rawValue)"
        }
    }

    private static let urgent = "urgent:"
}
