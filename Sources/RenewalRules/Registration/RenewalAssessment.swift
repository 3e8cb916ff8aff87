/// The standing of a registration on one day, and the rules behind it.
///
/// - Source: rules 4.4, 4.8, R18–R25, A1, A2, A3, A8, A9, A18, V9, V10
public struct RenewalAssessment: Hashable, Sendable {
    public let phase: RenewalPhase
    public let procedure: Procedure
    public let continuityRisk: ContinuityRisk
    /// The relevant days; `nil` when no expiry is known.
    public let window: RenewalWindow?
    /// The rules that decided, those about the expiry first.
    public let rules: [RuleID]

    /// The last valid day; `nil` when the record does not determine it.
    public var expires: CalendarDate? { window?.expires }

    public init(of record: RegistrationRecord, on day: CalendarDate, policy: RenewalPolicy) {
        let expiry = Expiry(of: record.registration, policy: policy)
        guard let expires = expiry.date else {
            self.init(phase: .unknown, procedure: .none, risk: .none, window: nil, rules: expiry.rules)
            return
        }
        let window = RenewalWindow(expires: expires, policy: policy)
        let counting = CountingApplications(in: record.applications, window: window, on: day)
        if let ended = Self.ended(record.registration, counting: counting, on: day, policy: policy) {
            self.init(
                phase: .closed,
                procedure: ended.procedure,
                risk: .none,
                window: window,
                rules: expiry.rules + [ended.rule]
            )
            return
        }
        let (procedure, ruled) = Self.procedure(record, counting, window, on: day, policy: policy)
        self.init(
            phase: window.phase(on: day),
            procedure: procedure,
            risk: Self.risk(window: window, counting: counting, on: day),
            window: window,
            rules: expiry.rules + ruled
        )
    }

    private init(
        phase: RenewalPhase,
        procedure: Procedure,
        risk: ContinuityRisk,
        window: RenewalWindow?,
        rules: [RuleID]
    ) {
        self.phase = phase
        self.procedure = procedure
        continuityRisk = risk
        self.window = window
        self.rules = rules
    }

    private static func ended(
        _ registration: Registration,
        counting: CountingApplications,
        on day: CalendarDate,
        policy: RenewalPolicy
    ) -> (procedure: Procedure, rule: RuleID)? {
        switch registration.state {
        case .renewed: return (.none, "A10")
        case .cancelled, .revoked:
            if let last = registration.barredThrough(policy: policy), day <= last { return (.barred, "V10") }
            if registration.endReason == .deceased { return (.none, "V9") }
            return (.reregistration, registration.state == .cancelled ? "V9" : "V10")
        case .active: return counting.approvedRenewal == nil ? nil : (.none, "A10")
        }
    }

    private static func risk(window: RenewalWindow, counting: CountingApplications, on day: CalendarDate)
        -> ContinuityRisk
    {
        if day > window.expires { return .lapsed }
        return window.continuityRisk(filedOn: counting.pendingRenewal?.submittedOn ?? day)
    }

    private static func procedure(
        _ record: RegistrationRecord,
        _ counting: CountingApplications,
        _ window: RenewalWindow,
        on day: CalendarDate,
        policy: RenewalPolicy
    ) -> (Procedure, [RuleID]) {
        if day > max(window.expires, window.lastFilingDay) { return procedureAfterExpiry(counting, policy: policy) }
        if let renewal = counting.pendingRenewal {
            return renewal.isSupplementDue ? (.supplement, ["V13", "D10"]) : (.awaitDecision, ["R27", "D10"])
        }
        if day >= window.opens, record.applications.contains(where: \.isUndatedRenewalWithoutDocuments) {
            return (.supplement, ["V13"])
        }
        if day > window.expires { return (.renewal, ["R18", "A2"]) }
        if let change = changeProcedure(record, counting, window, on: day, policy: policy) { return change }
        switch window.phase(on: day) {
        // A change that lacks documents takes nothing from the renewal, which has a last day of its own.
        case .notYet:
            let isIncomplete = counting.pendingChange?.isSupplementDue == true
            return isIncomplete ? (.supplement, ["R21", "V13"]) : (.none, ["R20"])
        case .openEarly: return (.renewal, ["R18", "R20"])
        default:
            return day > window.lastFilingDay ? (.none, ["R29", "A1"]) : (.renewal, ["R18", "R19", "R29", "A1"])
        }
    }

    /// The procedure that a recorded change requires first; `nil` when there is nothing to change.
    ///
    /// - Source: rules R21–R24, A9, A18
    private static func changeProcedure(
        _ record: RegistrationRecord,
        _ counting: CountingApplications,
        _ window: RenewalWindow,
        on day: CalendarDate,
        policy: RenewalPolicy
    ) -> (Procedure, [RuleID])? {
        guard let change = record.unsettledChange(counting) else {
            guard policy.renameBlocksRenewal, record.unsettledRename(counting, expires: window.expires) != nil else {
                return nil
            }
            return (.change, ["R21", "R24", "A18"])
        }
        let ruled: [RuleID] = ["R21", change.reason == .employer ? "R22" : "R23"]
        // In what order to apply matters only where both are possible.
        guard day >= window.opens else { return (.change, ruled) }
        let rules = ruled + ["A9"]
        guard change.reason == .employer else { return (.change, rules) }
        switch policy.employerChange {
        case .changeFirst: return (.change, rules)
        case .changeIfDaysLeft:
            let hasTime = day.days(until: window.expires) >= policy.employerChangeDays
            return (hasTime ? .change : .reregistration, rules)
        case .reregister: return (.reregistration, rules)
        }
    }

    private static func procedureAfterExpiry(_ counting: CountingApplications, policy: RenewalPolicy) -> (
        Procedure, [RuleID]
    ) {
        if let renewal = counting.pendingRenewal {
            switch policy.pendingAtExpiry {
            case .hold where renewal.isSupplementDue: return (.supplement, ["A8", "V13"])
            case .hold: return (.awaitDecision, ["A8"])
            case .deemedRenewed: return (.none, ["A8", "V19"])
            case .expired: break
            }
        }
        if let reregistration = counting.pendingReregistration {
            return reregistration.isSupplementDue
                ? (.supplement, ["R25", "V13"]) : (.awaitDecision, ["R25", "R27"])
        }
        return (.reregistration, ["R25", "R31", "A2"])
    }
}

extension Application {
    /// Whether it is a renewal that waits for documents, on whatever day it was filed.
    fileprivate var isUndatedRenewalWithoutDocuments: Bool { procedure == .renewal && isUndated && isSupplementDue }
}
