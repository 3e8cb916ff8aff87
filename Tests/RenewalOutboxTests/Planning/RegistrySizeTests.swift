import RenewalRules
import Testing

@testable import RenewalOutbox

/// A registry that has lost most of its rows is usually being reloaded.
@Suite struct RegistrySizeTests {
    private let place: OutboxPlace

    init() throws { place = try OutboxPlace() }

    private func start() async throws -> Outbox {
        let outbox = try place.open()
        try await outbox.takeOver(machine: "m", serving: nil, earliest: Sample.start, at: Sample.start)
        return outbox
    }

    private func reasons(_ outbox: Outbox) async throws -> [HoldReason] {
        try await outbox.sendingHolds().map(\.reason)
    }

    private func compare(_ outbox: Outbox, _ count: Int, others: Int = 5, isFull: Bool = true) async throws -> Bool {
        let sizes: [RecordID.RecordType: Int] = [.registration: count, .credential: others]
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

    @Test func restartDoesNotReleaseAHold() async throws {
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

    @Test func onlyFullPassesSetTheMeasure() async throws {
        let outbox = try await start()
        _ = try await compare(outbox, 1000)
        #expect(try await !compare(outbox, 600, isFull: false))
        #expect(try await compare(outbox, 400, isFull: false))
    }

    /// A small office may lose a few records in a day; every section counts.
    @Test func losingAFewRowsIsNotShrinkage() async throws {
        let outbox = try await start()
        _ = try await compare(outbox, 14, others: 20)
        #expect(try await !compare(outbox, 5, others: 20))
        #expect(try await compare(outbox, 5, others: 9))
    }
}
