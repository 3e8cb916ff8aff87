package import RenewalRules

/// Why all sending is held until an operator has looked.
package struct SendingHold: Hashable, Sendable {
    /// What looked wrong.
    package enum Reason: String, Hashable, Sendable, CaseIterable {
        /// The state file stands elsewhere than before: what it holds may have been sent from the other place.
        case copiedState = "copied_state"
        /// The state file is older than the daemon's last start: what it holds may have been sent since.
        case restoredState = "restored_state"
        /// The clock jumped, or is far from the last run.
        case clockJump = "clock_jump"
        /// One scan planned more deliveries than the configuration finds usual.
        case manyDue = "many_due"
    }

    package let reason: Reason
    /// One line for a person.
    package let detail: String
    package let since: UnixTime

    package init(reason: Reason, detail: String, since: UnixTime) {
        self.reason = reason
        self.detail = detail
        self.since = since
    }
}

/// How many new deliveries are nothing unusual.
package struct FloodLimit: Hashable, Sendable {
    package let remaining: Int
    /// What the operator is told when there are more.
    package let words: String

    package init(remaining: Int, words: String) {
        self.remaining = remaining
        self.words = words
    }
}
