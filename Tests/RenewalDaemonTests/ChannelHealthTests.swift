import RenewalDelivery
import RenewalRules
import Testing

@testable import RenewalDaemon

/// A failing destination gets rests and few attempts; a working one gets more.
@Suite struct ChannelHealthTests {
    private let health = Patient()

    private func learn(
        _ outcome: Verdict.Outcome,
        about scope: Verdict.Scope? = .destination,
        code: Int? = nil,
        reply: String = "",
        at step: DeliveryStep = .smtp(.connect)
    ) -> Bool {
        health.learn(from: Verdict(outcome, at: step, about: scope, code: code, reply: reply)) == .opens
    }

    private func rest(after fault: Verdict? = nil) -> Duration {
        health.rest(after: fault ?? Verdict(.retry, at: .smtp(.connect), about: .destination, reply: "")).length
    }

    @Test func widthGrowsByOnePerRoundOfSuccesses() {
        #expect(health.width(atMost: 16) == 2)
        for _ in 1...3 { _ = learn(.delivered) }
        #expect(health.width(atMost: 16) == 3)
        for _ in 1...4 { _ = learn(.delivered) }
        #expect(health.width(atMost: 16) == 4)
        for _ in 1...1000 { _ = learn(.delivered) }
        #expect(health.width(atMost: 16) == 16)
        #expect(health.width(atMost: 1) == 1)
    }

    @Test func fiveFaultsInARowOpenTheBreaker() {
        for _ in 1...8 { _ = learn(.delivered) }
        let wide = health.width(atMost: 64)
        #expect(!learn(.retry))
        #expect(health.width(atMost: 64) == wide - 1)
        #expect(!learn(.ambiguous))
        #expect(!learn(.delivered), "a success begins the count anew")
        #expect((1...4).allSatisfy { _ in !learn(.retry) })
        #expect(learn(.retry))
        #expect(health.width(atMost: 64) == 1)
    }

    @Test func anEndpointThatAnswers500OpensTheBreaker() {
        #expect((1...4).allSatisfy { _ in !learn(.retry, code: 500, at: .http(.answer)) })
        #expect(learn(.retry, code: 500, at: .http(.answer)))
    }

    @Test func restsDoubleUntilASuccess() {
        for _ in 1...5 { _ = learn(.retry) }
        #expect(rest() == .seconds(60))
        #expect(health.width(atMost: 64) == 1, "one attempt tries whether it is back")
        #expect(learn(.retry), "one fault opens it again")
        #expect(rest() == .seconds(120))
        for _ in 1...10 { _ = rest() }
        #expect(rest() == ChannelHealth.longestRest)
        #expect(health.learn(from: Verdict(.delivered, at: .file, about: .message, reply: "")) == .recovers)
        #expect(health.width(atMost: 64) == 2)
        #expect(rest() == .seconds(60))
    }

    @Test func restsContinueAfterARestart() {
        health.resume(afterRests: 2)
        #expect(health.width(atMost: 64) == 1)
        #expect(learn(.retry), "one fault opens it again")
        #expect(rest() == .seconds(240))
    }

    @Test func failuresOfAMessageAreNotFaultsOfTheChannel() {
        for _ in 1...20 {
            #expect(!learn(.retry, about: .recipient, code: 451))
            #expect(!learn(.permanent, about: .recipient, code: 550))
            #expect(!learn(.retry, about: .message, code: 400))
            #expect(!learn(.retry, about: nil), "ended by ourselves")
            #expect(!learn(.ambiguous, about: nil))
        }
    }

    @Test(arguments: [Verdict.Scope.destination, .sender]) func channelFaultOpensTheBreakerAtOnce(scope: Verdict.Scope)
    {
        #expect(learn(.channelAtFault, about: scope))
    }

    /// Five similar refusals are about us; replies that differ in more than an address or a passing id are not similar.
    @Test func fiveSimilarUnsaidRefusalsOpenTheBreaker() {
        func refuse(_ reply: String) -> Bool {
            learn(.channelAtFault, about: .unsaid, code: 550, reply: reply, at: .smtp(.rcpt))
        }
        #expect((1...4).allSatisfy { !refuse("550 5.7.1 <p\($0)@example.test>: policy \($0)ab\($0)") })
        #expect(!refuse("550 5.7.9 other"), "of another kind")
        #expect((1...4).allSatisfy { !refuse("550 5.7.1 <p\($0)@example.test>: policy \($0)ab\($0)") })
        #expect(!learn(.delivered), "a success begins the count anew")
        #expect((1...4).allSatisfy { !refuse("550 5.7.1 <p\($0)@example.test>: policy \($0)ab\($0)") })
        #expect(refuse("550 5.7.1 <p9@example.test>: policy 9ab9"))
    }

    /// After a rest the relay is back, and the first message is refused for another reason.
    @Test func differentRefusalDoesNotProlongTheRest() {
        for _ in 1...5 { _ = learn(.retry) }
        _ = rest()
        #expect(!learn(.channelAtFault, about: .unsaid, code: 554, reply: "554 5.7.1 spam", at: .smtp(.endOfData)))
        #expect(learn(.channelAtFault, about: .unsaid, code: 554, reply: "554 5.7.1 spam", at: .smtp(.endOfData)))
    }

    @Test func tooManyRequestsRestsForTheRetryAfter() {
        #expect(learn(.retry, about: .sender, code: 429, at: .http(.answer)))
        func tooMany(_ wait: Int) -> Verdict {
            Verdict(.retry, at: .http(.answer), about: .sender, code: 429, reply: "", retryAfter: .seconds(wait))
        }
        #expect(rest(after: tooMany(700)) == .seconds(700))
        #expect(rest(after: tooMany(1_000_000)) == ChannelHealth.longestRest)
    }

    @Test func refusedLoginRestsAtLeastFiveMinutes() {
        let refused = Verdict(.channelAtFault, at: .smtp(.auth), about: .sender, code: 535, reply: "")
        #expect(rest(after: refused) == .seconds(300))
    }
}

/// Lets a test change the health of a channel and ask about it in one expression.
private final class Patient {
    private var health = ChannelHealth()

    func width(atMost limit: Int) -> Int { health.width(atMost: limit) }
    func resume(afterRests rests: Int) { health.resume(afterRests: rests) }
    func learn(from verdict: Verdict) -> ChannelHealth.Change { health.learn(from: verdict) }
    func rest(after fault: Verdict) -> ChannelHealth.Rest { health.rest(after: fault) }
}

@Suite struct ClockWatchTests {
    private struct SetClock: Clock {
        var now: UnixTime
        var sinceBoot: Duration
        var uptime: Duration { sinceBoot }
        func sleep(for duration: Duration) async throws {}
    }

    @Test(arguments: [(3600, nil), (86_400, "forward"), (-3600, nil), (-86_400, "back"), (30 * 86_400, "forward")])
    func clockStepsAreDetected(seconds: Int, direction: String?) {
        let start = UnixTime(seconds: 1_765_760_400)
        var watch = ClockWatch(SetClock(now: start, sinceBoot: .seconds(1000)))
        let usual = SetClock(now: start + .seconds(90_000), sinceBoot: .seconds(91_000))
        #expect(watch.step(usual) == nil, "time that simply went by")
        let step = watch.step(SetClock(now: usual.now + .seconds(60 + seconds), sinceBoot: .seconds(91_060)))
        #expect((step == nil) == (direction == nil))
        if let direction { #expect(step?.contains("set \(direction) from 2025-12-16") == true) }
        let quiet = SetClock(now: usual.now + .seconds(120 + seconds), sinceBoot: .seconds(91_120))
        #expect(watch.step(quiet) == nil, "told once")
    }
}
