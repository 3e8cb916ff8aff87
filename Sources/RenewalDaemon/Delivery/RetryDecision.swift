import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRules

/// Turns the verdict on an attempt into the delivery's next state.
struct RetryDecision: Sendable {
    let delivery: DeliverySettings
    let kind: ChannelKind

    /// Delay of a delivery that is never given up, once its schedule is exhausted.
    static let persistence: Duration = .seconds(86_400)

    /// The state after an attempt; `age` is the time since the first one, `chance` a random number in 0..<1.
    ///
    /// A relying party's webhook is retried until it accepts (N31), because trusting a void certificate does harm. And
    /// no message is given up because the whole channel is at fault: people must fix that.
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
        case .disabled: return .held(reason: NextState.endpointGone)
        case .ambiguous where delivery.onAmbiguous == .hold: return .held(reason: "may have been delivered")
        case .retry, .channelAtFault, .ambiguous:
            let delay = schedule.delay(
                age: age,
                retryAfter: verdict.retryAfter,
                limit: delivery.retryAfterMax,
                chance: chance
            )
            let last = isPersistent(audience) || verdict.isAboutChannel ? Self.persistence : nil
            return (delay ?? last).map { .deferred(until: now + $0) } ?? .failed
        }
    }

    private func isPersistent(_ audience: Audience) -> Bool {
        audience == .relyingParty && kind.descriptor.reach == .ownTarget
    }

    private var schedule: RetrySchedule {
        switch kind.descriptor.pace {
        case .mail: .mail(giveUpAfter: delivery.mailGiveUpAfter)
        case .webhook: .webhook(giveUpAfter: delivery.webhookGiveUpAfter)
        }
    }
}

extension Verdict {
    /// Whether the whole channel is at fault, rather than what was sent.
    var isAboutChannel: Bool {
        switch (outcome, scope) {
        case (.channelAtFault, .destination), (.channelAtFault, .sender): true
        default: false
        }
    }
}
