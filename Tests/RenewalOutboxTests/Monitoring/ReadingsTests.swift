import RenewalDelivery
import RenewalRules
import Testing

@testable import RenewalOutbox

/// What waits, for how long, and what the last passes found.
@Suite struct ReadingsTests {
    private let place: OutboxPlace
    private let outbox: Outbox

    init() throws {
        place = try OutboxPlace()
        outbox = try place.open()
    }

    private func due(at now: UnixTime) async throws -> [OutboxReadings.DueSince] {
        try await outbox.readings(at: now).due
    }

    private func since(_ instant: UnixTime, _ severity: Severity = .warning) -> OutboxReadings.DueSince {
        OutboxReadings.DueSince(channel: "office-mail", severity: severity, since: instant)
    }

    @Test func anOutboxThatIsNotThereHasNothing() async throws {
        let nothing = try OutboxPlace().open(.reading)
        #expect(try await nothing.readings(at: Sample.start) == OutboxReadings())
    }

    @Test func eachUrgencyOfAChannelHasItsOldest() async throws {
        try await outbox.plan(Sample.notice("R-1"), Sample.notice("R-2", severity: .urgent))
        let later = Sample.planned(Sample.notice("R-3"))
        _ = try await outbox.plan([later], superseded: [], holdingAbove: nil, at: Sample.start + .seconds(60))
        let found = try await outbox.readings(at: Sample.start + .seconds(90))
        #expect(Set(found.due) == [since(Sample.start), since(Sample.start, .urgent)])
        #expect(found.waiting == ["office-mail": [.pending: 3]])
    }

    /// It is due at its next attempt, not since its first.
    @Test func whatIsTriedAgainIsDueSinceItsNextAttempt() async throws {
        try await outbox.plan(Sample.notice())
        let next = Sample.start + .seconds(600)
        let receipt = Sample.receipt(try await outbox.claimOne(), .retry, next: .deferred(until: next))
        _ = try await outbox.record([receipt], at: Sample.start)
        #expect(try await due(at: next - .seconds(1)) == [])
        #expect(try await due(at: next + .seconds(1)) == [since(next)])
        try await outbox.putBack(channel: "office-mail", lostLeases: nil, at: next)
        #expect(try await due(at: next + .seconds(1)) == [since(next)])
    }

    @Test func aLostAttemptIsDueSinceTheEndOfItsLease() async throws {
        try await outbox.plan(Sample.notice())
        let claim = try await outbox.claimOne()
        #expect(try await due(at: Sample.start) == [])
        #expect(try await due(at: claim.leaseUntil + .seconds(1)) == [since(claim.leaseUntil)])
    }

    /// A person has to look at it; it is counted, and does not wait for the service.
    @Test func whatIsHeldIsNotDue() async throws {
        try await outbox.plan(Sample.notice())
        _ = try await outbox.hold(.all, at: Sample.start)
        let found = try await outbox.readings(at: Sample.start + .seconds(7200))
        #expect(found.due == [] && found.waiting == ["office-mail": [.held: 1]])
    }

    @Test func theLastPassesAreRead() async throws {
        func pass(_ isFull: Bool, _ minute: Int64, quarantined: Int) -> ScanRecord {
            ScanRecord(
                day: Sample.today,
                isFull: isFull,
                startedAt: Sample.start + .seconds(60 * minute),
                endedAt: Sample.start + .seconds(60 * minute + 5),
                examined: 9,
                quarantined: quarantined,
                plannedNotices: 0,
                plannedDeliveries: 0,
                longOverdue: 2,
                phases: [.standard: 4, .overdue: 3],
                unreachable: 1
            )
        }
        try await outbox.recordScan(pass(true, 0, quarantined: 7))
        try await outbox.recordScan(pass(false, 60, quarantined: 0))
        let found = try await outbox.readings(at: Sample.start)
        #expect(found.lastPass?.isFull == false && found.lastPass?.endedAt == Sample.start + .seconds(3605))
        #expect(found.lastFullPass?.unreadable == 7 && found.lastFullPass?.phases == [.standard: 4, .overdue: 3])
        #expect(found.lastFullPass?.longOverdue == 2 && found.lastFullPass?.unreachable == 1)
    }
}
