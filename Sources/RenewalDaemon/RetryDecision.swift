import RenewalConfig
import RenewalOutbox
import RenewalRules

/// Turns the verdict on an attempt into the delivery's next state.
struct RetryDecision: Sendable {
    let delivery: DeliverySettings
    let kind: ChannelKind

    /// A client error of a webhook is final from this age, its third attempt: misconfiguration is common and short.
    static let clientErrorAge: Duration = .seconds(240)
    /// Wait of a delivery that is never given up, once its schedule is through.
    static let persistence: Duration = .seconds(86_400)

    /// The state after an attempt; `age` is the time since the first one, `chance` a random number in 0..<1.
    ///
    /// A relying party's webhook is tried until it accepts (N31): who goes on trusting a void certificate is harmed.
    func nextState(
        after verdict: Verdict,
        of audience: Audience,
        age: Duration,
        at now: UnixTime,
        chance: Double
    ) -> NextState {
        switch verdict.outcome {
        case .delivered: return .sent
        case .permanent: return .failed
        case .disabled: return .held(reason: "endpoint gone")
        case .ambiguous where delivery.onAmbiguous == .hold: return .held(reason: "may have been delivered")
        case .retry where !isPersistent(audience) && isFinalClientError(verdict, age: age): return .failed
        case .retry, .hold, .ambiguous:
            let delay = schedule.delay(
                age: age,
                retryAfter: verdict.retryAfter,
                limit: delivery.retryAfterMax,
                chance: chance
            )
            let last = isPersistent(audience) ? Self.persistence : nil
            return (delay ?? last).map { .deferred(until: now + $0) } ?? .failed
        }
    }

    private func isPersistent(_ audience: Audience) -> Bool {
        if case .webhook = kind { audience == .relyingParty } else { false }
    }

    private var schedule: RetrySchedule {
        switch kind {
        case .webhook: .webhook
        case .smtp, .maildir: .mail(giveUpAfter: delivery.mailGiveUpAfter)
        }
    }

    private func isFinalClientError(_ verdict: Verdict, age: Duration) -> Bool {
        guard case .webhook = kind, let code = verdict.code, (400...499).contains(code) else { return false }
        return ![408, 425, 429].contains(code) && age >= Self.clientErrorAge
    }
}
