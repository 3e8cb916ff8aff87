import RenewalRules

/// What is to become of one attempt: how long it takes, whether the other side accepts it, and what the courier hears.
struct AttemptPlan: CustomStringConvertible {
    var handover: Duration
    var reply: Duration
    var isAccepted: Bool
    /// Whether all of it was handed over, so that a missing reply leaves it open.
    var isHandedOver = true
    var verdict: Verdict

    var description: String { "\(isAccepted ? "accepted" : "not accepted"), \(verdict.outcome.rawValue)" }

    /// Draws the course of an attempt; `outage` is the kind of fault its channel has.
    init(on channel: String, isCalm: Bool, outage: Int?, dice: inout Dice) {
        let isSlow = dice.happens(onceIn: 40)
        handover = .milliseconds(isSlow ? dice.int(10_000...400_000) : dice.int(20...3000))
        reply = .milliseconds(isSlow ? dice.int(10_000...400_000) : dice.int(10...2000))
        (isAccepted, verdict) = (true, Verdict(.delivered, stage: "end-of-data", code: 250, reply: "ok"))
        guard !isCalm else { return }
        let isWebhook = channel == "feed"
        if let outage {
            fail(outage, isWebhook: isWebhook, dice: &dice)
            return
        }
        switch dice.int(0...99) {
        case 0...83: break
        case 84...88: refuse(.retry, "rcpt", isWebhook ? 503 : 451)
        case 89...90: refuse(.permanent, "rcpt", isWebhook ? 400 : 550)
        case 91...92: refuse(.hold, "rcpt", isWebhook ? 401 : 550)
        case 93...97: loseReply(dice.happens(onceIn: 2))
        case 98: refuse(isWebhook ? .disabled : .permanent, "http", isWebhook ? 410 : 550)
        default: refuse(.retry, "connect", nil)
        }
    }

    private mutating func fail(_ outage: Int, isWebhook: Bool, dice: inout Dice) {
        switch outage {
        case 0: refuse(.retry, "connect", nil)
        case 1: refuse(.hold, isWebhook ? "http" : "auth", isWebhook ? 401 : 535)
        case 2: loseReply(dice.happens(onceIn: 2))
        default: if !dice.happens(onceIn: 3) { refuse(.retry, "end-of-data", isWebhook ? 500 : 452) }
        }
    }

    private mutating func refuse(_ outcome: Verdict.Outcome, _ stage: String, _ code: Int?) {
        isAccepted = false
        isHandedOver = stage != "connect"
        verdict = Verdict(outcome, stage: stage, code: code, reply: "simulated")
    }

    private mutating func loseReply(_ isAccepted: Bool) {
        self.isAccepted = isAccepted
        verdict = Verdict(.ambiguous, stage: "end-of-data", reply: "no reply")
    }
}
