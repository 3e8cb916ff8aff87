import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalDaemon

/// A flood caused by one party waits; everybody else is notified in time.
@Suite struct FloodTests {
    /// An office whose one employer has registrations valid for years, scanned the day before.
    private func office(_ count: Int, employer: String = "E-1") async throws -> (Sample, Outbox) {
        let office = try Sample(on: "2025-12-14")
        try office.load("id,name\nE-2,示例机械有限公司\nE-3,示例矿业有限公司\n", into: "employer")
        try office.register(1...count, until: "2028-03-15", employer: employer)
        let outbox = try office.outbox()
        return (office, outbox)
    }

    /// An office whose twelve employers, with three registrations each, hear of them in digests.
    private func officeOfDigests() throws -> Sample {
        let routes = "routes: [{match: {audience: holder}, send: [mail]}, {match: {audience: employer}, send: [mail]}]"
        let office = try Sample(on: "2025-12-14", digests: DigestSettings(), routes: routes)
        for number in 4...15 {
            try office.load("id,name,email\nE-\(number),示例\(number),e\(number)@example.test\n", into: "employer")
            try office.register(number * 100...number * 100 + 2, until: "2028-03-15", employer: "E-\(number)")
        }
        return office
    }

    private func rename(_ office: Sample, _ employer: String, on day: String = "2025-12-15") throws {
        try office.damage("UPDATE employer SET former_name = '旧名', renamed_on = '\(day)' WHERE id = '\(employer)'")
    }

    private func scopes(_ outbox: Outbox) async throws -> [String: Int] {
        try await outbox.sendingHolds().reduce(into: [:]) { $0["\($1.scope)"] = $1.waiting }
    }

    private func nextDay(_ office: Sample) { office.clock.move(by: .seconds(86_400)) }

    /// The addresses that receive mail in a scan and a drain now.
    private func told(_ office: Sample, _ outbox: Outbox, dueLimit: Int) async throws -> [String] {
        let before = office.courier.parcels.count
        try await office.scan(outbox, dueLimit: dueLimit)
        _ = try await office.drain(outbox)
        return office.courier.parcels.dropFirst(before).map(\.recipient).sorted()
    }

    /// Attacker: an employer's clerk renames it in the office's program.
    @Test func floodOfARenameHoldsOnlyItsEmployer() async throws {
        let (office, outbox) = try await office(1100)
        try office.register(9001, until: "2025-12-18", employer: "E-2")
        _ = try await told(office, outbox, dueLimit: 1000)
        try rename(office, "E-1")
        nextDay(office)
        let told = try await told(office, outbox, dueLimit: 1000)
        #expect(told == ["p9001@example.test"], "\(told.count) deliveries")
        #expect(try await scopes(outbox) == ["employer:E-1": 1100])
        #expect(try await outbox.releaseSending(at: office.clock.now).count == 1)
        #expect(try await office.drain(outbox).outcomes == [.delivered: 1100])
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// Attacker: a clerk whose people all expire three days from now, overnight.
    @Test func floodOfCriticalDatesHoldsOnlyItsEmployer() async throws {
        let (office, outbox) = try await office(30)
        try office.register(9001...9003, until: "2025-12-18", employer: "E-2")
        _ = try await told(office, outbox, dueLimit: 20)
        try office.damage("UPDATE registration SET valid_until = '2025-12-18' WHERE employer_id = 'E-1'")
        nextDay(office)
        let told = try await told(office, outbox, dueLimit: 20)
        #expect(told == [9001, 9002, 9003].map { "p\($0)@example.test" }, "\(told)")
        #expect(try await scopes(outbox).keys.sorted() == ["urgent:employer:E-1"])
    }

    /// Before an upgrade nobody was reminded of the time for a first registration; the first pass after it waits.
    @Test func remindersThatAnUpgradeTurnsOnAreHeldAtFirst() async throws {
        let (office, outbox) = try await office(1)
        let people = (1...30).map { "Q-P\($0),人员\($0),q\($0)@example.test\n" }
        try office.load("id,name,email\n" + people.joined(), into: "person")
        let rows = (1...30).map { "Q-\($0),Q-P\($0),2021-03-10,2021-01-05,2021-04-20\n" }
        try office.load("id,person_id,obtained_on,results_on,collected_on\n" + rows.joined(), into: "qualification")
        let earlier = try office.configuration("rules: {modules: []}")
        var scan = earlier.scan(outbox: outbox, clock: office.clock)
        (scan.configuration, scan.dueLimit) = ("earlier", 20)
        #expect(try await scan.run(on: earlier.calendar.day(of: office.clock.now)) { _ in }.plannedNotices == 0)
        nextDay(office)
        #expect(try await told(office, outbox, dueLimit: 20) == [])
        #expect(try await scopes(outbox) == ["record:qualification": 30])
        _ = try await outbox.releaseSending(at: office.clock.now)
        #expect(try await office.drain(outbox).outcomes == [.delivered: 30])
    }

    /// A wrong date format in the office's program affects everybody.
    @Test func floodAcrossEmployersHoldsItsRecordType() async throws {
        let (office, outbox) = try await office(30)
        for number in 4...40 {
            try office.load("id,name\nE-\(number),示例\(number)\n", into: "employer")
            try office.register(number * 100...number * 100 + 1, until: "2028-03-15", employer: "E-\(number)")
        }
        try office.load("id,person_id,valid_until,state\nC-1,P-1,2025-12-30,active\n", into: "credential")
        _ = try await told(office, outbox, dueLimit: 20)
        try office.damage("UPDATE registration SET valid_until = '2025-12-18' WHERE employer_id <> 'E-1'")
        nextDay(office)
        let told = try await told(office, outbox, dueLimit: 20)
        #expect(told.allSatisfy { $0 == "p1@example.test" }, "\(told)")
        #expect(try await scopes(outbox).keys.sorted() == ["urgent:record:registration"])
    }

    /// Few digests tell of many held notices: they wait with them, and so does one that waited already.
    @Test func digestsOfAFloodWaitWithIt() async throws {
        let office = try officeOfDigests()
        let outbox = try office.outbox()
        _ = try await told(office, outbox, dueLimit: 20)
        nextDay(office)
        try office.damage("UPDATE registration SET valid_until = '2026-03-15' WHERE id = 'R-400'")
        try await office.scan(outbox, dueLimit: 20)
        try office.damage("UPDATE registration SET valid_until = '2026-03-15'")
        try await office.scan(outbox, configuration: "2", dueLimit: 20)
        _ = try await office.drain(outbox)
        #expect(office.courier.parcels.map(\.recipient) == ["p400@example.test"])
        #expect(try await scopes(outbox) == ["record:registration": 35 + 12])
        _ = try await outbox.releaseSending(at: office.clock.now)
        #expect(try await office.drain(outbox).outcomes == [.delivered: 35 + 12])
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// An ordinary day's urgent line takes no held one past the hold; a digest of such lines alone leaves.
    @Test func anUrgentLineTakesNoOthersPastTheHold() async throws {
        let office = try officeOfDigests()
        try office.register(499, until: "2025-12-18", employer: "E-4")
        try office.load("id,name,email\nE-3,示例3,e3@example.test\n", into: "employer")
        try office.register(399, until: "2025-12-18", employer: "E-3")
        let outbox = try office.outbox()
        _ = try await told(office, outbox, dueLimit: 20)
        let earlier = office.courier.parcels.count
        nextDay(office)
        try office.damage("UPDATE registration SET valid_until = '2026-03-15' WHERE valid_until = '2028-03-15'")
        try await office.scan(outbox, dueLimit: 20)
        _ = try await office.drain(outbox)
        let left = office.courier.parcels.dropFirst(earlier).map(\.recipient).sorted()
        #expect(left == ["e3@example.test", "p399@example.test", "p499@example.test"])
        #expect(try await scopes(outbox) == ["record:registration": 36 + 12])
        // Another mark of the urgent ones; the held digest keeps its lines.
        nextDay(office)
        nextDay(office)
        #expect(
            try await told(office, outbox, dueLimit: 20)
                == ["e3@example.test", "e4@example.test", "p399@example.test", "p499@example.test"]
        )
        #expect(try await scopes(outbox) == ["record:registration": 36 + 12])
    }

    /// Two clerks, arbitrary page boundaries, and a repeated scan.
    @Test func floodsOfTwoEmployersAreFoundInAnyOrder() async throws {
        let (office, outbox) = try await office(30)
        try office.register(200...230, until: "2028-03-15", employer: "E-2")
        try office.register(300...304, until: "2028-03-15", employer: "E-3")
        try await office.scan(outbox, pageSize: 7)
        for employer in ["E-1", "E-2", "E-3"] { try rename(office, employer) }
        nextDay(office)
        for configuration in ["2", "3"] {
            try await office.scan(outbox, configuration: configuration, pageSize: 7, dueLimit: 20)
        }
        #expect(try await scopes(outbox) == ["employer:E-1": 30, "employer:E-2": 31])
        #expect(try await office.drain(outbox).outcomes == [.delivered: 5])
    }

    @Test func aFirstScanOfManyIsHeldAsAWhole() async throws {
        let (office, outbox) = try await office(30)
        try office.damage("UPDATE registration SET valid_until = '2025-12-17'")
        try office.register(9001, until: "2025-12-17", employer: "E-2")
        #expect(try await told(office, outbox, dueLimit: 20).isEmpty)
        #expect(try await scopes(outbox) == ["": 0])
    }

    /// An ordinary day's notices leave even for the held employer; the rest waits.
    @Test func ordinaryNoticesLeaveDespiteAFlood() async throws {
        let (office, outbox) = try await office(30)
        try office.register(9001, until: "2025-12-18", employer: "E-1")
        try office.register(9002, until: "2026-03-15", employer: "E-1")
        _ = try await told(office, outbox, dueLimit: 20)
        try rename(office, "E-1")
        nextDay(office)
        #expect(try await told(office, outbox, dueLimit: 20) == ["hr@example.test", "p9001@example.test"])
        #expect(try await scopes(outbox) == ["employer:E-1": 33], "the rename for all, and the mark of one")
    }
}
