import RenewalOutbox
package import RenewalRegistry
package import RenewalRules

/// One pass over the registry that writes what is due into the outbox.
///
/// Planning may run as often as it likes: a known key changes nothing, and a scan that breaks off is simply
/// repeated, because only a complete one moves the day of the last scan.
package struct Scan: Sendable {
    let planner: Planner
    let outbox: Outbox
    let clock: any Clock

    /// What a pass came to.
    package struct Summary: Hashable, Sendable {
        package var examined = 0
        package var quarantined: [RowProblem] = []
        package var quarantinedCount = 0
        package var plannedNotices = 0
        package var plannedDeliveries = 0
        /// Due notices that no route or no usable address lets out.
        package var unreachable = 0
        /// Enough to show an administrator; `registry check` lists all.
        static let quarantinedLimit = 20
    }

    /// Scans for a day and records it as scanned.
    ///
    /// - Throws: `RegistryError` (`cancelled` among them), `OutboxError`, `CancellationError`; what was planned
    ///   before stays planned
    package func run(on day: CalendarDate, progress: @Sendable (Int) async -> Void) async throws -> Summary {
        let startedAt = clock.now
        let lastScan = try await outbox.lastScan(notAfter: day)
        var summary = Summary()
        try await planner.eachPage(withMarksIn: (lastScan.map { min($0, day) } ?? day)...day) { page in
            try await plan(page, on: day, since: lastScan, into: &summary)
            await progress(summary.examined)
        }
        let corrected = try await AddressCorrections(planner: planner, outbox: outbox).due(on: day)
        if !corrected.isEmpty {
            summary.plannedDeliveries += try await outbox.plan(corrected, superseded: [], at: clock.now).newDeliveries
        }
        let record = ScanRecord(
            day: day,
            startedAt: startedAt,
            endedAt: clock.now,
            examined: summary.examined,
            quarantined: summary.quarantinedCount,
            plannedNotices: summary.plannedNotices,
            plannedDeliveries: summary.plannedDeliveries
        )
        try await outbox.recordScan(record)
        return summary
    }

    private func plan(
        _ page: CandidatePage,
        on day: CalendarDate,
        since lastScan: CalendarDate?,
        into summary: inout Summary
    ) async throws {
        let acknowledged = try await planner.acknowledgements(of: page.dossiers, in: outbox)
        let courses = page.dossiers.map { planner.course(of: $0, on: day, acknowledged: acknowledged) }
        let missed = lastScan == nil ? courses.map { _ in [] } : try await missed(in: courses)
        let plans = zip(zip(courses, page.dossiers), missed).map { record, missed in
            planner.plan(record.0, of: record.1, since: lastScan, missed: missed)
        }
        let batch = plans.flatMap(\.planned)
        let superseded = plans.flatMap(\.due.superseded)
        summary.examined += page.dossiers.count
        summary.quarantinedCount += page.quarantined.count
        summary.quarantined += page.quarantined.prefix(Summary.quarantinedLimit - summary.quarantined.count)
        summary.unreachable += plans.reduce(0) { $0 + $1.unreachable }
        guard !batch.isEmpty || !superseded.isEmpty else { return }
        let outcome = try await outbox.plan(batch, superseded: superseded, at: clock.now)
        summary.plannedNotices += outcome.newNotices
        summary.plannedDeliveries += outcome.newDeliveries
    }

    /// For each course the notices that an earlier scan should have planned and did not.
    private func missed(in courses: [RenewalCourse]) async throws -> [[Notice]] {
        let known = try await outbox.knownThreads(among: courses.compactMap(\.series))
        let candidates = courses.map { course in
            planner.candidates(of: course, known: course.series.flatMap { known[$0] } ?? [])
        }
        let planned = try await outbox.knownNotices(among: Set(candidates.joined().map(\.key.noticeID)))
        return candidates.map { notices in notices.filter { !planned.contains($0.key.noticeID) } }
    }
}
