/// The result of a run of several seeds.
struct Report {
    let first: UInt64
    let mutant: Mutant?
    let tellsEnd: Bool
    private(set) var tally = Story.Tally()
    private(set) var failure: Outcome?
    private var last: Outcome?
    /// What prevented the run itself.
    var accident: String?
    var seconds = 0.0

    init(first: UInt64, mutant: Mutant?, tellsEnd: Bool) {
        (self.first, self.mutant, self.tellsEnd) = (first, mutant, tellsEnd)
    }

    mutating func add(_ outcome: Outcome) {
        tally += outcome.tally
        last = outcome
        if failure == nil, outcome.failure != nil { failure = outcome }
    }

    /// Whether a sound daemon was found sound, or a planted bug was found.
    var isAsItShouldBe: Bool { accident == nil && (failure != nil) == (mutant != nil) }

    var text: String {
        var lines: [String] = []
        if let failure, mutant == nil || tellsEnd { lines += failure.end }
        if failure == nil, tellsEnd { lines += last?.end ?? [] }
        if let failure, let what = failure.failure {
            lines.append("seed \(failure.seed): \(what)")
            lines.append(
                "repeat it: renewal-simulate --seed \(failure.seed)" + (mutant.map { " --mutant \($0.rawValue)" } ?? "")
            )
        }
        if let accident { lines.append(accident) }
        if tellsEnd { lines.append("history \(last?.mark ?? "-")") }
        return (lines + table).joined(separator: "\n")
    }

    private var table: [String] {
        let rows: [(String, String)] = [
            ("seeds", "\(tally.seeds)"), ("simulated years", Self.short(tally.years)), ("lives", "\(tally.lives)"),
            ("transactions", "\(tally.steps)"),
            ("crashes", "\(tally.crashes)"), ("database faults", "\(tally.faults)"),
            ("takeovers", "\(tally.takeovers)"),
            ("events at the office", "\(tally.events)"), ("scans", "\(tally.scans)"), ("notices", "\(tally.notices)"),
            ("deliveries", "\(tally.deliveries)"), ("attempts", "\(tally.attempts)"), ("accepted", "\(tally.accepted)"),
            ("ambiguous", "\(tally.ambiguous)"), ("duplicates, each ambiguous before", "\(tally.duplicates)"),
            ("mails that came back", "\(tally.returned)"),
            ("rests of channels", "\(tally.rests)"), ("breakers of webhooks at 5xx", "\(tally.webhookBreakers)"),
            ("floods held and let go", "\(tally.floods)"),
            ("result", result), ("seconds", Self.short(seconds)),
        ]
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { name, value in name + String(repeating: " ", count: width + 2 - name.count) + value }
    }

    private var result: String {
        guard let mutant else { return isAsItShouldBe ? "no invariant broken" : "BROKEN" }
        guard let failure, accident == nil else { return "mutant \(mutant.rawValue) NOT FOUND" }
        return "mutant \(mutant.rawValue) found with seed \(failure.seed - first + 1) of \(tally.seeds)"
    }

    private static func short(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension Story.Tally {
    static func += (sum: inout Story.Tally, other: Story.Tally) {
        sum.seeds += other.seeds
        sum.years += other.years
        sum.lives += other.lives
        sum.steps += other.steps
        sum.scans += other.scans
        sum.notices += other.notices
        sum.deliveries += other.deliveries
        sum.attempts += other.attempts
        sum.accepted += other.accepted
        sum.crashes += other.crashes
        sum.faults += other.faults
        sum.takeovers += other.takeovers
        sum.ambiguous += other.ambiguous
        sum.duplicates += other.duplicates
        sum.returned += other.returned
        sum.events += other.events
        sum.rests += other.rests
        sum.webhookBreakers += other.webhookBreakers
        sum.floods += other.floods
    }
}
