import Testing

/// One bad value in one row of a registry, and what must become of it.
struct HostileInput: CustomTestStringConvertible, Sendable {
    /// A column of the row that holds the value.
    enum Column: String, CaseIterable, Sendable {
        case id, validUntil, name, email, category, number, firm, body
    }

    /// A value as SQLite stores it, so that no driver can repair it.
    enum Value: Sendable {
        case text(String)
        /// Text whose bytes need not be valid UTF-8.
        case bytes([UInt8])
        case blob([UInt8])
        case integer(Int)
        case null
    }

    enum Fate: Sendable, Equatable {
        /// The holder gets one mail, and the employer's system one event.
        case told
        /// Only the employer's system is notified; `registry check` names the holder's address and the reason.
        case unreachable(String)
        /// Nobody is notified; `registry check` names the row and the reason.
        case refused(String)
        /// A good row without a notice today.
        case silent
    }

    /// The number in the threat model's list of bad inputs.
    let number: Int
    let label: String
    let values: [Column: Value]
    /// In a mapped registry, which no constraint protects.
    let fate: Fate
    /// Whether the reference schema rejects the row.
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

    /// The row's id unless the case brings its own.
    var recordID: String { "H-\(tag)" }

    /// The holder's address unless the case brings its own.
    var address: String { "\(tag)@holder.test" }
}

extension HostileInput {
    /// A bad value in the holder's address.
    static func email(_ number: Int, _ label: String, _ value: String, _ reason: String) -> HostileInput {
        HostileInput(number, label, [.email: .text(value)], .unreachable(reason))
    }

    /// A bad value in every text field of a record at once.
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
