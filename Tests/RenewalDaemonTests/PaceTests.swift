import RenewalDelivery
import RenewalOutbox
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalDaemon

/// Minutes of their own for notices, and how many a mailbox gets in a day.
@Suite struct PaceTests {
    private func hours() throws -> SendingHours { try SendingHours(of: Sample.settings("")) }

    private func minute(_ instant: UnixTime, _ hours: SendingHours) -> Int { hours.calendar.minuteOfDay(of: instant) }

    @Test func minutesKeepAwayFromFullAndHalfHours() throws {
        let hours = try hours()
        let nine = hours.calendar.instant(atMinute: 540, of: CalendarDate(dayNumber: 20_437))
        let ids = (0..<2000).map { "delivery\($0)" }
        let departures = ids.map { hours.departure(of: $0, within: .seconds(3600), from: nine) }
        #expect(departures.allSatisfy { (543...597).contains(minute($0, hours)) })
        #expect(departures.allSatisfy { (3..<28).contains(minute($0, hours) % 30) })
        #expect(Set(departures.map { minute($0, hours) }).count == 50, "every quiet minute of the stretch is used")
        #expect(departures == ids.map { hours.departure(of: $0, within: .seconds(3600), from: nine) })
    }

    /// What could leave shortly before the end of the hours leaves before it.
    @Test func nothingIsSpreadBeyondTheHours() throws {
        let hours = try hours()
        let day = CalendarDate(dayNumber: 20_437)
        for minute in [1062, 1070, 1079] {
            let start = hours.calendar.instant(atMinute: minute, of: day) + .seconds(20)
            for number in 0..<200 {
                let leaves = hours.departure(of: "\(number)", within: .seconds(7200), from: start)
                #expect(leaves >= start && self.minute(leaves, hours) < 1080)
            }
        }
        let late = hours.calendar.instant(atMinute: 1079, of: day)
        #expect(hours.departure(of: "x", within: .seconds(7200), from: late) == late, "no quiet minute is left")
    }

    @Test func eachNoticeLeavesInItsMinuteAndUrgentOnesAtOnce() async throws {
        let office = try Sample(on: "2025-12-15", hour: 9)
        for number in 1...9 { try office.register(number, until: "2026-03-15") }
        // The last call, seven days before the end.
        try office.register(10, until: "2025-12-22")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let extra = "schedule: {spread: 30m}"
        let first = try await office.drain(outbox, extra: extra)
        let urgent = try await outbox.deliveries(DeliveryFilter(states: [.sent], limit: 99))
        #expect(!urgent.isEmpty && urgent.allSatisfy { $0.severity >= .urgent })
        #expect(first.postponed == 9)
        let waiting = try await outbox.deliveries(DeliveryFilter(states: [.deferred], limit: 99))
        #expect(waiting.count == 9 && waiting.allSatisfy { $0.reason == "spread" })
        let last = try #require(waiting.compactMap(\.nextAttempt).max())
        let begin = office.clock.now
        #expect(waiting.allSatisfy { $0.nextAttempt.map { $0 > begin + .seconds(180) } ?? false })
        #expect(last <= begin + .seconds(1800))
        #expect(try await office.drain(outbox, extra: extra).outcomes.isEmpty)
        office.clock.move(by: begin.duration(to: last))
        #expect(try await office.drain(outbox, extra: extra).outcomes == [.delivered: 9])
    }

    /// A single pass ends when it has sent what it can.
    @Test func aSinglePassDoesNotWaitForMinutes() async throws {
        let office = try Sample(on: "2025-12-15", hour: 9)
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let core = try office.core(outbox, extra: "schedule: {spread: 30m}")
        #expect(try await core.drain("mail", .asked).tally.outcomes == [.delivered: 1])
    }

    @Test func aMailboxGetsNoMoreThanItsLimitInADay() async throws {
        let office = try Sample(on: "2025-12-15", hour: 9)
        for number in 1...5 { try office.register(number, until: "2026-03-15", email: "office@example.test") }
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let extra = "delivery: {max_per_recipient_per_day: 2}"
        for left in [3, 1, 0] {
            _ = try await office.drain(outbox, extra: extra)
            #expect(try await outbox.counts()[.deferred] ?? 0 == left)
            office.clock.move(by: .seconds(86_400))
        }
        #expect(try await outbox.counts() == [.sent: 5])
    }

    @Test func aDomainGetsNoMoreThanItsLimitInAMinute() {
        let tally = DomainTally()
        let start = UnixTime(seconds: 1_765_760_400)
        func place(_ seconds: Int64, in domain: String = "qq.com") -> UnixTime? {
            tally.place(in: domain, limit: 2, at: start + .seconds(seconds))
        }
        #expect(place(0) == nil && place(20) == nil)
        #expect(place(30) == start + .seconds(60) && place(31) == start + .seconds(80), "each has a place of its own")
        #expect(place(31, in: "163.com") == nil, "another domain")
        #expect(place(61) == start + .seconds(120), "those that wait come first")
        #expect(place(-9000) == nil, "the clock was set back")
    }

    /// However many wait, no minute has more than its share.
    @Test func placesAreNeverCloserThanTheLimit() {
        let tally = DomainTally()
        let start = UnixTime(seconds: 1_765_760_400)
        var dice = SplitMix(seed: 7)
        var (now, places): (UnixTime, [UnixTime]) = (start, [])
        for _ in 0..<2000 {
            now = now + .seconds(Int64.random(in: 0...30, using: &dice))
            places.append(tally.place(in: "qq.com", limit: 3, at: now) ?? now)
        }
        places.sort()
        #expect(zip(places, places.dropFirst(3)).allSatisfy { $0 + DomainTally.span <= $1 })
    }

    @Test func mailsOverTheLimitOfTheirDomainLeaveMinutesLater() async throws {
        let office = try Sample(on: "2025-12-15", hour: 9)
        for number in 1...5 { try office.register(number, until: "2026-03-15") }
        try office.register(6, until: "2026-03-15", email: "li.wei@other.test")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let tally = DomainTally()
        for (sent, left) in [(3, 3), (5, 1), (6, 0)] {
            _ = try await office.lane(of: outbox, limits: ["example.test": 2], domainTally: tally).drain().result()
            #expect(try await outbox.counts()[.sent] == sent)
            let waiting = try await outbox.deliveries(DeliveryFilter(states: [.deferred], limit: 99))
            #expect(waiting.count == left && waiting.allSatisfy { $0.reason == "domain_limit" && $0.attempts == 0 })
            office.clock.move(by: .seconds(60))
        }
        let events = try await outbox.evidence(after: 0, limit: 999).map(\.link.entry.event)
        #expect(events.count { $0 == .postponed } == 3, "each of them once")
    }
}
