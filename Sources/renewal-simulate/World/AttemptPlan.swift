import RenewalDelivery
import RenewalRules

/// The planned course of one attempt: how long it takes, whether the other side accepts it, and what the courier
/// reports.
struct AttemptPlan: CustomStringConvertible {
    var handover: Duration
    var reply: Duration
    var isAccepted: Bool
    /// Whether it was handed over completely, so that a missing reply leaves the outcome open.
    var isHandedOver = true
    var verdict: Verdict

    var description: String { "\(isAccepted ? "accepted" : "not accepted"), \(verdict.outcome.rawValue)" }

    /// How a channel is at fault for hours or days.
    enum Outage: Int, CaseIterable {
        case unreachable, refusingUs, silent, failing, refusingAll
    }

    /// Draws the course of an attempt on a channel, with the steps that its real courier would report.
    init(through kind: WireKind, isCalm: Bool, outage: Outage?, dice: inout Dice) {
        let isSlow = dice.happens(onceIn: 40)
        handover = .milliseconds(isSlow ? dice.int(10_000...400_000) : dice.int(20...3000))
        reply = .milliseconds(isSlow ? dice.int(10_000...400_000) : dice.int(10...2000))
        (isAccepted, verdict) = (true, kind.delivered)
        guard !isCalm else { return }
        if let outage {
            fail(outage, through: kind, dice: &dice)
            return
        }
        switch dice.int(0...99) {
        case 0...83: break
        case 84...88: refuse(with: kind.busy)
        case 89...90: refuse(with: kind.refusedMessage)
        case 91...92: refuse(with: kind.unclear)
        case 93...97: loseReply(kind, dice.happens(onceIn: 2))
        case 98: refuse(with: kind.gone)
        default: refuse(with: kind.unconnected, isHandedOver: false)
        }
    }

    private mutating func fail(_ outage: Outage, through kind: WireKind, dice: inout Dice) {
        switch outage {
        case .unreachable: refuse(with: kind.unconnected, isHandedOver: false)
        case .refusingUs: refuse(with: kind.refusedUs, isHandedOver: false)
        case .silent: loseReply(kind, dice.happens(onceIn: 2))
        case .failing: if !dice.happens(onceIn: 30) { refuse(with: kind.failing) }
        case .refusingAll: refuse(with: kind.unclear)
        }
    }

    private mutating func refuse(with verdict: Verdict, isHandedOver: Bool = true) {
        (isAccepted, self.isHandedOver, self.verdict) = (false, isHandedOver, verdict)
    }

    private mutating func loseReply(_ kind: WireKind, _ isAccepted: Bool) {
        (self.isAccepted, verdict) = (isAccepted, kind.unanswered)
    }
}

/// The transport behind a channel, and the verdict of its courier for each way an attempt can end.
enum WireKind {
    case mail, webhook

    /// For the channels of ``Configuration``.
    init(of channel: String) { self = channel == "feed" ? .webhook : .mail }

    var delivered: Verdict {
        switch self {
        case .mail: Self.verdict(.delivered, .smtp(.endOfData), .message, 250)
        case .webhook: Self.verdict(.delivered, .http(.answer), .message, 204)
        }
    }

    /// A temporary refusal.
    var busy: Verdict {
        switch self {
        case .mail: Self.verdict(.retry, .smtp(.rcpt), .recipient, 451)
        case .webhook: Self.verdict(.retry, .http(.answer), .destination, 503)
        }
    }

    /// A refusal of this one message; an endpoint's is retried.
    var refusedMessage: Verdict {
        switch self {
        case .mail: Self.verdict(.permanent, .smtp(.rcpt), .recipient, 550)
        case .webhook: Self.verdict(.retry, .http(.answer), .message, 400)
        }
    }

    /// A refusal that does not say whom it is about.
    var unclear: Verdict {
        switch self {
        case .mail: Self.verdict(.channelAtFault, .smtp(.endOfData), .unsaid, 554)
        case .webhook: Self.verdict(.channelAtFault, .http(.answer), .unsaid, 401)
        }
    }

    /// A refusal that is about us.
    var refusedUs: Verdict {
        switch self {
        case .mail: Self.verdict(.channelAtFault, .smtp(.auth), .sender, 535)
        case .webhook: Self.verdict(.channelAtFault, .http(.tls), .destination, nil)
        }
    }

    var gone: Verdict {
        switch self {
        case .mail: Self.verdict(.permanent, .smtp(.rcpt), .recipient, 550)
        case .webhook: Self.verdict(.disabled, .http(.answer), .destination, 410)
        }
    }

    /// A server that answers but cannot serve.
    var failing: Verdict {
        switch self {
        case .mail: Self.verdict(.retry, .smtp(.banner), .destination, 421)
        case .webhook: Self.verdict(.retry, .http(.answer), .destination, 500)
        }
    }

    var unconnected: Verdict {
        switch self {
        case .mail: Self.verdict(.retry, .smtp(.connect), .destination, nil)
        case .webhook: Self.verdict(.retry, .http(.connect), .destination, nil)
        }
    }

    var unanswered: Verdict {
        switch self {
        case .mail: Self.verdict(.ambiguous, .smtp(.endOfData), .destination, nil)
        case .webhook: Self.verdict(.ambiguous, .http(.reply), .destination, nil)
        }
    }

    /// The attempt was cancelled by a stop.
    func stopped(isHandedOver: Bool) -> Verdict {
        switch self {
        case .mail:
            Self.verdict(isHandedOver ? .ambiguous : .retry, .smtp(isHandedOver ? .endOfData : .data), nil, nil)
        case .webhook:
            Self.verdict(isHandedOver ? .ambiguous : .retry, .http(isHandedOver ? .reply : .request), nil, nil)
        }
    }

    private static func verdict(
        _ outcome: Verdict.Outcome,
        _ step: DeliveryStep,
        _ scope: Verdict.Scope?,
        _ code: Int?
    ) -> Verdict {
        Verdict(outcome, at: step, about: scope, code: code, reply: "simulated")
    }
}
