import GRDB
import RenewalDelivery
import RenewalRules
import Testing

@testable import RenewalOutbox

/// The sums that monitoring shows, kept in the transactions that they count.
@Suite struct CounterTests {
    private let place: OutboxPlace
    private let outbox: Outbox

    init() throws {
        place = try OutboxPlace()
        outbox = try place.open()
    }

    private func readings(after time: Duration = .zero) async throws -> OutboxReadings {
        try await outbox.readings(at: Sample.start + time)
    }

    private func accept(_ claims: [DueDelivery], dueAt due: UnixTime?, at now: UnixTime) async throws {
        let receipts = claims.map { claim in
            let receipt = Sample.receipt(claim)
            return Receipt(
                deliveryID: receipt.deliveryID,
                attempt: receipt.attempt,
                verdict: receipt.verdict,
                next: .sent,
                dueAt: due
            )
        }
        #expect(try await outbox.record(receipts, at: now) == [])
    }

    @Test func answersAndEndsAreCountedByChannel() async throws {
        try await outbox.plan(Sample.notice("R-1"), Sample.notice("R-2"), Sample.notice("R-3"), Sample.notice("R-4"))
        let claims = try await outbox.claim()
        let later = NextState.deferred(until: Sample.start + .seconds(600))
        let receipts = [
            Sample.receipt(claims[0]), Sample.receipt(claims[1]), Sample.receipt(claims[2], .permanent, next: .failed),
            Sample.receipt(claims[3], .retry, next: later),
        ]
        _ = try await outbox.record(receipts, at: Sample.start)
        let found = try await readings()
        #expect(found.finished == ["office-mail": [.sent: 2, .failed: 1]])
        #expect(found.attempts == ["office-mail": [.delivered: 2, .permanent: 1, .retry: 1]])
        #expect(found.waiting == ["office-mail": [.deferred: 1]])
    }

    /// What ended without an attempt, whoever ended it.
    @Test func cancelledAndSupersededOnesAreCounted() async throws {
        try await outbox.plan(Sample.notice("R-1"), Sample.notice("R-2", .monthsBefore(6)), Sample.notice("R-3"))
        _ = try await outbox.cancel(.ids([outbox.id(of: Sample.notice("R-1"))]), reason: "test", at: Sample.start)
        try await outbox.plan(Sample.notice("R-2"))
        let third = try #require(try await outbox.due().first { $0.notice.key.series.record.id == "R-3" })
        let withdrawal = Withdrawal(deliveryID: third.id, attempt: 1, reason: .recordMissing)
        try await outbox.withdraw([withdrawal], replacements: [], at: Sample.start)
        let ended = try await outbox.counts().filter(\.key.isSettled)
        #expect(ended == [.cancelled: 2, .superseded: 1])
        #expect(try await readings().finished["office-mail"] == ended)
    }

    /// Its entry repeats the state in which the delivery ended.
    @Test func anErasureIsNoEnd() async throws {
        try await outbox.plan(Sample.notice())
        try await accept([outbox.claimOne()], dueAt: nil, at: Sample.start)
        let erased = try await outbox.eraseSettled(before: Sample.start + .seconds(1), limit: 10, at: Sample.start)
        #expect(erased == 1)
        #expect(try await readings().finished == ["office-mail": [.sent: 1]])
    }

    /// It was counted as lost when its lease ended.
    @Test func anAnswerThatComesLateIsCountedOnce() async throws {
        try await outbox.plan(Sample.notice())
        let claim = try await outbox.claimOne()
        _ = try await outbox.releaseOwnLeases(onAmbiguous: .resend, at: Sample.start)
        #expect(try await outbox.record([Sample.receipt(claim)], at: Sample.start) == [claim.id])
        let found = try await readings()
        #expect(found.attempts == ["office-mail": [.ambiguous: 1]])
        #expect(found.finished == [:])
    }

    @Test(arguments: [(59, 60), (60, 60), (61, 300), (7200, 14_400), (40 * 86_400, LatenessBound.none)])
    func latenessIsCountedUnderItsBound(seconds: Int64, bound: Int64) async throws {
        try await outbox.plan(Sample.notice("R-1"), Sample.notice("R-2"))
        let due = Sample.start - .seconds(seconds)
        try await accept(outbox.claim(), dueAt: due, at: Sample.start)
        let expected = OutboxReadings.LatenessCount(
            channel: "office-mail",
            severity: .warning,
            bound: bound,
            count: 2,
            seconds: 2 * seconds
        )
        #expect(try await readings().lateness == [expected])
    }

    @Test func aClockThatWasSetBackMakesNothingEarly() async throws {
        try await outbox.plan(Sample.notice())
        try await accept([outbox.claimOne()], dueAt: Sample.start + .seconds(90), at: Sample.start)
        #expect(try await readings().lateness.map(\.seconds) == [0])
    }

    /// A transaction that is rolled back counts nothing.
    @Test func whatWasNotStoredIsNotCounted() async throws {
        try await outbox.plan(Sample.notice())
        let order = try? await outbox.cancel(
            .ids([outbox.id(of: Sample.notice()), "nnnnnnnn"]),
            reason: "test",
            at: Sample.start
        )
        #expect(order == nil)
        #expect(try await readings().finished == [:])
    }

    @Test func aFileOfAnEarlierBuildBeginsAtZero() async throws {
        let earlier = try OutboxPlace()
        let pool = try DatabasePool(path: earlier.path)
        try OutboxSchema.migrator(at: Sample.start).migrate(pool, upTo: "6-words")
        try pool.close()
        #expect(try await earlier.open().readings(at: Sample.start) == OutboxReadings())
    }
}
