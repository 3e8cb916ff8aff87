import RenewalDaemon
import RenewalNotices
import RenewalOutbox
import RenewalRules

/// A record's story as a clerk reads it and as a program reads it.
struct RecordStory {
    let dossier: RegistrationDossier
    let day: CalendarDate
    let explanation: RenewalExplanation
    let history: [NoticeHistory]
    let calendar: BusinessCalendar
    let language: Language

    private var isChinese: Bool { language == .chinese }

    /// The story in paragraphs.
    var lines: [String] {
        [headline]
            + explanation.findings.map { finding in
                "  \(finding.text(in: language)) [\(finding.rules.map(\.rawValue).joined(separator: " "))]"
            }
            + section("节点", "marks", explanation.course.steps.map(markLine))
            + section("已通知", "told so far", historyLines)
            + section("下一步", "next", [nextLine])
            + section("依据", "rules", ruleLines)
    }

    private var headline: String {
        let registration = dossier.registration
        let number = registration.number.map { MaskedNumber($0).description }
        let parts = [dossier.holder?.name, dossier.employer?.name, registration.category, number]
        return ([registration.id] + parts.compactMap(\.self)).joined(separator: " · ")
    }

    private func words(_ chinese: String, _ english: String) -> String {
        language == .chinese ? chinese : english
    }

    private func section(_ chinese: String, _ english: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", words("\(chinese)\u{FF1A}", "\(english):")] + lines.map { "  \($0)" }
    }

    private func markLine(_ step: LadderStep) -> String {
        let audiences = step.audiences.filter(explanation.course.concerns).map(\.rawValue)
        return "\(step.date)  \(step.milestone)  \(step.kind.rawValue)  \(step.severity.rawValue)  "
            + "\(audiences.joined(separator: ","))  \(standing(of: step))"
    }

    private func standing(of step: LadderStep) -> String {
        if step.date < day { return words("已到", "passed") }
        if step.date == day { return words("今日", "today") }
        return explanation.course.isSilenced(step) ? words("已确认，暂停", "acknowledged") : words("未到", "to come")
    }

    private var historyLines: [String] {
        let lines = history.flatMap { entry -> [String] in
            let head =
                "\(entry.notice.dueOn)  \(entry.notice.key.milestone)  \(entry.notice.key.kind.rawValue)  "
                + entry.notice.key.audience.rawValue
            guard !entry.deliveries.isEmpty else { return ["\(head)  superseded"] }
            return entry.deliveries.map { delivery in
                let why = delivery.reason.map { " (\($0))" } ?? ""
                return "\(head)  \(delivery.channel):\(delivery.recipient)  \(delivery.state.rawValue)\(why)  "
                    + "\(calendar.localText(of: delivery.updatedAt))  \(delivery.id.prefix(10))"
            }
        }
        return lines.isEmpty ? [words("尚未发送任何通知", "nothing")] : lines
    }

    private var nextLine: String {
        let current = explanation.course.due(since: nil).notices.first?.key
        if history.isEmpty, let current {
            let mark = "\(current.milestone)  \(current.kind.rawValue)"
            return words("下次扫描补发：\(mark)", "with the next scan, caught up: \(mark)")
        }
        guard let next = explanation.course.next else { return words("没有后续提醒", "no further reminders") }
        return "\(next.date)  \(next.milestone)  \(next.kind.rawValue)  \(next.severity.rawValue)"
    }

    private var ruleLines: [String] {
        explanation.rules.compactMap { rule in
            RuleSentence.of(rule, in: language).map { "\(rule)  \($0)" }
        }
    }

    /// The story as one object.
    var json: JSONValue {
        let assessment = explanation.assessment
        return [
            "record": ["type": .string("registration"), "id": .string(dossier.registration.id)],
            "on": .string("\(day)"), "phase": .string(assessment.phase.rawValue),
            "procedure": .string(assessment.procedure.rawValue),
            "continuity_risk": .string(assessment.continuityRisk.rawValue),
            "window": assessment.window.map(PlanTable.window) ?? .null,
            "stopped": .optional(explanation.course.calendarStop?.rawValue),
            "findings": .array(
                explanation.findings.map { finding in
                    [
                        "zh-CN": .string(finding.chinese), "en": .string(finding.english),
                        "rules": .array(finding.rules.map { .string($0.rawValue) }),
                    ]
                }
            ),
            "marks": .array(explanation.course.steps.map(mark)),
            "sent": .array(history.flatMap(sent)),
            "next": explanation.course.next.map(mark) ?? .null,
            "rules": .array(explanation.rules.map { .string($0.rawValue) }),
        ]
    }

    private func mark(_ step: LadderStep) -> JSONValue {
        [
            "date": .string("\(step.date)"), "milestone": .string("\(step.milestone)"),
            "kind": .string(step.kind.rawValue), "severity": .string(step.severity.rawValue),
            "audiences": .array(step.audiences.filter(explanation.course.concerns).map { .string($0.rawValue) }),
        ]
    }

    private func sent(_ entry: NoticeHistory) -> [JSONValue] {
        entry.deliveries.map { delivery in
            [
                "notice_id": .string(entry.notice.key.noticeID), "kind": .string(entry.notice.key.kind.rawValue),
                "milestone": .string("\(entry.notice.key.milestone)"),
                "audience": .string(entry.notice.key.audience.rawValue), "channel": .string(delivery.channel),
                "to": .string(delivery.recipient), "state": .string(delivery.state.rawValue),
                "reason": .optional(delivery.reason),
                "updated_at": .string(delivery.updatedAt.rfc3339),
            ]
        }
    }
}
