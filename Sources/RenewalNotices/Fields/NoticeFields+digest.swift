import RenewalRules

/// The fields of the two digests.
extension NoticeFields {
    /// What an employer reads about its people.
    ///
    /// Everything together for a template without sections, and each employer in its own section.
    static func digest(of records: EmployerRecords, in context: NoticeContext) -> FieldSet {
        let parts = records.parts
        var fields = summary(of: records, room: EmployerSummary.lineLimit, in: context)
        let room = max(EmployerSummary.lineLimit / parts.count, EmployerSummary.smallestLimit)
        let sections = parts.map { part in
            var section = parts.count == 1 ? fields : summary(of: part, room: room, in: context)
            section.texts.add(name(part.employer.name, of: .organization, in: context), named: "employer_name")
            return section
        }
        fields.texts.add(parts.count > 1 ? "\(parts.count)" : nil, named: "employer_count")
        fields.flags.add(parts.count > 1, named: "several_employers")
        fields.sections.add(sections, named: "employers")
        return fields
    }

    private static func summary(of records: EmployerRecords, room: Int, in context: NoticeContext) -> FieldSet {
        let summary = EmployerSummary(of: records, room: room, in: context)
        var fields = FieldSet(
            texts: [
                "total": "\(summary.total)",
                "within_year": "\(summary.withinYear)",
                "within_quarter": "\(summary.withinQuarter)",
                "overdue": "\(summary.overdue)",
                "pending": "\(summary.pending)",
                "more_count": summary.left > 0 ? "\(summary.left)" : nil,
            ],
            flags: ["has_more": summary.left > 0]
        )
        for group in EmployerSummary.Group.allCases {
            let lines = summary.lines[group] ?? []
            let flag = group == .credential ? "has_credentials" : "has_\(group.rawValue)"
            fields.flags.add(!lines.isEmpty, named: flag)
            fields.lists.add(lines, named: "\(group.rawValue)_lines")
        }
        return fields
    }

    /// What administrators read about the service.
    static func digest(of report: DailyReport, in context: NoticeContext) -> FieldSet {
        let problems = problems(of: report, in: context.language)
        let moreFailures = max(0, report.failed - report.failures.count)
        let rulesAsOf = CalendarDate(RenewalPolicy.rulesAsOf)
        return FieldSet(
            texts: [
                "scanned": "\(report.scanned)",
                "due": "\(report.due)",
                "carried": report.carried > 0 ? "\(report.carried)" : nil,
                "sent": "\(report.sent)",
                "failed": "\(report.failed)",
                "waiting": "\(report.waiting)",
                "suppressed": "\(report.suppressed)",
                "merged": "\(report.merged)",
                "unreachable": "\(report.unreachable)",
                "backfill_suppressed": "\(report.backfillSuppressed)",
                "data_issues": "\(report.dataIssues)",
                "rules_version": FieldText.clean(context.office.rulesVersion),
                "rules_as_of": rulesAsOf.map(context.language.date),
                "more_problems": problems.left > 0 ? "\(problems.left)" : nil,
                "more_failures": moreFailures > 0 ? "\(moreFailures)" : nil,
            ],
            flags: [
                "has_phases": !report.phases.isEmpty,
                "has_problems": report.dataIssues > 0,
                "has_failures": report.failed > 0 || !report.failures.isEmpty,
                "has_matters": !report.matters.isEmpty,
                "has_more_problems": problems.left > 0,
                "has_more_failures": moreFailures > 0,
            ],
            lists: [
                "phase_lines": phases(of: report, in: context.language),
                "problem_lines": problems.lines,
                "failure_lines": lines(report.failures, in: context),
                "matter_lines": lines(report.matters, in: context),
            ]
        )
    }

    private static func phases(of report: DailyReport, in language: Language) -> [[String: String]] {
        RenewalPhase.allCases.compactMap { phase in
            report.phases[phase].map { count in
                ["label": language.either(phase.words.chinese, phase.words.english), "text": "\(count)"]
            }
        }
    }

    private static func lines(_ lines: [DailyReport.Line], in context: NoticeContext) -> [[String: String]] {
        let language = context.language
        return lines.prefix(DailyReport.listLimit).map { line in
            let text = [language.title(of: line.kind), remark(line.remark, in: context)].compactMap(\.self)
            return ["label": language.name(of: line.record), "text": text.joined(separator: language.comma)]
        }
    }
}
