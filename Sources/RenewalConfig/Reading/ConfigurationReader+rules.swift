import RenewalRules
import Yams

extension ConfigurationReader {
    /// Reads the `rules:` section over the defaults of the rules themselves.
    mutating func policy(in top: Section) -> RenewalPolicy {
        let defaults = RenewalPolicy()
        guard let section = section("rules", of: top, allowing: Self.ruleKeys) else { return defaults }
        let problemsBefore = problems.count
        var policy = defaults
        updateRegistrations(of: &policy, in: section)
        updateNotices(of: &policy, in: section)
        updateCertificates(of: &policy, in: section)
        updateLadders(of: &policy, in: section)
        updateWorkdays(of: &policy, in: section)
        // Next to a refused figure, others would be compared with a default that nobody wrote.
        if problems.count == problemsBefore { checkOrder(of: policy, in: section) }
        return policy
    }

    private static let ruleKeys = [
        "term", "expiry_convention", "expiry_day", "earliest", "mark", "mark_role", "grace", "shortest_processing",
        "longest_processing", "floor", "pending_at_expiry", "employer_change", "employer_change_days",
        "rename_blocks_renewal", "revocation_bar", "education_hours", "age_limit", "initial_deadline",
        "initial_deadline_before_2019", "annotation_limit", "ladder", "category_ladders",
        "credential_ladder", "overdue_backfill", "acknowledgement_ends", "expiry_tolerance", "modules", "holiday_roll",
        "days_off", "make_up_days", "collection_wait", "collection_tolerance", "steps_required", "incomplete_loss",
        "reissue_keeps_expiry", "reissue_payer", "reissue_reminder_every", "reissue_reminders",
    ]

    private mutating func updateRegistrations(of policy: inout RenewalPolicy, in section: Section) {
        updateWindow(of: &policy, in: section)
        update(&policy.term, from: "term", in: section, as: .period)
        update(&policy.expiryConvention, from: "expiry_convention", in: section, as: .word)
        update(&policy.expiryDay, from: "expiry_day", in: section, as: .word)
        update(&policy.pendingAtExpiry, from: "pending_at_expiry", in: section, as: .word)
        update(&policy.employerChange, from: "employer_change", in: section, as: .word)
        update(&policy.employerChangeDays, from: "employer_change_days", in: section, as: .days)
        update(&policy.renameBlocksRenewal, from: "rename_blocks_renewal", in: section, as: .truth)
        update(&policy.revocationBar, from: "revocation_bar", in: section, as: .period)
        update(&policy.educationHours, from: "education_hours", in: section, as: .number(in: 1...9999))
        update(&policy.ageLimit, from: "age_limit", in: section, as: .number(in: 1...150))
        update(&policy.initialDeadline, from: "initial_deadline", in: section, as: .period)
        update(&policy.initialDeadlineBefore2019, from: "initial_deadline_before_2019", in: section, as: .dayOrNone)
    }

    private mutating func updateWindow(of policy: inout RenewalPolicy, in section: Section) {
        update(&policy.earliest, from: "earliest", in: section, as: .months)
        update(&policy.mark, from: "mark", in: section, as: .months)
        update(&policy.markRole, from: "mark_role", in: section, as: .word)
        update(&policy.graceDays, from: "grace", in: section, as: .days)
        update(&policy.shortestProcessing, from: "shortest_processing", in: section, as: .months)
        update(&policy.longestProcessing, from: "longest_processing", in: section, as: .months)
        update(&policy.floor, from: "floor", in: section, as: .period)
    }

    private mutating func updateNotices(of policy: inout RenewalPolicy, in section: Section) {
        update(&policy.overdueBackfillDays, from: "overdue_backfill", in: section, as: .days)
        update(&policy.acknowledgementEndsDays, from: "acknowledgement_ends", in: section, as: .days)
        update(&policy.expiryToleranceDays, from: "expiry_tolerance", in: section, as: .days)
        let modules: [(value: OptionalModule, place: Place)]? = listOrNone("modules", in: section, as: .word)
        if let modules { policy.modules = Set(modules.map(\.value)) }
    }

    private mutating func updateCertificates(of policy: inout RenewalPolicy, in section: Section) {
        update(&policy.collectionWait, from: "collection_wait", in: section, as: .months)
        update(&policy.collectionToleranceDays, from: "collection_tolerance", in: section, as: .days)
        let steps = listOrNone("steps_required", in: section, as: .number(in: 1...6))
        if let steps { policy.stepsRequired = Set(steps.map(\.value)) }
        update(&policy.annotationLimitDays, from: "annotation_limit", in: section, as: .days(in: 1...366))
        update(&policy.incompleteLoss, from: "incomplete_loss", in: section, as: .word)
        update(&policy.reissueKeepsExpiry, from: "reissue_keeps_expiry", in: section, as: .truth)
        update(&policy.reissuePayer, from: "reissue_payer", in: section, as: .word)
        update(&policy.reissueReminderDays, from: "reissue_reminder_every", in: section, as: .days(in: 1...366))
        update(&policy.reissueReminders, from: "reissue_reminders", in: section, as: .number(in: 0...24))
    }

    // MARK: Related figures

    private mutating func checkOrder(of policy: RenewalPolicy, in section: Section) {
        if policy.term == Period(), let node = section["term"]?.node {
            report("term", "注册有效期至少为1d（一天）", "a registration must last at least 1d", at: node.place)
        }
        if policy.initialDeadline == Period(), let node = section["initial_deadline"]?.node {
            report(
                "initial_deadline",
                "初始注册的期限至少为1d（一天）",
                "there must be at least 1d for a first registration",
                at: node.place
            )
        }
        if policy.markRole == .hardDeadline, policy.graceDays > 0, let node = section["grace"]?.node {
            report(
                "grace",
                "mark_role为hard_deadline时，期满前即截止受理，与本项矛盾；请删去其一",
                "mark_role hard_deadline ends filing before expiry; remove one of them",
                at: node.place
            )
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

    /// Ensures that `longer` is not the shorter one.
    private mutating func requireOrder(
        _ longerKey: String,
        _ longer: Period,
        _ shorterKey: String,
        _ shorter: Period,
        in section: Section
    ) {
        guard longer.months < shorter.months else { return }
        let message = Phrase(
            "\(longerKey)（\(longer)）不得短于\(shorterKey)（\(shorter)）；请更改其一",
            "\(longerKey) (\(longer)) must not be shorter than \(shorterKey) (\(shorter)); change one of them"
        )
        report(message, at: (section[shorterKey] ?? section[longerKey])?.node.place ?? section.place)
    }
}
