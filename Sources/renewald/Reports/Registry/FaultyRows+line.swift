import RenewalRules

extension FaultyRows {
    /// `registration.valid_until R-1, R-2: is missing`, with how many more there are.
    var line: String {
        let more = count > ids.count && !ids.isEmpty ? " and \(count - ids.count) more" : ""
        let times = ids.isEmpty && count > 1 ? "\(count) rows" : ids.joined(separator: ", ") + more
        return "\(table)\(column.map { ".\($0)" } ?? "") \(times): \(reason)"
    }
}
