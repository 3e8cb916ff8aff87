import RenewalDelivery
import RenewalOutbox
import RenewalRules
import Testing

@Suite struct PlanningTests {
    @Test(arguments: OutboxBackend.all) func planningTwiceChangesNothing(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let notice = Sample.notice()
        let first = try await outbox.plan(notice)
        let second = try await outbox.plan(notice)
        #expect(first == PlanOutcome(newNotices: 1, newDeliveries: 1))
        #expect(second == PlanOutcome(newNotices: 0, newDeliveries: 0))
        #expect(try await outbox.counts() == [.pending: 1])
    }

    @Test(arguments: OutboxBackend.all) func sentNoticeIsNotPlannedAgain(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        try await outbox.plan(Sample.notice())
        let claim = try await outbox.claimOne()
        #expect(try await outbox.record([Sample.receipt(claim)], at: Sample.start).isEmpty)
        try await outbox.plan(Sample.notice())
        #expect(try await outbox.counts() == [.sent: 1])
    }

    @Test(arguments: OutboxBackend.all) func concurrentPlannersStoreEachNoticeOnce(
        _ backend: OutboxBackend
    ) async throws {
        let place = try backend.makePlace()
        let outboxes = [try place.open(), try place.open(.operatorCommand)]
        let batch = (0..<200).map { Sample.planned(Sample.notice("注册/\($0)")) }
        let total = try await withThrowingTaskGroup(of: PlanOutcome.self) { group in
            for turn in 0..<8 {
                group.addTask {
                    try await outboxes[turn % 2].plan(
                        batch.shuffled(),
                        superseded: [],
                        holdingAbove: nil,
                        at: Sample.start
                    )
                }
            }
            return try await group.reduce(into: PlanOutcome(newNotices: 0, newDeliveries: 0)) { total, outcome in
                total.newNotices += outcome.newNotices
                total.newDeliveries += outcome.newDeliveries
            }
        }
        #expect(total == PlanOutcome(newNotices: 200, newDeliveries: 200))
        #expect(try await outboxes[0].counts() == [.pending: 200])
    }

    @Test(arguments: OutboxBackend.all) func idsKeepEveryCharacter(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let ids = ["浙A/100%", "浙A%2F100%25", "O'Hara\"; DROP TABLE notice; --", "一\n二", "𠮷野家", "%", "/", "?1", ":id"]
        for id in ids { try await outbox.plan(Sample.notice(id)) }
        let claims = try await outbox.claim(ids.count + 1)
        #expect(Set(claims.map(\.notice)) == Set(ids.map { Sample.notice($0) }))
        for id in ids {
            let history = try await outbox.notices(record: RecordID(type: .registration, id: id))
            #expect(history.map(\.notice) == [Sample.notice(id)])
            #expect(history.map(\.id) == [Sample.notice(id).key.noticeID])
        }
    }

    @Test(arguments: OutboxBackend.all) func occurrenceAndExpiryDistinguishNotices(
        _ backend: OutboxBackend
    ) async throws {
        let outbox = try backend.makePlace().open()
        let keys = [nil, Sample.today, Sample.today.adding(days: 1)].map { occurrence in
            NoticeKey(
                series: Sample.series(),
                kind: .applicationInProgress,
                milestone: .monthsAfterFiling(2),
                audience: .holder,
                occurrence: occurrence
            )
        }
        let notices = keys.map { Notice(key: $0, dueOn: Sample.today, severity: .info, rules: []) }
        let later = Sample.notice(expires: Sample.expires.adding(days: 1))
        for notice in notices + [later] { try await outbox.plan(notice) }
        let claimed = try await outbox.claim().map(\.notice)
        #expect(Set(claimed) == Set(notices + [later]))
    }

    @Test(arguments: OutboxBackend.all) func laterNoticeSupersedesWaitingOnes(
        _ backend: OutboxBackend
    ) async throws {
        let outbox = try backend.makePlace().open()
        let early = Sample.notice("浙-1", .monthsBefore(12))
        let late = Sample.notice("浙-1", .monthsBefore(3))
        try await outbox.plan(early, to: "early@example.test")
        try await outbox.plan(Sample.notice("浙-1", .monthsBefore(12), audience: .employer), to: "hr@example.test")
        try await outbox.plan(Sample.notice("浙-2", .monthsBefore(12)), to: "other@example.test")
        try await outbox.plan(late, to: "late@example.test")
        #expect(
            try await outbox.outcomes() == [
                "early@example.test": "superseded \(late.key.noticeID)", "hr@example.test": "pending",
                "other@example.test": "pending", "late@example.test": "pending",
            ]
        )
    }

    @Test(arguments: OutboxBackend.all, [DeliveryState.sent, .sending, .deferred, .held, .failed])
    func supersessionKeepsFinalStates(_ backend: OutboxBackend, _ state: DeliveryState) async throws {
        let outbox = try backend.makePlace().open()
        let id = try await outbox.bring(Sample.notice("浙-1", .monthsBefore(12)), to: state)
        try await outbox.plan(Sample.notice("浙-1", .monthsBefore(3)))
        let isReplaced = state == .deferred || state == .held
        #expect(try await outbox.summary(id).state == (isReplaced ? .superseded : state))
    }

    @Test(arguments: OutboxBackend.all) func calendarAndApplicationDoNotSupersedeEachOther(
        _ backend: OutboxBackend
    ) async throws {
        let outbox = try backend.makePlace().open()
        func filed(_ months: Int) -> Notice {
            let key = NoticeKey(
                series: Sample.series(),
                kind: .applicationInProgress,
                milestone: .monthsAfterFiling(months),
                audience: .holder,
                occurrence: Sample.today
            )
            return Notice(key: key, dueOn: Sample.today.adding(months: months), severity: .info, rules: [])
        }
        try await outbox.plan(Sample.notice(), to: "calendar@example.test")
        try await outbox.plan(filed(1), to: "first@example.test")
        try await outbox.plan(filed(2), to: "second@example.test")
        #expect(
            try await outbox.outcomes() == [
                "calendar@example.test": "pending", "first@example.test": "superseded \(filed(2).key.noticeID)",
                "second@example.test": "pending",
            ]
        )
    }

    @Test(arguments: OutboxBackend.all) func supersessionIgnoresOrderWithinABatch(_ backend: OutboxBackend) async throws
    {
        let early = Sample.planned(Sample.notice("浙-1", .monthsBefore(12)), [Sample.recipient("early@example.test")])
        let late = Sample.planned(Sample.notice("浙-1", .monthsBefore(3)), [Sample.recipient("late@example.test")])
        for batch in [[early, late], [late, early]] {
            let outbox = try backend.makePlace().open()
            _ = try await outbox.plan(batch, superseded: [], holdingAbove: nil, at: Sample.start)
            #expect(try await outbox.claim().map(\.recipient.address) == ["late@example.test"])
        }
    }

    @Test(arguments: OutboxBackend.all) func marksThatPassedUnseenAreStoredWithoutDelivery(
        _ backend: OutboxBackend
    ) async throws {
        let outbox = try backend.makePlace().open()
        let passed = Sample.notice("浙-1", .monthsBefore(12))
        let outcome = try await outbox.plan([], superseded: [passed], holdingAbove: nil, at: Sample.start)
        #expect(outcome == PlanOutcome(newNotices: 0, newDeliveries: 0))
        try await outbox.plan(passed)
        #expect(try await outbox.counts().isEmpty)
        let history = try #require(try await outbox.notices(record: passed.key.series.record).first)
        #expect(history.isSuperseded && history.foundOn == nil && history.deliveries.isEmpty)
        let record = passed.key.series.record
        #expect(try await outbox.history(of: [record]).notices == [record: [passed.key]])
    }

    @Test(arguments: OutboxBackend.all) func noticeWithoutRecipientsIsStoredAndLeavesEarlierOnes(
        _ backend: OutboxBackend
    ) async throws {
        let outbox = try backend.makePlace().open()
        try await outbox.plan(Sample.notice("浙-1", .monthsBefore(12)), to: "early@example.test")
        let late = Sample.notice("浙-1", .monthsBefore(3))
        let outcome = try await outbox.plan(
            [Sample.planned(late, [])],
            superseded: [],
            holdingAbove: nil,
            at: Sample.start
        )
        #expect(outcome == PlanOutcome(newNotices: 1, newDeliveries: 0))
        #expect(try await outbox.counts() == [.pending: 1])
        #expect(try await outbox.plan(late) == PlanOutcome(newNotices: 0, newDeliveries: 1))
    }

    @Test(arguments: OutboxBackend.all) func historyCoversOnlyTheGivenRecords(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let notices = [
            Sample.notice("浙-1"), Sample.notice("浙-1", audience: .employer), Sample.notice("浙-2"), Sample.notice("浙-4"),
        ]
        for notice in notices { try await outbox.plan(notice) }
        let records = ["浙-1", "浙-2", "浙-3"].map { Sample.series($0).record }
        let known = try await outbox.history(of: records).notices
        #expect(known.mapValues(Set.init) == [records[0]: Set(notices[..<2].map(\.key)), records[1]: [notices[2].key]])
        let other = RecordID(type: .credential, id: records[0].id)
        #expect(try await outbox.history(of: [other]).notices.isEmpty, "another record of the same id")
    }

    @Test(arguments: OutboxBackend.all) func failedBatchLeavesNothingBehind(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let bad = Sample.planned(Sample.notice("浙-2"), [Sample.recipient("")])
        await #expect(throws: OutboxError.self) {
            _ = try await outbox.plan(
                [Sample.planned(Sample.notice("浙-1")), bad],
                superseded: [],
                holdingAbove: nil,
                at: Sample.start
            )
        }
        #expect(try await outbox.counts().isEmpty)
        let records = ["浙-1", "浙-2"].map { Sample.series($0).record }
        #expect(try await outbox.history(of: records).notices.isEmpty)
    }
}
