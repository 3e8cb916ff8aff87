/// A registration as the office recorded it; nothing in it is derived.
public struct Registration: Hashable, Sendable {
    public let id: String
    /// The full registration number; only `MaskedNumber` of it may be shown.
    public var number: String?
    /// Category of practice in the office's words (rule V7).
    public var category: String?
    public var validFrom: CalendarDate?
    /// Length of the term; `nil` means the policy's.
    public var term: Period?
    /// The expiry printed on the certificate; it wins over any computation (rule A4).
    public var validUntil: CalendarDate?
    public var state: RegistrationState
    /// The day it was renewed, cancelled or revoked.
    public var endedOn: CalendarDate?
    /// A move to another employer or category is recorded beside the registration's own (rules R22, R23).
    public var hasUnsettledChange: Bool

    public init(
        id: String,
        number: String? = nil,
        category: String? = nil,
        validFrom: CalendarDate? = nil,
        term: Period? = nil,
        validUntil: CalendarDate? = nil,
        state: RegistrationState = .active,
        endedOn: CalendarDate? = nil,
        hasUnsettledChange: Bool = false
    ) {
        self.id = id
        self.number = number
        self.category = category
        self.validFrom = validFrom
        self.term = term
        self.validUntil = validUntil
        self.state = state
        self.endedOn = endedOn
        self.hasUnsettledChange = hasUnsettledChange
    }
}

/// An application filed for a registration.
public struct Application: Hashable, Sendable {
    public let id: String
    public var procedure: ApplicationProcedure
    public var submittedOn: CalendarDate?
    public var state: ApplicationState
    public var decidedOn: CalendarDate?

    public init(
        id: String,
        procedure: ApplicationProcedure,
        submittedOn: CalendarDate?,
        state: ApplicationState,
        decidedOn: CalendarDate? = nil
    ) {
        self.id = id
        self.procedure = procedure
        self.submittedOn = submittedOn
        self.state = state
        self.decidedOn = decidedOn
    }

    /// When a decision is usually due: earliest and latest day after filing.
    ///
    /// - Source: rule R27
    public func decisionEstimate(policy: RenewalPolicy) -> ClosedRange<CalendarDate>? {
        guard let submittedOn else { return nil }
        let earliest = submittedOn.adding(policy.shortestProcessing)
        return earliest...max(earliest, submittedOn.adding(policy.longestProcessing))
    }
}
