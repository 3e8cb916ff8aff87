package import RenewalRules

/// What an event says of itself.
package struct EventHead: Sendable {
    /// The `webhook-id`, the same on every attempt.
    package let id: String
    /// When the event was made.
    package let timestamp: UnixTime
    /// Grows with each event composed from a state file: of two events about one record the one with the greater number
    /// is the later word.
    package let sequence: Int64
    /// Whose records it is about: `urn:renewald:` and the id of the office.
    package let source: String

    package init(id: String, timestamp: UnixTime, sequence: Int64, source: String) {
        self.id = id
        self.timestamp = timestamp
        self.sequence = sequence
        self.source = source
    }

    /// The head of a further part of the same digest.
    func part(_ number: Int) -> EventHead {
        EventHead(id: "\(id)_p\(number)", timestamp: timestamp, sequence: sequence, source: source)
    }
}
