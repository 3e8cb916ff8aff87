/// The applications of a registration that count for one expiry, by their effect on its series.
///
/// An application filed outside the window is not a renewal (rules R20, A2), and its decision has no effect either. Nor
/// does a renewal or re-registration without any date: it may be of an earlier period.
struct CountingApplications: Hashable, Sendable {
    /// A renewal filed in the window and not yet decided.
    let pendingRenewal: Application?
    /// A renewal filed in the window and granted, which ends the old period.
    let approvedRenewal: Application?
    /// A pending change of employer, category or name, which leaves the expiry series running (section 5).
    let pendingChange: Application?
    /// A re-registration filed after expiry and not yet decided.
    let pendingReregistration: Application?
    /// A re-registration filed after expiry and granted, by which another registration has taken over.
    let approvedReregistration: Application?
    /// The latest change that was granted.
    let approvedChange: Application?
    /// The latest refusal, unless something was filed after it (catalogue of notices N18).
    let rejected: Application?

    init(in applications: [Application], window: RenewalWindow, on day: CalendarDate) {
        let filed = applications.filter { $0.isFiled(by: day) }
            .sorted { ($0.filedOn ?? .first, $0.id) < ($1.filedOn ?? .first, $1.id) }
        let renewals = filed.filter { application in
            application.procedure == .renewal && application.isInTime(for: window)
        }
        let reregistrations = filed.filter { application in
            application.procedure == .reregistration && application.filedOn.map { $0 > window.expires } ?? false
        }
        pendingRenewal = renewals.last { $0.state.isPending }
        approvedRenewal = renewals.last { $0.state == .approved }
        pendingChange = filed.last { $0.procedure == .change && $0.state.isPending }
        pendingReregistration = reregistrations.last { $0.state.isPending }
        approvedReregistration = reregistrations.last { $0.state == .approved }
        approvedChange = filed.last { $0.procedure == .change && $0.state == .approved }
        rejected = Self.rejected(in: filed, on: day)
    }
}

extension CountingApplications {
    /// The latest refusal known on `day`, unless something was filed on the day of it or later.
    static func rejected(in applications: [Application], on day: CalendarDate) -> Application? {
        let refused = applications.filter { $0.state == .rejected && ($0.decidedOn.map { $0 <= day } ?? false) }
        let latest = refused.max { ($0.decidedOn ?? .first, $0.id) < ($1.decidedOn ?? .first, $1.id) }
        guard let latest, let decidedOn = latest.decidedOn else { return nil }
        let isFollowed = applications.contains { application in
            application.id != latest.id && application.state != .draft && application.state != .withdrawn
                && application.filedOn.map { $0 >= decidedOn && $0 <= day } ?? false
        }
        return isFollowed ? nil : latest
    }
}

extension Application {
    /// Whether it was filed in a window.
    ///
    /// The day of its decision or of its present state is only the latest on which it can have been filed: it may tell
    /// that it was too early, and never that it was too late.
    fileprivate func isInTime(for window: RenewalWindow) -> Bool {
        if let submittedOn { return window.accepts(filedOn: submittedOn) }
        return filedOn.map { $0 >= window.opens } ?? false
    }

    /// The day it was filed or, where that is not recorded, the day of its decision or of its present state.
    var filedOn: CalendarDate? { submittedOn ?? decidedOn ?? stateOn }

    /// Whether it is pending without any date, so that nobody knows when it was filed, nor for which expiry.
    public var isUndated: Bool { state.isPending && filedOn == nil }

    /// Whether it has been filed; a pending one without any date has, on a day that nobody knows.
    func isFiled(by day: CalendarDate) -> Bool { filedOn.map { $0 <= day } ?? isUndated }
}
