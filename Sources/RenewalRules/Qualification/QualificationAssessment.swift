/// The standing of a qualification's holder on the way to a first registration.
///
/// - Source: rules R17, 4.8 `applicableProcedure`, V4
public struct QualificationAssessment: Hashable, Sendable {
    /// `closed` once registered, `unknown` without the day of the certificate.
    public let phase: RenewalPhase
    public let procedure: Procedure
    /// The relevant days before the end of the five years; `nil` without the day of the certificate.
    public let window: RenewalWindow?
    public let rules: [RuleID]

    public init(of record: QualificationRecord, on day: CalendarDate, policy: RenewalPolicy) {
        window = record.initialDeadline(policy: policy).map { RenewalWindow(expires: $0, policy: policy) }
        if record.isRegistered {
            (phase, procedure, rules) = (.closed, .none, ["R17"])
        } else if let pending = record.applications.last(where: \.state.isPending) {
            phase = window?.phase(on: day) ?? .unknown
            (procedure, rules) =
                pending.isSupplementDue ? (.supplement, ["R17", "V13"]) : (.awaitDecision, ["R17", "R27"])
        } else if let window {
            phase = window.phase(on: day)
            (procedure, rules) = day > window.expires ? (.lateInitial, ["R17", "V4"]) : (.initial, ["R17", "V4"])
        } else {
            (phase, procedure, rules) = (.unknown, .none, ["V4"])
        }
    }
}
