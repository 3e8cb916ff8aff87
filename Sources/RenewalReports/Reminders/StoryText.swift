import RenewalDaemon
import RenewalDelivery
import RenewalNotices
import RenewalOutbox
import RenewalRules

/// A record's story as a clerk reads it to a caller, in one language.
///
/// Titles, severities, audiences and outcomes are words; the codes are in the JSON.
struct StoryText {
    let story: RecordStory
    let language: Language

    private var explanation: RenewalExplanation { story.explanation }
    private var notices: NoticeLines {
        NoticeLines(language: language, calendar: story.calendar, about: [story.subject])
    }

    /// The story in paragraphs.
    var lines: [String] {
        [headline] + findings
            + story.muteSentences(in: language).map { "  \($0)" }
            + section(("提醒节点", "marks"), story.marks.filter { $0.date <= story.day }.map(markLine))
            + section(("通知情况", "notices so far"), historyLines)
            + section(("后续提醒", "to come"), comingLines)
            + section(("依据", "rules"), ruleLines)
    }

    private func words(_ chinese: String, _ english: String) -> String { language.text(of: (chinese, english)) }

    private func section(_ title: BothLanguages, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", language.text(of: title) + words("：", ":")] + lines.map { "  \($0)" }
    }

    private var headline: String {
        // Somebody looking over a shoulder must learn no more than from a notice (rule D11).
        let parts = [story.subject.holder?.name, story.subject.employer?.name, story.subject.category(in: language)]
        let clean = parts.map(FieldText.clean) + [story.subject.numberEnding(in: language)]
        return ([story.subject.record.id] + clean.compactMap(\.self)).joined(separator: " · ")
    }

    private var findings: [String] {
        let lines = explanation.findings.map { finding in
            let rules = finding.rules.map(\.rawValue).joined(separator: " ")
            return "  \(finding.text(in: language))" + (rules.isEmpty ? "" : " [\(rules)]")
        }
        let documents = explanation.documents.map { $0.text(in: language) }
        return lines + (documents.isEmpty ? [] : ["  " + words("需准备：", "to prepare: ") + language.list(documents)])
    }

    private func markLine(_ mark: Mark) -> String {
        let record = story.subject.record
        let audiences = mark.audiences.filter(explanation.course.concerns)
        let silent = audiences.filter { story.silent[mark]?.contains($0) ?? false }
        let unreached = audiences.filter { story.unreached[mark]?.contains($0) ?? false && !silent.contains($0) }
        let heard = audiences.filter { !silent.contains($0) && !unreached.contains($0) }
        let parts =
            [language.text(of: mark.date), notices.title(mark.kind, mark.severity)]
            + (heard.isEmpty ? [] : [notices.recipients(heard, of: record), standing(of: mark, for: heard)])
            + (unreached.isEmpty ? [] : [notices.unreached(unreached, of: record)])
            + (silent.isEmpty ? [] : [notices.muted(silent, of: record)])
        return parts.joined(separator: "  ")
    }

    private func standing(of mark: Mark, for audiences: [Audience]) -> String {
        if explanation.course.isSilenced(mark) { return words("已确认，暂停", "acknowledged, silent") }
        if mark.date < story.day { return words("已过", "passed") }
        guard mark.date == story.day else { return words("届时发送", "to be sent") }
        // What became of it stands among the notices.
        let isPlanned = audiences.allSatisfy { known.contains(mark.notice(for: $0).key) }
        return isPlanned ? words("今天", "today") : words("今天发送", "to be sent today")
    }

    private var historyLines: [String] {
        let lines = story.history.flatMap(notices.lines)
        return lines.isEmpty && untold.isEmpty ? [words("尚未发送任何通知", "nothing")] : lines + untold
    }

    /// Due notices that were never sent because they reach nobody.
    private var untold: [String] {
        story.unreachable.filter { !known.contains($0.key) }.map { "\(notices.head(of: $0))  \(notices.nowhere)" }
    }

    /// The notices that were planned, whatever became of them.
    private var known: Set<NoticeKey> { Set(story.history.map(\.notice.key)) }

    private var comingLines: [String] {
        let silent = story.unheard.union(story.unreachable.map(\.key))
        let current = explanation.course.due(since: nil).notices.first { !silent.contains($0.key) }
        let caughtUp = story.history.isEmpty ? current : nil
        let first = caughtUp.map { notice in
            let title = notices.title(notice.key.kind, notice.severity)
            return words("下次检查时发送：\(title)", "with the next scan: \(title)")
        }
        let lines = [first].compactMap(\.self) + story.coming.map(markLine)
        return lines.isEmpty ? [words("没有后续提醒", "no further reminders")] : lines
    }

    private var ruleLines: [String] {
        explanation.rules.compactMap { rule in
            RuleSentence.of(rule, in: language).map { "\(rule)  \($0)" }
        }
    }
}
