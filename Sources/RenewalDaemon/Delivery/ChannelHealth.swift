import RenewalDelivery
import RenewalRules

/// The health of a destination: how many attempts may run in parallel, and whether it needs a rest.
///
/// It begins with few, adds one for each round of successes and removes one for each fault, so that a returning relay
/// is not overrun by the backlog. Consecutive faults open the breaker: after a rest that doubles each time, one attempt
/// finds out whether the destination is back. So do faults that are about us rather than a message, and consecutive
/// refusals that differ only in the address.
///
/// - Source: Postfix SCHEDULER_README, "concurrency feedback"; M. T. Nygard's circuit breaker
struct ChannelHealth: Hashable, Sendable {
    /// Parallel attempts at the beginning, and again after a rest and a successful first attempt.
    static let initialWidth = 2.0
    /// So many consecutive faults mean that the destination is down, not that a message is unlucky.
    static let faultsToOpen = 5
    /// So many consecutive refusals without a named culprit are about us, not about their recipients.
    static let refusalsToOpen = 5
    static let shortestRest: Duration = .seconds(60)
    static let longestRest: Duration = .seconds(3600)
    /// A refused login or certificate must be fixed by people: asking every minute achieves nothing.
    static let restAfterRefusal: Duration = .seconds(300)

    /// What an attempt changed.
    enum Change: Hashable, Sendable {
        case none
        /// The breaker opens or stays open.
        case opens
        /// The first success after a rest.
        case recovers
    }

    /// What a channel needs before it is tried again.
    struct Rest: Hashable, Sendable {
        let fault: Verdict
        let length: Duration
        /// Its number since the channel last worked, 1 for the first.
        let number: Int
    }

    private var width = ChannelHealth.initialWidth
    private var faults = 0
    private var rests = 0
    /// The consecutive refusals, and what they have in common.
    private var refusals = 0
    private var refusal: Refusal?

    init() {}

    /// How many attempts may run at once, 1…`limit`.
    func width(atMost limit: Int) -> Int { min(max(Int(width), 1), limit) }

    /// Continues where an earlier run of the daemon stopped: with one attempt, and with the rests as long as they would
    /// have been.
    ///
    /// - Parameter rests: the rests since the channel last worked
    mutating func resume(afterRests rests: Int) {
        guard self.rests == 0, rests > 0 else { return }
        (self.rests, width) = (rests, 1)
    }

    /// Learns from the result of an attempt.
    mutating func learn(from verdict: Verdict) -> Change {
        switch Self.meaning(of: verdict) {
        case .accepted:
            (refusals, refusal) = (0, nil)
            return widen()
        case .answered: return widen()
        case .refused(let refusal):
            let isSame = refusal == self.refusal
            refusals = isSame ? refusals + 1 : 1
            self.refusal = refusal
            // After a rest, a different refusal is about its message.
            return refusals >= Self.refusalsToOpen || rests > 0 && isSame ? .opens : .none
        case .fault:
            faults += 1
            width = max(1, width - 1)
            return faults >= Self.faultsToOpen || rests > 0 ? .opens : .none
        case .overloaded:
            width = 1
            return .opens
        case .out: return .opens
        case .nothing: return .none
        }
    }

    /// The first success after a rest starts again; each later round of successes adds one attempt.
    private mutating func widen() -> Change {
        let isBack = rests > 0
        width = isBack ? Self.initialWidth : width + 1 / max(width, 1)
        (faults, rests) = (0, 0)
        return isBack ? .recovers : .none
    }

    /// Begins a rest.
    mutating func rest(after fault: Verdict) -> Rest {
        let doubled = Self.shortestRest * (1 << min(rests, 6))
        (rests, faults, width) = (rests + 1, 0, 1)
        let least: Duration = fault.outcome == .channelAtFault ? Self.restAfterRefusal : .zero
        let asked = fault.retryAfter ?? .zero
        let length = min(max(doubled, least, asked), Self.longestRest)
        return Rest(fault: fault, length: length, number: rests)
    }

    private enum Meaning {
        case accepted, answered, fault, overloaded, out, nothing
        case refused(Refusal)
    }

    /// What an attempt says about the destination, regardless of its message.
    private static func meaning(of verdict: Verdict) -> Meaning {
        switch verdict.outcome {
        case .delivered, .permanent: .accepted
        case .disabled: .out
        case .ambiguous: verdict.scope == nil ? .nothing : .fault
        case .channelAtFault:
            switch verdict.scope {
            case .destination, .sender: .out
            case .recipient, .message, .unsaid: .refused(Refusal(verdict))
            case nil: .nothing
            }
        case .retry:
            switch verdict.scope {
            case .destination: .fault
            case .sender: .overloaded
            case .recipient, .message, .unsaid: .answered
            case nil: .nothing
            }
        }
    }
}

/// The common part of refusals that differ only in the address and in passing ids.
private struct Refusal: Hashable, Sendable {
    let code: Int?
    let words: [Substring]

    init(_ verdict: Verdict) {
        code = verdict.code
        // An endpoint's text besides its status differs from event to event.
        guard case .smtp = verdict.step else {
            words = []
            return
        }
        words = verdict.reply.split(separator: " ").filter { word in
            !word.contains("@") && (word.allSatisfy { !$0.isNumber } || word.contains("."))
        }
    }
}
