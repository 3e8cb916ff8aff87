import RenewalDaemon
import RenewalDelivery
import RenewalNotices
import RenewalOutbox
import RenewalRules

/// A record's story as a clerk reads it and as a program reads it.
struct RecordStory {
    let subject: Subject
    let day: CalendarDate
    let explanation: RenewalExplanation
    let history: [NoticeHistory]
    /// What is due and reaches nobody, told before or not.
    let unreachable: [Notice]
    let calendar: BusinessCalendar
    let language: Language

    /// The story in paragraphs.
    var lines: [String] {
        [headline]
            + explanation.findings.map { finding in
                let rules = finding.rules.map(\.rawValue).joined(separator: " ")
                return "  \(finding.text(in: language))" + (rules.isEmpty ? "" : " [\(rules)]")
            }
            + section("节点", "marks", marks.map(markLine))
            + section("已通知", "told so far", historyLines)
            + section("下一步", "next", [nextLine])
            + section("依据", "rules", ruleLines)
    }

    private var headline: String {
        let number = numberShown.map { MaskedNumber($0).description }
        // Who reads it over a shoulder is to learn no more than from a notice (rule D11).
        let parts = [subject.holder?.name, subject.employer?.name, category].map(FieldText.clean) + [number]
        return ([subject.record.id] + parts.compactMap(\.self)).joined(separator: " · ")
    }

    private var numberShown: String? {
        switch subject {
        case .registration(let record): record.registration.number
        case .credential(let record): record.credential.serial
        case .credentialApplication(let record): record.application.applicationNumber
        case .qualification, .employer, .office, .delivery, .sendingHold: nil
        }
    }

    private var category: String? {
        if case .registration(let record) = subject { record.registration.category } else { nil }
    }

    private func words(_ chinese: String, _ english: String) -> String {
        language == .chinese ? chinese : english
    }

    private func section(_ chinese: String, _ english: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", words("\(chinese)\u{FF1A}", "\(english):")] + lines.map { "  \($0)" }
    }

    /// The marks that somebody is told of.
    private var marks: [Mark] {
        explanation.course.marks.filter { $0.audiences.contains(where: explanation.course.concerns) }
    }

    private func markLine(_ mark: Mark) -> String {
        let audiences = mark.audiences.filter(explanation.course.concerns).map(\.rawValue)
        return "\(mark.date)  \(mark.milestone)  \(mark.kind.rawValue)  \(mark.severity.rawValue)  "
            + "\(audiences.joined(separator: ","))  \(standing(of: mark))"
    }

    private func standing(of mark: Mark) -> String {
        if mark.date < day { return words("已到", "passed") }
        if mark.date == day { return words("今日", "today") }
        return explanation.course.isSilenced(mark) ? words("已确认，暂停", "acknowledged") : words("未到", "to come")
    }

    private var historyLines: [String] {
        let lines = history.flatMap { entry -> [String] in
            let head = Self.head(of: entry.notice)
            guard !entry.deliveries.isEmpty else { return ["\(head)  \(fate(of: entry))"] }
            return entry.deliveries.map { delivery in
                let why = delivery.reason.map { " (\($0))" } ?? ""
                return "\(head)  \(delivery.channel):\(delivery.recipient)  \(delivery.state.rawValue)\(why)  "
                    + "\(calendar.localText(of: delivery.updatedAt))  \(delivery.id.prefix(10))"
            }
        }
        return lines.isEmpty && untold.isEmpty ? [words("尚未发送任何通知", "nothing")] : lines + untold
    }

    private static func head(of notice: Notice) -> String {
        "\(notice.dueOn)  \(notice.key.milestone)  \(notice.key.kind.rawValue)  \(notice.key.audience.rawValue)"
    }

    /// What is due and was never told, because it reaches nobody.
    private var untold: [String] {
        let known = Set(history.map(\.notice.key))
        return unreachable.filter { !known.contains($0.key) }.map { "\(Self.head(of: $0))  \(nowhere)" }
    }

    private var nowhere: String { words("没有可用的收件地址或路由", "no route or no usable address") }

    /// What became of a notice without a message of its own.
    private func fate(of entry: NoticeHistory) -> String {
        switch entry.digest {
        case .waiting: words("列入下一次汇总", "in the next digest")
        case .told(let digest): words("已列入汇总 \(digest.prefix(10))", "in the digest \(digest.prefix(10))")
        case nil: entry.isSuperseded ? "superseded" : nowhere
        }
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
        let standing = explanation.standing
        return [
            "record": ["type": .string(subject.record.type.rawValue), "id": .string(subject.record.id)],
            "on": .string("\(day)"), "phase": .string(standing.phase.rawValue),
            "procedure": .string(standing.procedure),
            "continuity_risk": .string(standing.continuityRisk.rawValue),
            "window": standing.window.map(PlanTable.window) ?? .null,
            "stopped": .optional(explanation.course.calendarStop?.rawValue),
            "findings": .array(
                explanation.findings.map { finding in
                    [
                        "zh-CN": .string(finding.chinese), "en": .string(finding.english),
                        "rules": .array(finding.rules.map { .string($0.rawValue) }),
                    ]
                }
            ),
            "marks": .array(marks.map(mark)),
            "sent": .array(history.flatMap(sent)),
            "unreachable": .array(unreachable.map(identity)),
            "next": explanation.course.next.map(mark) ?? .null,
            "rules": .array(explanation.rules.map { .string($0.rawValue) }),
        ]
    }

    private func mark(_ mark: Mark) -> JSONValue {
        [
            "date": .string("\(mark.date)"), "milestone": .string("\(mark.milestone)"),
            "kind": .string(mark.kind.rawValue), "severity": .string(mark.severity.rawValue),
            "audiences": .array(mark.audiences.filter(explanation.course.concerns).map { .string($0.rawValue) }),
        ]
    }

    private func identity(_ notice: Notice) -> JSONValue {
        [
            "notice_id": .string(notice.key.noticeID), "kind": .string(notice.key.kind.rawValue),
            "milestone": .string("\(notice.key.milestone)"), "audience": .string(notice.key.audience.rawValue),
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
