package import RenewalDaemon
import RenewalNotices
package import RenewalOutbox
import RenewalRules

extension AcknowledgedSeries {
    /// One line of a list, or one object.
    package func line(in format: StoryFormat, _ calendar: BusinessCalendar) -> ReportLine {
        switch format {
        case .text: text(calendar)
        case .json: ReportLine(data: json.text)
        }
    }

    private func text(_ calendar: BusinessCalendar) -> ReportLine {
        let time = calendar.localText(of: acknowledgement.at)
        let order =
            acknowledgement.by.map { Phrase("由 \($0) 于 \(time) 确认", "acknowledged \(time) by \($0)") }
            ?? Phrase("于 \(time) 确认", "acknowledged \(time)")
        let why = acknowledgement.reason.map { Phrase("：\($0)", ": \($0)") } ?? .empty
        let cells = [
            Phrase(verbatim: String(noticeID.prefix(10))), series.record.words,
            Phrase("到期\(series.expires)", "expires \(series.expires)"), order + why,
        ]
        return ReportLine(cells.joined(Phrase(verbatim: "  ")))
    }

    private var json: JSONValue {
        [
            "notice_id": .string(noticeID), "record_type": .string(series.record.type.rawValue),
            "record_id": .string(series.record.id), "expires_on": .string("\(series.expires)"),
            "acknowledged_on": .string("\(acknowledgement.day)"),
            "acknowledged_at": .string(acknowledgement.at.rfc3339), "by": .optional(acknowledgement.by),
            "reason": .optional(acknowledgement.reason),
        ]
    }
}
