/// A replacement for a voided credential: a new serial and key, the old expiry.
///
/// The fee depends on region and policy and is not assumed anywhere. There is no deadline.
///
/// - Source: rules 4.7, R84–R89, A13
public struct Reissue: Hashable, Sendable {
    /// The state of a reissue.
    public enum State: String, Hashable, Sendable, CaseIterable, Codable {
        case requested
        case feeDue = "fee_due"
        case feePaid = "fee_paid"
        case processing, ready, delivered, cancelled
    }

    /// Who pays the fee, where there is one (rule R84).
    public enum Payer: String, Hashable, Sendable, CaseIterable, Codable {
        case holder, employer
    }

    /// What the holder or the office does.
    public enum Event: Hashable, Sendable {
        case feeAsked, feePaid, processingStarted
        /// The holder asked about the progress; only the log grows (rule R89).
        case inquired
        case produced
        case delivered(newSerial: String)
        case cancelled
    }

    public let state: State
    /// The serial of the voided credential.
    public let voidedSerial: String?
    /// The expiry the replacement keeps; `nil` when unknown.
    public let expires: CalendarDate?
    public let requestedOn: CalendarDate?
    /// The day it reached its state.
    public let stateOn: CalendarDate?
    /// The replacement's serial, once it is made; only `MaskedNumber` of it may be shown.
    public let newSerial: String?

    public init(
        state: State,
        voidedSerial: String?,
        expires: CalendarDate?,
        requestedOn: CalendarDate? = nil,
        stateOn: CalendarDate? = nil,
        newSerial: String? = nil
    ) {
        self.state = state
        self.voidedSerial = voidedSerial
        self.expires = expires
        self.requestedOn = requestedOn
        self.stateOn = stateOn
        self.newSerial = newSerial
    }

    /// Requests a replacement after a completed loss.
    ///
    /// After the expiry a replacement would be expired on arrival; only a new application helps then.
    ///
    /// - Source: rules 4.7, R82, A13, A14
    public static func requesting(
        after loss: LossReport,
        serial: String?,
        expires: CalendarDate?,
        on day: CalendarDate
    ) -> Transition<Reissue> {
        guard loss.state == .completed else { return .refuse(.notComplete, "R82", instead: .lossReport) }
        if let expires, day > expires { return .refuse(.expired, "A13", instead: .credentialReapply) }
        return .accept(Reissue(state: .requested, voidedSerial: serial, expires: expires))
    }

    /// The reissue after an event.
    public func applying(_ event: Event) -> Transition<Self> {
        switch (state, event) {
        case (.delivered, _), (.cancelled, _): .refuse(.ended, "R90")
        case (.requested, .feeAsked): .accept(becoming(.feeDue))
        case (.feeDue, .feePaid): .accept(becoming(.feePaid))
        case (.requested, .cancelled), (.feeDue, .cancelled): .accept(becoming(.cancelled))
        case (.requested, .processingStarted), (.feeDue, .processingStarted), (.requested, .produced),
            (.feeDue, .produced):
            .refuse(.feeUnpaid, "R84")
        case (.feePaid, .processingStarted): .accept(becoming(.processing))
        case (.processing, .inquired): .accept(self)
        case (.processing, .produced): .accept(becoming(.ready))
        case (.ready, .delivered(let newSerial)): delivering(newSerial)
        default: .refuse(.wrongStep, "R87")
        }
    }

    private func delivering(_ newSerial: String) -> Transition<Self> {
        guard !newSerial.isEmpty, newSerial != voidedSerial else { return .refuse(.notComplete, "A13") }
        let replacement = CredentialLifecycle(recorded: .active, expires: expires)
        return .accept(becoming(.delivered), .credentialBegins(replacement))
    }

    private func becoming(_ state: State) -> Self {
        Self(
            state: state,
            voidedSerial: voidedSerial,
            expires: expires,
            requestedOn: requestedOn,
            stateOn: stateOn,
            newSerial: newSerial
        )
    }
}
