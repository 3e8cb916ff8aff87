/// What an event does to a state: a new state with what follows from it, or a refusal.
///
/// The machines are total: every event in every state gives one of the two.
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

    /// What follows outside the state itself; empty when refused.
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

/// What an accepted event brings about outside the state it changed.
public enum TransitionEffect: Hashable, Sendable {
    /// A decision is usually made between these days (rule R27).
    case decisionExpected(ClosedRange<CalendarDate>)
    /// The registration that follows a renewed one starts to count (rule A10).
    case registrationBegins(RegistrationLifecycle, validFrom: CalendarDate)
    /// No new registration is possible up to this day, inclusive (rule V10).
    case barred(through: CalendarDate)
    /// A new credential is in force beside the one that changed (rules R70, A13).
    case credentialBegins(CredentialLifecycle)
    /// A new credential is applied for; the old one stays what it is (rules R64, A14).
    case credentialApplicationBegins
    /// Relying parties are told that the credential no longer holds (rules R66, A15).
    case relyingPartiesInformed
    /// A report was taken although this is missing from it (rule R79).
    case informationMissing([LossInformation])
}
