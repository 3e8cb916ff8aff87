import RenewalDaemon
import RenewalNotices
import RenewalOutbox
package import RenewalRules

extension Finding {
    /// What was found as lines: text in paragraphs, JSON as an object a hit and one with the totals at the end.
    package func lines(in format: StoryFormat, language: Language) -> [ReportLine] {
        switch format {
        case .text: text(in: language).map { ReportLine(Phrase(verbatim: $0)) }
        case .json: objects.map { ReportLine(data: $0.text) }
        }
    }

    /// The records alone, for somebody who has to choose one.
    package func recordLines(in format: StoryFormat, language: Language) -> [ReportLine] {
        switch format {
        case .text:
            (records.map { line(of: $0, in: language) } + rest(counts.recordsBeyond, in: language))
                .map { ReportLine(Phrase(verbatim: $0)) }
        case .json: records.map { ReportLine(data: object(of: $0).text) }
        }
    }

    private func text(in language: Language) -> [String] {
        let notices = NoticeLines(language: language, calendar: calendar, about: self.records)
        let records = records.map { line(of: $0, in: language) } + rest(counts.recordsBeyond, in: language)
        let told =
            self.notices.flatMap { entry in notices.lines(of: entry).map { of(entry.notice, $0, in: language) } }
            + rest(counts.notices - self.notices.count, in: language)
        let others =
            deliveries.map { of($0.notice, line(of: $0, notices), in: language) }
            + rest(counts.deliveries - deliveries.count, in: language)
        let sections: [(title: BothLanguages, lines: [String])] = [
            (("人员", "people"), people.map(line)), (("登记", "records"), records), (("通知", "notices"), told),
            (("发往该地址的其他通知", "other notices to this address"), others),
        ]
        let filled = sections.filter { !$0.lines.isEmpty }.map { section in
            [language.text(of: section.title) + language.text(of: ("：", ":"))] + section.lines.map { "  \($0)" }
        }
        return Array(filled.joined(separator: [""]))
    }

    /// A person with the employers of the listed records, after the id, where a registry has one of its own for people.
    private func line(of person: Person) -> String {
        var seen: Set<String> = []
        let employers = records.filter { $0.holder?.id == person.id }.compactMap(\.employer?.name)
            .compactMap(FieldText.clean).filter { seen.insert($0).inserted }
        let isOwn = !records.contains { $0.record.id == person.id }
        let names = ([FieldText.clean(person.name) ?? person.id] + employers).joined(separator: " · ")
        return isOwn ? "\(person.id)  \(names)" : names
    }

    private func line(of subject: Subject, in language: Language) -> String {
        let day = subject.validUntil(policy: policy).map(language.text)
        let until = day.map { language.text(of: ("有效期至\($0)", "valid until \($0)")) }
        let names = [subject.holder?.name, subject.employer?.name, subject.category(in: language)].map(FieldText.clean)
        let parts = names + [subject.numberEnding(in: language), until]
        let head = "\(subject.record.id)  \(subject.record.type.name(in: language))"
        return ([head] + parts.compactMap(\.self)).joined(separator: " · ")
    }

    private func line(of delivery: DeliverySummary, _ notices: NoticeLines) -> String {
        let number = notices.language.text(of: ("通知编号：", "Notice: ")) + delivery.noticeID
        return "\(notices.head(of: delivery.notice))  \(notices.line(of: delivery))  \(number)"
    }

    /// The line of a notice with its record before it.
    private func of(_ notice: Notice, _ line: String, in language: Language) -> String {
        "\(notice.key.series.record.words[language])  \(line)"
    }

    /// How many more there are, and what helps.
    private func rest(_ count: Int, in language: Language) -> [String] {
        guard count > 0 else { return [] }
        return [language.text(of: ("另有\(count)条未列出，请补充更多信息再查", "\(count) more; ask for more to go by"))]
    }
}
