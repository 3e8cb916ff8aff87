import Foundation
import GRDB
import RenewalRules
import Testing

@testable import RenewalOutbox

/// A file or clock that looks wrong is planned on and not sent from until an operator has looked.
@Suite struct GuardTests {
    private let place: OutboxPlace
    private static let machine = "机器一"

    init() throws { place = try OutboxPlace() }

    private func start(
        _ place: OutboxPlace? = nil,
        machine: String = machine,
        serving served: ServedRegistry? = nil,
        at now: UnixTime = Sample.start
    ) async throws -> Outbox {
        let outbox = try (place ?? self.place).open()
        try await outbox.takeOver(
            machine: machine,
            serving: served,
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

    @Test func theSameFileOnTheSameMachineGoesOn() async throws {
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

    @Test func aHoldLetsOnlyItsOwnNoticeLeave() async throws {
        let outbox = try await start()
        for number in 1...5 { try await outbox.plan(Sample.notice("浙-\(number)")) }
        try await outbox.plan(alarm(), to: "duty@example.test")
        // Looked at before the hold, claimed after it.
        let before = try await outbox.due()
        try await outbox.holdSending(.manyDue, detail: "太多", at: Sample.start)
        #expect(try await outbox.nextAttempt(channel: "office-mail") == UnixTime(milliseconds: 0))
        let claimed = try await outbox.claim(before.map { Sample.ready($0) }, lease: Sample.lease, at: Sample.start)
        #expect(claimed.count == 1 && before.count == 6)
        let told = try await outbox.summary(try #require(claimed.first))
        #expect(told.kind == .sendingHeld && told.state == .sending)
        #expect(try await outbox.claim().isEmpty)
    }

    /// It may fail as any other may, and its process may end.
    @Test func theNoticeOfAHoldIsTriedAgain() async throws {
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

    @Test(arguments: [HoldReason.copiedState, .restoredState]) func aCopySaysNothingAtAll(reason: HoldReason)
        async throws
    {
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

    private func compare(_ outbox: Outbox, _ count: Int, others: Int = 5, isFull: Bool = true) async throws -> Bool {
        let sizes: [RecordReference.RecordType: Int] = [.registration: count, .credential: others]
        return try await outbox.compareRegistry(sizes, isFull: isFull, at: Sample.start)
    }

    @Test func aRegistryThatShrinksIsHeldUntilItsRowsAreBack() async throws {
        let outbox = try await start()
        #expect(try await !compare(outbox, 1000), "a first look has nothing to compare with")
        #expect(try await !compare(outbox, 500))
        #expect(try await compare(outbox, 249))
        let hold = try #require(try await outbox.sendingHolds().first)
        #expect(hold.reason == .registryShrank && hold.detail.contains("registration 500 before, 249 now"))
        #expect(hold.figures == ["registration.before": 500, "registration.now": 249])
        #expect(try await compare(outbox, 0), "a smaller one is not the measure of the next")
        #expect(try await !compare(outbox, 500))
        #expect(try await reasons(outbox) == [])
        let events = try await outbox.evidence(after: 0, limit: 10).map(\.link.entry.event)
        #expect(events == [.sendingHeld, .sendingReleased])
    }

    @Test func aRestartIsNoRelease() async throws {
        _ = try await compare(start(), 500)
        #expect(try await compare(start(), 249))
        #expect(try await reasons(start()) == [.registryShrank])
        #expect(try await compare(start(), 249))
    }

    @Test func anOperatorsReleaseAcceptsTheSmallerRegistry() async throws {
        let outbox = try await start()
        _ = try await compare(outbox, 1000)
        #expect(try await compare(outbox, 12))
        _ = try await outbox.releaseSending(at: Sample.start)
        #expect(try await !compare(outbox, 12))
        #expect(try await compare(outbox, 0), "what was accepted is the measure from then on")
    }

    @Test func onlyFullPassesAreTheMeasure() async throws {
        let outbox = try await start()
        _ = try await compare(outbox, 1000)
        #expect(try await !compare(outbox, 600, isFull: false))
        #expect(try await compare(outbox, 400, isFull: false))
    }

    /// A small office may lose some records in a day; any section counts.
    @Test func fewRowsAreNoShrinkage() async throws {
        let outbox = try await start()
        _ = try await compare(outbox, 14, others: 20)
        #expect(try await !compare(outbox, 5, others: 20))
        #expect(try await compare(outbox, 5, others: 9))
    }

    @Test func aCopyIsHeldUntilItIsReleased() async throws {
        try await start().plan(Sample.notice())
        let copy = try OutboxPlace()
        try FileManager.default.copyItem(atPath: place.path, toPath: copy.path)
        #expect(try await reasons(start(copy)) == [.copiedState])
        try await expectHeld(copy)
        _ = try await start(copy).releaseSending(at: Sample.start)
        #expect(try await start(copy).claim().count == 1)
    }

    /// A restart is no release.
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

    private func lose() throws {
        for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: place.path + end) }
    }

    private func served(_ registry: String = "/srv/登记.db") -> ServedRegistry {
        ServedRegistry(registry: registry, directory: place.directory.path)
    }

    @Test func aLostFileIsHeldByItsLock() async throws {
        _ = try await start()
        try lose()
        #expect(try await reasons(start()) == [.lostState])
        try await expectNoClaim()
        _ = try await start().releaseSending(at: Sample.start)
        #expect(try await reasons(start()) == [], "the new one is known from now on")
    }

    private func expectNoClaim() async throws {
        let outbox = try await start()
        try await outbox.plan(Sample.notice())
        #expect(try await outbox.claim().isEmpty)
    }

    /// As after a typo in the configuration: nothing lies beside the new file.
    @Test func aNewFileForAServedRegistryIsHeld() async throws {
        _ = try await start(serving: served())
        #expect(try await reasons(start(serving: served())) == [])
        let other = place.directory.appending(path: "tyop.db").path
        let mistaken = try Outbox(path: other, access: .daemon, at: Sample.start)
        try await mistaken.takeOver(machine: Self.machine, serving: served(), earliest: Sample.start, at: Sample.start)
        #expect(try await reasons(mistaken) == [.lostState])
        #expect(try await reasons(start(serving: served())) == [], "the right one needs no release")
    }

    @Test func aFirstStartAndAnotherRegistryAreNoLoss() async throws {
        #expect(try await reasons(start(serving: served())) == [])
        #expect(try await reasons(start(serving: served("/srv/other.db"))) == [])
        let memory = place.directory.appending(path: "served")
        let names = try FileManager.default.contentsOfDirectory(atPath: memory.path)
        #expect(names.count == 2 && names.allSatisfy { !$0.contains("db") })
    }

    /// Between making the file and taking it over the process may end: it is still a new one.
    @Test func aFirstStartThatWasCutShortIsStillNew() async throws {
        _ = try await start(serving: served())
        try lose()
        try FileManager.default.removeItem(atPath: place.path + ".lock")
        _ = try place.open()
        #expect(try await reasons(start(serving: served())) == [.lostState])
    }

    @Test func aMemoryThatCannotBeReadEndsTheStart() async throws {
        _ = try await start(serving: served())
        let memory = place.directory.appending(path: "served")
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: memory.path).first)
        try FileManager.default.removeItem(at: memory.appending(path: name))
        try FileManager.default.createSymbolicLink(at: memory.appending(path: name), withDestinationURL: memory)
        await #expect(throws: OutboxError.self) { _ = try await start(serving: served()) }
    }

    @Test(arguments: ["", "nonsense", "a b\n", String(repeating: "x", count: 200)])
    func aLockFileWithoutWitnessIsNoSuspicion(text: String) async throws {
        _ = try await start()
        try Data(text.utf8).write(to: URL(filePath: place.path + ".lock"))
        #expect(try await reasons(start()) == [])
    }
}
