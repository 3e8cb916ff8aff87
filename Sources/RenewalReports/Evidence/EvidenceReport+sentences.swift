package import RenewalOutbox
import RenewalRules

extension EvidenceReport {
    /// What does not hold, a sentence each, and how many there are beyond them; empty when all holds.
    package var complaints: [ReportLine] {
        let rest = problemCount - problems.count
        return (problems.map(\.english) + (rest > 0 ? ["and \(rest) more"] : [])).map { ReportLine($0) }
    }

    /// What is told when all holds.
    package var sentence: ReportLine {
        let entries = counted(entries, "entry", "entries")
        return ReportLine("\(entries), nothing changed or missing; head \(head.map { "\($0)" } ?? "-")")
    }
}
