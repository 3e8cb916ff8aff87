import RenewalDelivery
import RenewalRules

/// How a destination is doing: how many attempts may run side by side, and whether it needs a rest.
///
/// Begins with few, adds one for each round of successes and takes one away for each fault, so that a relay that
/// comes back is not run over by all that waited. Faults in a row open the breaker: after a rest that doubles each
/// time, one attempt tries whether the destination is back. So does what is about us and not about a message, and so
/// do refusals in a row that are the same apart from the address.
///
/// - Source: Postfix SCHEDULER_README, "concurrency feedback"; M. T. Nygard's circuit breaker
struct ChannelHealth: Hashable, Sendable {
    /// Attempts side by side at the beginning, and again once a rest is over and the first try went well.
    static let initialWidth = 2.0
    /// So many faults in a row mean that the destination is down, not a message unlucky.
    static let faultsToOpen = 5
    /// So many refusals in a row that do not say whom they mean are about us, not about their recipients.
    static let refusalsToOpen = 5
    static let shortestRest: Duration = .seconds(60)
    static let longestRest: Duration = .seconds(3600)
    /// A refused login or certificate is for people to put right: nothing is gained by asking every minute.
    static let restAfterRefusal: Duration = .seconds(300)

    /// What an attempt changed.
    enum Change: Hashable, Sendable {
        case none
        /// The breaker opens, or stays open.
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
    /// The refusals in a row, and what they have in common.
    private var refusals = 0
    private var refusal: Refusal?

    init() {}

    /// How many attempts may run at once, 1…`limit`.
    func width(atMost limit: Int) -> Int { min(max(Int(width), 1), limit) }

    /// Goes on where an earlier run of the daemon stopped: with one attempt, and with the next rest as long as it would
    /// have been.
    ///
    /// - Parameter rests: the rests since the channel last worked
    mutating func resume(afterRests rests: Int) {
        guard self.rests == 0, rests > 0 else { return }
        (self.rests, width) = (rests, 1)
    }

    /// Learns from the end of an attempt.
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
            // After a rest, one of another kind is about its message.
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

    /// The first success after a rest begins anew; later ones add one attempt for each round of them.
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

    /// What an attempt says about the destination, whatever it says about its message.
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

/// What refusals have in common that are the same apart from the address and from ids of the moment.
private struct Refusal: Hashable, Sendable {
    let code: Int?
    let words: [Substring]

    init(_ verdict: Verdict) {
        code = verdict.code
        // What an endpoint writes beside its status differs from event to event.
        guard case .smtp = verdict.step else {
            words = []
            return
        }
        words = verdict.reply.split(separator: " ").filter { word in
            !word.contains("@") && (word.allSatisfy { !$0.isNumber } || word.contains("."))
        }
    }
}
