extension RegistrationLifecycle {
    /// Why an application filed on a day is refused; `nil` when it is accepted.
    ///
    /// - Source: rules 4.8 `checkSubmission`, R17, R18, R20, R21, R25, R31, A2, A3, A8, A9, A24, V9, V10
    public func checkSubmission(
        _ submission: RegistrationSubmission,
        on day: CalendarDate,
        policy: RenewalPolicy
    ) -> Refusal? {
        switch state(on: day) {
        case .unregistered: firstRefusal(of: submission)
        case .applying: Refusal(.applicationPending, rule: "R27", instead: .awaitDecision)
        case .active: refusalWhileValid(of: submission, on: day, policy: policy)
        case .renewalPending: refusalWhilePending(of: submission, rule: "R27")
        case .changePending: refusalWhilePending(of: submission, rule: "A9")
        case .expiredPending where policy.pendingAtExpiry != .expired:
            Refusal(.applicationPending, rule: "A8", instead: .awaitDecision)
        case .expiredPending, .expired: refusalAfterExpiry(of: submission, on: day, policy: policy)
        case .renewed: Refusal(.ended, rule: "R18")
        case .cancelled: refusalWhileBarred(on: day, policy: policy) ?? refusalAfterCancellation(of: submission)
        case .revoked: refusalWhileBarred(on: day, policy: policy) ?? refusalAfterRevocation(of: submission)
        }
    }

    /// The last day on which the end of the registration bars a new one; `nil` where it does not, and for good where
    /// the day of the end is unknown.
    ///
    /// - Source: rule V10
    public func barredThrough(policy: RenewalPolicy) -> CalendarDate? {
        guard let recorded, recorded.bars(for: endReason) else { return nil }
        return endedOn?.adding(policy.revocationBar) ?? .last
    }

    private func refusalWhileBarred(on day: CalendarDate, policy: RenewalPolicy) -> Refusal? {
        guard let last = barredThrough(policy: policy), day <= last else { return nil }
        return Refusal(.barred, rule: "V10")
    }

    private func firstRefusal(of submission: RegistrationSubmission) -> Refusal? {
        switch submission {
        case .initial(let holdsQualification):
            holdsQualification ? nil : Refusal(.notQualified, rule: "R17")
        case .renewal: Refusal(.notRegistered, rule: "R18", instead: .initial)
        case .change: Refusal(.notRegistered, rule: "R21", instead: .initial)
        case .reregistration: Refusal(.notRegistered, rule: "R25", instead: .initial)
        }
    }

    private func refusalWhileValid(
        of submission: RegistrationSubmission,
        on day: CalendarDate,
        policy: RenewalPolicy
    ) -> Refusal? {
        if case .initial = submission { return Refusal(.alreadyRegistered, rule: "R17") }
        guard let expires else { return Refusal(.expiryUnknown, rule: "D4") }
        let window = RenewalWindow(expires: expires, policy: policy)
        switch submission {
        case .initial, .change: return nil
        case .renewal where day < window.opens: return Refusal(.tooEarly, rule: "R20")
        case .renewal where !window.accepts(filedOn: day):
            return Refusal(.tooLate, rule: "A1", instead: .reregistration)
        case .renewal(let staysWithEmployer):
            return staysWithEmployer ? nil : Refusal(.employerChanged, rule: "R18", instead: .change)
        case .reregistration: return notExpired(window: window, on: day)
        }
    }

    private func notExpired(window: RenewalWindow, on day: CalendarDate) -> Refusal {
        Refusal(.notExpired, rule: "R25", instead: day < window.opens ? nil : .renewal)
    }

    private func refusalWhilePending(of submission: RegistrationSubmission, rule: RuleID) -> Refusal {
        switch submission {
        case .initial: Refusal(.alreadyRegistered, rule: "R17")
        case .renewal, .change: Refusal(.applicationPending, rule: rule, instead: .awaitDecision)
        case .reregistration: Refusal(.notExpired, rule: "R25", instead: .awaitDecision)
        }
    }

    private func refusalAfterExpiry(
        of submission: RegistrationSubmission,
        on day: CalendarDate,
        policy: RenewalPolicy
    ) -> Refusal? {
        let isInGrace = expires.map { RenewalWindow(expires: $0, policy: policy).accepts(filedOn: day) } ?? false
        switch submission {
        case .initial: return Refusal(.alreadyRegistered, rule: "R17", instead: .reregistration)
        case .renewal where isInGrace && pending == nil: return nil
        case .renewal: return Refusal(.expired, rule: "A2", instead: .reregistration)
        case .change: return Refusal(.expired, rule: "R21", instead: .reregistration)
        case .reregistration: return nil
        }
    }

    private func refusalAfterCancellation(of submission: RegistrationSubmission) -> Refusal? {
        // Nobody files for a holder who died.
        if endReason == .deceased { return Refusal(.ended, rule: "V9") }
        return switch submission {
        case .initial, .renewal, .change: Refusal(.ended, rule: "V9", instead: .reregistration)
        // Whoever has not renewed may register again if needed, without more ado (rule R31).
        case .reregistration(let meetsConditions):
            meetsConditions || endReason == .expired ? nil : Refusal(.notQualified, rule: "V9")
        }
    }

    private func refusalAfterRevocation(of submission: RegistrationSubmission) -> Refusal? {
        switch submission {
        case .initial, .renewal, .change: return Refusal(.ended, rule: "V10", instead: .reregistration)
        case .reregistration: return nil
        }
    }
}
