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

    /// Days for which an empty table follows the last one with something in it.
    private static let emptyDays = 10

    /// Plans the daily tables for programs: each is all that is open with an employer, so that whatever was lost heals.
    private func planSnapshots(on day: CalendarDate, into summary: inout Scan.Summary) async throws {
        guard planner.digests.settings.employer != .off, planner.addressing.leadsToProgram(.employer) else { return }
        let open = try await outbox.openParties(for: .employer)
        let closed = try await outbox.snapshots(since: day.adding(days: -Self.emptyDays)).subtracting(open)
        let notices =
            open.map { Snapshot.open.notice(of: $0, on: day) }
            + closed.sorted().map { Snapshot.empty.notice(of: $0, on: day) }
        var rest = notices[...]
        while !rest.isEmpty {
            let batch = rest.prefix(Self.batchSize).compactMap { planned($0, on: day) }
            rest = rest.dropFirst(Self.batchSize)
            guard !batch.isEmpty else { continue }
            // Tables, and not messages to people: there are as many as employers.
            summary.add(try await outbox.plan(batch, superseded: [], holdingAbove: nil, at: clock.now))
        }
    }

    private func planned(_ table: Notice, on day: CalendarDate) -> PlannedNotice? {
        let employer = Employer(id: table.key.series.record.id, name: "")
        let programs = planner.addressing.recipients(of: table, about: .employer(EmployerRecords(employer: employer)))
        guard !programs.isEmpty else { return nil }
        return PlannedNotice(notice: table, foundOn: day, recipients: programs, employer: employer.id)
    }
}
