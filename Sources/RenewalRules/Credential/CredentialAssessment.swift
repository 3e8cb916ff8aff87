/// What the holder of an electronic credential has to do next.
///
/// - Source: rules R64, R69, R70, R77, R84, R87, A14
public enum CredentialProcedure: String, Hashable, Sendable, CaseIterable, Codable {
    case none
    case renewal = "credential_renewal"
    case reapply = "credential_reapply"
    case update = "credential_update"
    case awaitDecision = "await_decision"
    case lossReport = "loss_report"
    case reissue
    case awaitReissue = "await_reissue"
}

/// The standing of an electronic credential on one day, and the rules behind it.
///
/// - Source: rules 4.5, 4.8, R62–R74, A12, A12b, A13, A14, D12
public struct CredentialAssessment: Hashable, Sendable {
    public let state: CredentialLifecycle.State
    public let phase: RenewalPhase
    public let procedure: CredentialProcedure
    /// The relevant days; `nil` when no expiry is known.
    public let window: RenewalWindow?
    /// The rules that decided, those about the expiry first.
    public let rules: [RuleID]

    /// The last valid day; `nil` when the record does not determine it.
    public var expires: CalendarDate? { window?.expires }

    /// Assesses a credential on a day.
    ///
    /// - Parameters:
    ///   - record: the record as it stands now
    ///   - day: today in the business time zone
    ///   - policy: the figures of the rules
    public init(of record: CredentialRecord, on day: CalendarDate, policy: RenewalPolicy) {
        let expiry = CredentialExpiry(of: record.credential, utcOffset: record.utcOffset, policy: policy)
        let state = CredentialLifecycle(recorded: record.recordedState, expires: expiry.date).state(on: day)
        let phase = Self.phase(in: state, window: expiry.window, on: day)
        let (procedure, ruled) = Self.procedure(record, in: state, phase: phase, expires: expiry.date, on: day)
        self.state = state
        self.phase = phase
        self.procedure = procedure
        window = expiry.window
        rules = expiry.rules + ruled
    }

    private static func phase(
        in state: CredentialLifecycle.State,
        window: RenewalWindow?,
        on day: CalendarDate
    ) -> RenewalPhase {
        switch state {
        case .renewedNotUpdated, .superseded, .void: .closed
        case .applying, .active, .renewalPending, .expired: window?.phase(on: day) ?? .unknown
        }
    }

    private static func procedure(
        _ record: CredentialRecord,
        in state: CredentialLifecycle.State,
        phase: RenewalPhase,
        expires: CalendarDate?,
        on day: CalendarDate
    ) -> (CredentialProcedure, [RuleID]) {
        switch state {
        case .applying: return (.none, ["R57"])
        case .superseded: return (.none, ["R70"])
        // A renewal that was applied for in time may still be decided.
        case .expired where record.isOfDeceased: return (.none, ["R64", "V9"])
        case .expired where record.recordedState == .renewalPending: return (.awaitDecision, ["R64", "R69"])
        case .expired: return (.reapply, ["R64", "A14"])
        case .void: return afterVoiding(record.reissue, isOver: expires.map { day > $0 } ?? false)
        case .active, .renewalPending, .renewedNotUpdated: break
        }
        if let rules = lossRules(record, on: day) { return (.lossReport, rules) }
        if state != .renewedNotUpdated, record.isOfDeceased { return (.none, ["V9"]) }
        switch (state, phase) {
        case (.renewedNotUpdated, _): return (.update, ["R70"])
        case (.renewalPending, _): return (.awaitDecision, ["R69"])
        case (_, .openEarly), (_, .standard): return (.renewal, ["R68", "R69", "A12b"])
        default: return (.none, ["A12b"])
        }
    }

    /// A loss that is not yet completed comes before everything else.
    private static func lossRules(_ record: CredentialRecord, on day: CalendarDate) -> [RuleID]? {
        if let state = record.lossReport?.state, state == .draft || state == .submitted { return ["R77", "R83"] }
        if let leaked = record.credential.keyCompromisedOn, leaked <= day { return ["R63", "R72", "D12"] }
        return nil
    }

    /// A replacement keeps the old expiry; after that day only a new application helps.
    private static func afterVoiding(_ reissue: Reissue?, isOver: Bool) -> (CredentialProcedure, [RuleID]) {
        switch reissue?.state {
        case nil, .cancelled: isOver ? (.reapply, ["A13", "A14"]) : (.reissue, ["R82", "R84"])
        case .requested, .feeDue: (.reissue, ["R84", "R86"])
        case .feePaid, .processing, .ready: (.awaitReissue, ["R87", "R89"])
        case .delivered: (.none, ["A13"])
        }
    }
}
