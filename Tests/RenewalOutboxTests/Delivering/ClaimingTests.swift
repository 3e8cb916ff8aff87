import RenewalDelivery
import RenewalOutbox
import RenewalRules
import Testing

@Suite struct ClaimingTests {
    @Test(arguments: OutboxBackend.all) func claimReturnsTheMostPressingFirst(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let severities: [Severity] = [.info, .critical, .notice, .urgent, .warning]
        for severity in severities { try await outbox.plan(Sample.notice(severity.rawValue, severity: severity)) }
        try await outbox.plan(Sample.notice("较早", .monthsBefore(12), severity: .warning))
        let order = try await outbox.claim().map(\.notice.key.series.record.id)
        #expect(order == ["critical", "urgent", "较早", "warning", "notice", "info"])
    }

    @Test(arguments: OutboxBackend.all) func claimReturnsEverythingPlanned(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let notice = Sample.notice()
        try await outbox.plan(notice)
        let claim = try await outbox.claimOne()
        #expect(claim.notice == notice && claim.foundOn == Sample.today && claim.recipient == Sample.recipient())
        #expect(claim.id == outbox.id(of: notice))
        #expect(claim.noticeID == notice.key.noticeID && claim.channel == "office-mail")
        #expect(claim.attempt == 1 && claim.firstAttemptAt == nil && !claim.wasAmbiguous && claim.frozen == nil)
        #expect(claim.createdAt == Sample.start && claim.leaseUntil == Sample.start + Sample.lease)
        let running = try #require(try await outbox.delivery(id: claim.id)?.attempts.first)
        #expect(running.number == 1 && running.startedAt == Sample.start)
        #expect(running.endedAt == nil && running.outcome == nil)
    }

    @Test(arguments: OutboxBackend.all) func claimRespectsChannelLimitAndSeverity(
        _ backend: OutboxBackend
    ) async throws {
        let outbox = try backend.makePlace().open()
        for number in 0..<5 { try await outbox.plan(Sample.notice("浙-\(number)", severity: .warning)) }
        try await outbox.plan(Sample.notice("急", severity: .urgent))
        #expect(try await outbox.due(channel: "elsewhere").isEmpty)
        let urgent = try await outbox.due(minimumSeverity: .urgent)
        #expect(urgent.map(\.notice.key.series.record.id) == ["急"])
        #expect(try await outbox.claim(3).count == 3)
        #expect(try await outbox.claim(3).count == 3)
        #expect(try await outbox.claim(3).isEmpty)
    }

    @Test(arguments: OutboxBackend.all) func concurrentClaimersNeverShareADelivery(
        _ backend: OutboxBackend
    ) async throws {
        let place = try backend.makePlace()
        let outboxes = [try place.open(), try place.open(.operatorCommand)]
        let batch = (0..<300).map { Sample.planned(Sample.notice("浙-\($0)")) }
        _ = try await outboxes[0].plan(batch, superseded: [], holdingAbove: nil, at: Sample.start)
        let claimed = try await withThrowingTaskGroup(of: [String].self) { group in
            for turn in 0..<8 {
                group.addTask {
                    var mine: [String] = []
                    // Losing a race for a claim is no reason to stop.
                    while case let due = try await outboxes[turn % 2].due(7), !due.isEmpty {
                        let ready = due.map { Sample.ready($0) }
                        mine += try await outboxes[turn % 2].claim(ready, lease: Sample.lease, at: Sample.start)
                    }
                    return mine
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(claimed.count == 300)
        #expect(Set(claimed).count == 300)
    }

    @Test(arguments: OutboxBackend.all) func expiredLeaseIsReclaimedAndItsLateResultIgnored(
        _ backend: OutboxBackend
    ) async throws {
        let outbox = try backend.makePlace().open()
        try await outbox.plan(Sample.notice())
        let lost = try await outbox.claimOne()
        let end = lost.leaseUntil
        #expect(try await outbox.claim(at: end - .milliseconds(1)).isEmpty)
        let second = try await outbox.claimOne(at: end)
        #expect(second.attempt == 2 && second.wasAmbiguous && second.firstAttemptAt == Sample.start)
        let late = Sample.receipt(lost, .permanent, next: .failed)
        #expect(try await outbox.record([late], at: end + .seconds(1)) == [lost.id])
        #expect(try await outbox.summary(lost.id).state == .sending)
        #expect(try await outbox.record([Sample.receipt(second)], at: end + .seconds(2)).isEmpty)
        let detail = try #require(try await outbox.delivery(id: lost.id))
        #expect(detail.summary.state == .sent && detail.summary.ambiguousAttempts == 1)
        #expect(detail.attempts.map(\.outcome) == [.permanent, .delivered])
        #expect(detail.attempts.map(\.isLate) == [true, false])
    }

    @Test(arguments: OutboxBackend.all) func lateResultCountsUnlessReclaimed(
        _ backend: OutboxBackend
    ) async throws {
        let outbox = try backend.makePlace().open()
        try await outbox.plan(Sample.notice())
        let claim = try await outbox.claimOne()
        #expect(try await outbox.record([Sample.receipt(claim)], at: claim.leaseUntil + .seconds(60)).isEmpty)
        #expect(try await outbox.counts() == [.sent: 1])
    }

    @Test(arguments: OutboxBackend.all) func dueQueryClaimsNothing(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        for number in 1...3 { try await outbox.plan(Sample.notice("浙-\(number)")) }
        let due = try await outbox.due()
        #expect(due.count == 3 && due.allSatisfy { $0.attempt == 1 && $0.seenAt == Sample.start })
        #expect(try await outbox.due() == due)
        let rest = try await outbox.due(
            channel: "office-mail",
            limit: 2,
            besides: [due[0].id, due[1].id],
            minimumSeverity: .info,
            lostLeases: nil,
            at: Sample.start
        )
        #expect(rest.deliveries == [due[2]] && !rest.mayBeMore)
        #expect(try await outbox.counts() == [.pending: 3])
        #expect(try await outbox.delivery(id: due[0].id)?.attempts.isEmpty == true)
    }

    /// Between look and claim, an operator, a plan or another claimer may have come first.
    @Test(arguments: OutboxBackend.all) func changedDeliveriesAreNotClaimed(
        _ backend: OutboxBackend
    ) async throws {
        let outbox = try backend.makePlace().open()
        for number in 1...4 { try await outbox.plan(Sample.notice("浙-\(number)")) }
        let ready = try await outbox.due().map { Sample.ready($0) }
        _ = try await outbox.hold(.ids([ready[0].delivery.id]), at: Sample.start)
        _ = try await outbox.cancel(.ids([ready[1].delivery.id]), reason: "误报", at: Sample.start)
        let quicker = try await outbox.claim([ready[2]], lease: Sample.lease, at: Sample.start)
        #expect(quicker == [ready[2].delivery.id])
        let retried = Sample.receipt(ready[2].delivery, .retry, next: .deferred(until: Sample.start))
        _ = try await outbox.record([retried], at: Sample.start)
        _ = try await outbox.due()
        #expect(
            try await outbox.claim(ready, lease: Sample.lease, at: Sample.start) == [ready[3].delivery.id],
            "the third is pending again, for its second attempt"
        )
        #expect(try await outbox.counts() == [.held: 1, .cancelled: 1, .pending: 1, .sending: 1])
    }

    @Test(arguments: OutboxBackend.all) func claimWithAnExpiredLeaseTakesNothing(
        _ backend: OutboxBackend
    ) async throws {
        let outbox = try backend.makePlace().open()
        try await outbox.plan(Sample.notice())
        let ready = try await outbox.due().map { Sample.ready($0) }
        let end = Sample.start + Sample.lease
        #expect(try await outbox.claim(ready, lease: Sample.lease, at: end).isEmpty)
        #expect(try await outbox.claim(ready, lease: Sample.lease, at: end - .milliseconds(1)).count == 1)
    }

    @Test(arguments: OutboxBackend.all) func heldSendingAndDisabledChannelsClaimNothing(
        _ backend: OutboxBackend
    ) async throws {
        let outbox = try backend.makePlace().open()
        try await outbox.plan(Sample.notice())
        let ready = try await outbox.due().map { Sample.ready($0) }
        try await outbox.disableChannel("office-mail", reason: "410 Gone", at: Sample.start)
        #expect(try await outbox.claim(ready, lease: Sample.lease, at: Sample.start).isEmpty)
        try await outbox.enableChannel("office-mail", at: Sample.start)
        try await outbox.holdSending(.manyDue, detail: "试", at: Sample.start)
        #expect(try await outbox.claim(ready, lease: Sample.lease, at: Sample.start).isEmpty)
        _ = try await outbox.releaseSending(at: Sample.start)
        #expect(try await outbox.claim(ready, lease: Sample.lease, at: Sample.start).count == 1)
    }

    /// Its bytes were composed for the lines it had at that time.
    @Test(arguments: OutboxBackend.all) func digestWithNewLinesIsNotClaimed(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let digest = Sample.digest()
        try await outbox.plan(lines: ["浙-1"], of: digest)
        let early = try await outbox.due().map { Sample.ready($0) }
        #expect(early.map(\.delivery.lineCount) == [1])
        try await outbox.plan(lines: ["浙-2"], of: digest)
        #expect(try await outbox.claim(early, lease: Sample.lease, at: Sample.start).isEmpty)
        let late = try await outbox.claimOne()
        #expect(late.id == early[0].delivery.id && late.lineCount == 2)
    }

    /// Its bytes still tell the line.
    @Test(arguments: OutboxBackend.all) func digestWhoseLineWasTakenBackIsNotClaimed(
        _ backend: OutboxBackend
    ) async throws {
        let outbox = try backend.makePlace().open()
        try await outbox.plan(lines: ["浙-1", "浙-2"], of: Sample.digest())
        let early = try await outbox.due().map { Sample.ready($0) }
        let line = Sample.notice("浙-1", audience: .employer).key
        try await outbox.takeBack(lines: [line], at: Sample.start)
        #expect(try await outbox.claim(early, lease: Sample.lease, at: Sample.start).isEmpty)
        let late = try await outbox.claimOne()
        #expect(late.lineCount == 1)
        try await outbox.takeBack(lines: [Sample.notice("浙-2", audience: .employer).key], at: Sample.start)
        let lines = try await outbox.digestLines(of: late.noticeID).map(\.key.series.record.id)
        #expect(lines == ["浙-2"], "the other one is on its way")
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// Nobody has heard what a digest leaves out; what another copy of it has told stays.
    @Test(arguments: OutboxBackend.all, [false, true])
    func whatADigestLeavesOutIsTakenBack(_ backend: OutboxBackend, isTold: Bool) async throws {
        let outbox = try backend.makePlace().open()
        let one = Sample.digest()
        let digest = Sample.planned(
            one.notice,
            [Sample.recipient("a@example.test"), Sample.recipient("b@example.test")]
        )
        try await outbox.plan(lines: ["浙-1", "浙-2"], of: digest)
        let due = try await outbox.due().map { Sample.ready($0) }
        #expect(due.count == 2)
        if isTold {
            #expect(try await outbox.claim([due[0]], lease: Sample.lease, at: Sample.start).count == 1)
        }
        var envelope = due[1]
        envelope.omitted = [Sample.notice("浙-1", audience: .employer).key]
        #expect(try await outbox.claim([envelope], lease: Sample.lease, at: Sample.start).count == 1)
        let lines = try await outbox.digestLines(of: envelope.delivery.noticeID).map(\.key.series.record.id)
        #expect(lines == (isTold ? ["浙-1", "浙-2"] : ["浙-2"]))
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// Nor is it as urgent any more.
    @Test(arguments: OutboxBackend.all) func aReportForgetsALineThatWasTakenBack(
        _ backend: OutboxBackend
    ) async throws {
        let outbox = try backend.makePlace().open()
        let notices = [("浙-1", Severity.warning), ("浙-2", .notice)].map {
            Sample.notice($0.0, audience: .administrator, severity: $0.1)
        }
        let lines = notices.map {
            PlannedNotice(notice: $0, foundOn: Sample.today, recipients: [], digest: DailyReport.record)
        }
        _ = try await outbox.plan(lines, superseded: [], holdingAbove: nil, at: Sample.start)
        #expect(try await outbox.openReport()?.severity == .warning)
        try await outbox.takeBack(lines: [notices[0].key], at: Sample.start)
        #expect(try await outbox.openReport()?.severity == .notice)
        try await outbox.takeBack(lines: [notices[1].key], at: Sample.start)
        #expect(try await outbox.openReport() == nil)
    }

    @Test(arguments: OutboxBackend.all) func bytesFreezeAtTheFirstAttempt(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        try await outbox.plan(Sample.notice())
        let payload = FrozenMessage(attempt: 1, subject: "续期提醒", bytes: [0, 1, 255])
        let first = try #require(try await outbox.due().first)
        _ = try await outbox.claim([Envelope(first) { payload }], lease: Sample.lease, at: Sample.start)
        let second = try await outbox.claimOne(message: "x", at: first.leaseUntil)
        #expect(second.frozen == payload && second.binding == payload)
        #expect(Sample.ready(second, message: "x").message == payload)
        let detail = try #require(try await outbox.delivery(id: first.id))
        #expect(detail.payloadSize == 3 && detail.subject == "续期提醒")
    }

    /// A digest is composed again for each attempt until one may have arrived.
    @Test(arguments: OutboxBackend.all) func digestFreezesOnceItMayHaveArrived(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        try await outbox.plan(lines: ["浙-1"], of: Sample.digest())
        let first = try await outbox.claimOne(message: "一")
        let retried = Sample.receipt(first, .retry, next: .deferred(until: Sample.start))
        _ = try await outbox.record([retried], at: Sample.start)
        let second = try await outbox.claimOne(message: "二")
        #expect(second.frozen?.bytes == Array("一".utf8) && second.binding == nil)
        let third = try await outbox.claimOne(message: "三", at: second.leaseUntil)
        #expect(third.wasAmbiguous && third.binding?.bytes == Array("二".utf8))
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    @Test(arguments: OutboxBackend.all, [AmbiguityPolicy.resend, .hold])
    func restartReleasesOwnLeases(_ backend: OutboxBackend, _ policy: AmbiguityPolicy) async throws {
        let place = try backend.makePlace()
        let id = try await place.open().bring(Sample.notice(), to: .sending)
        let outbox = try place.open()
        let restart = Sample.start + .seconds(5)
        #expect(try await outbox.releaseOwnLeases(onAmbiguous: policy, at: restart) == 1)
        #expect(try await outbox.releaseOwnLeases(onAmbiguous: policy, at: restart) == 0)
        let detail = try #require(try await outbox.delivery(id: id))
        #expect(detail.attempts.map(\.outcome) == [.ambiguous] && detail.summary.ambiguousAttempts == 1)
        #expect(detail.summary.state == (policy == .hold ? .held : .pending))
        #expect(detail.summary.reason == (policy == .hold ? "ambiguous" : nil))
        if policy == .resend {
            let claim = try await outbox.claimOne(at: restart)
            #expect(claim.attempt == 2 && claim.wasAmbiguous && claim.id == id)
        }
    }

    @Test(arguments: OutboxBackend.all) func nextAttemptIsTheEarliestDueTime(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        #expect(try await outbox.nextAttempt(channel: "office-mail") == nil)
        try await outbox.plan(Sample.notice("浙-1", severity: .info))
        #expect(try await outbox.nextAttempt(channel: "office-mail") == UnixTime(milliseconds: 0))
        #expect(try await outbox.nextAttempt(channel: "office-mail", minimumSeverity: .urgent) == nil)
        let claim = try await outbox.claimOne()
        #expect(try await outbox.nextAttempt(channel: "office-mail") == claim.leaseUntil)
        let due = Sample.start + .seconds(60)
        _ = try await outbox.record([Sample.receipt(claim, .retry, next: .deferred(until: due))], at: Sample.start)
        #expect(try await outbox.nextAttempt(channel: "office-mail") == due)
        #expect(try await outbox.claim(at: due - .milliseconds(1)).isEmpty)
        let second = try await outbox.claimOne(at: due)
        _ = try await outbox.record([Sample.receipt(second)], at: due)
        #expect(try await outbox.nextAttempt(channel: "office-mail") == nil)
    }

    @Test(arguments: OutboxBackend.all) func disabledChannelReturnsNothing(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        try await outbox.plan(Sample.notice())
        try await outbox.disableChannel("office-mail", reason: "410 Gone", at: Sample.start)
        try await outbox.disableChannel("office-mail", reason: "后来", at: Sample.start)
        #expect(try await outbox.disabledChannels() == ["office-mail": "410 Gone"])
        #expect(try await outbox.claim().isEmpty)
        #expect(try await outbox.nextAttempt(channel: "office-mail") == nil)
        try await outbox.enableChannel("office-mail", at: Sample.start)
        #expect(try await outbox.claim().count == 1)
    }

    @Test(arguments: OutboxBackend.all) func cancelledTaskStillStoresItsReceipt(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        try await outbox.plan(Sample.notice())
        let claim = try await outbox.claimOne()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await outbox.record([Sample.receipt(claim)], at: Sample.start)
        }
        task.cancel()
        #expect(try await task.value.isEmpty)
        #expect(try await outbox.counts() == [.sent: 1])
    }
}
