import RenewalNotices
import RenewalFiles
package import RenewalRules

/// How many notices fall on each of some coming days.
package struct ForecastReport: Hashable, Sendable {
    /// Notices of a kind on a day; at least one.
    package struct Row: Hashable, Sendable {
        package let day: CalendarDate
        package let kind: NoticeKind
        package let notices: Int
    }

    /// By day, then by kind.
    package let rows: [Row]
    /// Days looked at, with and without notices.
    package let days: Int

    /// Sorts what `Planner.forecast` has counted in so many days.
    package init(_ counts: [CalendarDate: [NoticeKind: Int]], days: Int) {
        self.days = days
        rows = counts.flatMap { day, kinds in kinds.map { Row(day: day, kind: $0.key, notices: $0.value) } }
            .filter { $0.notices > 0 }
            .sorted { ($0.day, $0.kind.rawValue) < ($1.day, $1.kind.rawValue) }
    }

    /// The whole of it.
    package func lines(in format: TableFormat) -> [ReportLine] {
        switch format {
        case .text:
            let notices = rows.reduce(0) { $0 + $1.notices }
            let total = Phrase("\(days)天内共有提醒\(notices)条", "\(notices) notices in \(days) days")
            return [ReportLine(Phrase("日期          条数  种类", "DAY         NOTICES  KIND"))] + rows.map(\.text)
                + [ReportLine(total)]
        case .json: return rows.map { ReportLine(data: $0.json.text) }
        case .csv: return [ReportLine(data: CSVWriter().record(["day", "kind", "notices"]))] + rows.map(\.csv)
        }
    }
}

extension ForecastReport.Row {
    fileprivate var text: ReportLine {
        let number = String(notices)
        let cell = String(repeating: " ", count: max(0, 7 - number.count)) + number
        return ReportLine(Phrase("\(day) \(cell)  \(kind.title(in: .chinese))", "\(day)  \(cell)  \(kind.rawValue)"))
    }

    fileprivate var json: JSONValue {
        ["day": .string("\(day)"), "kind": .string(kind.rawValue), "notices": .integer(notices)]
    }

    fileprivate var csv: ReportLine { ReportLine(data: CSVWriter().record(["\(day)", kind.rawValue, "\(notices)"])) }
}
