package import RenewalDaemon
import RenewalNotices
package import RenewalOutbox
package import RenewalRules

/// Writes what is due record by record, as it is found, and keeps only the totals.
package struct PlanTable: Sendable {
    private let format: TableFormat
    private let day: CalendarDate
    private let policy: RenewalPolicy
    private let secret: FileSecret?
    /// Of the records added so far.
    package private(set) var totals = PlanTotals()

    /// Begins a table.
    ///
    /// - Parameters:
    ///   - format: of all its lines
    ///   - day: the day planned for
    ///   - policy: the rules records stand by
    ///   - secret: makes the ids of deliveries; `nil` while there is no state file
    package init(format: TableFormat, day: CalendarDate, policy: RenewalPolicy, secret: FileSecret?) {
        self.format = format
        self.day = day
        self.policy = policy
        self.secret = secret
    }

    /// What stands above the records, also when there are none.
    package var head: [ReportLine] { format == .csv ? [PlanRow.csvHead] : [] }

    /// Adds a record.
    ///
    /// - Returns: its lines, below the head of a text when it is the first
    package mutating func add(_ record: DueRecord) -> [ReportLine] {
        let rows = PlanRow.rows(of: record, on: day, policy: policy)
        let isFirst = totals.records == 0
        totals.add(rows)
        switch format {
        case .text: return (isFirst ? [PlanRow.textHead] : []) + rows.map(\.text)
        case .json: return rows.map { ReportLine(data: $0.json(secret: secret).text) }
        case .csv: return rows.flatMap(\.csv)
        }
    }

    /// What stands below the records: the totals, as text only.
    package func end(examined: Int, quarantined: Int) -> [ReportLine] {
        format == .text ? totals.lines(on: day, examined: examined, quarantined: quarantined) : []
    }
}
