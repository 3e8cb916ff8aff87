package import RenewalDelivery
package import RenewalRules

/// What an attempt came to, and what is to happen with its delivery.
package struct Receipt: Hashable, Sendable {
    package let deliveryID: String
    package let attempt: Int
    package let verdict: Verdict
    package let next: NextState

    package init(deliveryID: String, attempt: Int, verdict: Verdict, next: NextState) {
        self.deliveryID = deliveryID
        self.attempt = attempt
        self.verdict = verdict
        self.next = next
    }
}

/// The state a delivery goes to after an attempt.
package enum NextState: Hashable, Sendable {
    case sent
    /// Tried again, not before the instant.
    case deferred(until: UnixTime)
    case failed
    case held(reason: String)

    /// Why a delivery is held whose endpoint said that it is gone; it goes on when its channel is enabled.
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

    /// Why the delivery does not go on; a failed one was refused, or given up after too many attempts.
    func reason(after outcome: Verdict.Outcome) -> String? {
        switch self {
        case .sent, .deferred: nil
        case .failed: outcome == .permanent ? "refused" : "given_up"
        case .held(let reason): reason
        }
    }
}

/// A delivery that was found untrue when looked at, and is not sent.
package struct Withdrawal: Hashable, Sendable {
    package let deliveryID: String
    /// The number its next attempt would have had.
    package let attempt: Int
    package let reason: CancelReason

    package init(deliveryID: String, attempt: Int, reason: CancelReason) {
        self.deliveryID = deliveryID
        self.attempt = attempt
        self.reason = reason
    }
}
