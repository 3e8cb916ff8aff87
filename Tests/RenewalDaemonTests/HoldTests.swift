import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalDaemon

/// Whatever looks wrong in the registry holds all sending, and the administrators are notified.
@Suite struct HoldTests {
    private static let routes = """
        routes:
          - {match: {audience: holder}, send: [mail]}
          - {match: {audience: administrator}, send: [mail]}
        """

    private func office(_ count: Int, routes: String = routes) throws -> Sample {
        let office = try Sample(on: "2025-12-15", routes: routes)
        for number in 1...count { try office.register(number, until: "2026-03-15") }
        return office
    }

    private func plan(_ office: Sample, _ outbox: Outbox) async throws -> Int {
        let context = DaemonContext(
            configuration: try office.configuration(),
            outbox: outbox,
            engine: CurlEngine(mailThreads: 0),
            status: ServiceStatus(ServiceManager(environment: [:], processID: 0)),
            earliest: UnixTime(seconds: 0)
        )
        return try await HoldPlanning(context: context, clock: office.clock).plan()
    }

    @Test func emptiedRegistryIsHeldAndNotCountedAsAScan() async throws {
        let office = try office(12)
        let outbox = try office.outbox()
        try await office.scan(outbox)
        try office.damage("UPDATE registration SET state = 'renewed', successor_id = NULL WHERE id <> 'R-1'")
        #expect(try await !office.scan(outbox, configuration: "2").isShrunk, "candidates fall after every round")
        try office.damage("DELETE FROM registration")
        let before = try await outbox.lastScan(notAfter: .last)
        office.clock.move(by: .seconds(86_400))
        #expect(try await office.scan(outbox).isShrunk)
        #expect(try await outbox.sendingHolds().map(\.reason) == [.registryShrank])
        #expect(try await outbox.lastScan(notAfter: .last) == before)
        for number in 1...12 { try office.register(number, until: "2026-03-15") }
        #expect(try await !office.scan(outbox).isShrunk)
        #expect(try await outbox.sendingHolds().isEmpty)
        #expect(try await outbox.lastScan(notAfter: .last) == before?.adding(days: 1))
    }

    @Test func administratorsAreNotifiedOfAHoldOnceADay() async throws {
        let office = try office(3)
        let outbox = try office.outbox()
        #expect(try await plan(office, outbox) == 0)
        try await office.scan(outbox)
        try await outbox.holdSending(.manyDue, detail: "many", figures: ["limit": 2], at: office.clock.now)
        #expect(try await plan(office, outbox) == 1)
        #expect(try await plan(office, outbox) == 0)
        let tally = try await office.drain(outbox)
        #expect(tally.outcomes == [.delivered: 1])
        let parcel = try #require(office.courier.parcels.first)
        #expect(parcel.recipient == "duty@example.test")
        office.clock.move(by: .seconds(86_400))
        #expect(try await plan(office, outbox) == 1, "as long as it lasts, every day")
        _ = try await outbox.releaseSending(at: office.clock.now)
        #expect(try await office.drain(outbox).outcomes == [.delivered: 3], "it is over before it was told")
        let reasons = try await outbox.deliveries(DeliveryFilter(states: [.cancelled])).map(\.reason)
        #expect(reasons == ["settled"])
    }

    /// The notice leaves with what is not held.
    @Test func administratorsAreNotifiedOfAPartialHold() async throws {
        let office = try office(12)
        let outbox = try office.outbox()
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        office.clock.move(by: .seconds(86_400))
        try office.damage("UPDATE employer SET former_name = '旧名', renamed_on = '2025-12-16'")
        try await office.scan(outbox, dueLimit: 11)
        #expect(try await plan(office, outbox) == 1)
        #expect(try await office.drain(outbox).outcomes == [.delivered: 1])
        let parcel = try #require(office.courier.parcels.last)
        #expect(parcel.recipient == "duty@example.test")
        let summaries = try await outbox.deliveries(DeliveryFilter(states: [.held]))
        let hold = try #require(try await outbox.sendingHolds().first)
        #expect(hold.waiting == 12 && summaries.allSatisfy(hold.keeps) && summaries.count == 12)
    }

    /// An additional hold is news; the end of one is not.
    @Test func administratorsAreNotifiedOfASecondHoldTheSameDay() async throws {
        let office = try office(12)
        let outbox = try office.outbox()
        try await outbox.holdSending(.clockJump, detail: "jump", at: office.clock.now)
        #expect(try await plan(office, outbox) == 1)
        #expect(try await office.drain(outbox).outcomes == [.delivered: 1])
        try await outbox.holdSending(.manyDue, detail: "many", figures: ["limit": 2], at: office.clock.now)
        #expect(try await plan(office, outbox) == 1)
        #expect(try await plan(office, outbox) == 0)
        #expect(try await office.drain(outbox).outcomes == [.delivered: 1])
        try await outbox.holdSending(.registryShrank, detail: "few", at: office.clock.now)
        #expect(try await plan(office, outbox) == 1)
        _ = try await outbox.compareRegistry([.registration: 12], isFull: true, at: office.clock.now)
        #expect(try await plan(office, outbox) == 0, "as it was before")
        office.clock.move(by: .seconds(86_400))
        #expect(try await plan(office, outbox) == 1)
    }

    /// A notice that has not left yet lists what is held when it leaves.
    @Test func holdNoticeCoversHoldsAddedBeforeItLeaves() async throws {
        let office = try office(12)
        let outbox = try office.outbox()
        try await outbox.holdSending(.clockJump, detail: "jump", at: office.clock.now)
        #expect(try await plan(office, outbox) == 1)
        try await outbox.holdSending(.manyDue, detail: "many", figures: ["limit": 2], at: office.clock.now)
        #expect(try await office.drain(outbox).outcomes == [.delivered: 1])
    }

    /// Digests are held like everything else, so the notice must not become a line of one.
    @Test func holdNoticeIsNeverMergedIntoTheDailyReport() async throws {
        var digests = DigestSettings()
        digests.administratorSinglyFrom = .critical
        let office = try office(1)
        office.setDigests(digests)
        let outbox = try office.outbox()
        try await outbox.holdSending(.clockJump, detail: "jump", at: office.clock.now)
        #expect(try await plan(office, outbox) == 1)
    }

    @Test(arguments: [HoldReason.copiedState, .restoredState]) func copiedStateNotifiesNobody(reason: HoldReason)
        async throws
    {
        let office = try office(1)
        let outbox = try office.outbox()
        try await outbox.holdSending(.manyDue, detail: "many", at: office.clock.now)
        try await outbox.holdSending(reason, detail: "copy", at: office.clock.now)
        #expect(try await plan(office, outbox) == 0)
    }

    private func spoil(_ office: Sample, _ count: Int) throws {
        for number in 1...count { try office.damage("UPDATE registration SET state = '遗失' WHERE id = 'R-\(number)'") }
    }

    @Test func manyMoreUnreadableRowsThanBeforeAreHeld() async throws {
        let office = try office(40)
        try spoil(office, 9)
        let outbox = try office.outbox()
        try await office.scan(outbox)
        #expect(try await outbox.sendingHolds().isEmpty, "a few are reported")
        try spoil(office, 11)
        try await office.scan(outbox, configuration: "2", pageSize: 7)
        let hold = try #require(try await outbox.sendingHolds().first)
        #expect(hold.reason == .manyUnreadable && hold.figures["rows"] == 40 && hold.figures["before"] == 9)
        _ = try await outbox.releaseSending(at: office.clock.now)
        try await office.scan(outbox, configuration: "3")
        #expect(try await outbox.sendingHolds().isEmpty, "no more than before")
    }

    /// Attacker: an employer's clerk enters an invalid date; unreadable rows would not be sent anyway.
    @Test func unreadableRowsOfOneEmployerHoldNothing() async throws {
        let office = try office(40)
        try office.load("id,name\nE-2,示例机械有限公司\n", into: "employer")
        try office.register(101...130, until: "2026-03-15", employer: "E-2")
        let outbox = try office.outbox()
        try office.damage("UPDATE employer SET former_name = '旧名', renamed_on = '2025-13-01' WHERE id = 'E-1'")
        #expect(try await office.scan(outbox, pageSize: 7).quarantinedCount == 40)
        #expect(try await outbox.sendingHolds().isEmpty)
        #expect(try await office.drain(outbox).outcomes == [.delivered: 30])
        try office.damage("UPDATE registration SET state = '遗失' WHERE employer_id = 'E-2' AND id < 'R-112'")
        try await office.scan(outbox, configuration: "2", pageSize: 7)
        #expect(try await outbox.sendingHolds().map(\.reason) == [.manyUnreadable], "the others too")
    }

    /// Every row, on the first day: as with a wrong mapping.
    @Test func nothingOfAnUnreadableRegistryIsSent() async throws {
        let office = try office(12)
        try office.damage("UPDATE registration SET state = '遗失' WHERE id <> 'R-12'")
        let outbox = try office.outbox()
        let summary = try await office.scan(outbox, pageSize: 3)
        #expect(summary.examined == 1 && summary.quarantinedCount == 11)
        #expect(try await outbox.sendingHolds().map(\.reason) == [.manyUnreadable])
        #expect(try await office.drain(outbox).outcomes.isEmpty)
    }
}
