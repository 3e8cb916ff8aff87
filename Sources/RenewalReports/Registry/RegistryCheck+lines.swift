package import RenewalRegistry
import RenewalRules

extension RegistryCheck {
    /// What was found, for a person: what stops reminders first, then the remarks, and how many there are of both.
    package var lines: [ReportLine] {
        let stopping = tally.groups.filter(\.consequence.stopsReminders)
        let remarks = tally.groups.filter { !$0.consequence.stopsReminders }
        let lines =
            counts.filter { $0.rows > 0 }.map { "\($0.table): \($0.rows)" }
            + damage.map { "damaged: \($0)" }
            + stopping.map(\.line)
            + (remarks.isEmpty ? [] : ["remarks:"])
            + remarks.map(\.line)
            + [Self.sum(of: stopping, remarks)]
        return lines.map { ReportLine($0) }
    }

    private static func sum(of stopping: [FaultyRows], _ remarks: [FaultyRows]) -> String {
        let (problems, others) = (stopping.map(\.count).reduce(0, +), remarks.map(\.count).reduce(0, +))
        let parts = [
            problems > 0 ? counted(problems, "problem", "problems") : nil,
            others > 0 ? counted(others, "remark", "remarks") : nil,
        ].compactMap(\.self)
        return parts.isEmpty ? "no problems" : parts.joined(separator: ", ")
    }
}

extension FaultyRows {
    /// `registration.valid_until R-1, R-2: is missing`, with the number of further ones.
    fileprivate var line: String {
        let more = count > ids.count && !ids.isEmpty ? " and \(count - ids.count) more" : ""
        let times = ids.isEmpty && count > 1 ? "\(count) rows" : ids.joined(separator: ", ") + more
        return "\(table)\(column.map { ".\($0)" } ?? "") \(times): \(reason.english)"
    }
}
