package import RenewalOffice
import RenewalRules

extension Recorded {
    /// What is told of the event in one line: what was recorded, and what follows from it.
    package func line(after sentence: String) -> ReportLine {
        ReportLine(([sentence] + consequences).joined(separator: "; "))
    }

    /// What follows from the event, in the words the line goes on with.
    package var consequences: [String] {
        [creation].compactMap(\.self) + effects.compactMap(text) + remarks.map(text)
            + (hasResumed ? ["notices to the holder resume"] : [])
    }

    private var creation: String? {
        guard let created else { return nil }
        guard created.table != "inquiry" else { return "kept as \(created)" }
        guard let expires else { return "\(created) begins" }
        return "\(created) is valid until \(expires)"
    }

    private func text(of remark: RecordedRemark) -> String {
        switch remark {
        case .lossReportedLate(let discoveredOn):
            "note: noticed on \(discoveredOn), and a loss is to be reported at once (rule R77)"
        case .overAge(let age, let limit):
            "note: the holder is \(age) this year, over the limit of \(limit) (rule V20)"
        case .lateInitial(let deadline):
            "note: the time for an ordinary initial registration ended on \(deadline); this one counts as late, and proof "
                + "of continuing education may be asked for (rule V4)"
        case .revokedWithoutReason:
            "note: no reason was given, so it counts as a revocation for deceit; if the authority erred, import "
                + "authority_error as its end_reason (rule V10)"
        case .doubtfulCategory(let doubt): "note: the category \(doubt.phrase.english)"
        }
    }

    private func text(of effect: TransitionEffect) -> String? {
        switch effect {
        case .decisionExpected(let days):
            "a decision is usual between \(days.lowerBound) and \(days.upperBound)"
        case .registrationBegins(_, let validFrom): "it counts from \(validFrom)"
        case .barred(let through): "no new registration is possible through \(through)"
        case .relyingPartiesInformed:
            "\(counted(concerned, "relying party", "relying parties")) will be told"
        case .informationMissing(let missing):
            "still missing: \(missing.map(\.rawValue).joined(separator: ", "))"
        // The credential that begins is the created one.
        case .credentialBegins, .credentialApplicationBegins: nil
        }
    }
}
