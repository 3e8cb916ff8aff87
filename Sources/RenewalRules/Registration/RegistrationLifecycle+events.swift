extension RegistrationLifecycle {
    /// Accepts an application that passes its guards.
    ///
    /// - Source: rules 4.4, R27
    func submitting(
        _ submission: RegistrationSubmission,
        on day: CalendarDate,
        policy: RenewalPolicy
    ) -> Transition<Self> {
        if let refusal = checkSubmission(submission, on: day, policy: policy) { return .refused(refusal) }
        let application = Application(
            id: "",
            procedure: submission.procedure,
            submittedOn: day,
            state: .submitted
        )
        let estimate = application.decisionEstimate(policy: policy).map(TransitionEffect.decisionExpected)
        return .accepted(with(pending: submission.procedure), effects: [estimate].compactMap(\.self))
    }

    /// Grants the pending application; a change does not affect the expiry.
    ///
    /// - Source: rules 4.4, R21, V5, A10
    func approving(_ printed: Registration, on day: CalendarDate, policy: RenewalPolicy) -> Transition<Self> {
        switch state(on: day) {
        case .changePending: return .accept(with(pending: nil))
        case .applying:
            return .accept(Self.beginning(printed, from: day, policy: policy).lifecycle)
        case .renewalPending, .expiredPending:
            let successor = successor(printed, on: day, policy: policy)
            return .accept(
                ended(.renewed, for: nil, on: day),
                .registrationBegins(successor.lifecycle, validFrom: successor.validFrom)
            )
        case .unregistered, .active, .expired, .renewed, .cancelled, .revoked: return .refused(nothingToDecide)
        }
    }

    /// Ends the pending application without granting it.
    ///
    /// - Source: rules 4.4, D8
    func closingApplication(on day: CalendarDate) -> Transition<Self> {
        switch state(on: day) {
        case .applying, .renewalPending, .changePending, .expiredPending: .accept(with(pending: nil))
        case .unregistered, .active, .expired, .renewed, .cancelled, .revoked: .refused(nothingToDecide)
        }
    }

    /// Cancels a registration; one that expired without a renewal has to be cancelled for that reason.
    ///
    /// Where no reason is given after the expiry, that is the reason; before it, it is none yet.
    ///
    /// - Source: rules 4.4, V9; Administrative Licensing Law, article 70
    func cancelling(for reason: EndReason?, on day: CalendarDate) -> Transition<Self> {
        switch state(on: day) {
        case .active, .renewalPending, .changePending, .expiredPending:
            reason == .expired ? .refuse(.notExpired, "V9") : .accept(ended(.cancelled, for: reason, on: day))
        case .expired: .accept(ended(.cancelled, for: reason ?? .expired, on: day))
        case .unregistered: .refuse(.notRegistered, "V9")
        case .applying: .refuse(.applicationPending, "V9")
        case .renewed, .cancelled, .revoked: .refuse(.ended, "V9")
        }
    }

    /// Revokes a registration, which bars a new one for years unless its reason does not.
    ///
    /// - Source: rules 4.4, V10; Administrative Licensing Law, articles 69, 79
    func revoking(for reason: EndReason?, on day: CalendarDate, policy: RenewalPolicy) -> Transition<Self> {
        switch state(on: day) {
        case .active, .renewalPending, .changePending, .expiredPending, .expired:
            let revoked = ended(.revoked, for: reason, on: day)
            let bar = revoked.barredThrough(policy: policy).map(TransitionEffect.barred)
            return .accepted(revoked, effects: [bar].compactMap(\.self))
        case .unregistered: return .refuse(.notRegistered, "V10")
        case .applying: return .refuse(.applicationPending, "V10")
        case .renewed, .cancelled, .revoked: return .refuse(.ended, "V10")
        }
    }

    /// A pending change lapses when the registration expires.
    private var nothingToDecide: Refusal {
        guard recorded == .active, pending == .change else { return Refusal(.noApplication, rule: "R16") }
        return Refusal(.expired, rule: "R21", instead: .reregistration)
    }

    /// The period after a renewal: if granted in time it continues the old one, otherwise it starts with the grant.
    private func successor(
        _ printed: Registration,
        on day: CalendarDate,
        policy: RenewalPolicy
    ) -> (lifecycle: Self, validFrom: CalendarDate) {
        guard let expires, day <= expires else { return Self.beginning(printed, from: day, policy: policy) }
        var continued = printed
        if printed.validFrom == nil { continued.validUntil = printed.validUntil ?? expires.adding(policy.term) }
        return Self.beginning(continued, from: expires.adding(days: 1), policy: policy)
    }

    private static func beginning(
        _ printed: Registration,
        from day: CalendarDate,
        policy: RenewalPolicy
    ) -> (lifecycle: Self, validFrom: CalendarDate) {
        var registration = printed
        registration.validFrom = printed.validFrom ?? day
        let expires = Expiry(of: registration, policy: policy).date
        return (Self(recorded: .active, expires: expires), printed.validFrom ?? day)
    }

    private func with(pending: ApplicationProcedure?) -> Self {
        Self(recorded: recorded, pending: pending, expires: expires, endedOn: endedOn, endReason: endReason)
    }

    private func ended(_ state: RegistrationState, for reason: EndReason?, on day: CalendarDate) -> Self {
        Self(recorded: state, expires: expires, endedOn: day, endReason: reason)
    }
}
