package import RenewalRules

/// Why all or part of the sending is held until an operator has looked.
package struct SendingHold: Hashable, Sendable {
    package typealias Reason = HoldReason

    package let reason: Reason
    package let scope: HoldScope
    /// One line for a person.
    package let detail: String
    /// What the detail says in numbers, by name.
    package let figures: [String: Int]
    package let since: UnixTime
    /// Deliveries in state `held` because of it; 0 for a hold of everything, which leaves states alone.
    package let waiting: Int

    package init(
        reason: Reason,
        scope: HoldScope = .everything,
        detail: String,
        figures: [String: Int] = [:],
        since: UnixTime,
        waiting: Int = 0
    ) {
        self.reason = reason
        self.scope = scope
        self.detail = detail
        self.figures = figures
        self.since = since
        self.waiting = waiting
    }

    /// What is held and why, as in `sending is held for employer E-0007 (many_due)`.
    package var headline: String { "\(sending("is held")) (\(reason.rawValue))" }

    /// What an operator sees after releasing it.
    package var release: String {
        let count = scope == .everything ? "" : ", \(waiting) \(waiting == 1 ? "delivery" : "deliveries")"
        return "\(sending("goes on"))\(count); it was held (\(reason.rawValue)): \(detail)"
    }

    private func sending(_ verb: String) -> String {
        switch scope {
        case .everything: "sending \(verb)"
        case .part(let party, let isUrgent): "sending\(isUrgent ? " of urgent notices" : "") \(verb) for \(party.words)"
        }
    }

    /// The detail, with how many deliveries wait.
    package var remark: String {
        scope == .everything ? detail : "\(detail); \(waiting) \(waiting == 1 ? "delivery waits" : "deliveries wait")"
    }

    /// Whether it is the hold of a delivery in state `held`.
    package func keeps(_ delivery: DeliverySummary) -> Bool {
        scope != .everything && delivery.state == .held && delivery.reason == reason.naming(scope)
    }

    /// The command that ends it.
    package var releaseCommand: String {
        switch scope {
        case .everything where reason == .byOperator: "renewald outbox release --sending"
        case .everything: "renewald outbox release"
        case .part: "renewald outbox release --scope \(scope)"
        }
    }
}

extension HoldScope.Party {
    /// Names the party: `employer E-0007`, `records of type credential`.
    var words: String {
        switch self {
        case .employer(let id): "employer \(id)"
        case .records(let type): "records of type \(type.rawValue)"
        }
    }
}

extension HoldReason {
    /// The name of a hold in deliveries and the chain: `many_due employer:E-0007`, or the reason alone for everything.
    func naming(_ scope: HoldScope) -> String {
        scope == .everything ? rawValue : "\(rawValue) \(scope)"
    }
}
