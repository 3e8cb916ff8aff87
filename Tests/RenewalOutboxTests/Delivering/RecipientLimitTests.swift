import RenewalDelivery
import RenewalOutbox
import RenewalRules
import Testing

/// How many notices a mailbox gets in a day.
@Suite struct RecipientLimitTests {
    private static let tomorrow = Sample.start + .seconds(86_400)

    private func limit(_ count: Int, on day: CalendarDate = Sample.today) -> RecipientLimit {
        RecipientLimit(count: count, day: day, resumesAt: Self.tomorrow)
    }

    private func claim(
        _ outbox: any OutboxStore,
        _ limit: RecipientLimit,
        at now: UnixTime = Sample.start
    ) async throws -> [DueDelivery] {
        let due = try await outbox.due(at: now)
        let claimed = try await outbox.claim(
            due.map { Sample.ready($0) },
            lease: Sample.lease,
            within: limit,
            at: now
        )
        return due.filter { claimed.contains($0.id) }
    }

    @Test(arguments: OutboxBackend.all) func whatIsOverTheLimitWaitsForTheNextDay(_ backend: OutboxBackend) async throws
    {
        let outbox = try backend.makePlace().open()
        for number in 1...5 { try await outbox.plan(Sample.notice("浙-\(number)")) }
        try await outbox.plan(Sample.notice("浙-9"), to: "zhang.san@example.test")
        let first = try await claim(outbox, limit(2))
        #expect(first.count { $0.recipient.address == "li.wei@example.test" } == 2)
        #expect(first.count == 3, "another mailbox has a limit of its own")
        #expect(try await outbox.due().isEmpty)
        _ = try await outbox.record(first.map { Sample.receipt($0) }, at: Sample.start)
        let waiting = try await outbox.deliveries(DeliveryFilter(states: [.deferred], limit: 9))
        #expect(waiting.map(\.reason) == ["recipient_limit", "recipient_limit", "recipient_limit"])
        #expect(waiting.allSatisfy { $0.nextAttempt == Self.tomorrow && $0.attempts == 0 })

        let next = try await claim(outbox, limit(2, on: Sample.today.adding(days: 1)), at: Self.tomorrow)
        #expect(next.count == 2 && next.allSatisfy { $0.postponement?.until == Self.tomorrow })
        #expect(try await outbox.counts() == [.sent: 3, .sending: 2, .deferred: 1])
    }

    /// Letters of another case are the same mailbox.
    @Test(arguments: OutboxBackend.all) func urgentNoticesAndDigestsLeaveAndCount(_ backend: OutboxBackend) async throws
    {
        let outbox = try backend.makePlace().open()
        try await outbox.plan(Sample.notice("浙-1", severity: .urgent), Sample.notice("浙-2", severity: .critical))
        try await outbox.plan(lines: ["浙-3"], of: Sample.digest())
        #expect(try await claim(outbox, limit(1)).count == 3)
        try await outbox.plan(Sample.notice("浙-4"), to: "Li.Wei@example.test")
        #expect(try await claim(outbox, limit(1)).isEmpty)
    }

    /// It is no further notice.
    @Test(arguments: OutboxBackend.all) func aFurtherAttemptIsNotLimited(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        try await outbox.plan(Sample.notice())
        let first = try #require(try await claim(outbox, limit(1)).first)
        let retry = Sample.receipt(first, .retry, next: .deferred(until: Sample.start))
        _ = try await outbox.record([retry], at: Sample.start)
        #expect(try await claim(outbox, limit(1)).map(\.attempt) == [2])
    }

    @Test(arguments: OutboxBackend.all) func thePostponementIsInTheEvidence(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        try await outbox.plan(Sample.notice("浙-1"), Sample.notice("浙-2"))
        _ = try await claim(outbox, limit(1))
        let links = try await outbox.evidence(after: 0, limit: 100)
        let postponed = links.map(\.link.entry).filter { $0.event == .postponed }
        #expect(postponed.count == 1 && postponed.allSatisfy { $0.state == .deferred })
        #expect(postponed.allSatisfy { $0.detail?.hasPrefix("recipient_limit ") ?? false }, "the rest is its seal")
        #expect(try await outbox.verifyEvidence(against: nil).problems.isEmpty)
    }
}
