/// Facts recorded outside the state machines, each with the guard that keeps it from a closed record.

extension RegistrationLifecycle {
    /// Why a move to another employer or category cannot be recorded on a day; `nil` when it can.
    ///
    /// - Source: rules R21, R22, R23
    public func refusalOfMove(on day: CalendarDate) -> Refusal? {
        switch state(on: day) {
        case .active, .renewalPending, .changePending, .expiredPending: nil
        case .unregistered: Refusal(.notRegistered, rule: "R21", instead: .initial)
        case .applying: Refusal(.applicationPending, rule: "R21", instead: .awaitDecision)
        case .expired: Refusal(.expired, rule: "R21", instead: .reregistration)
        case .renewed, .cancelled, .revoked: Refusal(.ended, rule: "R21")
        }
    }

    /// Why hours of continuing education cannot be recorded; `nil` when they can.
    ///
    /// - Source: rule V6
    public func refusalOfEducation(on day: CalendarDate) -> Refusal? {
        switch state(on: day) {
        case .unregistered: Refusal(.notRegistered, rule: "V6", instead: .initial)
        case .renewed, .cancelled, .revoked: Refusal(.ended, rule: "V6")
        case .applying, .active, .renewalPending, .changePending, .expiredPending, .expired: nil
        }
    }
}

extension CredentialLifecycle {
    /// Why a leaked key cannot be recorded on a day; `nil` when it can.
    ///
    /// - Source: rules R63, D12
    public func refusalOfKeyReport(on day: CalendarDate) -> Refusal? { refusalUnlessInForce(on: day) }

    /// The longest an annotation (加注) may run.
    ///
    /// - Source: rule V15
    public static let longestAnnotation = Period.days(90)

    /// Why an annotation recorded on `day` cannot run until `end`; `nil` when it can.
    ///
    /// - Source: rule V15
    public func refusalOfAnnotation(until end: CalendarDate, on day: CalendarDate) -> Refusal? {
        if let refusal = refusalUnlessInForce(on: day) { return refusal }
        guard end >= day, end <= day.adding(Self.longestAnnotation) else { return Refusal(.notComplete, rule: "V15") }
        return nil
    }

    private func refusalUnlessInForce(on day: CalendarDate) -> Refusal? {
        switch state(on: day) {
        case .active, .renewalPending, .renewedNotUpdated: nil
        case .applying: Refusal(.wrongStep, rule: "R57")
        case .superseded: Refusal(.superseded, rule: "R70")
        case .expired: Refusal(.expired, rule: "A14", instead: .credentialReapply)
        case .void: Refusal(.void, rule: "R82")
        }
    }
}

extension QualificationCollection {
    /// Why a certificate cannot be handed over on a day; `nil` when it can.
    ///
    /// - Source: rules R10, R11
    public func refusalOfCollecting(on day: CalendarDate) -> Refusal? {
        if collectedOn != nil { return Refusal(.ended, rule: "R11") }
        return switch state(on: day) {
        case .unannounced, .open: nil
        case .notOpen: Refusal(.tooEarly, rule: "R11")
        case .closed: Refusal(.expired, rule: "R11")
        case .collected: Refusal(.ended, rule: "R11")
        }
    }
}
