import Foundation
import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalDaemon

@Suite struct ServiceManagerTests {
    @Test func statesAreSpelledAsSystemdReadsThem() throws {
        let directory = try TemporaryDirectory()
        let socket = try NotifySocket(path: directory.path("notify"))
        let manager = ServiceManager(environment: ["NOTIFY_SOCKET": socket.path], processID: 1)
        manager.notify(.ready, status: "line one\nREADY=0")
        #expect(socket.next() == "READY=1\nSTATUS=line oneREADY=0")
        manager.notify(.reloading(uptime: .seconds(5)))
        #expect(socket.next() == "RELOADING=1\nMONOTONIC_USEC=5000000")
        manager.notify(.watchdog)
        #expect(socket.next() == "WATCHDOG=1")
        manager.notify(.stopping)
        #expect(socket.next() == "STOPPING=1")
    }

    @Test func theWatchdogOfAnotherProcessIsNotOurs() {
        let environment = ["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "4711"]
        #expect(ServiceManager(environment: environment, processID: 4711).watchdogInterval == .seconds(30))
        #expect(ServiceManager(environment: environment, processID: 4712).watchdogInterval == nil)
        #expect(ServiceManager(environment: [:], processID: 1).watchdogInterval == nil)
    }
}

@Suite struct VitalsTests {
    @Test func missedProgressIsNoticed() {
        let vitals = Vitals()
        vitals.promise(.planning, by: .seconds(100))
        #expect(vitals.areSound(at: .seconds(100) + Vitals.slack))
        #expect(!vitals.areSound(at: .seconds(101) + Vitals.slack))
        vitals.retire(.planning)
        #expect(vitals.areSound(at: .seconds(1000)))
    }
}

@Suite struct RetryDecisionTests {
    private func next(
        _ outcome: Verdict.Outcome,
        code: Int? = nil,
        age: Duration = .zero,
        webhook: Bool = false,
        audience: Audience = .holder,
        scope: Verdict.Scope = .message,
        onAmbiguous: String = "resend"
    ) throws -> String {
        let settings = try Sample.settings("delivery: {on_ambiguous: \(onAmbiguous)}")
        let mail = try #require(settings.channels.first).kind
        let event = try Self.webhookKind()
        let decision = RetryDecision(delivery: settings.delivery, kind: webhook ? event : mail)
        let state = decision.nextState(
            after: Verdict(outcome, at: .file, about: scope, code: code, reply: ""),
            of: audience,
            age: age,
            at: UnixTime(seconds: 0),
            chance: 0.5
        )
        switch state {
        case .deferred(let until): return "deferred \(until.seconds)"
        case .held(let reason): return "held \(reason)"
        default: return "\(state)"
        }
    }

    private static func webhookKind() throws -> ChannelKind {
        let directory = try TemporaryDirectory()
        let secret = "whsec_" + Data(repeating: 7, count: 32).base64EncodedString()
        try Data(secret.utf8).write(to: directory.url.appending(path: "secret"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: directory.path("secret"))
        let settings = try Settings.parse(
            text: """
                version: 1
                registry: {sqlite: r.db}
                state: {sqlite: s.db}
                channels: {hr: {type: webhook, url: "https://hr.example.test/", secret: {file: secret}}}
                routes: [{match: {}, send: [hr]}]
                """,
            file: directory.path("renewald.yaml"),
            environment: [:]
        )
        return try #require(settings.channels.first).kind
    }

    @Test func everyOutcomeHasItsState() throws {
        #expect(try next(.delivered) == "sent")
        #expect(try next(.permanent) == "failed")
        #expect(try next(.retry) == "deferred 600")
        #expect(try next(.channelAtFault) == "deferred 600")
        #expect(try next(.ambiguous) == "deferred 600")
        #expect(try next(.ambiguous, onAmbiguous: "hold") == "held may have been delivered")
        #expect(try next(.disabled, code: 410, webhook: true) == "held endpoint gone")
        #expect(try next(.retry, age: .seconds(432_001)) == "failed")
    }

    @Test func refusedWebhooksAreRetriedForDays() throws {
        #expect(try next(.retry, code: 400, age: .seconds(5), webhook: true) == "deferred 300")
        #expect(
            try next(.channelAtFault, code: 401, age: .seconds(305), webhook: true, scope: .unsaid) == "deferred 1800"
        )
        #expect(try next(.retry, code: 429, age: .seconds(305), webhook: true) == "deferred 1800")
        #expect(try next(.retry, code: 422, age: .seconds(250_000), webhook: true) == "deferred 86400")
        #expect(try next(.retry, code: 500, age: .seconds(300_000), webhook: true) == "failed")
    }

    @Test(arguments: [Verdict.Scope.destination, .sender])
    func channelFaultsNeverGiveUpADelivery(scope: Verdict.Scope) throws {
        #expect(try next(.channelAtFault, age: .seconds(9_000_000), scope: scope) == "deferred 86400")
        #expect(try next(.channelAtFault, age: .seconds(9_000_000), scope: .unsaid) == "failed")
    }
}

@Suite struct AlarmTests {
    @Test func ringBeforeTheWaitEndsItAtOnce() async {
        let clock = ManualClock("2025-12-15")
        let alarm = Alarm()
        await alarm.ring()
        let before = clock.now
        #expect(await alarm.wait(atMost: .seconds(3600), clock: clock))
        #expect(clock.now == before)
        #expect(await !alarm.wait(atMost: .seconds(3600), clock: clock))
        #expect(clock.now == before + .seconds(3600))
    }

    @Test func aRingDuringTheWaitEndsIt() async {
        let alarm = Alarm()
        let (sleeps, continuation) = AsyncStream.makeStream(of: Void.self)
        async let waited: Bool = alarm.wait(atMost: .seconds(100_000), clock: TellingClock(onSleep: continuation))
        var begun = sleeps.makeAsyncIterator()
        await begun.next()
        await alarm.ring()
        #expect(await waited)
    }
}

/// A clock that reports when somebody begins to sleep, and never wakes them.
private struct TellingClock: Clock {
    let onSleep: AsyncStream<Void>.Continuation

    var now: UnixTime { UnixTime(seconds: 0) }
    var uptime: Duration { .zero }
    var sinceBoot: Duration { .zero }

    func sleep(for duration: Duration) async throws {
        onSleep.yield()
        try await Task.sleep(for: duration)
    }
}
