/// The standing of a record of any type on one day, in the words of reports and events.
///
/// - Source: rules 4.8 `phaseOn`, `applicableProcedure`
public struct RecordStanding: Hashable, Sendable {
    /// `unknown` for records without an expiry.
    public let phase: RenewalPhase
    /// The raw word of the next procedure; `none` when there is nothing to do.
    public let procedure: String
    public let continuityRisk: ContinuityRisk
    /// `nil` when no expiry is known.
    public let window: RenewalWindow?
    /// The state as its raw word, of a certificate on the day; `nil` for records without one.
    public let state: String?
    public let rules: [RuleID]
    /// The procedure in words.
    let chinese: String
    let english: String

    public init(of subject: Subject, on day: CalendarDate, policy: RenewalPolicy) {
        switch subject {
        case .registration(let record): self.init(of: record, on: day, policy: policy)
        case .qualification(let record): self.init(of: record, on: day, policy: policy)
        case .credential(let record): self.init(of: record, on: day, policy: policy)
        case .credentialApplication(let record):
            self.init(state: record.application.standing.rawValue, rules: ["R57", "A16"])
        case .withdrawal(let withdrawal):
            if let subject = withdrawal.subject {
                self.init(of: subject, on: day, policy: policy)
            } else {
                self.init(state: nil, rules: [])
            }
        case .employer, .office, .delivery, .sendingHold: self.init(state: nil, rules: [])
        }
    }

    private init(of record: RegistrationRecord, on day: CalendarDate, policy: RenewalPolicy) {
        let assessment = RenewalAssessment(of: record, on: day, policy: policy)
        self.init(
            phase: assessment.phase,
            procedure: assessment.procedure.rawValue,
            risk: assessment.continuityRisk,
            window: assessment.window,
            state: record.registration.state.rawValue,
            rules: assessment.rules,
            words: assessment.procedure.words
        )
    }

    private init(of record: CredentialRecord, on day: CalendarDate, policy: RenewalPolicy) {
        let assessment = CredentialAssessment(of: record, on: day, policy: policy)
        self.init(
            phase: assessment.phase,
            procedure: assessment.procedure.rawValue,
            risk: .none,
            window: assessment.window,
            state: assessment.state.rawValue,
            rules: assessment.rules,
            words: assessment.procedure.words
        )
    }

    private init(of record: QualificationRecord, on day: CalendarDate, policy: RenewalPolicy) {
        let assessment = QualificationAssessment(of: record, on: day, policy: policy)
        self.init(
            phase: assessment.phase,
            procedure: assessment.procedure.rawValue,
            risk: .none,
            window: assessment.window,
            state: record.collection.state(on: day).rawValue,
            rules: assessment.rules,
            words: assessment.procedure.words
        )
    }

    private init(state: String?, rules: [RuleID]) {
        self.init(
            phase: .unknown,
            procedure: Procedure.none.rawValue,
            risk: .none,
            window: nil,
            state: state,
            rules: rules,
            words: Procedure.none.words
        )
    }

    private init(
        phase: RenewalPhase,
        procedure: String,
        risk: ContinuityRisk,
        window: RenewalWindow?,
        state: String?,
        rules: [RuleID],
        words: BothLanguages
    ) {
        self.phase = phase
        self.procedure = procedure
        continuityRisk = risk
        self.window = window
        self.state = state
        self.rules = rules
        (chinese, english) = words
    }
}
