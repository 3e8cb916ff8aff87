import Foundation
import GRDB
import RenewalDelivery
import RenewalRules
import Testing

@testable import RenewalOutbox

/// With a suspicious file or clock, planning continues but nothing is sent until an operator has looked.
@Suite struct GuardTests {
    private let place: OutboxPlace
    private static let machine = "机器一"

    init() throws { place = try OutboxPlace() }

    private func start(
        _ place: OutboxPlace? = nil,
        machine: String = machine,
        at now: UnixTime = Sample.start
    ) async throws -> Outbox {
        let outbox = try (place ?? self.place).open()
        try await outbox.takeOver(
            machine: machine,
            serving: nil,
            earliest: Sample.start - .seconds(60 * 86_400),
            at: now
        )
        return outbox
    }

    private func reasons(_ outbox: Outbox) async throws -> [SendingHold.Reason] {
        try await outbox.sendingHolds().map(\.reason)
    }

    private func scan(_ outbox: Outbox, at now: UnixTime) async throws {
        let scan = ScanRecord(
            day: Sample.today,
            startedAt: now,
            endedAt: now,
            examined: 0,
            quarantined: 0,
            plannedNotices: 0,
            plannedDeliveries: 0
        )
        try await outbox.recordScan(scan)
    }

    @Test func restartOnTheSameMachineIsNotHeld() async throws {
        for _ in 1...3 { #expect(try await reasons(start()) == []) }
    }

    @Test func aHoldStopsEveryClaimAndNothingElse() async throws {
        let outbox = try await start()
        try await outbox.plan(Sample.notice())
        try await outbox.holdSending(.manyDue, detail: "太多", at: Sample.start)
        try await outbox.holdSending(.manyDue, detail: "again", at: Sample.start + .seconds(60))
        #expect(try await outbox.claim().isEmpty)
        #expect(try await outbox.nextAttempt(channel: "office-mail") == nil)
        try await outbox.plan(Sample.notice("浙-2"))
        #expect(try await outbox.counts() == [.pending: 2])
        #expect(
            try await outbox.sendingHolds() == [SendingHold(reason: .manyDue, detail: "太多", since: Sample.start)]
        )
        #expect(try await outbox.releaseSending(at: Sample.start).count == 1)
        #expect(try await outbox.claim().count == 2)
        let events = try await outbox.evidence(after: 0, limit: 10).map(\.link.entry.event)
        #expect(events.filter { [.sendingHeld, .sendingReleased].contains($0) } == [.sendingHeld, .sendingReleased])
    }

    private func alarm(on day: CalendarDate = Sample.today) -> Notice {
        let key = NoticeKey(
            series: NoticeSeries(record: HeldSending.record, expires: day),
            kind: .sendingHeld,
            milestone: .event,
            audience: .administrator,
            occurrence: day
        )
        return Notice(key: key, dueOn: day, severity: .urgent, rules: ["R0"])
    }

    @Test func onlyTheHoldNoticeLeavesDuringAHold() async throws {
        let outbox = try await start()
        for number in 1...5 { try await outbox.plan(Sample.notice("浙-\(number)")) }
        try await outbox.plan(alarm(), to: "duty@example.test")
        // Looked up before the hold, claimed after it.
        let before = try await outbox.due()
        try await outbox.holdSending(.manyDue, detail: "太多", at: Sample.start)
        #expect(try await outbox.nextAttempt(channel: "office-mail") == UnixTime(milliseconds: 0))
        let claimed = try await outbox.claim(before.map { Sample.ready($0) }, lease: Sample.lease, at: Sample.start)
        #expect(claimed.count == 1 && before.count == 6)
        let told = try await outbox.summary(try #require(claimed.first))
        #expect(told.kind == .sendingHeld && told.state == .sending)
        #expect(try await outbox.claim().isEmpty)
    }

    /// It may fail like any other, and its process may end.
    @Test func holdNoticeIsRetried() async throws {
        let outbox = try await start()
        try await outbox.plan(alarm(), to: "duty@example.test")
        try await outbox.plan(Sample.notice())
        try await outbox.holdSending(.clockJump, detail: "jump", at: Sample.start)
        let later = Sample.start + .seconds(600)
        let first = try await outbox.claimOne()
        _ = try await outbox.record([Sample.receipt(first, .retry, next: .deferred(until: later))], at: Sample.start)
        #expect(try await outbox.nextAttempt(channel: "office-mail") == later)
        #expect(try await outbox.claim().isEmpty)
        let second = try await outbox.claimOne(at: later)
        #expect(second.id == first.id)
        #expect(try await outbox.nextAttempt(channel: "office-mail") == second.leaseUntil)
        let third = try await outbox.claimOne(at: second.leaseUntil)
        #expect(third.id == first.id && third.wasAmbiguous)
    }

    @Test(arguments: [HoldReason.copiedState, .restoredState, .byOperator])
    func copiedFileOrOperatorLetsNothingLeave(reason: HoldReason) async throws {
        let outbox = try await start()
        try await outbox.plan(alarm(), to: "duty@example.test")
        try await outbox.holdSending(.manyDue, detail: "太多", at: Sample.start)
        let before = try await outbox.due()
        #expect(before.count == 1)
        try await outbox.holdSending(reason, detail: "copy", at: Sample.start)
        #expect(try await outbox.claim(before.map { Sample.ready($0) }, lease: Sample.lease, at: Sample.start).isEmpty)
        #expect(try await outbox.nextAttempt(channel: "office-mail") == nil)
        #expect(try await outbox.due().isEmpty)
    }

    @Test func operatorsStopEndsWithItsOwnOrderAlone() async throws {
        let outbox = try await start()
        try await outbox.holdSending(.clockJump, detail: "jump", at: Sample.start)
        try await outbox.holdSending(.byOperator, detail: "office: 误发", at: Sample.start)
        try await outbox.plan(Sample.notice())
        #expect(try await outbox.releaseSending(at: Sample.start).map(\.reason) == [.clockJump])
        #expect(try await outbox.due().isEmpty, "what was planned later is stopped too")
        #expect(try await outbox.releaseOperatorsHold(at: Sample.start).map(\.detail) == ["office: 误发"])
        _ = try await outbox.claimOne()
        #expect(try await outbox.verifyEvidence(against: nil).problems.isEmpty)
    }

    @Test func copiedFileIsHeldUntilReleased() async throws {
        try await start().plan(Sample.notice())
        let copy = try OutboxPlace()
        try FileManager.default.copyItem(atPath: place.path, toPath: copy.path)
        #expect(try await reasons(start(copy)) == [.copiedState])
        try await expectHeld(copy)
        _ = try await start(copy).releaseSending(at: Sample.start)
        #expect(try await start(copy).claim().count == 1)
    }

    /// A restart does not release a hold.
    private func expectHeld(_ place: OutboxPlace) async throws {
        let outbox = try await start(place)
        #expect(try await reasons(outbox) == [.copiedState])
        #expect(try await outbox.claim().isEmpty)
    }

    @Test func anotherMachineIsHeld() async throws {
        _ = try await start()
        #expect(try await reasons(start(machine: "机器二")) == [.copiedState])
    }

    @Test func aRestoredBackupIsHeld() async throws {
        _ = try await start()
        let backup = place.directory.appending(path: "backup.db").path
        _ = try await place.open(.reading).backUp(to: backup)
        for _ in 1...2 { _ = try await start() }
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: place.path + suffix) }
        try FileManager.default.moveItem(atPath: backup, toPath: place.path)
        #expect(try await Set(reasons(start())) == [.copiedState, .restoredState])
        _ = try await start().releaseSending(at: Sample.start)
        #expect(try await reasons(start()) == [])
    }

    /// Written into the same file, as `cp backup state.db` does.
    @Test func aBackupWrittenOverTheFileIsHeld() async throws {
        _ = try await start()
        let backup = place.directory.appending(path: "backup.db")
        _ = try await place.open(.reading).backUp(to: backup.path)
        _ = try await start()
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: place.path + suffix) }
        let file = try FileHandle(forWritingTo: URL(filePath: place.path))
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: Data(contentsOf: backup))
        try file.close()
        #expect(try await reasons(start()) == [.restoredState])
    }

    @Test(arguments: [
        (-86_400, true), (-3601, true), (-3599, false), (0, false), (29 * 86_400, false), (31 * 86_400, true),
        (-61 * 86_400, false),
    ])
    func aClockFarFromTheLastRunIsHeld(seconds: Int, isHeld: Bool) async throws {
        try await scan(start(), at: Sample.start)
        let held = try await reasons(start(at: Sample.start + .seconds(seconds)))
        #expect(held == (isHeld ? [.clockJump] : []))
    }

    @Test(arguments: ["", "nonsense", "a b\n", String(repeating: "x", count: 200)])
    func lockFileWithoutAWitnessIsNotSuspicious(text: String) async throws {
        _ = try await start()
        try Data(text.utf8).write(to: URL(filePath: place.path + ".lock"))
        #expect(try await reasons(start()) == [])
    }
}
