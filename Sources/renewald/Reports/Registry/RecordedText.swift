import RenewalRegistry
import RenewalRules

/// What follows from a recorded event, as the ends of one line.
struct RecordedText {
    private let recorded: Recorded

    init(_ recorded: Recorded) { self.recorded = recorded }

    var consequences: [String] {
        [created].compactMap(\.self) + recorded.effects.compactMap(text) + recorded.remarks.map(text)
            + (recorded.hasResumed ? ["notices to the holder resume"] : [])
    }

    private var created: String? {
        guard let created = recorded.created else { return nil }
        guard created.table != "inquiry" else { return "kept as \(created)" }
        guard let expires = recorded.expires else { return "\(created) begins" }
        return "\(created) is valid until \(expires)"
    }

    private func text(of remark: RecordedRemark) -> String {
        switch remark {
        case .lossReportedLate(let discoveredOn):
            "note: noticed on \(discoveredOn), and a loss is to be reported at once (rule R77)"
        case .overAge(let age, let limit):
            "note: the holder is \(age) this year, over the limit of \(limit) (rule V20)"
        }
    }

    private func text(of effect: TransitionEffect) -> String? {
        switch effect {
        case .decisionExpected(let days):
            "a decision is usual between \(days.lowerBound) and \(days.upperBound)"
        case .registrationBegins(_, let validFrom): "it counts from \(validFrom)"
        case .barred(let through): "no new registration is possible through \(through)"
        case .relyingPartiesInformed:
            "\(counted(recorded.concerned, "relying party", "relying parties")) will be told"
        case .informationMissing(let missing):
            "still missing: \(missing.map(\.rawValue).joined(separator: ", "))"
        // The credential that begins is the one created.
        case .credentialBegins, .credentialApplicationBegins: nil
        }
    }
}
