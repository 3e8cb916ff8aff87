/// The lifecycle of a registration from the first application to its end, driven by the office's events.
///
/// Only what the office records is stored. The state follows from it, the expiry and the day: on the day after expiry
/// the record is expired without anybody touching it.
///
/// - Source: rules 4.4, R16–R31, A2, A3, A8, A10, V9, V10
public struct RegistrationLifecycle: Hashable, Sendable {
    /// The state of a registration on a day.
    public enum State: String, Hashable, Sendable, CaseIterable, Codable {
        case unregistered, applying, active
        case renewalPending = "renewal_pending"
        case changePending = "change_pending"
        case expiredPending = "expired_pending"
        case expired, renewed, cancelled, revoked
    }

    /// What the office decides or the holder does.
    public enum Event: Hashable, Sendable {
        case submitted(RegistrationSubmission)
        /// Granted, with the days printed on the certificate; `nil` where it has none.
        case approved(validFrom: CalendarDate?, validUntil: CalendarDate?)
        case rejected, withdrawn
        /// Struck off (注销), for a reason if one is recorded.
        case cancelled(EndReason?)
        /// Taken back (撤销), for a reason if one is recorded; deceit bars a new registration.
        case revoked(EndReason?)
    }

    /// What the office recorded; `nil` before the first registration.
    public let recorded: RegistrationState?
    /// The pending application.
    public let pending: ApplicationProcedure?
    /// The last valid day, inclusive; `nil` when unknown or never registered.
    public let expires: CalendarDate?
    /// The day it was renewed, cancelled or revoked.
    public let endedOn: CalendarDate?
    /// Why it was cancelled or revoked, as far as recorded.
    public let endReason: EndReason?

    public init(
        recorded: RegistrationState?,
        pending: ApplicationProcedure? = nil,
        expires: CalendarDate? = nil,
        endedOn: CalendarDate? = nil,
        endReason: EndReason? = nil
    ) {
        self.recorded = recorded
        self.pending = pending
        self.expires = expires
        self.endedOn = endedOn
        self.endReason = endReason
    }

    /// Someone who was never registered.
    public static let unregistered = RegistrationLifecycle(recorded: nil)

    /// The state on a day; a pending application that does not fit the record is ignored.
    ///
    /// - Source: rules 4.4 "day passes E", R25, A3
    public func state(on day: CalendarDate) -> State {
        switch recorded {
        case nil: pending == .initial ? .applying : .unregistered
        case .renewed: .renewed
        case .cancelled: pending == .reregistration ? .applying : .cancelled
        case .revoked: pending == .reregistration ? .applying : .revoked
        case .active: isExpired(on: day) ? stateAfterExpiry : stateBeforeExpiry
        }
    }

    /// The state after an event on a day.
    ///
    /// Rejecting or withdrawing an application restores the state before it was filed.
    public func applying(_ event: Event, on day: CalendarDate, policy: RenewalPolicy) -> Transition<Self> {
        switch event {
        case .submitted(let submission): submitting(submission, on: day, policy: policy)
        case .approved(let validFrom, let validUntil):
            approving(Registration(id: "", validFrom: validFrom, validUntil: validUntil), on: day, policy: policy)
        case .rejected, .withdrawn: closingApplication(on: day)
        case .cancelled(let reason): cancelling(for: reason, on: day)
        case .revoked(let reason): revoking(for: reason, on: day, policy: policy)
        }
    }

    private var stateBeforeExpiry: State {
        switch pending {
        case .renewal: .renewalPending
        case .change: .changePending
        case .initial, .reregistration, nil: .active
        }
    }

    private var stateAfterExpiry: State {
        switch pending {
        case .renewal: .expiredPending
        case .reregistration: .applying
        case .initial, .change, nil: .expired
        }
    }

    private func isExpired(on day: CalendarDate) -> Bool { expires.map { day > $0 } ?? false }
}

extension RegistrationLifecycle {
    /// The lifecycle of a recorded registration, with the application that counts on a day.
    ///
    /// If a renewal and a change are both pending, the renewal counts.
    public init(of record: RegistrationRecord, on day: CalendarDate, policy: RenewalPolicy) {
        let registration = record.registration
        let expires = Expiry(of: registration, policy: policy).date
        let counting = expires.map { expires in
            let window = RenewalWindow(expires: expires, policy: policy)
            return CountingApplications(in: record.applications, window: window, on: day)
        }
        let pending = counting?.pendingRenewal ?? counting?.pendingReregistration ?? counting?.pendingChange
        let isRenewed = registration.state == .active && counting?.approvedRenewal != nil
        self.init(
            recorded: isRenewed ? .renewed : registration.state,
            pending: pending?.procedure,
            expires: expires,
            endedOn: registration.endedOn ?? counting?.approvedRenewal?.decidedOn,
            endReason: registration.endReason
        )
    }
}
