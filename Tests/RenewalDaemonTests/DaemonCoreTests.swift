import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import RenewalSQLite
import Synchronization
import Testing

@testable import RenewalDaemon

/// Starting, scanning and draining, whoever calls.
@Suite struct DaemonCoreTests {
    /// An office with so many notices planned, on a Monday at ten unless it says otherwise.
    private func office(
        on day: String = "2025-12-15",
        hour: Int = 10,
        _ count: Int = 1
    ) async throws -> (Sample, Outbox) {
        let office = try Sample(on: day, hour: hour)
        for number in 1...count { try office.register(number, until: "2026-03-15") }
        let outbox = try office.outbox()
        try await office.scan(outbox)
        return (office, outbox)
    }

    private func rest(_ outbox: Outbox, for duration: Duration, at now: UnixTime) async throws {
        try await outbox.channelRests("mail", fault: "connect", rests: 1, until: now + duration, at: now)
    }

    @Test func aStartFreesWhatWasUnderWay() async throws {
        let (office, outbox) = try await office()
        let lane = try office.lane(of: outbox)
        let ready = try await lane.prepare(1, besides: [], isIdle: true).ready
        #expect(try await lane.claim(ready).count == 1)
        let found = try await office.core(outbox).begin(on: "machine", serving: nil)
        #expect(found.freed == 1 && found.holds.isEmpty)
        #expect(try await outbox.counts()[.sending] == nil)
    }

    @Test func aStartOnAnotherMachineTellsWhatItHolds() async throws {
        let (office, outbox) = try await office()
        let core = try office.core(outbox)
        #expect(try await core.begin(on: "machine", serving: nil).holds.isEmpty)
        #expect(try await core.begin(on: "another", serving: nil).holds.map(\.scope) == [.everything])
    }

    @Test func aClockThatIsNotSetPlansAndSendsNothing() async throws {
        let (office, outbox) = try await office()
        let core = try office.core(outbox, earliest: office.clock.now + .seconds(1))
        await #expect(throws: DaemonError.clockNotSet(office.clock.now)) { try await core.scan { _ in } }
        _ = try await core.drain("mail", .due)
        _ = try await core.drain("mail", .asked)
        #expect(office.courier.parcels.isEmpty)
        #expect(try await core.nextPass(of: "mail", notBefore: nil) == nil)
        office.clock.move(by: .seconds(1))
        #expect(try await core.scan { _ in }.day == CalendarDate("2025-12-15"))
        _ = try await core.drain("mail", .due)
        #expect(office.courier.parcels.count == 1)
    }

    /// The daemon leaves it alone, `run --once` tries it with one attempt; the next rest is twice as long for both.
    @Test func aChannelThatRestsIsTriedOnlyWhenAsked() async throws {
        let (office, outbox) = try await office(3)
        let core = try office.core(outbox)
        try await rest(outbox, for: .seconds(60), at: office.clock.now)
        _ = try await core.drain("mail", .due)
        #expect(office.courier.parcels.isEmpty)
        office.courier.answer(Verdict(.retry, at: .smtp(.connect), about: .destination, reply: "refused"))
        _ = try await core.drain("mail", .asked)
        #expect(office.courier.parcels.count == 1)
        let state = try await outbox.channelState(of: "mail")
        #expect(state.rests == 2 && state.restUntil == office.clock.now + .seconds(120))
        _ = try await core.drain("mail", .asked)
        #expect(office.courier.parcels.count == 3, "the first one is put off")
        #expect(try await outbox.channelStates().isEmpty, "it works again")
    }

    @Test func aStateFileThatStaysLockedIsWaitedFor() async throws {
        let (office, _) = try await office()
        let locked = InlineTransactions(
            before: { [clock = office.clock] access in
                guard access == .writes else { return }
                clock.move(by: .seconds(7200))
                throw OutboxError.busy(path: "state.db")
            }
        )
        let core = try office.core(office.outbox(.operatorCommand, running: locked))
        let drained = try await core.drain("mail", .due)
        #expect(drained.lock == .busy(path: "state.db"))
        #expect(drained.waitsUntil == office.clock.now + DaemonCore.pauseWhenBusy)
        #expect(office.courier.parcels.isEmpty)
    }

    @Test func aChannelOfAnEarlierConfigurationHasNothingToDo() async throws {
        let (office, outbox) = try await office()
        let core = try office.core(outbox)
        #expect(try await core.drain("fax", .due).waitsUntil == nil)
        #expect(try await core.nextPass(of: "fax", notBefore: nil) == nil)
    }

    /// Hours are nine to six; at the weekend they are for what is pressing, which the notice is not.
    ///
    /// A pause and a rest are minutes from now.
    @Test(arguments: [
        ("2025-12-15", 10, nil, nil, "2025-12-15", 10), ("2025-12-15", 20, nil, nil, "2025-12-16", 9),
        ("2025-12-15", 7, nil, nil, "2025-12-15", 9), ("2025-12-20", 10, nil, nil, "2025-12-20", 18),
        ("2025-12-15", 10, 120, nil, "2025-12-15", 12), ("2025-12-15", 10, nil, 180, "2025-12-15", 13),
        ("2025-12-15", 10, 120, 180, "2025-12-15", 13), ("2025-12-15", 7, 60, nil, "2025-12-15", 9),
    ])
    func theNextPassIsWhenSomethingMayLeave(
        day: String,
        hour: Int,
        pause: Int?,
        rest: Int?,
        nextDay: String,
        nextHour: Int
    ) async throws {
        let (office, outbox) = try await office(on: day, hour: hour)
        let extra = "schedule: {send_days: [mon, tue, wed, thu, fri]}"
        let (core, now) = (try office.core(outbox, extra: extra), office.clock.now)
        if let rest { try await self.rest(outbox, for: .seconds(rest * 60), at: now) }
        let next = try await core.nextPass(of: "mail", notBefore: pause.map { now + .seconds($0 * 60) })
        // What waits already may leave at any instant that is past.
        #expect(max(try #require(next), now) == ManualClock(nextDay, hour: nextHour).now)
    }
}
