import RenewalRegistry
package import RenewalOutbox
package import RenewalRules

/// The queries behind `plan` and `forecast`; nothing here writes.
extension Planner {
    /// Visits every record that has something due on a day, in order of expiry, and the digests after them.
    ///
    /// - Parameters:
    ///   - day: the day asked about
    ///   - lastScan: the day of the last scan; `nil` for a first scan ever
    ///   - catchesUp: whether what the last scan could not know of is due too, as it is for the next scan
    ///   - outbox: where notices and acknowledgements are looked up; `nil` when there is no state yet
    ///   - visit: called for each record with something due
    /// - Returns: how many records were examined and how many could not be read
    /// - Throws: `RegistryError`, `OutboxError`, or what `visit` throws
    package func preview(
        on day: CalendarDate,
        since lastScan: CalendarDate?,
        catchingUp catchesUp: Bool = false,
        outbox: (any PlanningStore)?,
        visit: (RecordPlan) throws -> Void
    ) async throws -> (examined: Int, quarantined: Int) {
        var (examined, quarantined) = (0, 0)
        var (planner, employers) = (self, OpenEmployers())
        if let outbox {
            planner = try await heeding(outbox, on: day)
            employers = try await openEmployers(from: outbox)
        }
        var report = try await outbox?.openReport()
        try await eachPage(
            withMarksIn: (lastScan.map { min($0, day) } ?? day)...day,
            order: .byExpiry,
            look: { [planner] page in
                let plans = try await planner.plans(
                    for: page.subjects,
                    on: day,
                    since: lastScan,
                    catchingUp: catchesUp ? .missed : .nothing,
                    outbox: outbox
                ).plans
                let due = plans.filter { !$0.due.notices.isEmpty }
                return (due, examined: plans.count, quarantined: page.quarantined.count { $0.consequence != .cosmetic })
            },
            visit: { due, count, unreadable in
                examined += count
                quarantined += unreadable
                for plan in due {
                    for line in plan.planned {
                        guard let digest = line.digest else { continue }
                        let waiting = OpenDigest(severity: line.notice.severity, since: day)
                        switch digest.type {
                        case .employer: employers.add(digest.id, waiting, named: plan.subject.employer)
                        default: report = waiting.with(report)
                        }
                    }
                    try visit(plan)
                }
            }
        )
        // The day's scan has already planned the day's digests.
        guard lastScan.map({ $0 < day }) ?? true else { return (examined, quarantined) }
        try await planner.eachEmployerDigest(of: employers, outbox: outbox, on: day) { try visit($0.plan) }
        if let report = planner.officeDigest(report, on: day) { try visit(report) }
        return (examined, quarantined)
    }

    /// Counts the notices that fall on each of some coming days, if nothing in the registry changes.
    package func forecast(in days: ClosedRange<CalendarDate>) async throws -> [CalendarDate: [NoticeKind: Int]] {
        var counts: [CalendarDate: [NoticeKind: Int]] = [:]
        try await eachPage(
            withMarksIn: days,
            order: .asRead,
            look: { page in
                page.subjects.reduce(into: [:]) { counts, subject in
                    let course = course(of: subject, on: days.lowerBound, acknowledged: [:])
                    for mark in course.marks(in: days) {
                        let count = mark.audiences.count { course.concerns($0) }
                        counts[mark.date, default: [:]][mark.kind, default: 0] += count
                    }
                }
            },
            visit: { counts.merge($0) { $0.merging($1, uniquingKeysWith: +) } }
        )
        return counts
    }
}
