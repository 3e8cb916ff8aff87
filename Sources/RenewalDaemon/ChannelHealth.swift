import RenewalRules
import Synchronization

/// How a destination is doing: how many attempts may run side by side, and whether it needs a rest.
///
/// Begins with few, adds one for each round of successes and takes one away for each fault, so that a relay that
/// comes back is not run over by all that waited. Faults in a row open the breaker: after a rest that doubles each
/// time, one attempt tries whether the destination is back.
///
/// - Source: Postfix SCHEDULER_README, "concurrency feedback"; M. T. Nygard's circuit breaker
final class ChannelHealth: Sendable {
    /// Attempts side by side at the beginning, and again once a rest is over and the first try went well.
    static let initialWidth = 2.0
    /// So many faults in a row mean that the destination is down, not a message unlucky.
    static let faultsToOpen = 5
    static let shortestRest: Duration = .seconds(60)
    static let longestRest: Duration = .seconds(3600)
    /// A refused login or certificate is for people to put right: nothing is gained by asking every minute.
    static let restAfterRefusal: Duration = .seconds(300)

    private struct State {
        var width = ChannelHealth.initialWidth
        var faults = 0
        var rests = 0
    }

    private let state = Mutex(State())

    /// How many attempts may run at once, 1…`limit`.
    func width(atMost limit: Int) -> Int { state.withLock { min(max(Int($0.width), 1), limit) } }

    /// Learns from the end of an attempt.
    ///
    /// - Returns: whether the breaker opens with it, or stays open
    func learn(from verdict: Verdict) -> Bool {
        state.withLock { state in
            switch Self.meaning(of: verdict) {
            case .works:
                // The first success after a rest begins anew; later ones add one attempt for each round of them.
                state.width = state.rests > 0 ? Self.initialWidth : state.width + 1 / max(state.width, 1)
                (state.faults, state.rests) = (0, 0)
            case .fault:
                state.faults += 1
                state.width = max(1, state.width - 1)
            case .overloaded:
                state.faults = max(state.faults + 1, Self.faultsToOpen)
                state.width = 1
            case .nothing: break
            }
            return state.faults >= Self.faultsToOpen || state.rests > 0 && state.faults > 0
        }
    }

    /// Begins a rest, and tells how long it is.
    func rest(after fault: Verdict?) -> Duration {
        state.withLock { state in
            let doubled = Self.shortestRest * (1 << min(state.rests, 6))
            (state.rests, state.faults, state.width) = (state.rests + 1, 0, 1)
            let least: Duration = fault?.outcome == .hold ? Self.restAfterRefusal : .zero
            let asked = fault?.retryAfter ?? .zero
            return min(max(doubled, least, asked), Self.longestRest)
        }
    }

    private enum Meaning { case works, fault, overloaded, nothing }

    /// What an attempt says about the destination, whatever it says about its message.
    private static func meaning(of verdict: Verdict) -> Meaning {
        switch verdict.outcome {
        case .delivered, .permanent: .works
        case .ambiguous: .fault
        // Holds and disabled channels are judged by the lane.
        case .hold, .disabled: .nothing
        case .retry where verdict.stage == "http":
            switch verdict.code ?? 0 {
            case 429: .overloaded
            case 408, 425, 500...599: .fault
            default: .works
            }
        // A reply to the recipient or the message, not to us.
        case .retry: verdict.code != nil && ["rcpt", "data", "end-of-data"].contains(verdict.stage) ? .works : .fault
        }
    }
}
