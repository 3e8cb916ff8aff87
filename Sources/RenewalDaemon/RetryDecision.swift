import RenewalConfig
import RenewalOutbox
import RenewalRules

/// Turns the verdict on an attempt into the delivery's next state.
struct RetryDecision: Sendable {
    let delivery: DeliverySettings
    let kind: ChannelKind

    /// A client error of a webhook is tried this often before it counts as final: misconfiguration is common and
    /// short.
    static let clientErrorAttempts = 3

    /// The state after the attempt with this number, 1 for the first.
    ///
    /// `age` is the time since the first attempt, `chance` a random number in 0..<1.
    func nextState(
        after verdict: Verdict,
        attempt: Int,
        age: Duration,
        at now: UnixTime,
        chance: Double
    ) -> NextState {
        switch verdict.outcome {
        case .delivered: return .sent
        case .permanent: return .failed
        case .disabled: return .held(reason: "endpoint gone")
        case .ambiguous where delivery.onAmbiguous == .hold: return .held(reason: "may have been delivered")
        case .retry where isFinalClientError(verdict, attempt: attempt): return .failed
        case .retry, .hold, .ambiguous:
            let delay = schedule.delay(
                attempts: attempt,
                age: age,
                retryAfter: verdict.retryAfter,
                limit: delivery.retryAfterMax,
                chance: chance
            )
            return delay.map { .deferred(until: now + $0) } ?? .failed
        }
    }

    private var schedule: RetrySchedule {
        switch kind {
        case .webhook: .webhook
        case .smtp, .maildir:
            .byAge(
                first: .seconds(300)...(.seconds(900)),
                minimum: .seconds(1800),
                maximum: .seconds(14_400),
                giveUpAfter: delivery.mailGiveUpAfter
            )
        }
    }

    private func isFinalClientError(_ verdict: Verdict, attempt: Int) -> Bool {
        guard case .webhook = kind, let code = verdict.code, (400...499).contains(code) else { return false }
        return ![408, 425, 429].contains(code) && attempt >= Self.clientErrorAttempts
    }
}
