import RenewalOutbox
import RenewalRegistry
import RenewalRules

/// Plans corrections of last days that moved out of what a pass reads, such as a year put right.
///
/// Only changed records are looked at, so that a pass stays as short as it is, and in a full pass those whose correction
/// waits for the end of a mute; in a registry that cannot tell what changed, or where more than
/// `Scan.changesLimit` records have changed, such a correction is told once its new day comes near.
struct FarCorrections: Sendable {
    let planner: Planner
    let outbox: any PlanningStore

    /// What is due for some records, and the lines that are no longer true.
    typealias Due = (plans: [Planner.RecordPlan], takenBack: [NoticeKey])

    /// Visits what is due for some records, a batch at a time.
    ///
    /// - Parameters:
    ///   - changed: the records that have changed since the pass before
    ///   - day: today in the business time zone
    ///   - visit: called with each batch
    /// - Throws: what the registry, the outbox or `visit` throws
    func eachBatch(
        among changed: Set<RecordID>,
        on day: CalendarDate,
        visit: (Due) async throws -> Void
    ) async throws {
        let near = day.adding(days: -planner.policy.lookBackDays)...day.adding(planner.policy.horizon)
        var rest = changed.sorted { $0.id < $1.id }[...]
        while !rest.isEmpty {
            let batch = Array(rest.prefix(Planner.lookupSize))
            rest = rest.dropFirst(Planner.lookupSize)
            try await visit(try await due(for: batch, outside: near, on: day))
        }
    }

    private func due(
        for records: [RecordID],
        outside near: ClosedRange<CalendarDate>,
        on day: CalendarDate
    ) async throws -> Due {
        let known = try await outbox.history(of: records).notices
        let told = records.filter { known[$0]?.contains { $0.lastDayTold != nil } ?? false }
        guard !told.isEmpty else { return ([], []) }
        let courses = try await planner.registry.subjects(told).subjects
            .map { subject in (subject: subject, course: planner.course(of: subject, on: day, acknowledged: [:])) }
            .filter { $0.course.series.map { !near.contains($0.expires) } ?? false }
        let due = try await DateCorrections(planner: planner, outbox: outbox).due(for: courses, known: known)
        let plans = courses.map { subject, course in
            // Nothing else is due for what lies so far away.
            planner.plan(
                course,
                of: subject,
                since: day,
                missed: due.unheard[course.record] ?? [],
                corrections: due.corrections[course.record] ?? []
            )
        }
        return (plans, due.takenBack)
    }
}
