/// A report that a credential is lost or unusable; completing it voids the credential for good.
///
/// Any holder may report, including candidates; a registration is not required. A draft voids nothing. Only
/// `completing(_:on:)` completes a report, together with its credential.
///
/// - Source: rules 4.7, R75, R76, R77, R82, R83, R90, A22
public struct LossReport: Hashable, Sendable {
    /// The state of a report.
    public enum State: String, Hashable, Sendable, CaseIterable, Codable {
        case draft, submitted, completed, rejected, withdrawn
    }

    /// What happens to a submitted report that lacks information.
    ///
    /// - Source: rule R79 ("usually")
    public enum Incomplete: String, Hashable, Sendable, CaseIterable, Codable {
        case accept, refuse
    }

    /// What the holder or the office does; completion is a separate operation.
    public enum Event: Hashable, Sendable {
        /// Submitted, with the holder's deliberate confirmation as the second step after the draft (rule R83).
        case submitted(isConfirmed: Bool, ifIncomplete: Incomplete)
        case withdrawn
        case identityRefused
    }

    /// The office's id of the report; `nil` before it has one.
    public let id: String?
    public let reason: LossReason
    public let channel: LossChannel
    public let information: Set<LossInformation>
    /// The day the loss was noticed.
    public let discoveredOn: CalendarDate?
    public let state: State
    public let draftedOn: CalendarDate?
    /// The day of its completion in the business time zone.
    public let completedOn: CalendarDate?

    public init(
        id: String? = nil,
        reason: LossReason,
        channel: LossChannel,
        information: Set<LossInformation> = [],
        discoveredOn: CalendarDate? = nil,
        state: State = .draft,
        draftedOn: CalendarDate? = nil,
        completedOn: CalendarDate? = nil
    ) {
        self.id = id
        self.reason = reason
        self.channel = channel
        self.information = information
        self.discoveredOn = discoveredOn
        self.state = state
        self.draftedOn = draftedOn
        self.completedOn = completedOn
    }

    /// The information required of a report through a channel, in the order of the rule.
    ///
    /// - Source: rules R79, R80, R81
    public static func requiredInformation(for channel: LossChannel) -> [LossInformation] {
        switch channel {
        case .website: [.personalInfo, .identityProof, .certificateNumber, .certificateValidity]
        case .phone: [.situation, .relevantInfo]
        case .serviceCenter: [.identityProof, .applicationForm]
        }
    }

    /// The information this report still lacks.
    public var missing: [LossInformation] {
        Self.requiredInformation(for: channel).filter { !information.contains($0) }
    }

    /// Whether a report made on `day` comes more than a day after the loss was noticed.
    ///
    /// - Source: rule R77
    public func isLate(on day: CalendarDate) -> Bool { discoveredOn.map { $0.days(until: day) > 1 } ?? false }

    /// The day of the draft, or `day` while it is one, when that is too late for "at once"; else `nil`.
    ///
    /// - Source: rule R77
    public func lateReport(on day: CalendarDate) -> CalendarDate? {
        let reported = state == .draft ? day : draftedOn ?? completedOn
        return reported.flatMap { isLate(on: $0) ? $0 : nil }
    }

    /// The report after an event.
    public func applying(_ event: Event) -> Transition<Self> {
        switch (state, event) {
        case (.completed, _): .refuse(.void, "R82")
        case (.rejected, _), (.withdrawn, _): .refuse(.ended, "R83")
        case (.draft, .submitted(let isConfirmed, let ifIncomplete)):
            submitting(isConfirmed: isConfirmed, ifIncomplete: ifIncomplete)
        case (.draft, .withdrawn), (.submitted, .withdrawn): .accept(becoming(.withdrawn))
        case (.submitted, .identityRefused): .accept(becoming(.rejected))
        case (.draft, .identityRefused), (.submitted, .submitted): .refuse(.wrongStep, "R83")
        }
    }

    private func submitting(isConfirmed: Bool, ifIncomplete: Incomplete) -> Transition<Self> {
        guard isConfirmed else { return .refuse(.notConfirmed, "R83") }
        if missing.isEmpty { return .accept(becoming(.submitted)) }
        switch ifIncomplete {
        case .accept: return .accept(becoming(.submitted), .informationMissing(missing))
        case .refuse: return .refuse(.notComplete, incompleteRule)
        }
    }

    private var incompleteRule: RuleID {
        switch channel {
        case .website: "R79"
        case .phone: "R80"
        case .serviceCenter: "R81"
        }
    }

    func becoming(_ state: State) -> Self {
        Self(
            id: id,
            reason: reason,
            channel: channel,
            information: information,
            discoveredOn: discoveredOn,
            state: state,
            draftedOn: draftedOn,
            completedOn: completedOn
        )
    }
}
