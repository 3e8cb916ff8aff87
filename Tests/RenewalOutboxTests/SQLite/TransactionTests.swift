import RenewalDelivery
import RenewalOutbox
import RenewalRules
import RenewalSQLite
import Synchronization
import Testing

/// Each method of a role is one transaction, so that a crash leaves all of it or nothing.
@Suite struct TransactionTests {
    private final class Counter: TransactionRunner {
        let kinds = Mutex<[TransactionAccess]>([])

        func run<Value: Sendable>(_ transaction: Transaction<Value>) async throws -> Value {
            kinds.withLock { $0.append(transaction.access) }
            return try await transaction.queued()
        }
    }

    private let counter = Counter()
    private let outbox: any OutboxStore
    private let now = Sample.start
    private let notice = Sample.notice()

    init() async throws {
        outbox = try Outbox(path: OutboxPlace().path, access: .daemon, at: Sample.start, running: counter)
        try await outbox.plan(notice)
    }

    private func expectOne(_ access: TransactionAccess, _ method: String, _ call: () async throws -> Void) async {
        counter.kinds.withLock { $0 = [] }
        // What is refused is a transaction as well.
        try? await call()
        #expect(counter.kinds.withLock(\.self) == [access], "\(method)")
    }

    @Test func everyLookupIsOneRead() async {
        let record = notice.key.series.record
        await expectOne(.reads, "counts") { _ = try await outbox.counts() }
        await expectOne(.reads, "deliveries") { _ = try await outbox.deliveries(DeliveryFilter()) }
        await expectOne(.reads, "delivery") { _ = try await outbox.delivery(id: outbox.id(of: notice)) }
        await expectOne(.reads, "notices") { _ = try await outbox.notices(record: record) }
        await expectOne(.reads, "ways") { _ = try await outbox.ways(of: [notice.key.noticeID]) }
        await expectOne(.reads, "sendingHolds") { _ = try await outbox.sendingHolds() }
        await expectOne(.reads, "waitingChannels") { _ = try await outbox.waitingChannels() }
        await expectOne(.reads, "disabledChannels") { _ = try await outbox.disabledChannels() }
        await expectOne(.reads, "channelStates") { _ = try await outbox.channelStates() }
        await expectOne(.reads, "channelState") { _ = try await outbox.channelState(of: "office-mail") }
        await expectOne(.reads, "isStranded") { _ = try await outbox.isStranded("x", since: now) }
        await expectOne(.reads, "strandedCount") { _ = try await outbox.strandedCount(of: "mail", since: now) }
        await expectOne(.reads, "failures") { _ = try await outbox.failures(of: "mail", during: now..<now) }
        await expectOne(.reads, "lastScan") { _ = try await outbox.lastScan(notAfter: .last) }
        await expectOne(.reads, "acknowledgements") { _ = try await outbox.acknowledgements(of: [record]) }
        await expectOne(.reads, "mutes") { _ = try await outbox.mutes() }
        let line = OpenThread(of: notice.key)
        await expectOne(.reads, "told") { _ = try await outbox.told([line]) }
        await expectOne(.reads, "openRecords for") {
            _ = try await outbox.openRecords(for: .employer, of: "E-1", limit: 1)
        }
        await expectOne(.reads, "digestRecords") { _ = try await outbox.digestRecords(of: notice) }
        await expectOne(.reads, "digestLines") { _ = try await outbox.digestLines(of: notice.key.noticeID) }
        await expectOne(.reads, "dailyReport") {
            _ = try await outbox.dailyReport(on: Sample.today, span: now..<now, week: Sample.today)
        }
    }

    @Test func everyStepOfPlanningIsOneTransaction() async {
        let scan = ScanRecord(
            day: Sample.today,
            startedAt: now,
            endedAt: now,
            examined: 1,
            quarantined: 0,
            plannedNotices: 1,
            plannedDeliveries: 1
        )
        let planned = Sample.planned(Sample.notice("浙-9"))
        let digest = PlannedDigest(Sample.digest(), of: [Sample.digest().notice.key.series.record])
        var changes = ThreadChanges()
        changes.opened = [KeptThread(OpenThread(of: notice.key), party: "E-1")]
        await expectOne(.writes, "change") { _ = try await outbox.change(changes, holdingAbove: nil, at: now) }
        await expectOne(.writes, "takeSequence") { _ = try await outbox.takeSequence(of: 2, at: now) }
        await expectOne(.reads, "openThreads") {
            _ = try await outbox.openThreads(of: [notice.key.series.record])
        }
        await expectOne(.reads, "openRecords") { _ = try await outbox.openRecords(after: nil, limit: 1) }
        await expectOne(.reads, "countOpenThreads") { _ = try await outbox.countOpenThreads(for: .employer) }
        await expectOne(.reads, "snapshots") { _ = try await outbox.snapshots(since: Sample.today) }
        await expectOne(.reads, "history") { _ = try await outbox.history(of: [notice.key.series.record]) }
        await expectOne(.writes, "plan") {
            _ = try await outbox.plan([planned], superseded: [], holdingAbove: nil, at: now)
        }
        await expectOne(.writes, "addDeliveries") {
            _ = try await outbox.addDeliveries([Sample.recipient(channel: "desk")], to: notice, at: now)
        }
        await expectOne(.reads, "openReport") { _ = try await outbox.openReport() }
        await expectOne(.reads, "openLines") { _ = try await outbox.openLines(after: nil, limit: 9) }
        await expectOne(.reads, "employerDigests") {
            _ = try await outbox.employerDigests(on: Sample.today, since: Sample.today)
        }
        await expectOne(.writes, "planDigests") {
            _ = try await outbox.planDigests([digest], holdingAbove: nil, at: now)
        }
        await expectOne(.reads, "untoldFailures") { _ = try await outbox.untoldFailures(since: now, limit: 9) }
        await expectOne(.reads, "strandedDeliveries") { _ = try await outbox.strandedDeliveries(limit: 9, since: now) }
        await expectOne(.reads, "untoldStranded") { _ = try await outbox.untoldStranded(limit: 9, since: now) }
        await expectOne(.writes, "cancelTold") { try await outbox.cancelTold(["x"], at: now) }
        await expectOne(.reads, "latestPasses") { _ = try await outbox.latestPasses(over: Sample.today, basis: "") }
        await expectOne(.reads, "lastQuarantined") { _ = try await outbox.lastQuarantined() }
        await expectOne(.writes, "compareRegistry") {
            _ = try await outbox.compareRegistry([.registration: 1], isFull: true, at: now)
        }
        await expectOne(.writes, "holdSending") {
            try await outbox.holdSending(.manyDue, detail: "试", figures: [:], at: now)
        }
        await expectOne(.writes, "recordScan") { try await outbox.recordScan(scan) }
        await expectOne(.writes, "endScan") { try await outbox.endScan(scan) }
    }

    @Test func everyStepOfDeliveringIsOneTransaction() async throws {
        let due = try #require(try await outbox.due().first)
        await expectOne(.writes, "takeOver") {
            try await outbox.takeOver(machine: "m", serving: nil, earliest: now, at: now)
        }
        await expectOne(.reads, "nextAttempt") {
            _ = try await outbox.nextAttempt(channel: "office-mail", minimumSeverity: .info)
        }
        await expectOne(.reads, "lookForDue") {
            _ = try await outbox.lookForDue(
                channel: "office-mail",
                limit: 9,
                besides: [],
                minimumSeverity: .info,
                lostLeases: .resend,
                at: now
            )
        }
        await expectOne(.writes, "putBack") {
            try await outbox.putBack(channel: "office-mail", lostLeases: .resend, at: now)
        }
        await expectOne(.writes, "holdUnreadable") { try await outbox.holdUnreadable(["x"], at: now) }
        await expectOne(.writes, "claim") {
            _ = try await outbox.claim([Sample.ready(due)], lease: Sample.lease, at: now)
        }
        await expectOne(.writes, "renewLeases") {
            try await outbox.renewLeases([due.id: due.attempt], until: now + Sample.lease, at: now)
        }
        await expectOne(.writes, "record") { _ = try await outbox.record([Sample.receipt(due)], at: now) }
        await expectOne(.writes, "releaseOwnLeases") {
            _ = try await outbox.releaseOwnLeases(onAmbiguous: .resend, at: now)
        }
        await expectOne(.writes, "withdraw") { try await outbox.withdraw([], replacements: [], at: now) }
        await expectOne(.writes, "postpone") { try await outbox.postpone([(due, now)], because: nil, at: now) }
        await expectOne(.writes, "endPostponement") { try await outbox.endPostponement(of: [due.id]) }
        await expectOne(.writes, "channelRests") {
            try await outbox.channelRests("mail", fault: "auth 535", rests: 1, until: now, at: now)
        }
        await expectOne(.writes, "channelAnswers") { try await outbox.channelAnswers("mail") }
        await expectOne(.writes, "channelWorks") { try await outbox.channelWorks("mail") }
        await expectOne(.writes, "disableChannel") {
            try await outbox.disableChannel("mail", reason: "gone", at: now)
        }
        await expectOne(.writes, "endRests") { try await outbox.endRests() }
    }

    @Test func everyOrderIsOneChange() async throws {
        try await outbox.holdSending(.manyDue, detail: "试", at: now)
        let hold = try #require(try await outbox.sendingHolds().first)
        await expectOne(.writes, "retry") { _ = try await outbox.retry(.all, at: now) }
        await expectOne(.writes, "hold") { _ = try await outbox.hold(.all, at: now) }
        await expectOne(.writes, "release") { _ = try await outbox.release(.all, at: now) }
        await expectOne(.writes, "release of a hold") { _ = try await outbox.release(hold, atMost: 9, at: now) }
        await expectOne(.writes, "move") {
            _ = try await outbox.move(from: "office-mail", to: "mail", isProgram: false, at: now)
        }
        await expectOne(.writes, "cancel") { _ = try await outbox.cancel(.ids(["none"]), reason: "试", at: now) }
        await expectOne(.writes, "cancel of a channel") {
            _ = try await outbox.cancel(channel: "mail", reason: "试", at: now)
        }
        await expectOne(.writes, "acknowledge") {
            try await outbox.acknowledge(noticeID: notice.key.noticeID, Sample.acknowledgement(at: now))
        }
        let mute = Mute(.person("P-1"), until: nil, reason: nil, by: "zhang", since: now)
        await expectOne(.writes, "mute") { try await outbox.mute(mute) }
        await expectOne(.writes, "unmute") { _ = try await outbox.unmute(mute.party, at: now) }
        await expectOne(.writes, "enableChannel") { _ = try await outbox.enableChannel("mail", at: now) }
        await expectOne(.writes, "eraseSettled") { _ = try await outbox.eraseSettled(before: now, limit: 9, at: now) }
    }

    @Test func theEvidenceIsReadOnceAtATime() async {
        await expectOne(.reads, "evidence") { _ = try await outbox.evidence(after: 0, limit: 9) }
        await expectOne(.reads, "evidenceHead") { _ = try await outbox.evidenceHead() }
        await expectOne(.reads, "verifyEvidence") { _ = try await outbox.verifyEvidence(against: nil) }
        await expectOne(.reads, "check") { try await outbox.check() }
    }
}
