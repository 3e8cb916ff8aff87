import RenewalOutbox
import RenewalRules
import RenewalTestSupport
import Synchronization
import Testing

@testable import RenewalDaemon

/// Page boundaries do not change what is found.
@Suite struct PageOrderTests {
    private struct Stopped: Error {}

    private final class Count: Sendable {
        let value = Atomic(0)
    }

    private func office(_ seed: UInt64) throws -> Sample {
        let office = try Sample(on: "2026-02-27", hour: 7)
        var busy = BusyOffice(office: office, seed: seed)
        for number in 1...25 { try busy.register(number) }
        return office
    }

    /// What a preview visits, in order.
    private func preview(_ office: Sample, pageSize: Int) async throws -> (plans: [DueRecord], examined: Int) {
        let plans = Mutex<[DueRecord]>([])
        let day = try office.configuration().calendar.day(of: office.clock.now)
        let counts = try await office.planner(pageSize: pageSize).preview(
            on: day,
            since: nil,
            outbox: nil,
            now: office.clock.now
        ) { plan in
            plans.withLock { $0.append(plan) }
        }
        return (plans.withLock(\.self), counts.examined)
    }

    @Test(arguments: 1...6) func previewOrderDoesNotDependOnPageSize(seed: UInt64) async throws {
        let office = try office(seed)
        let whole = try await preview(office, pageSize: 1000)
        #expect(whole.plans.count > 5)
        for pageSize in [1, 2, 7] {
            let paged = try await preview(office, pageSize: pageSize)
            #expect(paged.plans.map(\.subject?.record) == whole.plans.map(\.subject?.record))
            #expect(paged.examined == whole.examined)
        }
    }

    @Test(arguments: 1...6) func scanResultDoesNotDependOnPageSize(seed: UInt64) async throws {
        let office = try office(seed)
        let outbox = try office.outbox()
        let whole = try await office.scan(outbox, pageSize: 1000)
        #expect(whole.examined > 5 && whole.plannedNotices > 0)
        for pageSize in [1, 2, 7] {
            let path = office.directory.path("state-\(pageSize).db")
            let paged = try await office.scan(
                Outbox(path: path, access: .daemon, at: office.clock.now),
                pageSize: pageSize
            )
            #expect(paged == whole)
        }
    }

    @Test func errorInAPageEndsThePass() async throws {
        let office = try office(1)
        let planner = try office.planner(pageSize: 1)
        let day = try office.configuration().calendar.day(of: office.clock.now)
        let (looks, visits) = (Count(), Count())
        await #expect(throws: Stopped.self) {
            try await planner.eachPage(
                withMarksIn: day...day,
                order: .asRead,
                look: { _ in
                    if looks.value.add(1, ordering: .relaxed).newValue == 8 { throw Stopped() }
                },
                visit: { _ in visits.value.add(1, ordering: .relaxed) }
            )
        }
        #expect(visits.value.load(ordering: .relaxed) < 8)
    }
}
