import RenewalRules

/// What a scan has planned and not held, by who made it due.
struct FloodTally {
    /// Deliveries of records of one type and employer.
    struct Line {
        var type: RecordReference.RecordType
        /// `nil` where the records have none.
        var employer: String?
        /// Urgent, and of the days of the scan: due whatever anybody did.
        var isUrgent: Bool
        var count: Int
    }

    private(set) var lines: [Line]

    init(_ lines: [Line]) { self.lines = lines }

    /// Employers that may be held side by side before their flood is one of the kind of record.
    private static let mostEmployers = 3
    /// An employer with less than this share of the limit is not what makes a scan unusual.
    private static let leastShare = 10

    /// Whether something of the part has been planned.
    func touches(_ scope: HoldScope) -> Bool { lines.contains { $0.isOf(scope) } }

    /// No longer counts what is held.
    mutating func remove(_ scope: HoldScope) { lines.removeAll { $0.isOf(scope) } }

    /// Who makes the scan unusual; `nil` when it is not, or no more.
    ///
    /// Urgent notices that were due anyway are counted apart, so that neither kind keeps the other waiting. An employer
    /// is held where it alone accounts for more than half, or where holding up to three of the largest is enough;
    /// otherwise it is the kind of record with the most.
    func cause(above limit: Int) -> HoldScope? {
        for isUrgent in [false, true] {
            let lines = lines.filter { $0.isUrgent == isUrgent }
            let total = Self.sum(lines)
            if total > limit, let party = Self.party(behind: lines, of: total, limit) {
                return .part(of: party, isUrgent: isUrgent)
            }
        }
        return nil
    }

    private static func party(behind lines: [Line], of total: Int, _ limit: Int) -> HoldScope.Party? {
        let employers = ranked(lines, by: \.employer).prefix(mostEmployers)
            .filter { $0.count * leastShare >= limit }
        let areEnough = total - employers.reduce(0) { $0 + $1.count } <= limit
        if let first = employers.first, areEnough || first.count * 2 > total { return .employer(first.name) }
        return ranked(lines, by: \.type.rawValue).first
            .flatMap { RecordReference.RecordType(rawValue: $0.name) }.map { .records($0) }
    }

    /// The largest first; equals by name, so that a repeated scan finds the same.
    private static func ranked(_ lines: [Line], by name: (Line) -> String?) -> [(name: String, count: Int)] {
        let named = lines.filter { name($0) != nil }
        return Dictionary(grouping: named) { name($0) ?? "" }
            .map { (name: $0.key, count: sum($0.value)) }
            .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    }

    private static func sum(_ lines: [Line]) -> Int { lines.reduce(0) { $0 + $1.count } }
}

extension FloodTally.Line {
    fileprivate func isOf(_ scope: HoldScope) -> Bool {
        switch scope {
        case .everything: true
        case .part(.employer(let id), let isUrgent): employer == id && self.isUrgent == isUrgent
        case .part(.records(let type), let isUrgent): self.type == type && self.isUrgent == isUrgent
        }
    }
}
