package import RenewalOutbox
import RenewalRules

extension EvidenceReport {
    /// What does not hold, a sentence each, and how many there are beyond them; empty when all holds.
    package var complaints: [ReportLine] {
        let rest = problemCount - problems.count
        let more = rest > 0 ? [Phrase("另有\(rest)处", "and \(rest) more")] : []
        return (problems + more).map { ReportLine($0) }
    }

    /// What is told when all holds.
    package var sentence: ReportLine {
        let (count, head) = (counted(entries, "entry", "entries"), head.map { "\($0)" } ?? "-")
        return ReportLine(
            Phrase("存证\(entries)条，没有改动或缺失；链尾 \(head)", "\(count), nothing changed or missing; head \(head)")
        )
    }
}
