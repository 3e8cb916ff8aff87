import RenewalConfig
import RenewalCouriers
import RenewalOutbox
import RenewalRules

/// Collects the lines of digests into one notice per employer, and one for the office.
struct DigestPlanning: Sendable {
    let planner: Planner
    let outbox: any PlanningStore
    let clock: any Clock
    /// What the scan may plan, including digests.
    let limit: FloodLimit

    /// Digests stored in one transaction.
    static let batchSize = 1000

    /// Plans the digests of a day, and counts new and unreachable ones.
    func plan(on day: CalendarDate, into summary: inout Scan.Summary) async throws {
        let open = try await planner.openEmployers(from: outbox)
        var batch: [PlannedDigest] = []
        try await planner.eachEmployerDigest(of: open, outbox: outbox, on: day) { digest in
            batch += digest.plan.planned.map { PlannedDigest($0, of: digest.records) }
            summary.unreachable += digest.plan.unreachable.count
            guard batch.count >= Self.batchSize else { return }
            summary.add(try await outbox.planDigests(batch, holdingAbove: limit, at: clock.now))
            batch.removeAll(keepingCapacity: true)
        }
        if let report = planner.officeDigest(try await outbox.openReport(), on: day) {
            batch += report.planned.map { PlannedDigest($0, of: [DailyReport.record]) }
            summary.unreachable += report.unreachable.count
        }
        if !batch.isEmpty { summary.add(try await outbox.planDigests(batch, holdingAbove: limit, at: clock.now)) }
        try await planSnapshots(on: day, into: &summary)
    }

    /// Plans the daily tables for programs: each is all that is open with an employer, so that whatever was lost heals.
    private func planSnapshots(on day: CalendarDate, into summary: inout Scan.Summary) async throws {
        let open = try await outbox.countOpenThreads(for: .employer)
        var rest = try await planner.tables(of: open, outbox: outbox, on: day)[...]
        while !rest.isEmpty {
            let batch = Array(rest.prefix(Self.batchSize))
            rest = rest.dropFirst(Self.batchSize)
            // Tables, and not messages to people: there are as many as employers.
            summary.add(try await outbox.plan(batch, superseded: [], holdingAbove: nil, at: clock.now))
        }
    }
}
