import RenewalDaemon
import RenewalDelivery
import RenewalNotices
import RenewalOutbox
import RenewalRules

/// A record's story as a clerk reads it, in one language.
struct StoryText {
    let story: RecordStory
    let language: Language

    private var explanation: RenewalExplanation { story.explanation }

    /// The story in paragraphs.
    var lines: [String] {
        [headline]
            + explanation.findings.map { finding in
                let rules = finding.rules.map(\.rawValue).joined(separator: " ")
                return "  \(finding.text(in: language))" + (rules.isEmpty ? "" : " [\(rules)]")
            }
            + section("节点", "marks", story.marks.map(markLine))
            + section("已通知", "told so far", historyLines)
            + section("下一步", "next", [nextLine])
            + section("依据", "rules", ruleLines)
    }

    private var headline: String {
        let number = numberShown.map { MaskedNumber($0).description }
        // Somebody looking over a shoulder must learn no more than from a notice (rule D11).
        let parts =
            [story.subject.holder?.name, story.subject.employer?.name, category].map(FieldText.clean) + [number]
        return ([story.subject.record.id] + parts.compactMap(\.self)).joined(separator: " · ")
    }

    private var numberShown: String? {
        switch story.subject {
        case .registration(let record): record.registration.number
        case .credential(let record): record.credential.serial
        case .credentialApplication(let record): record.application.applicationNumber
        case .qualification, .employer, .office, .delivery, .sendingHold: nil
        }
    }

    private var category: String? {
        if case .registration(let record) = story.subject { record.registration.category } else { nil }
    }

    private func words(_ chinese: String, _ english: String) -> String {
        language == .chinese ? chinese : english
    }

    private func section(_ chinese: String, _ english: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", words("\(chinese)\u{FF1A}", "\(english):")] + lines.map { "  \($0)" }
    }

    private func markLine(_ mark: Mark) -> String {
        let audiences = mark.audiences.filter(explanation.course.concerns).map(\.rawValue)
        return "\(mark.date)  \(mark.milestone)  \(mark.kind.rawValue)  \(mark.severity.rawValue)  "
            + "\(audiences.joined(separator: ","))  \(standing(of: mark))"
    }

    private func standing(of mark: Mark) -> String {
        if mark.date < story.day { return words("已到", "passed") }
        if mark.date == story.day { return words("今日", "today") }
        return explanation.course.isSilenced(mark) ? words("已确认，暂停", "acknowledged") : words("未到", "to come")
    }

    private var historyLines: [String] {
        let lines = story.history.flatMap { entry -> [String] in
            let head = Self.head(of: entry.notice)
            guard !entry.deliveries.isEmpty else { return ["\(head)  \(fate(of: entry))"] }
            return entry.deliveries.map { delivery in
                let why = delivery.reason.map { " (\($0))" } ?? ""
                return "\(head)  \(delivery.channel):\(delivery.recipient)  \(delivery.state.rawValue)\(why)  "
                    + "\(story.calendar.localText(of: delivery.updatedAt))  \(delivery.id.prefix(10))"
            }
        }
        return lines.isEmpty && untold.isEmpty ? [words("尚未发送任何通知", "nothing")] : lines + untold
    }

    private static func head(of notice: Notice) -> String {
        "\(notice.dueOn)  \(notice.key.milestone)  \(notice.key.kind.rawValue)  \(notice.key.audience.rawValue)"
    }

    /// Due notices that were never sent because they reach nobody.
    private var untold: [String] {
        let known = Set(story.history.map(\.notice.key))
        return story.unreachable.filter { !known.contains($0.key) }.map { "\(Self.head(of: $0))  \(nowhere)" }
    }

    private var nowhere: String { words("没有可用的收件地址或路由", "no route or no usable address") }

    /// The fate of a notice without a separate message.
    private func fate(of entry: NoticeHistory) -> String {
        switch entry.digest {
        case .waiting: words("列入下一次汇总", "in the next digest")
        case .told(let digest): words("已列入汇总 \(digest.prefix(10))", "in the digest \(digest.prefix(10))")
        case nil: entry.isSuperseded ? "superseded" : nowhere
        }
    }

    private var nextLine: String {
        let current = explanation.course.due(since: nil).notices.first?.key
        if story.history.isEmpty, let current {
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
}
