/// A registration as the office recorded it, without derived data.
public struct Registration: Hashable, Sendable {
    public let id: String
    /// The full registration number, whose structure is unknown (rule V12); only `MaskedNumber` of it may be shown.
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
    /// Why it was cancelled or revoked; `nil` where the office does not record it.
    public var endReason: EndReason?
    /// A move to another employer or category that is recorded but not yet registered.
    public var change: RecordedChange?
    /// The latest move to the present employer; `nil` where the office records none.
    public var move: Move?
    /// Hours of continuing education in this period; `nil` where the office does not record them (rule V6).
    public var educationHours: Int?
    /// The eleven-digit number of a registration from before 2012, with which its holder may log in (rule R34).
    public var legacyNumber: String?
    /// Its own marks in place of the policy's; `nil` for the usual ones.
    public var ladder: [Milestone]?

    public init(
        id: String,
        number: String? = nil,
        category: String? = nil,
        validFrom: CalendarDate? = nil,
        term: Period? = nil,
        validUntil: CalendarDate? = nil,
        state: RegistrationState = .active,
        endedOn: CalendarDate? = nil,
        endReason: EndReason? = nil,
        change: RecordedChange? = nil,
        move: Move? = nil,
        educationHours: Int? = nil,
        legacyNumber: String? = nil,
        ladder: [Milestone]? = nil
    ) {
        self.id = id
        self.number = number
        self.category = category
        self.validFrom = validFrom
        self.term = term
        self.validUntil = validUntil
        self.state = state
        self.endedOn = endedOn
        self.endReason = endReason
        self.change = change
        self.move = move
        self.educationHours = educationHours
        self.legacyNumber = legacyNumber
        self.ladder = ladder
    }
}

extension Registration {
    /// A move to another employer that has been registered.
    ///
    /// - Source: rules R18, R21
    public struct Move: Hashable, Sendable {
        /// The first day with the present employer.
        public var on: CalendarDate
        /// The employer before, with its id and name only.
        public var from: Employer

        public init(on day: CalendarDate, from employer: Employer) {
            on = day
            from = employer
        }
    }
}

/// A new employer or category recorded in addition to the registered one.
///
/// - Source: rules R21, R22, R23
public struct RecordedChange: Hashable, Sendable {
    /// `nil` when the employer stays.
    public var employer: Employer?
    /// `nil` when the category stays.
    public var category: String?
    /// The day the office learned of it.
    public var recordedOn: CalendarDate?

    public init(employer: Employer? = nil, category: String? = nil, recordedOn: CalendarDate? = nil) {
        self.employer = employer
        self.category = category
        self.recordedOn = recordedOn
    }

    /// A new employer comes first where both change, because it decides which procedure is possible (rule R18).
    public var reason: ChangeReason { employer == nil ? .category : .employer }
}

/// An application concerning a registration, or for a first one.
public struct Application: Hashable, Sendable {
    public let id: String
    public var procedure: ApplicationProcedure
    public var submittedOn: CalendarDate?
    public var state: ApplicationState
    /// The day since which it has its state; `nil` where the office does not record it.
    public var stateOn: CalendarDate?
    public var decidedOn: CalendarDate?
    /// In the office's words why it was refused or, while documents are to be supplied (补正), what they are.
    public var reason: String?

    public init(
        id: String,
        procedure: ApplicationProcedure,
        submittedOn: CalendarDate?,
        state: ApplicationState,
        stateOn: CalendarDate? = nil,
        decidedOn: CalendarDate? = nil,
        reason: String? = nil
    ) {
        self.id = id
        self.procedure = procedure
        self.submittedOn = submittedOn
        self.state = state
        self.stateOn = stateOn
        self.decidedOn = decidedOn
        self.reason = reason
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
