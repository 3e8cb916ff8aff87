import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import RenewalSQLite
import Synchronization
import Testing

@testable import RenewalDaemon

@Suite struct LaneTests {
    private func states(_ outbox: Outbox) async throws -> [String] {
        try await outbox.deliveries(DeliveryFilter(limit: 100)).map { delivery in
            "\(delivery.recipient) \(delivery.state.rawValue)\(delivery.reason.map { " \($0)" } ?? "")"
        }.sorted()
    }

    @Test func dueDeliveriesAreSentOnce() async throws {
        let office = try Sample(on: "2025-12-15")
        for number in 1...9 { try office.register(number, until: "2026-03-15") }
        let outbox = try office.outbox()
        try await office.scan(outbox)
        #expect(try await office.drain(outbox).outcomes == [.delivered: 9])
        #expect(try await office.drain(outbox).outcomes.isEmpty)
        #expect(Set(office.courier.parcels.map(\.deliveryID)).count == 9)
    }

    /// One hanging attempt must not block the others: all of them arrive before it is released.
    @Test func hangingAttemptDoesNotBlockTheOthers() async throws {
        let office = try Sample(on: "2025-12-15")
        for number in 1...9 { try office.register(number, until: "2026-03-15") }
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.courier.hangUntil(parcels: 9)
        #expect(try await office.drain(outbox, parallel: 2).outcomes == [.delivered: 9])
        #expect(office.courier.parcels.count == 9)
    }

    @Test func drainStopsAtTheEndOfTheSendingHours() async throws {
        let office = try Sample(on: "2025-12-15", hour: 10)
        for number in 1...9 { try office.register(number, until: "2026-03-15") }
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.courier.during { [clock = office.clock] in clock.move(by: .seconds(1800)) }
        let tally = try await office.drain(outbox, extra: "schedule: {send_between: \"09:00-12:00\"}")
        #expect(tally.outcomes == [.delivered: 4])
        #expect(try await outbox.counts() == [.sent: 4, .pending: 5])
    }

    @Test func aReloadEndsTheLaneOfTheOldConfiguration() async throws {
        let office = try Sample(on: "2025-12-15")
        for number in 1...9 { try office.register(number, until: "2026-03-15") }
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let courier = office.courier
        let tally = try await office.drain(outbox, isInForce: { courier.parcels.count < 3 })
        #expect(tally.outcomes == [.delivered: 3])
        #expect(try await outbox.counts() == [.sent: 3, .pending: 6])
    }

    /// The machine sleeps for a day after the recheck, the first read, or after the claim, the first write.
    @Test(arguments: [(TransactionAccess.reads, Verdict.Outcome.delivered), (.writes, .retry)])
    func staleRecheckIsNotSent(after: TransactionAccess, outcome: Verdict.Outcome) async throws {
        let office = try Sample(on: "2025-12-15")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let steps = Atomic(0)
        let slow = InlineTransactions(
            after: { [clock = office.clock] access in
                guard access == after, steps.add(1, ordering: .relaxed).newValue == 1 else { return }
                clock.move(by: .seconds(86_400))
            }
        )
        let tally = try await office.drain(office.outbox(.operatorCommand, running: slow))
        #expect(tally.outcomes == [outcome: 1], "a look is repeated, a claim is not used")
        office.clock.move(by: .seconds(3600))
        _ = try await office.drain(outbox)
        #expect(office.courier.parcels.count == 1)
        #expect(try await states(outbox) == ["p1@example.test sent"])
    }

    @Test func unreadableNoticeDoesNotStopTheLane() async throws {
        let office = try Sample(on: "2025-12-15")
        for number in 1...5 { try office.register(number, until: "2026-03-15") }
        let outbox = try office.outbox()
        try await office.scan(outbox)
        try office.damage("UPDATE notice SET kind = 'registration.future' WHERE record_id = 'R-1'", in: "state.db")
        #expect(try await office.drain(outbox).outcomes == [.delivered: 4])
        #expect(try await outbox.counts() == [.sent: 4, .held: 1])
    }

    @Test func drainReportsProgressAtEveryStep() async throws {
        let office = try Sample(on: "2025-12-15")
        for number in 1...9 { try office.register(number, until: "2026-03-15") }
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let steps = Atomic(0)
        _ = try await office.drain(outbox, onProgress: { steps.add(1, ordering: .relaxed) })
        #expect(steps.load(ordering: .relaxed) >= 18, "a claim and the end of an attempt for each of nine")
    }

    /// A clock that ran ahead planned it; once the clock is right again, the notice waits for its day.
    @Test func noticePlannedTooEarlyWaitsForItsDay() async throws {
        let office = try Sample(on: "2025-12-15")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.clock.move(by: .seconds(-5 * 86_400))
        #expect(try await office.drain(outbox).postponed == 1)
        #expect(office.courier.parcels.isEmpty)
        office.clock.move(by: .seconds(5 * 86_400))
        #expect(try await office.drain(outbox).outcomes == [.delivered: 1])
    }

    @Test func missingRecordIsWaitedFor() async throws {
        let office = try Sample(on: "2025-12-15")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        try office.damage("DELETE FROM registration")
        #expect(try await office.drain(outbox).postponed == 1)
        #expect(try await states(outbox) == ["p1@example.test deferred"])
        try office.register(1, until: "2026-03-15")
        office.clock.move(by: .seconds(3600))
        #expect(try await office.drain(outbox).outcomes == [.delivered: 1])
        try office.register(2, until: "2026-03-15")
        try await office.scan(outbox)
        try office.damage("DELETE FROM registration")
        #expect(try await office.drain(outbox).postponed == 1)
        office.clock.move(by: .seconds(4 * 86_400))
        #expect(try await office.drain(outbox).withdrawn == 1)
        #expect(try await states(outbox).contains("p2@example.test cancelled record_missing"))
    }

    @Test func everyAttemptCarriesTheSameBytes() async throws {
        let office = try Sample(on: "2025-12-15")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.courier.answer(
            Verdict(.retry, at: .smtp(.rcpt), about: .recipient, code: 451, reply: "greylisted"),
            Verdict(.ambiguous, at: .smtp(.endOfData), about: .destination, reply: "timeout")
        )
        #expect(try await office.drain(outbox).outcomes == [.retry: 1])
        #expect(try await office.drain(outbox).outcomes.isEmpty, "not before its time")
        office.clock.move(by: .seconds(3600))
        #expect(try await office.drain(outbox).outcomes == [.ambiguous: 1])
        office.clock.move(by: .seconds(14_400))
        #expect(try await office.drain(outbox).outcomes == [.delivered: 1])
        #expect(office.courier.parcels.count == 3)
        #expect(Set(office.courier.parcels.map(\.payload)).count == 1)
        #expect(Set(office.courier.parcels.map(\.deliveryID)).count == 1)
    }

    @Test func aRefusedRecipientFailsForGood() async throws {
        let office = try Sample(on: "2025-12-15")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.courier.answer(
            Verdict(.permanent, at: .smtp(.rcpt), about: .recipient, code: 550, reply: "5.1.1 no such user")
        )
        _ = try await office.drain(outbox)
        #expect(try await states(outbox).allSatisfy { $0.contains("failed") })
    }

    @Test func channelFaultStopsTheLane() async throws {
        let office = try Sample(on: "2025-12-15")
        for number in 1...9 { try office.register(number, until: "2026-03-15") }
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.courier.answer(Verdict(.channelAtFault, at: .smtp(.auth), about: .sender, code: 535, reply: "bad login"))
        let tally = try await office.drain(outbox)
        #expect(tally.channelFault?.code == 535)
        #expect(office.courier.parcels.count < 9)
        #expect(try await outbox.counts()[.sending] == nil)
    }

    @Test func obsoleteNoticesAreWithdrawn() async throws {
        let office = try Sample(on: "2025-12-15")
        for number in 1...4 { try office.register(number, until: "2026-03-15") }
        let outbox = try office.outbox()
        try await office.scan(outbox)
        try office.load("id,state,ended_on\nR-1,renewed,2025-12-15\nR-2,cancelled,2025-12-15\n", into: "registration")
        try office.load(
            "id,procedure,registration_id,person_id,submitted_on,state\nA-1,renewal,R-3,P-3,2025-12-15,submitted\n",
            into: "application"
        )
        let tally = try await office.drain(outbox)
        #expect(tally.withdrawn == 3)
        #expect(tally.outcomes == [.delivered: 1])
        #expect(
            try await states(outbox) == [
                "p1@example.test cancelled renewed", "p2@example.test cancelled cancelled",
                "p3@example.test cancelled renewal_filed", "p4@example.test sent",
            ]
        )
    }

    @Test func aCorrectedAddressReplacesTheOldOne() async throws {
        let office = try Sample(on: "2025-12-15")
        try office.register(1, until: "2026-03-15", email: "old@example.test")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.courier.answer(Verdict(.retry, at: .smtp(.connect), about: .destination, reply: "refused"))
        _ = try await office.drain(outbox)
        try office.register(1, until: "2026-03-15", email: "new@example.test")
        office.clock.move(by: .seconds(7200))
        let tally = try await office.drain(outbox)
        #expect(tally.outcomes == [.delivered: 1])
        #expect(
            try await states(outbox) == ["new@example.test sent", "old@example.test cancelled address_changed"]
        )
        #expect(office.courier.parcels.map(\.recipient) == ["old@example.test", "new@example.test"])
    }

    @Test func aFailedAddressThatIsCorrectedGetsItsNotice() async throws {
        let office = try Sample(on: "2025-12-15")
        try office.register(1, until: "2026-03-15", email: "old@example.test")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.courier.answer(
            Verdict(.permanent, at: .smtp(.rcpt), about: .recipient, code: 550, reply: "no such user")
        )
        _ = try await office.drain(outbox)
        #expect(try await office.scan(outbox).plannedDeliveries == 1, "the office is told, and nothing has changed")
        #expect(try await office.scan(outbox).plannedDeliveries == 0, "the office is told once")
        try office.register(1, until: "2026-03-15", email: "new@example.test")
        #expect(try await office.scan(outbox).plannedDeliveries == 1)
        #expect(try await office.drain(outbox).outcomes == [.delivered: 1])
        #expect(office.courier.parcels.map(\.recipient) == ["old@example.test", "new@example.test"])
    }

    @Test func aPolicyRefusalOfOneRecipientDoesNotStopTheOthers() async throws {
        let office = try Sample(on: "2025-12-15")
        for number in 1...9 { try office.register(number, until: "2026-03-15") }
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.courier.answer(
            Verdict(.channelAtFault, at: .smtp(.rcpt), about: .unsaid, code: 550, reply: "5.7.1 policy")
        )
        let tally = try await office.drain(outbox)
        #expect(tally.outcomes == [.channelAtFault: 1, .delivered: 8])
        #expect(tally.channelFault == nil)
    }

    @Test func acknowledgementWithdrawsNoticesBelowUrgent() async throws {
        let office = try Sample(on: "2025-12-14")
        try office.register(1, until: "2026-03-14")
        try office.register(2, until: "2025-12-21")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        for delivery in try await outbox.deliveries(DeliveryFilter(limit: 10)) {
            let day = try #require(CalendarDate("2025-12-13"))
            let acknowledgement = Acknowledgement(on: day, at: office.clock.now, by: "office")
            try await outbox.acknowledge(noticeID: delivery.noticeID, acknowledgement)
        }
        _ = try await office.drain(outbox)
        #expect(
            try await states(outbox).filter { $0.contains("@example.test") && $0.hasPrefix("p") } == [
                "p1@example.test cancelled acknowledged", "p2@example.test sent",
            ]
        )
    }

    /// The relay is slow: the lease is renewed during the attempt, so nobody takes it for lost.
    @Test func longAttemptRenewsItsLease() async throws {
        let office = try Sample(on: "2025-12-15")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let clock = SteppedClock(office.clock.now)
        let lane = try office.lane(of: outbox, extra: "delivery: {lease: 2m}", clock: clock)
        office.courier.hangUntil(parcels: .max)
        async let drained = lane.drain()
        let patience = ContinuousClock.now + .seconds(120)
        while office.courier.parcels.isEmpty, ContinuousClock.now < patience { await Task.yield() }
        for _ in 1...6 {
            while !clock.hasSleeper(for: .seconds(40)), ContinuousClock.now < patience { await Task.yield() }
            clock.move(by: .seconds(60))
            let wanted = clock.now + .seconds(120)
            while try await outbox.nextAttempt(channel: "mail", minimumSeverity: .info) != wanted,
                ContinuousClock.now < patience
            {
                await Task.yield()
            }
        }
        office.courier.release()
        #expect(try await drained.result().outcomes == [.delivered: 1])
        #expect(try await states(outbox) == ["p1@example.test sent"])
    }
}

/// A clock whose sleepers wake when it is moved past their time.
private final class SteppedClock: Clock {
    private struct State {
        var now: UnixTime
        var sleepers: [Int: (until: UnixTime, length: Duration, wake: CheckedContinuation<Void, Never>)] = [:]
        var number = 0
    }

    private let state: Mutex<State>

    init(_ now: UnixTime) { state = Mutex(State(now: now)) }

    var now: UnixTime { state.withLock(\.now) }
    var uptime: Duration { .milliseconds(now.milliseconds) }
    var sinceBoot: Duration { uptime }

    func hasSleeper(for length: Duration) -> Bool {
        state.withLock { state in state.sleepers.values.contains { $0.length == length } }
    }

    func move(by duration: Duration) {
        let due = state.withLock { state in
            state.now = state.now + duration
            let due = state.sleepers.filter { $0.value.until <= state.now }
            for key in due.keys { state.sleepers[key] = nil }
            return due.values.map(\.wake)
        }
        for wake in due { wake.resume() }
    }

    func sleep(for duration: Duration) async throws {
        let number = state.withLock { state in
            state.number += 1
            return state.number
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    guard !Task.isCancelled else { return true }
                    state.sleepers[number] = (state.now + duration, duration, continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: number) }?.wake.resume()
        }
        try Task.checkCancellation()
    }
}
