import RenewalRules

/// The fields of the two digests.
extension NoticeFields {
    /// What an employer reads about its people.
    ///
    /// Everything together for a template without sections, and each employer in its own section.
    static func digest(of records: EmployerRecords, in context: NoticeContext) -> FieldSet {
        let parts = records.parts
        let whole = EmployerSummary(of: records, in: context)
        var fields = fields(of: whole)
        let room = max(EmployerSummary.lineLimit / parts.count, EmployerSummary.smallestLimit)
        let sections = parts.map { part in
            var section =
                parts.count == 1 ? fields : Self.fields(of: EmployerSummary(of: part, room: room, in: context))
            section.texts.add(name(part.employer.name, of: .organization, in: context), named: "employer_name")
            return section
        }
        fields.texts.add(parts.count > 1 ? "\(parts.count)" : nil, named: "employer_count")
        fields.flags.add(parts.count > 1, named: "several_employers")
        fields.sections.add(sections, named: "employers")
        let language = context.language
        fields.add(subject(on: context.asOf, in: context) { language.headline(of: whole, room: $0) })
        return fields
    }

    /// The parts of a digest's subject: its day, and what matters in it.
    private static func subject(
        on day: CalendarDate,
        in context: NoticeContext,
        headline: (_ room: Int) -> String?
    ) -> FieldSet {
        let day = context.language.dayOfYear(day)
        let mark = context.language.urgencyMark(of: context.notice.severity) ?? ""
        // What stands around them: 注册到期汇总（…）：, and Registration summary, …:.
        let around = context.language == .chinese ? 9 : 24
        let room = PlainNotice.subjectLimit(in: context.language) - mark.count - day.count - around
        return FieldSet(texts: ["digest_day": day, "headline": headline(room)])
    }

    private static func fields(of summary: EmployerSummary) -> FieldSet {
        var fields = FieldSet(
            texts: [
                "total": "\(summary.total)",
                "within_year": "\(summary.withinYear)",
                "within_quarter": "\(summary.withinQuarter)",
                "overdue": "\(summary.overdue)",
                "pending": "\(summary.pending)",
                "new_count": summary.news > 0 ? "\(summary.news)" : nil,
                "more_count": summary.left > 0 ? "\(summary.left)" : nil,
            ],
            flags: [
                "has_more": summary.left > 0, "has_certificates": summary.hasCredentials,
                "asks_to_act": summary.asksToAct,
            ]
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
        let moreFailures = max(0, report.failed + report.bounced - report.failures.count)
        let rulesAsOf = CalendarDate(RenewalPolicy.rulesAsOf)
        let registrations = report.phases.values.reduce(0, +)
        let language = context.language
        let figures = FieldSet(
            texts: [
                "scanned": "\(report.scanned)",
                "due": "\(report.due)",
                "carried": report.carried > 0 ? "\(report.carried)" : nil,
                "sent": "\(report.sent)",
                "failed": "\(report.failed)",
                "bounced": report.bounced > 0 ? "\(report.bounced)" : nil,
                "waiting": "\(report.waiting)",
                "suppressed": "\(report.suppressed)",
                "merged": "\(report.merged)",
                "unreachable": "\(report.unreachable)",
                "backfill_suppressed": "\(report.backfillSuppressed)",
                "data_issues": "\(report.dataIssues)",
                "phases_total": "\(registrations)",
                "rules_version": FieldText.clean(context.office.rulesVersion),
                "rules_as_of": rulesAsOf.map(context.language.date),
                "more_problems": problems.left > 0 ? "\(problems.left)" : nil,
                "more_failures": moreFailures > 0 ? "\(moreFailures)" : nil,
            ],
            flags: [
                "has_phases": !report.phases.isEmpty,
                "has_problems": report.dataIssues > 0,
                "has_failures": report.failed + report.bounced > 0 || !report.failures.isEmpty,
                "has_matters": !report.matters.isEmpty,
                "has_sheets": report.sheets.leftCount > 0,
                "has_refused_sheets": !report.sheets.refused.isEmpty,
                "asks_to_note": !report.matters.isEmpty || report.sheets.count > 0,
                "has_more_problems": problems.left > 0,
                "has_more_failures": moreFailures > 0,
            ],
            lists: [
                "phase_lines": phases(of: report, in: context.language),
                "problem_lines": problems.lines,
                "failure_lines": lines(report.failures, in: context),
                "matter_lines": lines(report.matters, in: context),
                "sheet_lines": lines(report.sheets, in: context),
                "refused_sheet_lines": lines(report.sheets.refused, in: context.language),
            ]
        )
        return figures.adding(subject(on: report.day, in: context) { language.headline(of: report, room: $0) })
    }

    private static func phases(of report: DailyReport, in language: Language) -> [[String: String]] {
        RenewalPhase.allCases.compactMap { phase in
            report.phases[phase].map { count in
                ["label": language.either(phase.words.chinese, phase.words.english), "text": "\(count)"]
            }
        }
    }

    private static func lines(_ sheets: SheetNews, in context: NoticeContext) -> [[String: String]] {
        let language = context.language
        let left = sheets.left.map { left in
            let name = name(left.holder?.name, of: .person, hiding: []) ?? language.name(of: left.record)
            let employer = self.name(left.employer, of: .organization, hiding: [])
            let since = language.date(left.leftOn)
            return [
                "label": name + (employer.map { language.either("（\($0)）", " (\($0))") } ?? ""),
                "text": language.either("自\(since)起不在名单中", "not in the sheet since \(since)") + language.comma
                    + language.term(left.validUntil, on: context.asOf),
            ]
        }
        let more = sheets.leftCount - left.count
        let rest = ["label": language.either("另有", "more"), "text": language.either("\(more)项", "\(more)")]
        return left + (more > 0 ? [rest] : [])
    }

    /// The name and day of each sheet, then its reasons, a line each as the import has written them in the office's
    /// language: `文件：…`, `file: …`.
    private static func lines(_ refused: [SheetNews.RefusedImport], in language: Language) -> [[String: String]] {
        refused.flatMap { run in
            let head = [
                "label": FieldText.clean(run.source) ?? "",
                "text": language.either("\(language.date(run.on))导入未成功", "refused on \(language.date(run.on))"),
            ]
            let reasons = run.summary.split(whereSeparator: \.isNewline).prefix(mostReasons).map { line in
                let parts = line.split(separator: #/：|: /#, maxSplits: 1).map(String.init).compactMap(
                    FieldText.clean
                )
                return parts.count == 2
                    ? ["label": parts[0], "text": parts[1]]
                    : ["label": language.either("原因", "reason"), "text": parts.joined()]
            }
            return [head] + reasons
        }
    }

    /// Lines of a sheet that are told; an import writes no more.
    private static let mostReasons = 8

    private static func lines(_ lines: [DailyReport.Line], in context: NoticeContext) -> [[String: String]] {
        let language = context.language
        return lines.prefix(DailyReport.listLimit).map { line in
            let text = [
                language.matter(of: line, in: context), remark(line.remark, in: context),
                line.subject == nil ? nil : language.name(of: line.record),
            ]
            return [
                "label": language.name(ofSubjectOf: line),
                "text": text.compactMap(\.self).joined(separator: language.comma),
            ]
        }
    }
}
