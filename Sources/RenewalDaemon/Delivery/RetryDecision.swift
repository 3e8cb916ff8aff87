import RenewalConfig
import RenewalCouriers
package import RenewalDelivery
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

    /// Step and code, which can be shown to anybody because they name nobody.
    package var place: String { [step.name, code.map(String.init)].compactMap(\.self).joined(separator: " ") }

    /// What an administrator reads about a fault: the step and codes, or our own words where nobody answered; the other
    /// side's words are kept with the attempt only, where they can be erased.
    package var words: String {
        guard code == nil else { return [place, enhancedCode].compactMap(\.self).joined(separator: " ") }
        return reply.isEmpty ? place : "\(place) \(reply)"
    }

    /// `5.7.8` or the like right after a mail server's code (RFC 2034).
    private var enhancedCode: String? {
        guard case .smtp = step else { return nil }
        let word = reply.split(whereSeparator: { $0 == " " || $0 == "-" }).dropFirst().first
        return word?.wholeMatch(of: /[245]\.[0-9]{1,3}\.[0-9]{1,3}/).map { String($0.output) }
    }
}
