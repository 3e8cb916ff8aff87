import RenewalConfig
import RenewalOutbox
import RenewalRules
import Testing

@testable import RenewalReports

/// Whether the service gets on; the sending hours of the samples are 09:00 to 18:00 on every day.
@Suite struct ReadinessTests {
    /// Eleven in the morning.
    private static let now = Samples.start + .seconds(2 * 3600)

    private func readiness(
        isServed: Bool = true,
        passEnded minutesAgo: Int64? = 10,
        due: [(channel: String, minutesAgo: Int64)] = [],
        channels: [String: ChannelState] = [:]
    ) throws -> Readiness {
        var readings = OutboxReadings()
        readings.lastPass = minutesAgo.map { minutes in
            let end = Self.now - .seconds(60 * minutes)
            return OutboxReadings.PassReading(
                isFull: true,
                startedAt: end - .seconds(3),
                endedAt: end,
                examined: 1,
                unreadable: 0,
                longOverdue: 0,
                unreachable: 0,
                phases: [:]
            )
        }
        readings.due = due.map { due in
            OutboxReadings.DueSince(
                channel: due.channel,
                severity: .warning,
                since: Self.now - .seconds(60 * due.minutesAgo)
            )
        }
        let settings = try Samples.settings()
        return try Readiness(
            isServed: isServed,
            readings: readings,
            channels: channels,
            settings: settings,
            at: Self.now
        )
    }

    @Test func aServiceThatGetsOnIsReady() throws {
        let found = try readiness(due: [("mail", 30)])
        #expect(found.isReady)
        #expect(found.waits == ["mail": .seconds(1800)])
    }

    @Test func withoutADaemonItIsNot() throws {
        #expect(try readiness(isServed: false).obstacles == [.notRunning])
    }

    @Test func beforeTheFirstPassItIsNot() throws {
        #expect(try readiness(passEnded: nil).obstacles == [.neverScanned])
    }

    /// A rescan is due every hour.
    @Test(arguments: [(120, true), (121, false)])
    func passesMayFailOnce(minutesAgo: Int64, isReady: Bool) throws {
        let found = try readiness(passEnded: minutesAgo)
        #expect(found.isReady == isReady)
        let end = Self.now - .seconds(60 * minutesAgo)
        let old = Readiness.Obstacle.scansStopped(endedAt: end, limit: .seconds(7200))
        #expect(found.obstacles == (isReady ? [] : [old]))
    }

    @Test func whatWaitsForAnHourIsAnObstacle() throws {
        let found = try readiness(due: [("mail", 61), ("desk", 60), ("mail", 5)])
        #expect(found.obstacles == [.waits(channel: "mail", wait: .seconds(3660))])
    }

    /// What was planned last night has waited since nine.
    @Test func theNightIsNoWait() throws {
        #expect(try readiness(due: [("mail", 15 * 60)]).waits == ["mail": .seconds(2 * 3600)])
    }

    /// An operator wanted it so.
    @Test func aPauseIsNoWaitUntilItIsOver() throws {
        let over = paused(until: Self.now - .seconds(1200))
        #expect(try readiness(due: [("mail", 90)], channels: ["mail": over]).waits == ["mail": .seconds(1200)])
        for end in [Self.now + .seconds(60), nil] {
            #expect(try readiness(due: [("mail", 90)], channels: ["mail": paused(until: end)]).isReady)
        }
    }

    private func paused(until end: UnixTime?) -> ChannelState {
        ChannelState(pause: ChannelPause(since: Samples.start, until: end, by: "office"))
    }

    /// Its deliveries do wait.
    @Test func aChannelAtFaultIsNoExcuse() throws {
        let resting = ChannelState(fault: "auth 535", since: Samples.start, restUntil: Self.now + .seconds(60))
        #expect(try !readiness(due: [("mail", 90)], channels: ["mail": resting]).isReady)
    }

    @Test func everyObstacleIsSaidInBothLanguages() throws {
        let obstacles: [Readiness.Obstacle] = [
            .notRunning, .neverScanned, .scansStopped(endedAt: Samples.start, limit: .seconds(7200)),
            .waits(channel: "mail", wait: .seconds(4000)),
        ]
        #expect(
            obstacles.map(\.sentence.english) == [
                "the service is not running", "no pass over the registry has been finished yet",
                "the last pass over the registry ended at 2025-12-15T01:00:00Z, more than 2 hours ago",
                "something due has waited for channel mail for 66 minutes within the sending hours",
            ]
        )
        #expect(obstacles.allSatisfy { !$0.sentence.chinese.isEmpty && $0.sentence.chinese != $0.sentence.english })
    }
}
