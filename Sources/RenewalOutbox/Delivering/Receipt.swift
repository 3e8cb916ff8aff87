package import RenewalDelivery
package import RenewalRules

/// The result of an attempt, and what to do with its delivery.
package struct Receipt: Hashable, Sendable {
    package let deliveryID: String
    package let attempt: Int
    package let verdict: Verdict
    package let next: NextState
    /// Since when the delivery could have been accepted, for the measure of lateness; `nil` measures nothing.
    package let dueAt: UnixTime?

    package init(deliveryID: String, attempt: Int, verdict: Verdict, next: NextState, dueAt: UnixTime? = nil) {
        self.deliveryID = deliveryID
        self.attempt = attempt
        self.verdict = verdict
        self.next = next
        self.dueAt = dueAt
    }
}

/// The state of a delivery after an attempt.
package enum NextState: Hashable, Sendable {
    case sent
    /// To be retried, not before this instant.
    case deferred(until: UnixTime)
    case failed
    case held(reason: String)

    /// The reason of a delivery held because its endpoint is gone; enabling the channel requeues it.
    package static let endpointGone = "endpoint gone"

    var state: DeliveryState {
        switch self {
        case .sent: .sent
        case .deferred: .deferred
        case .failed: .failed
        case .held: .held
        }
    }

    var nextAttempt: UnixTime? {
        guard case .deferred(let until) = self else { return nil }
        return until
    }

    /// Why the delivery ends; a failed one was refused, or given up after too many attempts.
    func reason(after outcome: Verdict.Outcome) -> String? {
        switch self {
        case .sent, .deferred: nil
        case .failed: outcome == .permanent ? "refused" : "given_up"
        case .held(let reason): reason
        }
    }
}

/// A delivery found to be untrue at the recheck and not sent.
package struct Withdrawal: Hashable, Sendable {
    package let deliveryID: String
    /// The number its next attempt would have had.
    package let attempt: Int
    package let reason: CancelReason
    /// The lines of a digest that are no longer true, so that they wait for no other one.
    package let omitted: [NoticeKey]

    package init(deliveryID: String, attempt: Int, reason: CancelReason, omitted: [NoticeKey] = []) {
        self.deliveryID = deliveryID
        self.attempt = attempt
        self.reason = reason
        self.omitted = omitted
    }
}
