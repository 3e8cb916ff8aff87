import RenewalRules
import Testing

@testable import RenewalDaemon

/// A destination that fails gets rest and few attempts; one that works gets more.
@Suite struct ChannelHealthTests {
    private let health = ChannelHealth()

    private func learn(_ outcome: Verdict.Outcome, stage: String = "connect", code: Int? = nil) -> Bool {
        health.learn(from: Verdict(outcome, stage: stage, code: code, reply: ""))
    }

    @Test func successWidensByOneForEachRound() {
        #expect(health.width(atMost: 16) == 2)
        for _ in 1...3 { _ = learn(.delivered) }
        #expect(health.width(atMost: 16) == 3)
        for _ in 1...4 { _ = learn(.delivered) }
        #expect(health.width(atMost: 16) == 4)
        for _ in 1...1000 { _ = learn(.delivered) }
        #expect(health.width(atMost: 16) == 16)
        #expect(health.width(atMost: 1) == 1)
    }

    @Test func faultsNarrowAndFiveInARowOpenTheBreaker() {
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

    @Test func restsDoubleAndEndWithASuccess() {
        for _ in 1...5 { _ = learn(.retry) }
        #expect(health.rest(after: nil) == .seconds(60))
        #expect(health.width(atMost: 64) == 1, "one attempt tries whether it is back")
        #expect(learn(.retry), "one fault opens it again")
        #expect(health.rest(after: nil) == .seconds(120))
        for _ in 1...10 { _ = health.rest(after: nil) }
        #expect(health.rest(after: nil) == ChannelHealth.longestRest)
        #expect(!learn(.delivered))
        #expect(health.width(atMost: 64) == 2)
        #expect(health.rest(after: nil) == .seconds(60))
    }

    @Test func whatIsAboutAMessageIsNoFault() {
        for _ in 1...20 {
            #expect(!learn(.retry, stage: "rcpt", code: 451))
            #expect(!learn(.permanent, stage: "rcpt", code: 550))
            #expect(!learn(.retry, stage: "http", code: 404))
        }
    }

    @Test func tooManyRequestsOpensAtOnceForAsLongAsAsked() {
        #expect(learn(.retry, stage: "http", code: 429))
        let asked = Verdict(.retry, stage: "http", code: 429, reply: "", retryAfter: .seconds(700))
        #expect(health.rest(after: asked) == .seconds(700))
        let tooLong = Verdict(.retry, stage: "http", code: 429, reply: "", retryAfter: .seconds(1_000_000))
        #expect(health.rest(after: tooLong) == ChannelHealth.longestRest)
    }

    @Test func aRefusedLoginRestsForFiveMinutesAtLeast() {
        #expect(health.rest(after: Verdict(.hold, stage: "auth", code: 535, reply: "")) == .seconds(300))
    }
}

@Suite struct ClockWatchTests {
    private struct SetClock: Clock {
        var now: UnixTime
        var sinceBoot: Duration
        var uptime: Duration { sinceBoot }
        func sleep(for duration: Duration) async throws {}
    }

    @Test(arguments: [(3600, nil), (86_400, "forward"), (-3600, nil), (-86_400, "back"), (30 * 86_400, "forward")])
    func aStepAgainstTheMachinesOwnTimeIsTold(seconds: Int, direction: String?) {
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
