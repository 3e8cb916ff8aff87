import RenewalRules
import Yams

extension ConfigurationReader {
    /// Reads the `rules:` section over the defaults of the rules themselves.
    mutating func policy(in top: Section) -> RenewalPolicy {
        let defaults = RenewalPolicy()
        guard let section = section("rules", of: top, allowing: Self.ruleKeys) else { return defaults }
        let problemsBefore = problems.count
        var policy = defaults
        updatePeriods(of: &policy, in: section)
        update(&policy.expiryConvention, from: "expiry_convention", in: section, as: .word)
        update(&policy.pendingAtExpiry, from: "pending_at_expiry", in: section, as: .word)
        update(&policy.overdueBackfillDays, from: "overdue_backfill", in: section, as: .days)
        update(&policy.acknowledgementEndsDays, from: "acknowledgement_ends", in: section, as: .days)
        update(&policy.expiryToleranceDays, from: "expiry_tolerance", in: section, as: .days)
        if let ladder = ladder(in: section) { policy.ladder = ladder }
        // Figures beside a refused one would only be compared with a default that nobody wrote.
        if problems.count == problemsBefore { checkOrder(of: policy, in: section) }
        return policy
    }

    private static let ruleKeys = [
        "term", "expiry_convention", "earliest", "mark", "shortest_processing", "longest_processing", "floor", "ladder",
        "overdue_backfill", "pending_at_expiry", "revocation_bar", "acknowledgement_ends", "expiry_tolerance",
    ]

    private mutating func updatePeriods(of policy: inout RenewalPolicy, in section: Section) {
        update(&policy.term, from: "term", in: section, as: .period)
        update(&policy.earliest, from: "earliest", in: section, as: .months)
        update(&policy.mark, from: "mark", in: section, as: .months)
        update(&policy.shortestProcessing, from: "shortest_processing", in: section, as: .months)
        update(&policy.longestProcessing, from: "longest_processing", in: section, as: .months)
        update(&policy.floor, from: "floor", in: section, as: .period)
        update(&policy.revocationBar, from: "revocation_bar", in: section, as: .period)
    }

    private mutating func ladder(in section: Section) -> [Milestone]? {
        guard let steps = list("ladder", in: section, as: .milestone) else { return nil }
        var seen: Set<Milestone> = []
        for step in steps where !seen.insert(step.value).inserted {
            report("ladder: \(step.value) is listed twice; remove one of them", at: step.place)
        }
        return steps.map(\.value)
    }

    private mutating func checkOrder(of policy: RenewalPolicy, in section: Section) {
        if policy.term == Period(), let node = section["term"]?.node {
            report("term: a registration must last at least 1d", at: node.place)
        }
        requireOrder("earliest", policy.earliest, "mark", policy.mark, in: section)
        requireOrder("mark", policy.mark, "shortest_processing", policy.shortestProcessing, in: section)
        requireOrder(
            "longest_processing",
            policy.longestProcessing,
            "shortest_processing",
            policy.shortestProcessing,
            in: section
        )
    }

    /// Makes sure that `longer` is not the shorter one.
    private mutating func requireOrder(
        _ longerKey: String,
        _ longer: Period,
        _ shorterKey: String,
        _ shorter: Period,
        in section: Section
    ) {
        guard longer.months < shorter.months else { return }
        let message = "\(longerKey) (\(longer)) must not be shorter than \(shorterKey) (\(shorter)); change one of them"
        report(message, at: (section[shorterKey] ?? section[longerKey])?.node.place ?? section.place)
    }
}
