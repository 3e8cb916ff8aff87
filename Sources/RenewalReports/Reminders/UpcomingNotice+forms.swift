import RenewalDaemon
import RenewalFiles
import RenewalNotices
import RenewalRules

extension [UpcomingNotice] {
    /// A line for each, below a head where the format has one.
    package func lines(in format: TableFormat) -> [ReportLine] {
        switch format {
        case .text:
            let head = [
                Phrase("日期", "DAY"), Phrase("节点", "MARK"), Phrase("提醒", "NOTICE"), Phrase("发给", "AUDIENCE"),
                Phrase("记录", "RECORD"), Phrase("持证人", "HOLDER"), Phrase("单位", "EMPLOYER"),
            ]
            let total = Phrase("共\(count)条", counted(count, "notice", "notices"))
            return ([head] + map(\.cells)).aligned.map { ReportLine($0) } + [ReportLine(total)]
        case .json: return map { ReportLine(data: $0.json.text) }
        case .csv:
            let head = [
                "day", "kind", "milestone", "severity", "audience", "record_type", "record_id", "holder", "employer",
            ]
            return [ReportLine(data: CSVWriter().record(head))]
                + map { ReportLine(data: CSVWriter().record($0.fields)) }
        }
    }
}

extension UpcomingNotice {
    fileprivate var cells: [Phrase] {
        let none = Phrase(verbatim: "–")
        return [
            Phrase(verbatim: "\(day)"), milestone.words, Phrase(kind.title(in: .chinese), kind.rawValue),
            Phrase(audience.words.chinese, audience.rawValue), record.words,
            holder.map { Phrase(verbatim: $0) } ?? none, employer.map { Phrase(verbatim: $0) } ?? none,
        ]
    }

    fileprivate var json: JSONValue {
        [
            "day": .string("\(day)"), "kind": .string(kind.rawValue), "milestone": .string("\(milestone)"),
            "severity": .string(severity.rawValue), "audience": .string(audience.rawValue),
            "record": ["type": .string(record.type.rawValue), "id": .string(record.id)],
            "holder": .optional(holder), "employer": .optional(employer),
        ]
    }

    fileprivate var fields: [String] {
        [
            "\(day)", kind.rawValue, "\(milestone)", severity.rawValue, audience.rawValue, record.type.rawValue,
            record.id, holder ?? "", employer ?? "",
        ]
    }
}
