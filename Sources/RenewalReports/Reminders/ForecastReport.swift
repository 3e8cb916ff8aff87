import RenewalNotices
import RenewalFiles
package import RenewalRules

/// How many notices fall on each of some coming days or months.
package struct ForecastReport: Hashable, Sendable {
    /// What is counted together.
    package enum Period: String, Hashable, Sendable, CaseIterable {
        case day, month

        /// The name of the period that a day lies in: `2026-03-15`, `2026-03`.
        func name(of day: CalendarDate) -> String {
            switch self {
            case .day: "\(day)"
            case .month: String("\(day)".prefix(7))
            }
        }
    }

    /// How it is written.
    package enum Format: String, Hashable, Sendable, CaseIterable { case text, json, csv, svg }

    /// Notices of a kind in a period; at least one.
    package struct Row: Hashable, Sendable {
        package let period: String
        package let kind: NoticeKind
        package let notices: Int
    }

    /// By period, then by kind.
    package let rows: [Row]
    let period: Period
    let days: ClosedRange<CalendarDate>

    /// Sorts what `Planner.forecast` has counted in some days.
    package init(
        _ counts: [CalendarDate: [NoticeKind: Int]],
        in days: ClosedRange<CalendarDate>,
        by period: Period = .day
    ) {
        (self.days, self.period) = (days, period)
        var sums: [String: [NoticeKind: Int]] = [:]
        for (day, kinds) in counts { sums[period.name(of: day), default: [:]].merge(kinds, uniquingKeysWith: +) }
        rows = sums.flatMap { name, kinds in kinds.map { Row(period: name, kind: $0.key, notices: $0.value) } }
            .filter { $0.notices > 0 }
            .sorted { ($0.period, $0.kind.rawValue) < ($1.period, $1.kind.rawValue) }
    }

    /// The notices of each period that has any, in order.
    var totals: [(period: String, notices: Int)] {
        Dictionary(grouping: rows, by: \.period).map { ($0.key, $0.value.reduce(0) { $0 + $1.notices }) }
            .sorted { $0.period < $1.period }
    }

    /// The whole of it.
    package func lines(in format: Format) -> [ReportLine] {
        switch format {
        case .text: text
        case .json: rows.map { ReportLine(data: json(of: $0).text) }
        case .csv:
            [ReportLine(data: CSVWriter().record([period.rawValue, "kind", "notices"]))]
                + rows.map { ReportLine(data: CSVWriter().record([$0.period, $0.kind.rawValue, "\($0.notices)"])) }
        case .svg: ForecastChart(of: self).lines
        }
    }

    /// The columns of the longest bar.
    private static let barWidth = 40

    /// A bar for each period, with the kinds below it.
    private var text: [ReportLine] {
        let most = totals.map(\.notices).max() ?? 1
        let width = max(6, String(most).count)
        let lines = totals.flatMap { period, notices -> [Phrase] in
            let number = String(repeating: " ", count: max(0, width - String(notices).count)) + "\(notices)"
            let bar = String(repeating: "█", count: max(1, notices * Self.barWidth / most))
            let kinds = rows.filter { $0.period == period }.map { row in
                Phrase(verbatim: "    ")
                    + Phrase("\(row.kind.title(in: .chinese)) \(row.notices)条", "\(row.kind.rawValue) \(row.notices)")
            }
            return [Phrase(verbatim: "\(period)  \(number)  \(bar)")] + kinds
        }
        let (sum, count) = (rows.reduce(0) { $0 + $1.notices }, days.dayCount)
        let total = Phrase("\(count)天内共有提醒\(sum)条", "\(counted(sum, "notice", "notices")) in \(count) days")
        return (lines + [total]).map { ReportLine($0) }
    }

    private func json(of row: Row) -> JSONValue {
        .members([
            JSONMember(key: period.rawValue, value: .string(row.period)),
            JSONMember(key: "kind", value: .string(row.kind.rawValue)),
            JSONMember(key: "notices", value: .integer(row.notices)),
        ])
    }
}

extension ClosedRange<CalendarDate> {
    /// How many days there are.
    var dayCount: Int { lowerBound.days(until: upperBound) + 1 }
}
