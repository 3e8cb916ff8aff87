package import RenewalRules

/// Why all sending is held until an operator has looked.
package struct SendingHold: Hashable, Sendable {
    package typealias Reason = HoldReason

    package let reason: Reason
    /// One line for a person.
    package let detail: String
    /// What the detail says in numbers, by name.
    package let figures: [String: Int]
    package let since: UnixTime

    package init(reason: Reason, detail: String, figures: [String: Int] = [:], since: UnixTime) {
        self.reason = reason
        self.detail = detail
        self.figures = figures
        self.since = since
    }
}

/// How many new deliveries are nothing unusual.
package struct FloodLimit: Hashable, Sendable {
    package let remaining: Int
    /// `delivery.max_due_per_scan`.
    package let limit: Int
    /// What the operator is told when there are more.
    package let words: String

    package init(remaining: Int, limit: Int, words: String) {
        self.remaining = remaining
        self.limit = limit
        self.words = words
    }
}
