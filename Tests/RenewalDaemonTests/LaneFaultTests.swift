import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import RenewalSQLite
import Synchronization
import Testing

@testable import RenewalDaemon

/// How a lane behaves when it has to wait or cannot write.
@Suite struct LaneFaultTests {
    /// A claim requires a recent recheck, the sending hours and the configuration in force; it is five seconds to
    /// twelve.
    @Test(arguments: [
        (9, "00:00-24:00", true, 2), (10, "00:00-24:00", true, 0), (4, "09:00-12:00", true, 2),
        (5, "09:00-12:00", true, 0), (4, "09:00-12:00", false, 0),
    ])
    func onlyFreshDeliveriesWithinTheHoursAreClaimed(seconds: Int, hours: String, isInForce: Bool, count: Int)
        async throws
    {
        let office = try Sample(on: "2025-12-15", hour: 11)
        office.clock.move(by: .seconds(3595))
        for number in 1...2 { try office.register(number, until: "2026-03-15") }
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let extra = "schedule: {send_between: \"\(hours)\"}"
        let lane = try office.lane(of: outbox, extra: extra, isInForce: { isInForce })
        let ready = try await lane.prepare(2, besides: [], isIdle: true).ready
        #expect(ready.count == 2)
        office.clock.move(by: .seconds(seconds))
        #expect(try await lane.claim(ready).count == count)
        #expect(try await outbox.counts()[.sending] ?? 0 == count)
    }

    /// A backup locks the file for a while just as the verdict is to be written.
    @Test func aReceiptIsKeptUntilItCanBeWritten() async throws {
        let office = try Sample(on: "2025-12-15")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let writes = Atomic(0)
        let locked = InlineTransactions(
            before: { [clock = office.clock] access in
                guard access == .writes, (2...4).contains(writes.add(1, ordering: .relaxed).newValue) else { return }
                clock.move(by: .seconds(60))
                throw OutboxError.busy(path: "state.db")
            }
        )
        let tally = try await office.drain(office.outbox(.operatorCommand, running: locked))
        #expect(tally.outcomes == [.delivered: 1] && office.courier.parcels.count == 1)
        #expect(try await outbox.counts() == [.sent: 1])
    }

    /// Another program locks the file for longer than a receipt can wait, and another attempt ends meanwhile.
    @Test func failedReceiptDoesNotLoseTheOthers() async throws {
        let office = try Sample(on: "2025-12-15")
        for number in 1...2 { try office.register(number, until: "2026-03-15") }
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.courier.hangUntil(parcels: .max)
        let writes = Atomic(0)
        let locked = InlineTransactions(
            before: { [clock = office.clock, courier = office.courier] access in
                guard access == .writes, writes.add(1, ordering: .relaxed).newValue == 2 else { return }
                courier.release()
                clock.move(by: .seconds(7200))
                throw OutboxError.busy(path: "state.db")
            }
        )
        await #expect(throws: OutboxError.busy(path: "state.db")) {
            try await office.drain(office.outbox(.operatorCommand, running: locked), parallel: 2)
        }
        #expect(try await outbox.counts() == [.sent: 1, .sending: 1])
    }

    /// Each employer takes 80 seconds to read and a lease lasts 120 seconds: two at once are always too late.
    @Test func slowRecheckShrinksTheBatch() async throws {
        let office = try Sample(
            on: "2025-12-15",
            digests: DigestSettings(),
            routes: "routes: [{match: {audience: employer}, send: [mail]}]"
        )
        try office.load("id,name,email\nE-2,示例冶金,hr2@example.test\n", into: "employer")
        try office.register(1, until: "2026-03-15")
        try office.register(2, until: "2026-03-15", employer: "E-2")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let reads = Atomic(0)
        let slow = InlineTransactions(
            before: { [clock = office.clock] _ in
                clock.move(by: .seconds(80))
                // Ends a lane that loops.
                guard reads.add(1, ordering: .relaxed).newValue < 20 else { throw RegistryError.cancelled }
            }
        )
        let tally = try await office.drain(outbox, parallel: 2, extra: "delivery: {lease: 2m}", reading: slow)
        // The test clock advances for two rechecks at once, so a claim may expire before its attempt.
        #expect(tally.registryFault == nil)
        #expect(tally.outcomes.values.reduce(0, +) == 2)
    }
}
