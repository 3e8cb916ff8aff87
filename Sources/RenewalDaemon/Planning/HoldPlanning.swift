import RenewalConfig
import RenewalOutbox
import RenewalRules

/// Notifies the administrators that all or part of the sending is held: once a day while it lasts, and again when
/// further parts are held.
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
        let planner = try await configuration.planner.heeding(context.outbox, on: held.day)
        let plan = planner.plan(course, of: subject, since: held.day.adding(days: -1), missed: [])
        return try await context.outbox.plan(plan.planned, superseded: [], holdingAbove: nil, at: now).newDeliveries
    }
}
