/// The lifecycle of an electronic credential from delivery to its end, driven by the office's events.
///
/// Void and superseded are final. Expiry follows from the day, as for a registration.
///
/// - Source: rules 4.5, R64, R69, R70, R82, A14
public struct CredentialLifecycle: Hashable, Sendable {
    /// The state of a credential on a day.
    public enum State: String, Hashable, Sendable, CaseIterable, Codable {
        case applying, active
        case renewalPending = "renewal_pending"
        case renewedNotUpdated = "renewed_not_updated"
        case superseded, expired, void
    }

    /// What a renewal asks for before it starts (rules R65, R69).
    public enum Requirement: String, Hashable, Sendable, CaseIterable, Codable {
        case identity, materials, fee
    }

    /// What the office or the holder does.
    public enum Event: Hashable, Sendable {
        /// Produced and handed over, which completes the sixth step.
        case delivered
        case renewalStarted(fulfilled: Set<Requirement>)
        /// The renewal's new credential has been issued, with its printed expiry; `nil` when unknown.
        case renewalIssued(expires: CalendarDate?)
        /// The holder confirms that the new credential is in use and its key safe.
        case updateConfirmed(isInstalled: Bool, keyIsSafe: Bool)
        case reapplied
        case lossCompleted
    }

    public let recorded: ElectronicCredential.State
    /// The last valid day, inclusive; `nil` when unknown.
    public let expires: CalendarDate?

    public init(recorded: ElectronicCredential.State, expires: CalendarDate?) {
        self.recorded = recorded
        self.expires = expires
    }

    /// The state on a day.
    ///
    /// - Source: rules 4.5 "day passes E", A3
    public func state(on day: CalendarDate) -> State {
        let isOver = expires.map { day > $0 } ?? false
        return switch recorded {
        case .applying: .applying
        case .active: isOver ? .expired : .active
        case .renewalPending: isOver ? .expired : .renewalPending
        case .renewedNotUpdated: .renewedNotUpdated
        case .superseded: .superseded
        case .void: .void
        }
    }

    /// The state after an event on a day.
    public func applying(_ event: Event, on day: CalendarDate) -> Transition<Self> {
        switch (state(on: day), event) {
        case (.void, _): .refuse(.void, "R82")
        case (.superseded, _): .refuse(.superseded, "R70")
        case (.applying, .delivered): .accept(becoming(.active))
        case (.active, .renewalStarted(let fulfilled)): startingRenewal(fulfilled)
        case (.renewalPending, .renewalStarted): .refuse(.applicationPending, "R69", instead: .awaitDecision)
        case (.renewalPending, .renewalIssued(let expires)):
            .accept(
                becoming(.renewedNotUpdated),
                .credentialBegins(Self(recorded: .active, expires: expires))
            )
        case (.renewedNotUpdated, .updateConfirmed(let isInstalled, let keyIsSafe)):
            confirmingUpdate(isInstalled: isInstalled, keyIsSafe: keyIsSafe)
        case (.expired, .reapplied): .accept(self, .credentialApplicationBegins)
        case (.expired, .lossCompleted): .refuse(.nothingToVoid, "A14", instead: .credentialReapply)
        case (.expired, _): .refuse(.expired, "A14", instead: .credentialReapply)
        case (.applying, .lossCompleted): .refuse(.nothingToVoid, "R82")
        case (.active, .lossCompleted), (.renewalPending, .lossCompleted), (.renewedNotUpdated, .lossCompleted):
            .accept(becoming(.void), .relyingPartiesInformed)
        case (.active, .reapplied): .refuse(.notExpired, "A14", instead: .credentialRenewal)
        default: .refuse(.wrongStep, "A14")
        }
    }

    private func startingRenewal(_ fulfilled: Set<Requirement>) -> Transition<Self> {
        guard fulfilled.isSuperset(of: [.identity, .materials]) else { return .refuse(.notComplete, "R69") }
        guard fulfilled.contains(.fee) else { return .refuse(.feeUnpaid, "R69") }
        return .accept(becoming(.renewalPending))
    }

    private func confirmingUpdate(isInstalled: Bool, keyIsSafe: Bool) -> Transition<Self> {
        guard isInstalled else { return .refuse(.notComplete, "R70") }
        guard keyIsSafe else { return .refuse(.keyCompromised, "R70", instead: .lossReport) }
        return .accept(becoming(.superseded), .relyingPartiesInformed)
    }

    private func becoming(_ state: ElectronicCredential.State) -> Self { Self(recorded: state, expires: expires) }
}
