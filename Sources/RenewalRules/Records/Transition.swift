/// The result of an event in a state: a new state with its effects, or a refusal.
///
/// The machines are total: every event in every state has one of the two results.
///
/// - Source: rules 4.8 `transition`
public enum Transition<State: Hashable & Sendable>: Hashable, Sendable {
    case accepted(State, effects: [TransitionEffect])
    case refused(Refusal)

    /// The new state; `nil` when refused.
    public var state: State? {
        switch self {
        case .accepted(let state, _): state
        case .refused: nil
        }
    }

    /// Why the event was refused; `nil` when accepted.
    public var refusal: Refusal? {
        switch self {
        case .accepted: nil
        case .refused(let refusal): refusal
        }
    }

    /// The effects outside the state itself; empty when refused.
    public var effects: [TransitionEffect] {
        switch self {
        case .accepted(_, let effects): effects
        case .refused: []
        }
    }

    static func accept(_ state: State, _ effects: TransitionEffect...) -> Transition {
        .accepted(state, effects: effects)
    }

    static func refuse(_ code: Refusal.Code, _ rule: RuleID, instead: Refusal.Remedy? = nil) -> Transition {
        .refused(Refusal(code, rule: rule, instead: instead))
    }
}

/// An effect of an accepted event outside the state it changed.
public enum TransitionEffect: Hashable, Sendable {
    /// A decision is usually made between these days (rule R27).
    case decisionExpected(ClosedRange<CalendarDate>)
    /// The registration that follows a renewed one begins (rule A10).
    case registrationBegins(RegistrationLifecycle, validFrom: CalendarDate)
    /// No new registration is possible up to this day, inclusive (rule V10).
    case barred(through: CalendarDate)
    /// A new credential comes into force alongside the one that changed (rules R70, A13).
    case credentialBegins(CredentialLifecycle)
    /// An application for a new credential begins; the old one stays as it is (rules R64, A14).
    case credentialApplicationBegins
    /// Relying parties learn that the credential is no longer valid (rules R66, A15).
    case relyingPartiesInformed
    /// A report was accepted although this information is missing (rule R79).
    case informationMissing([LossInformation])
}
