import RenewalConfig
import RenewalOutbox
import RenewalRules

/// Tells the administrators that nothing leaves, or a part does not: once a day for as long as it lasts, and again when
/// what is held changes to what was not told of that day.
///
/// - Source: catalogue of notices N45
struct HoldPlanning: Sendable {
    let context: DaemonContext
    let clock: any Clock

    /// Plans a notice of today, unless there is one of the same holds already or nothing is held.
    ///
    /// - Returns: how many deliveries are new
    func plan() async throws(OutboxError) -> Int {
        let (configuration, now) = (context.current, clock.now)
        let source = SubjectSource(
            planner: configuration.planner,
            outbox: context.outbox,
            calendar: configuration.calendar,
            now: now
        )
        guard let held = try await source.heldSending() else { return 0 }
        let subject = Subject.sendingHold(held)
        let course = configuration.planner.course(of: subject, on: held.day, acknowledged: [:])
        let plan = configuration.planner.plan(course, of: subject, since: held.day.adding(days: -1), missed: [])
        return try await context.outbox.plan(plan.planned, superseded: [], holdingAbove: nil, at: now).newDeliveries
    }
}
