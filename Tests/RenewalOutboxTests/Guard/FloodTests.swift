import GRDB
import RenewalDelivery
import RenewalRules
import Testing

@testable import RenewalOutbox

/// Only the part that makes a scan unusual is held, in the transaction that plans it.
@Suite struct FloodTests {
    private let place: OutboxPlace
    private let outbox: Outbox

    init() throws {
        place = try OutboxPlace()
        outbox = try place.open()
    }

    private static let limit = FloodLimit(
        day: Sample.today,
        days: Sample.today.adding(days: -1)...Sample.today,
        limit: 10
    )
    private static let firstScan = FloodLimit(day: Sample.today, days: nil, limit: 10)

    /// Plans notices of an employer's records, one delivery each.
    @discardableResult
    private func plan(
        _ numbers: Range<Int>,
        of employer: String?,
        severity: Severity = .notice,
        under limit: FloodLimit? = limit
    ) async throws -> PlanOutcome {
        let batch = numbers.map { number in
            var notice = Sample.notice("浙-\(number)", severity: severity)
            notice = Notice(key: notice.key, dueOn: Sample.today, severity: severity, rules: notice.rules)
            let recipient = Sample.recipient("p\(number)@example.test")
            return PlannedNotice(
                notice: notice,
                foundOn: Sample.today,
                recipients: [recipient],
                employer: employer
            )
        }
        return try await outbox.plan(batch, superseded: [], holdingAbove: limit, at: Sample.start)
    }

    private func scopes() async throws -> [String: Int] {
        try await outbox.sendingHolds().reduce(into: [:]) { $0["\($1.scope)"] = $1.waiting }
    }

    private func expectProven() async throws {
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// Attacker: an employer's clerk; part of the flood has left before it was noticed.
    @Test func floodHoldsOnlyItsEmployer() async throws {
        try await plan(0..<6, of: "E-1")
        let left = try await outbox.claim(2)
        try await plan(6..<30, of: "E-1")
        try await plan(100..<104, of: "E-2")
        try await plan(200..<203, of: nil)
        #expect(try await scopes() == ["employer:E-1": 28])
        #expect(try await outbox.counts() == [.sending: 2, .held: 28, .pending: 7])
        #expect(try await outbox.outcomes()["p29@example.test"] == "held many_due employer:E-1")
        let claimed = try await outbox.claim(50).map(\.recipient.address)
        #expect(claimed.count == 7 && !claimed.contains("p29@example.test") && left.count == 2)
        try await expectProven()
    }

    @Test func laterNoticesJoinAnExistingHold() async throws {
        try await plan(0..<11, of: "E-1")
        try await outbox.endScan(nil)
        try await plan(20..<23, of: "E-1")
        try await plan(30..<33, of: "E-1", severity: .critical)
        try await plan(40..<43, of: "E-2")
        #expect(try await scopes() == ["employer:E-1": 14])
        #expect(try await outbox.counts() == [.held: 14, .pending: 6])
        try await expectProven()
    }

    /// Attacker: an employer's clerk whose wrong dates make everything critical today.
    @Test func aFloodOfUrgentNoticesIsHeldToo() async throws {
        try await plan(0..<40, of: "E-1", severity: .critical)
        try await plan(40..<49, of: "E-1", severity: .urgent)
        try await plan(50..<52, of: "E-2", severity: .urgent)
        #expect(try await scopes() == ["urgent:employer:E-1": 49])
        #expect(try await outbox.claim(50).count == 2)
    }

    /// Without an earlier scan nothing counts as ordinary: the whole first reading is held.
    @Test func aFirstScanIsHeldAsAWhole() async throws {
        try await plan(0..<30, of: "E-1", under: Self.firstScan)
        try await plan(30..<32, of: "E-2", severity: .critical, under: Self.firstScan)
        #expect(try await scopes() == ["": 0])
        #expect(try await outbox.counts() == [.pending: 32])
        #expect(try await outbox.claim(50).isEmpty)
        #expect(try await outbox.releaseSending(at: Sample.start).count == 1)
        #expect(try await outbox.claim(50).count == 32)
    }

    @Test func interruptedScanKeepsItsCount() async throws {
        try await plan(0..<8, of: "E-1")
        let again = try place.open(.operatorCommand)
        #expect(try await again.sendingHolds().isEmpty)
        try await plan(8..<16, of: "E-1")
        #expect(try await scopes() == ["employer:E-1": 16])
    }

    /// An unreadable section interrupts every scan; each day's notices count for that day only.
    @Test func interruptedScansOfDifferentDaysAreNotSummed() async throws {
        for day in 0..<4 {
            let (today, start) = (Sample.today.adding(days: day), day * 10)
            let limit = FloodLimit(day: today, days: today.adding(days: -1)...today, limit: 10)
            try await plan(start..<start + 4, of: "E-1", under: limit)
            try await plan(start + 4..<start + 8, of: nil, under: limit)
        }
        #expect(try await scopes().isEmpty)
        #expect(try await outbox.counts() == [.pending: 32])
    }

    /// Attackers: clerks of one employer after another; each flood leaves before the next is noticed.
    @Test func successiveFloodsAreHeld() async throws {
        var sent = 0
        for number in 1...9 {
            try await plan(number * 20..<number * 20 + 9, of: "E-\(number)")
            sent += try await outbox.claim(50).count
        }
        #expect(sent == 18, "twice the limit at most")
        #expect(try await scopes().values.reduce(0, +) == 63)
        for number in 1...9 { try await plan(number * 20..<number * 20 + 9, of: "E-\(number)") }
        #expect(try await outbox.claim(50).isEmpty)
        _ = try await outbox.releaseSending(at: Sample.start)
        try await plan(300..<310, of: "E-1")
        #expect(try await outbox.sendingHolds().isEmpty, "somebody has looked")
    }

    @Test func finishedScanResetsTheCount() async throws {
        for start in [0, 10, 20] {
            try await plan(start..<start + 10, of: "E-1")
            try await outbox.endScan(nil)
        }
        #expect(try await scopes().isEmpty)
    }

    @Test func knownNoticesAreCountedOnce() async throws {
        for _ in 1...3 { try await plan(0..<10, of: "E-1") }
        #expect(try await scopes().isEmpty)
    }

    @Test func planningWithoutALimitIsNotCounted() async throws {
        try await plan(0..<30, of: "E-1", under: nil)
        #expect(try await scopes().isEmpty)
    }

    /// Attacker: an employer's clerk changes the addresses of people whose notices are held.
    @Test func correctedAddressDoesNotEscapeAHold() async throws {
        try await plan(0..<11, of: "E-1")
        let batch = (0..<11).map { number in
            let notice = Sample.notice("浙-\(number)", severity: .notice)
            let corrected = Notice(key: notice.key, dueOn: Sample.today, severity: .notice, rules: notice.rules)
            return PlannedNotice(
                notice: corrected,
                foundOn: Sample.today,
                recipients: [Sample.recipient("new\(number)@example.test")],
                employer: "E-1"
            )
        }
        _ = try await outbox.plan(batch, superseded: [], holdingAbove: Self.limit, at: Sample.start)
        #expect(try await outbox.counts() == [.held: 11, .cancelled: 11])
        try await expectProven()
    }

    @Test func floodOfDigestsIsHeldByRecordType() async throws {
        let digests = (0..<11).map { number in
            let digest = Sample.digest("企业-\(number)")
            return PlannedDigest(digest, of: [digest.notice.key.series.record])
        }
        _ = try await outbox.planDigests(digests, holdingAbove: Self.limit, at: Sample.start)
        #expect(try await scopes() == ["record:employer": 11])
    }

    @Test func releaseOfAScopeKeepsTheOthersHeld() async throws {
        try await plan(0..<30, of: "E-1")
        try await plan(30..<60, of: "E-2")
        try await outbox.holdSending(.clockJump, detail: "jump", at: Sample.start)
        #expect(try await scopes() == ["employer:E-1": 30, "employer:E-2": 30, "": 0])
        let scope = try #require(HoldScope("employer:E-1"))
        #expect(try await outbox.releaseSending(scope, at: Sample.start).map(\.waiting) == [30])
        #expect(try await outbox.counts() == [.held: 30, .pending: 30])
        #expect(try await outbox.claim(50).isEmpty, "the clock is still in doubt")
        #expect(try await outbox.releaseSending(scope, at: Sample.start).isEmpty)
        #expect(try await outbox.releaseSending(at: Sample.start).count == 2)
        #expect(try await outbox.claim(100).count == 60)
        try await expectProven()
    }

    /// Notices that an operator has released are not counted again.
    @Test func releasedNoticesAreNotHeldAgain() async throws {
        try await plan(0..<30, of: "E-1")
        _ = try await outbox.releaseSending(at: Sample.start)
        try await plan(0..<30, of: "E-1")
        try await plan(30..<40, of: "E-1")
        #expect(try await outbox.counts() == [.pending: 40])
    }

    /// A large release is not one long transaction, and resumes where it was interrupted.
    @Test func releaseWorksInSmallResumableBatches() async throws {
        let many = FloodLimit(day: Sample.today, days: Self.limit.days, limit: 1000)
        try await plan(0..<3500, of: "E-1", under: many)
        let hold = try #require(try await outbox.sendingHolds().first)
        for _ in 1...2 { #expect(try await !outbox.release(hold, atMost: 1000, at: Sample.start)) }
        #expect(try await outbox.counts() == [.pending: 2000, .held: 1500])
        #expect(try await scopes() == ["employer:E-1": 1500])
        try await expectProven()
        _ = try await outbox.releaseSending(at: Sample.start)
        #expect(try await outbox.counts() == [.pending: 3500])
        #expect(try await scopes().isEmpty)
        try await expectProven()
    }

    /// The chain is kept for good, so it must not contain what may be a person's number.
    @Test(arguments: [
        "330102199001011234", "33010219900101123X", "110101-19900101-1237", "110101.19900101/1237",
        String(repeating: "E", count: 300), "a b", "x\nrecord:office",
    ]) func unsafeEmployerIDIsHashedInTheScope(id: String) async throws {
        try await plan(0..<11, of: id)
        let scope = try #require(try await scopes().keys.first)
        #expect(scope.count == "employer:".count + StableID.length && !scope.contains(id.prefix(4)))
        #expect(scope != "employer:\(StableID.of(id))", "others cannot guess it")
        #expect(try await outbox.releaseSending(HoldScope(scope), at: Sample.start).map(\.waiting) == [11])
    }

    /// An earlier version held all or nothing.
    @Test func holdOfAnEarlierVersionHoldsEverything() async throws {
        let older = try OutboxPlace()
        let queue = try DatabaseQueue(path: older.path)
        try OutboxSchema.migrator(at: Sample.start).migrate(queue, upTo: "2-promises")
        try await queue.write { database in
            let columns = "(reason, detail, figures, since_ms)"
            try database.execute(sql: "INSERT INTO sending_hold \(columns) VALUES ('many_due', '多', 'limit=9', 5)")
        }
        try queue.close()
        let hold = try #require(try await older.open().sendingHolds().first)
        let since = UnixTime(milliseconds: 5)
        #expect(hold == SendingHold(reason: .manyDue, detail: "多", figures: ["limit": 9], since: since))
    }
}
