package import RenewalDaemon
import RenewalNotices
package import RenewalOffice
package import RenewalOutbox
package import RenewalRules

/// What is known of a person, and what was sent: for the person who asks, so nothing is masked in the JSON.
///
/// - Source: Personal Information Protection Law (2021) art. 45
package struct PersonStory {
    let file: PersonFile
    /// The notices about each of the person's records; `nil` without a state file.
    let sent: [Sent]?
    let calendar: BusinessCalendar

    /// A notice with the subjects of its messages, by delivery, as far as they are still there.
    struct Sent {
        let notice: NoticeHistory
        let subjects: [String: String]
    }

    /// Gathers what was sent.
    ///
    /// - Parameters:
    ///   - file: what the registry has
    ///   - outbox: the queue; `nil` where no configuration names one
    ///   - calendar: the office's
    /// - Throws: `OutboxError`
    package init(of file: PersonFile, outbox: (any OutboxLookups)?, calendar: BusinessCalendar)
        async throws(OutboxError)
    {
        (self.file, self.calendar) = (file, calendar)
        guard let outbox else {
            sent = nil
            return
        }
        var sent: [Sent] = []
        for record in file.recordIDs {
            for notice in try await outbox.notices(record: record) {
                var subjects: [String: String] = [:]
                for delivery in notice.deliveries {
                    subjects[delivery.id] = try await outbox.delivery(id: delivery.id)?.subject
                }
                sent.append(Sent(notice: notice, subjects: subjects))
            }
        }
        self.sent = sent
    }

    /// One JSON object, for a program or for safekeeping.
    package var json: String {
        let document: JSONValue = [
            "person": fields(file.person), "identity_number_kept": .bool(file.hasIdentityNumber),
            "records": .array(
                file.records.map { record in
                    [
                        "table": .string(record.name.table), "id": .string(record.name.id),
                        "fields": fields(record.fields),
                    ]
                }
            ),
            "history": .array(
                file.history.map { entry in
                    [
                        "recorded_at": .string(entry.recordedAt), "recorded_by": .string(entry.recordedBy),
                        "event": .string(entry.event), "table": .string(entry.record.table),
                        "id": .string(entry.record.id), "details": .string(entry.details),
                    ]
                }
            ),
            "notices": sent.map { .array($0.map(notice)) } ?? .null,
        ]
        return document.text
    }

    private func fields(_ fields: [PersonFile.Field]) -> JSONValue {
        .texts(fields.map { ($0.column, $0.text) })
    }

    private func notice(_ sent: Sent) -> JSONValue {
        let (notice, key) = (sent.notice, sent.notice.notice.key)
        return [
            "notice_id": .string(notice.id), "kind": .string(key.kind.rawValue),
            "audience": .string(key.audience.rawValue), "due_on": .string("\(notice.notice.dueOn)"),
            "record": ["type": .string(key.series.record.type.rawValue), "id": .string(key.series.record.id)],
            "deliveries": .array(
                notice.deliveries.map { delivery in
                    [
                        "channel": .string(delivery.channel), "to": .string(delivery.recipient),
                        "state": .string(delivery.state.rawValue), "updated_at": .string(delivery.updatedAt.rfc3339),
                        "subject": .optional(sent.subjects[delivery.id]),
                    ]
                }
            ),
        ]
    }

    /// The same for somebody who reads it.
    ///
    /// - Parameter language: zh-CN or en
    /// - Returns: the person, and a section each for records, history and notices
    package func lines(in language: Language) -> [ReportLine] {
        let own = line(file.person, of: "person", in: language)
        let identity = Phrase("身份证号：仅保存加密摘要，无法还原", "identity number: kept only as a code that nobody can read")
        let records = file.records.map { record in
            "\(TableWords.of(record.name.table)[language]) \(record.name.id)  \(line(record.fields, of: record.name.table, in: language))"
        }
        let history = file.history.map { $0.line(in: language) }
        let notices = NoticeLines(language: language, calendar: calendar, about: [])
        let sent = sent.map { $0.flatMap { notices.lines(of: $0.notice) } }
        let unknown = Phrase(
            "没有配置文件，未查询发送记录；请用 --config 写明",
            "without a configuration nothing was looked up; name it with --config"
        )
        let lines =
            [own] + (file.hasIdentityNumber ? [identity[language]] : [])
            + section(Phrase("登记", "records"), records, in: language)
            + section(Phrase("变更记录", "history"), history, in: language)
            + section(Phrase("通知", "notices"), sent ?? [unknown[language]], in: language)
        return lines.map { ReportLine(Phrase(verbatim: $0)) }
    }

    private func line(_ fields: [PersonFile.Field], of table: String, in language: Language) -> String {
        let colon = Phrase("：", ": ")[language]
        return fields.map {
            Phrase(column: $0.column)[language] + colon + Phrase(value: $0.text, of: $0.column, in: table)[language]
        }
        .joined(separator: Phrase("；", "; ")[language])
    }

    private func section(_ title: Phrase, _ lines: [String], in language: Language) -> [String] {
        lines.isEmpty ? [] : ["", title[language] + Phrase("：", ":")[language]] + lines.map { "  \($0)" }
    }
}

extension PersonFile {
    /// The records that notices are about.
    package var recordIDs: [RecordID] {
        records.compactMap { record in
            RecordID.RecordType(rawValue: record.name.table).map { RecordID(type: $0, id: record.name.id) }
        }
    }
}
