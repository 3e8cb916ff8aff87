import RenewalRules

/// The planned deliveries of a scan that are not held, by the party that made them due.
struct FloodTally {
    /// Deliveries of records of one type and employer.
    struct Line {
        var type: RecordID.RecordType
        /// `nil` where the records have none.
        var employer: String?
        /// Urgent and of the scanned days: due whatever anybody did.
        var isUrgent: Bool
        var count: Int
    }

    private(set) var lines: [Line]
    /// What had left before its part was held, by urgency.
    private var gone: [Bool: Int] = [:]

    init(_ lines: [Line]) { self.lines = lines }

    /// At most so many employers are held at once; a larger flood belongs to the record type.
    private static let mostEmployers = 3
    /// An employer with less than this share of the limit is not the cause.
    private static let leastShare = 10

    /// Whether something of the part has been planned.
    func touches(_ scope: HoldScope) -> Bool { lines.contains { $0.isOf(scope) } }

    /// Removes what is held, and counts what had left separately.
    mutating func hold(_ scope: HoldScope, count held: Int) {
        guard case .part(_, let isUrgent) = scope else { return }
        gone[isUrgent, default: 0] += Self.sum(lines.filter { $0.isOf(scope) }) - held
        lines.removeAll { $0.isOf(scope) }
    }

    /// The party that makes the scan unusual; `nil` when it is not, or no longer.
    ///
    /// Urgent notices that were due anyway are counted separately, so that neither kind delays the other. An employer
    /// is held if it alone accounts for more than half, or if holding up to three of the largest is enough; otherwise
    /// the record type with the most is held. What left from held parts does not count against others until it reaches
    /// the limit: floods must not slip through one by one.
    func cause(above limit: Int) -> HoldScope? {
        for isUrgent in [false, true] {
            let lines = lines.filter { $0.isUrgent == isUrgent }
            let room = max(0, limit - max(0, gone[isUrgent, default: 0] - limit))
            if let party = Self.party(behind: lines, leaving: room, limit) {
                return .part(of: party, isUrgent: isUrgent)
            }
        }
        return nil
    }

    /// - Returns: `nil` where all fit within the limit
    private static func party(behind lines: [Line], leaving room: Int, _ limit: Int) -> HoldScope.Party? {
        let total = sum(lines)
        guard total > room else { return nil }
        let employers = ranked(lines, by: \.employer).prefix(mostEmployers)
            .filter { $0.count * leastShare >= limit }
        let areEnough = total - employers.reduce(0) { $0 + $1.count } <= room
        if let first = employers.first, areEnough || first.count * 2 > total { return .employer(first.name) }
        return ranked(lines, by: \.type.rawValue).first
            .flatMap { RecordID.RecordType(rawValue: $0.name) }.map { .records($0) }
    }

    /// The largest first, equal ones by name, so that a repeated scan decides alike.
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
