/// What a fault in the registry does to reminders, worst first.
public enum DataConsequence: Int, Hashable, Sendable, CaseIterable, Comparable {
    /// Somebody cannot be reached.
    case unreachable
    /// There is no day to remind on.
    case undated
    /// It cannot be read, so there is no notice about it.
    case unreadable
    /// Its notices are sent, but may be wrong.
    case contradiction
    /// Its notices are sent all the same.
    case cosmetic

    /// Whether somebody who should be notified is not.
    public var stopsReminders: Bool { self <= .unreadable }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The rows of a registry with the same fault: a thousand of them have one cause.
public struct FaultyRows: Hashable, Sendable {
    /// As in `registry check`: a table of the reference schema, or the record type of a mapped row.
    public let table: String
    public let column: String?
    /// What is wrong with the value, without repeating it.
    public let reason: Phrase
    public let consequence: DataConsequence
    public var count: Int
    /// The ids of the first rows, at most ``idLimit``; empty where the id itself cannot be read.
    public var ids: [String]

    /// Enough to find the cause.
    public static let idLimit = 20

    public init(
        table: String,
        column: String?,
        reason: Phrase,
        consequence: DataConsequence,
        count: Int,
        ids: [String]
    ) {
        self.table = table
        self.column = column
        self.reason = reason
        self.consequence = consequence
        self.count = count
        self.ids = ids
    }

    /// Whether two groups have the same fault.
    public func isLike(_ other: FaultyRows) -> Bool {
        table == other.table && column == other.column && reason == other.reason && consequence == other.consequence
    }
}

/// Faults of rows counted together, worst first.
public struct FaultTally: Hashable, Sendable {
    private var known: [[FaultyRows]] = DataConsequence.allCases.map { _ in [] }

    /// Different faults per consequence; no schema has more.
    private static let groupLimit = 500

    public init() {}

    /// By consequence, then in the order they were found.
    public var groups: [FaultyRows] { known.flatMap(\.self) }

    /// Adds rows to those with the same fault.
    public mutating func add(_ rows: FaultyRows) {
        let rank = rows.consequence.rawValue
        guard let place = known[rank].firstIndex(where: rows.isLike) else {
            if known[rank].count < Self.groupLimit { known[rank].append(rows) }
            return
        }
        // A record examined twice in one pass is counted once.
        guard rows.count > 1 || rows.ids.isEmpty || !known[rank][place].ids.contains(rows.ids[0]) else { return }
        known[rank][place].count += rows.count
        let room = FaultyRows.idLimit - known[rank][place].ids.count
        known[rank][place].ids += rows.ids.prefix(room)
    }
}
