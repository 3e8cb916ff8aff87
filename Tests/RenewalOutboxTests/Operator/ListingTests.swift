import RenewalDelivery
import RenewalOutbox
import RenewalRules
import Testing

@Suite struct ListingTests {
    private func scan(_ day: CalendarDate) -> ScanRecord {
        ScanRecord(
            day: day,
            startedAt: Sample.start,
            endedAt: Sample.start + .seconds(1),
            examined: 9,
            quarantined: 1,
            plannedNotices: 2,
            plannedDeliveries: 3
        )
    }

    @Test(arguments: OutboxBackend.all) func lastScanIsTheLatestDay(_ backend: OutboxBackend) async throws {
        let place = try backend.makePlace()
        let outbox = try place.open()
        #expect(try await outbox.lastScan() == nil)
        for offset in [0, 2, 1, 1] { try await outbox.recordScan(scan(Sample.today.adding(days: offset))) }
        #expect(try await outbox.lastScan() == Sample.today.adding(days: 2))
        #expect(try await place.open(.reading).lastScan() == Sample.today.adding(days: 2))
    }

    @Test(arguments: OutboxBackend.all) func listIsFilteredAndNewestFirst(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        for number in 1...3 { try await outbox.plan(Sample.notice("浙-\(number)")) }
        let elsewhere = Sample.planned(Sample.notice("浙-9"), [Sample.recipient("群", channel: "safety-group")])
        _ = try await outbox.plan([elsewhere], superseded: [], holdingAbove: nil, at: Sample.start)
        let second = outbox.id(of: Sample.notice("浙-2"))
        _ = try await outbox.hold(.ids([second]), at: Sample.start)
        func list(_ filter: DeliveryFilter) async throws -> [String] {
            try await outbox.deliveries(filter).map(\.recordID)
        }
        #expect(try await list(DeliveryFilter()) == ["浙-9", "浙-3", "浙-2", "浙-1"])
        #expect(try await list(DeliveryFilter(limit: 2)) == ["浙-9", "浙-3"])
        #expect(try await list(DeliveryFilter(states: [.held])) == ["浙-2"])
        #expect(try await list(DeliveryFilter(states: [.held, .pending], channel: "office-mail")).count == 3)
        #expect(try await list(DeliveryFilter(record: "浙-3")) == ["浙-3"])
        #expect(try await list(DeliveryFilter(states: [.sent], record: "浙-3")).isEmpty)
        var filter = DeliveryFilter()
        filter.records = [Sample.series("浙-1").record, Sample.series("浙-9").record]
        #expect(try await list(filter) == ["浙-9", "浙-1"])
        filter.records = [RecordID(type: .credential, id: "浙-1")]
        #expect(try await list(filter).isEmpty, "another type of record")
        #expect(try await outbox.counts(DeliveryFilter(channel: "office-mail")) == [.pending: 2, .held: 1])
    }

    @Test(arguments: OutboxBackend.all) func listIsFilteredByKindAndTime(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let id = try await outbox.bring(Sample.notice("浙-1"), to: .sent)
        try await outbox.plan(Sample.notice("浙-2"))
        let (start, later) = (Sample.start, Sample.start + .seconds(60))
        _ = try await outbox.hold(.ids([outbox.id(of: Sample.notice("浙-2"))]), at: later)
        var filter = DeliveryFilter()
        filter.changed = start..<later
        #expect(try await outbox.deliveries(filter).map(\.id) == [id])
        filter.changed = later..<later + .seconds(1)
        #expect(try await outbox.deliveries(filter).map(\.recordID) == ["浙-2"])
        filter.kinds = [.lastCall]
        #expect(try await outbox.deliveries(filter).isEmpty)
        filter.kinds = [.lastCall, .markReached]
        #expect(try await outbox.deliveries(filter).count == 1)
    }

    @Test(arguments: OutboxBackend.all) func theMessageIsWhatWasHandedOver(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        try await outbox.plan(Sample.notice())
        let due = try #require(try await outbox.due().first)
        #expect(try await outbox.message(of: due.id) == nil, "not composed yet")
        let ready = Sample.ready(due)
        _ = try await outbox.claim([ready], lease: Sample.lease, at: Sample.start)
        #expect(try await outbox.message(of: due.id) == ready.message)
    }

    @Test(arguments: OutboxBackend.all) func theQueueStandsByChannelStateAndUrgency(_ backend: OutboxBackend)
        async throws
    {
        let outbox = try backend.makePlace().open()
        #expect(try await outbox.standing(since: Sample.start) == OutboxStanding())
        let deferred = try await outbox.bring(Sample.notice("浙-3"), to: .deferred)
        _ = try await outbox.bring(Sample.notice("浙-4"), to: .sent)
        for number in 1...2 { try await outbox.plan(Sample.notice("浙-\(number)")) }
        _ = try await outbox.hold(.ids([outbox.id(of: Sample.notice("浙-2"))]), at: Sample.start)
        try await outbox.recordScan(scan(Sample.today))
        let standing = try await outbox.standing(since: Sample.start)
        let next = try await outbox.summary(deferred).nextAttempt
        func part(_ state: DeliveryState, reason: String? = nil, next: UnixTime? = nil) -> QueuePart {
            QueuePart(
                channel: "office-mail",
                state: state,
                reason: reason,
                count: 1,
                oldest: Sample.start,
                nextAttempt: next
            )
        }
        #expect(standing.parts == [part(.deferred, next: next), part(.held, reason: "operator"), part(.pending)])
        #expect(standing.counts == [.pending: 1, .deferred: 1, .held: 1, .sent: 1])
        #expect(standing.sent == 1 && standing.failed == 0)
        #expect(standing.lastPass?.examined == 9 && standing.lastPass == standing.lastFullPass)
        #expect(try await outbox.standing(since: Sample.start + .seconds(1)).sent == 0)
    }

    @Test func anAcknowledgementTellsWhoAndWhyAndCanBeTakenBack() async throws {
        let place = try OutboxPlace()
        let outbox = try place.open()
        let notice = Sample.notice()
        try await outbox.plan(notice)
        let id = notice.key.noticeID
        let order = Acknowledgement(on: Sample.today, at: Sample.start, by: "office", reason: "已电话通知")
        try await outbox.acknowledge(noticeID: String(id.prefix(6)), order)
        let listed = AcknowledgedSeries(series: notice.key.series, noticeID: id, acknowledgement: order)
        #expect(try await outbox.acknowledgements() == [listed])
        #expect(try await outbox.removeAcknowledgement(noticeID: id, at: Sample.start))
        #expect(try await !outbox.removeAcknowledgement(noticeID: id, at: Sample.start))
        #expect(try await outbox.acknowledgements().isEmpty)
        #expect(try await outbox.acknowledgements(of: [notice.key.series.record]).isEmpty)
        #expect(try await outbox.verifyEvidence(against: nil).problems.isEmpty)
    }

    @Test(arguments: OutboxBackend.all) func aNoticeIsFoundByItsNumber(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let notice = Sample.notice()
        try await outbox.plan(notice)
        let number = notice.key.noticeID
        for id in [number, String(number.prefix(6))] {
            let history = try await outbox.notice(id: id)
            #expect(history?.notice == notice && history?.id == number)
            #expect(history?.deliveries.map(\.noticeID) == [number])
        }
        #expect(try await outbox.notice(id: String(number.prefix(5))) == nil)
        #expect(try await outbox.notice(id: outbox.id(of: notice)) == nil)
    }

    @Test(arguments: OutboxBackend.all) func deliveriesAreFoundByTheirAddress(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        for number in 1...3 { try await outbox.plan(Sample.notice("浙-\(number)"), to: "Li.Wei@example.test") }
        try await outbox.plan(Sample.notice("浙-9"), to: "other@example.test")
        let filter = DeliveryFilter(address: "li.wei@example.test", limit: 2)
        #expect(try await outbox.deliveries(filter).map(\.recordID) == ["浙-3", "浙-2"])
        #expect(try await outbox.counts(filter).values.reduce(0, +) == 3)
        #expect(try await outbox.counts(DeliveryFilter()).values.reduce(0, +) == 4)
    }

    @Test(arguments: OutboxBackend.all) func summaryCarriesTheNoticeFields(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let notice = Sample.notice()
        let id = try await outbox.bring(notice, to: .deferred)
        let summary = try await outbox.summary(id)
        #expect(summary.key == notice.key.description && summary.noticeID == notice.key.noticeID)
        #expect(summary.kind == .markReached && summary.milestone == .monthsBefore(3) && summary.audience == .holder)
        #expect(summary.severity == .warning && summary.dueOn == notice.dueOn && summary.channel == "office-mail")
        #expect(summary.recipient == "li.wei@example.test" && summary.reason == nil && summary.attempts == 1)
        #expect(summary.nextAttempt == Sample.start + .seconds(600) && summary.updatedAt == Sample.start)
    }

    @Test(arguments: OutboxBackend.all) func historyOfARecordIsInOrderOfItsMarks(_ backend: OutboxBackend) async throws
    {
        let outbox = try backend.makePlace().open()
        let notices = [Sample.notice("浙-1", .daysAfter(-7)), Sample.notice("浙-1", .monthsBefore(3))]
        for notice in notices { try await outbox.plan(notice) }
        try await outbox.plan(Sample.notice("浙-2"))
        let history = try await outbox.notices(record: Sample.series("浙-1").record)
        #expect(history.map(\.notice) == notices.reversed())
        #expect(history.map(\.deliveries.count) == [1, 1])
        #expect(history.allSatisfy { !$0.isSuperseded && $0.foundOn == Sample.today && $0.createdAt == Sample.start })
    }

    @Test(arguments: OutboxBackend.all) func acknowledgementAppliesToTheSeries(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let notice = Sample.notice("浙/1")
        try await outbox.plan(notice)
        let series = notice.key.series
        #expect(try await outbox.acknowledgements(of: [series.record]).isEmpty)
        let id = notice.key.noticeID
        for (beginning, offset) in [(id, 1), (String(id.prefix(6)), 3), (id, 2)] {
            let day = Sample.today.adding(days: offset)
            try await outbox.acknowledge(
                noticeID: beginning,
                Acknowledgement(on: day, at: Sample.start, by: "office")
            )
        }
        let days = try await outbox.acknowledgements(of: [series.record, Sample.series("浙-2").record])
        #expect(days == [series: Sample.today.adding(days: 3)])
        await #expect(throws: OutboxError.unknownNotice(id: "zzzzzz")) {
            try await outbox.acknowledge(
                noticeID: "zzzzzz",
                Sample.acknowledgement()
            )
        }
    }

    /// It has no marks of its own that could fall silent.
    @Test(arguments: OutboxBackend.all) func aSummaryIsNotAcknowledged(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let digest = Sample.digest()
        _ = try await outbox.plan([digest], superseded: [], holdingAbove: nil, at: Sample.start)
        let id = digest.notice.key.noticeID
        let error = await #expect(throws: OutboxError.self) {
            try await outbox.acknowledge(
                noticeID: String(id.prefix(6)),
                Sample.acknowledgement()
            )
        }
        #expect(error?.exitCode == 65)
        let advice = "a summary cannot be acknowledged; give the number of a notice in it"
        #expect(error.map { "\($0)".hasSuffix(advice) } == true, "\(error.map { "\($0)" } ?? "")")
        #expect(try await outbox.acknowledgements(of: [digest.notice.key.series.record]).isEmpty)
    }
}
