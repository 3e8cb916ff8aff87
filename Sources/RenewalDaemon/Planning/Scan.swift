import Logging
import RenewalDelivery
import RenewalOutbox
package import RenewalRegistry
package import RenewalRules

/// One pass over the registry that writes what is due into the outbox.
///
/// Planning may run any number of times: a known key changes nothing, and an interrupted scan is simply repeated,
/// because only a complete one moves the day of the last scan.
package struct Scan: Sendable {
    var planner: Planner
    let outbox: any PlanningStore
    let calendar: BusinessCalendar
    let clock: any Clock
    /// If there are more new deliveries than this, the part that causes it is held.
    var dueLimit: Int
    /// If more rows than before, and more than this share of all, are unreadable, all sending is held.
    let unreadablePercent: Int
    /// The time of day from which a full pass is wanted, in minutes.
    let scanAt: Int
    /// Identifies the configuration.
    var configuration: String

    /// How far before the last pass changes are read again: the office's clock may be slow, and a long transaction
    /// becomes visible only at its end.
    static let margin: Duration = .seconds(3600)
    /// With more changes than this a full pass costs no more.
    static let changesLimit = 20_000

    /// The result of a pass.
    package struct Summary: Hashable, Sendable {
        /// Whether all candidates were looked at, not only those that changed since the pass before.
        package var isFull = true
        package var examined = 0
        package var quarantined: [RowProblem] = []
        package var quarantinedCount = 0
        /// The same by employer, for the guard.
        fileprivate var unreadable = UnreadableRows()
        /// Faults of rows, readable or not, worst first.
        package var faults = FaultTally()
        package var plannedNotices = 0
        package var plannedDeliveries = 0
        /// Due notices without a route or a usable address.
        package var unreachable = 0
        /// Active registrations overdue for so long that nobody is reminded (rule D6).
        package var longOverdue = 0
        /// The registrations looked at, by phase.
        package var phases: [RenewalPhase: Int] = [:]
        /// The records that were looked at and have, or had, something in the list of what is open.
        fileprivate var kept: Set<RecordID> = []
        /// Whether most of the registry is gone, so that the pass does not count and is soon repeated.
        package var isShrunk = false
        /// Whether the pass found the registry as it should be.
        var isGood: Bool { !isShrunk && hasReadSomething }
        /// Whether the pass read anything but unreadable rows.
        package var hasReadSomething: Bool { !isFull || examined > 0 || quarantinedCount == 0 }

        /// Enough to show an administrator; `registry check` lists all.
        static let quarantinedLimit = 20

        mutating func add(_ outcome: PlanOutcome) {
            plannedNotices += outcome.newNotices
            plannedDeliveries += outcome.newDeliveries
        }

        fileprivate mutating func add(_ found: Findings) {
            examined += found.examined
            // A row with an unknown language gets its notices all the same, in the default language.
            let unreadable = found.quarantined.filter { $0.consequence != .cosmetic }
            quarantinedCount += unreadable.count
            self.unreadable.add(found.records, unreadable)
            quarantined += unreadable.prefix(Self.quarantinedLimit - quarantined.count)
            for problem in found.quarantined + found.undated { faults.add(problem.rows) }
            unreachable += found.unreachable
            phases.merge(found.phases, uniquingKeysWith: +)
            add(found.withdrawn)
            kept.formUnion(found.kept)
        }
    }

    /// The result of a page.
    fileprivate struct Findings: Sendable {
        var examined: Int
        var quarantined: [RowProblem]
        /// Pending applications without any date.
        var undated: [RowProblem] = []
        var planned: [PlannedNotice] = []
        var superseded: [Notice] = []
        var unreachable = 0
        var phases: [RenewalPhase: Int] = [:]
        var records: [Subject] = []
        /// What was withdrawn.
        var withdrawn = PlanOutcome(newNotices: 0, newDeliveries: 0)
        /// Those with something in the list of what is open.
        var kept: Set<RecordID> = []
    }

    /// Active registrations checked for a typo in the year of expiry: an office that never closes old ones has very
    /// many.
    static let suspicionLimit = 200

    /// Scans for a day and records it as scanned.
    ///
    /// - Parameters:
    ///   - day: today in the business time zone
    ///   - progress: called after each step with the number of records examined
    /// - Returns: the result of the pass
    /// - Throws: `RegistryError` (including `cancelled`), `OutboxError`, `CancellationError`; what was planned before
    ///   stays planned
    package func run(on day: CalendarDate, progress: @Sendable (Int) async -> Void) async throws -> Summary {
        var scan = self
        scan.planner = try await planner.knowingPrograms().heeding(outbox, on: day)
        return try await scan.pass(on: day, progress: progress)
    }

    private func pass(on day: CalendarDate, progress: @Sendable (Int) async -> Void) async throws -> Summary {
        let startedAt = clock.now
        let basis = try await basis()
        let lastScan = try await outbox.lastScan(notAfter: day)
        await progress(0)
        let changed = try await changes(on: day, basis: basis)
        await progress(0)
        let sizes = try await planner.registry.sizes()
        await progress(0)
        let isShrunk = try await outbox.compareRegistry(sizes, isFull: changed == nil, at: clock.now)
        let unreadable = changed == nil ? try await unreadableLimit(rows: sizes.values.reduce(0, +)) : nil
        let days = (lastScan.map { min($0, day) } ?? day)...day
        let limit = FloodLimit(day: day, days: lastScan == nil ? nil : days, limit: dueLimit)
        // Counted while the pages are read.
        async let longOverdue = changed == nil ? countLongOverdue(on: day) : 0
        var summary = try await planRecords(
            in: days,
            since: lastScan,
            among: changed,
            limit: limit,
            unreadable: unreadable,
            progress: progress
        )
        summary.isFull = changed == nil
        summary.isShrunk = isShrunk
        summary.longOverdue = try await longOverdue
        await progress(summary.examined)
        if summary.isFull {
            let (registry, policy) = (planner.registry, planner.policy)
            let odd = try await registry.suspicions(policy: policy, on: day, limit: Self.suspicionLimit)
            for problem in odd { summary.faults.add(problem.rows) }
            await progress(summary.examined)
        }
        // A mute that has ended brings a full pass.
        let silenced = summary.isFull ? try await outbox.mutedCorrections() : []
        let moved = try await recentChanges(changed, since: lastScan) ?? []
        let corrections = FarCorrections(planner: planner, outbox: outbox)
        try await corrections.eachBatch(among: moved.union(silenced), on: day) { due in
            try await outbox.takeBack(lines: due.takenBack, at: clock.now)
            summary.add(try await store(Batch(planned: due.plans.flatMap(\.planned)), limit: limit))
        }
        if !isShrunk {
            let others = summary.isFull ? nil : changed
            try await openings.eachChange(among: others, besides: summary.kept, on: day) { found in
                summary.add(try await outbox.change(found.changes, holdingAbove: limit, at: clock.now))
            }
        }
        await progress(summary.examined)
        let source = SubjectSource(
            planner: planner,
            outbox: outbox,
            calendar: calendar,
            now: startedAt
        )
        let followUp = FailureFollowUp(planner: planner, outbox: outbox, source: source, clock: clock)
        summary.add(try await followUp.plan(on: day))
        // Recorded first, because the day's report covers this scan. A scan of a registry that is just being loaded
        // says nothing about the day.
        if !isShrunk { try await outbox.recordScan(record(of: summary, on: day, basis: basis, startedAt: startedAt)) }
        let digests = DigestPlanning(planner: planner, outbox: outbox, clock: clock, limit: limit)
        try await digests.plan(on: day, into: &summary)
        try await outbox.endScan(isShrunk ? nil : record(of: summary, on: day, basis: basis, startedAt: startedAt))
        return summary
    }

    private var openings: Openings { Openings(planner: planner, outbox: outbox, now: clock.now) }

    private func countLongOverdue(on day: CalendarDate) async throws(RegistryError) -> Int {
        try await planner.registry.counts(overdueBefore: day.adding(days: -planner.policy.overdueBackfillDays))
    }

    /// Plans what is due for the records; one batch is written while the next is collected.
    private func planRecords(
        in days: ClosedRange<CalendarDate>,
        since lastScan: CalendarDate?,
        among changed: Set<RecordID>?,
        limit: FloodLimit,
        unreadable: UnreadableLimit?,
        progress: @Sendable (Int) async -> Void
    ) async throws -> Summary {
        try await withThrowingTaskGroup(of: PlanOutcome.self) { writing in
            var (summary, batch, doors) = (Summary(), Batch(), EmployerDoors())
            do {
                try await planner.eachPage(
                    withMarksIn: days,
                    among: changed,
                    order: .asRead,
                    look: { page in
                        try await look(at: page, on: days.upperBound, since: lastScan, limit)
                    },
                    visit: { found in
                        summary.add(found)
                        // At once, because earlier planned notices may be on their way to the lanes.
                        if !found.quarantined.isEmpty { try await hold(unreadable, summary, atTheEnd: false) }
                        for problem in doors.contradictions(in: found.records) { summary.faults.add(problem.rows) }
                        batch.planned += found.planned
                        batch.superseded += found.superseded
                        if batch.isFull {
                            if let outcome = try await writing.next() { summary.add(outcome) }
                            let full = batch
                            writing.addTask { try await store(full, limit: limit) }
                            batch = Batch()
                        }
                        await progress(summary.examined)
                    }
                )
            } catch RegistryError.cancelled {
                throw RegistryError.cancelled
            } catch let error as RegistryError {
                // Otherwise a permanently unreadable page would keep a small office from everything read before it.
                _ = try await store(batch, limit: limit)
                throw error
            }
            if let outcome = try await writing.next() { summary.add(outcome) }
            if var unreadable {
                // Rows that no pass reads, such as those of ended registrations, do not count.
                unreadable.rows = min(unreadable.rows, summary.examined + summary.quarantinedCount)
                try await hold(unreadable, summary, atTheEnd: true)
            }
            summary.add(try await store(batch, limit: limit))
            return summary
        }
    }

    /// What a pass found by the same rules in the same file need not be examined again on the same day, unless somebody
    /// is muted since, or not any more.
    private func basis() async throws(RegistryError) -> String {
        // By a keyed code: a bare hash of an address can be tried out.
        let mutes = planner.mutes.isEmpty ? "" : "\n\(outbox.standIn(for: planner.mutes.mark))"
        return StableID.of("\(Release.version)\n\(try await planner.registry.identity())\n\(configuration)\(mutes)")
    }

    /// The records that a pass over the changes has to examine; `nil` when a full pass is due.
    ///
    /// The first pass of a day finds all its marks, and the one at the scan time does so again: it catches unnoticed
    /// changes at the latest.
    private func changes(on day: CalendarDate, basis: String) async throws -> Set<RecordID>? {
        guard let passes = try await outbox.latestPasses(over: day, basis: basis) else { return nil }
        let hour = calendar.instant(atMinute: scanAt, of: day)
        let now = clock.now
        guard passes.full >= hour || now < hour, passes.latest <= now else { return nil }
        return try await planner.registry.changes(since: passes.latest - Self.margin, limit: Self.changesLimit)
    }

    /// What changed since the pass before, or since the day of it; `nil` where nobody can tell, or before any pass.
    private func recentChanges(
        _ changed: Set<RecordID>?,
        since lastScan: CalendarDate?
    ) async throws(RegistryError) -> Set<RecordID>? {
        if let changed { return changed }
        guard let lastScan else { return nil }
        return try await planner.changes(sinceScanOf: lastScan, calendar)
    }

    private func unreadableLimit(rows: Int) async throws(OutboxError) -> UnreadableLimit {
        UnreadableLimit(rows: rows, before: try await outbox.lastQuarantined(), percent: unreadablePercent)
    }

    /// Holds all sending when far more rows than before are unreadable, and not just one employer's: a wrong mapping,
    /// or a new program of the office.
    private func hold(
        _ limit: UnreadableLimit?,
        _ summary: Summary,
        atTheEnd isOver: Bool
    ) async throws(OutboxError) {
        guard let limit, limit.isExceeded(by: summary.unreadable, atTheEnd: isOver) else { return }
        let (count, before) = (summary.quarantinedCount, limit.before)
        try await outbox.holdSending(
            .manyUnreadable,
            detail: "of \(limit.rows) rows of the registry \(count) or more cannot be read, \(before) the time before; "
                + "see `renewald registry check` (delivery.max_unreadable_percent)",
            figures: ["rows": limit.rows, "unreadable": count, "before": before],
            at: clock.now
        )
    }

    /// The findings of several pages, stored in one transaction: each transaction touches pages all over the indexes,
    /// so few large ones write far less than many small ones.
    private struct Batch {
        var planned: [PlannedNotice] = []
        var superseded: [Notice] = []

        /// A fraction of a second, for which a claim has to wait.
        static let limit = 2000

        var isFull: Bool { planned.count + superseded.count >= Self.limit }
    }

    private func store(_ batch: Batch, limit: FloodLimit) async throws -> PlanOutcome {
        var outcome = PlanOutcome(newNotices: 0, newDeliveries: 0)
        // Facts are for programs, and do not count as a flood of mail.
        let facts = batch.planned.filter(\.notice.key.kind.isFact)
        if !facts.isEmpty {
            outcome.add(try await outbox.plan(facts, superseded: [], holdingAbove: nil, at: clock.now))
        }
        let others = batch.planned.filter { !$0.notice.key.kind.isFact }
        guard !others.isEmpty || !batch.superseded.isEmpty else { return outcome }
        outcome.add(
            try await outbox.plan(others, superseded: batch.superseded, holdingAbove: limit, at: clock.now)
        )
        return outcome
    }

    private func record(
        of summary: Summary,
        on day: CalendarDate,
        basis: String,
        startedAt: UnixTime
    ) -> ScanRecord {
        ScanRecord(
            day: day,
            isFull: summary.isFull,
            basis: basis,
            startedAt: startedAt,
            endedAt: clock.now,
            examined: summary.examined,
            quarantined: summary.quarantinedCount,
            plannedNotices: summary.plannedNotices,
            plannedDeliveries: summary.plannedDeliveries,
            longOverdue: summary.longOverdue,
            phases: summary.phases,
            unreachable: summary.unreachable,
            faults: summary.faults.groups
        )
    }

    /// What is due for the records of a page.
    private func look(
        at page: CandidatePage,
        on day: CalendarDate,
        since lastScan: CalendarDate?,
        _ limit: FloodLimit
    ) async throws -> Findings {
        var found = Findings(examined: page.subjects.count, quarantined: page.quarantined)
        found.records = page.subjects
        found.undated = page.subjects.flatMap(RecordCheck.undatedApplications)
        let due = try await planner.plans(
            for: page.subjects,
            on: day,
            since: lastScan,
            catchingUp: lastScan == nil ? .nothing : .missedAndMuted,
            outbox: outbox
        )
        try await outbox.takeBack(lines: due.takenBack, at: clock.now)
        let open = try await openings.changes(of: due.plans.map { ($0.subject, $0.course) }, on: day)
        found.withdrawn = try await outbox.change(open.changes, holdingAbove: limit, at: clock.now)
        found.kept = open.looked
        for plan in due.plans {
            found.planned += plan.planned
            found.superseded += plan.due.superseded
            found.unreachable += plan.unreachable.count
            if case .registration(let record) = plan.subject {
                let assessment = RenewalAssessment(of: record, on: day, policy: planner.policy)
                found.phases[assessment.phase, default: 0] += 1
            }
        }
        return found
    }
}

extension Planner {
    /// What changed since the day of the last scan; `nil` where nobody can tell.
    func changes(
        sinceScanOf day: CalendarDate,
        _ calendar: BusinessCalendar
    ) async throws(RegistryError) -> Set<RecordID>? {
        let dawn = calendar.instant(atMinute: 0, of: day)
        return try await registry.changes(since: dawn - Scan.margin, limit: Scan.changesLimit)
    }
}

extension Scan.Summary {
    /// Writes the pass and the first unreadable rows to the log.
    func log(to logger: Logger, day: CalendarDate) {
        for row in quarantined {
            logger.log(
                .rowUnreadable,
                [
                    "row.table": "\(row.table)", "row.id": "\(row.id)", "row.column": "\(row.column ?? "-")",
                    "row.reason": "\(row.reason.english)",
                ]
            )
        }
        logger.log(
            .scanDone,
            [
                "scan.day": "\(day)", "scan.full": "\(isFull)", "scan.examined": "\(examined)",
                "scan.quarantined": "\(quarantinedCount)",
                "scan.notices": "\(plannedNotices)", "scan.deliveries": "\(plannedDeliveries)",
                "scan.unreachable": "\(unreachable)",
            ]
        )
    }
}
