import Testing

/// One bad value in one row of a registry, and what has to become of it.
struct HostileInput: CustomTestStringConvertible, Sendable {
    /// A column of the row that holds the value.
    enum Column: String, CaseIterable, Sendable {
        case id, validUntil, name, email, category, number, firm, body
    }

    /// A value as SQLite stores it; nothing is left for a driver to repair.
    enum Value: Sendable {
        case text(String)
        /// Text whose bytes need not be UTF-8.
        case bytes([UInt8])
        case blob([UInt8])
        case integer(Int)
        case null
    }

    enum Fate: Sendable, Equatable {
        /// The holder gets the one mail, the employer's system the one event.
        case told
        /// Only the employer's system hears of it; `registry check` names the holder's address and why.
        case unreachable(String)
        /// Nobody hears of it; `registry check` names the row and why.
        case refused(String)
        /// A good row about which there is nothing to say today.
        case silent
    }

    /// The number in the threat model's list of bad inputs.
    let number: Int
    let label: String
    let values: [Column: Value]
    /// Through a mapped registry, where no constraint protects.
    let fate: Fate
    /// Whether the reference schema does not let the row in.
    let isKeptOutBySchema: Bool
    /// Makes the address of the row's holder unique.
    let tag: String

    init(
        _ number: Int,
        _ label: String,
        _ values: [Column: Value],
        _ fate: Fate,
        keptOutBySchema isKeptOutBySchema: Bool = false
    ) {
        self.number = number
        self.label = label
        self.values = values
        self.fate = fate
        self.isKeptOutBySchema = isKeptOutBySchema
        tag = "n\(number)-\(label.utf8.reduce(UInt32(17)) { $0 &* 31 &+ UInt32($1) })"
    }

    var testDescription: String { "\(number) \(label)" }

    /// The id of the row where the case does not bring one.
    var recordID: String { "H-\(tag)" }

    /// Where the holder is reached where the case does not bring an address.
    var address: String { "\(tag)@holder.test" }
}

extension HostileInput {
    /// A bad value in the holder's address.
    static func email(_ number: Int, _ label: String, _ value: String, _ reason: String) -> HostileInput {
        HostileInput(number, label, [.email: .text(value)], .unreachable(reason))
    }

    /// A bad value wherever a record holds words, all at once.
    static func words(_ number: Int, _ label: String, _ value: Value, _ fate: Fate = .told) -> HostileInput {
        HostileInput(
            number,
            label,
            [.name: value, .category: value, .number: value, .firm: value, .body: value],
            fate
        )
    }

    static let all = addresses + texts + rows
}
