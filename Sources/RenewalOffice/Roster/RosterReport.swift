package import RenewalRules

/// What an import of a roster did, or would do.
package struct RosterReport: Hashable, Sendable {
    package let header: RosterHeader
    /// The first rows as they were understood.
    package var sample: [RosterRow] = []
    /// Rows that are not unchanged, in the order of the sheet: all that are not taken, and the first ``mostListed`` of
    /// each other kind.
    package private(set) var lines: [RosterLine] = []
    private var counts: [RosterLine.Kind: Int] = [:]
    package var unchanged = 0
    /// What was guessed or passed over in rows that are taken, in the order of the sheet.
    package var remarks: [RosterRemark] = []
    /// What the source held the last time and holds no longer.
    package var vanished: [VanishedRecord] = []
    /// Whether the registry has nothing from the source yet.
    package var isFirst = false
    /// Whether the vanished ones were, or would be, ended.
    package var endsVanished = false
    /// Why nothing may be written; `nil` when all is well or bad rows are left out.
    package var obstacle: RosterObstacle?
    /// Whether the registry now has the good rows.
    package var written = false

    /// More of a kind are counted, not listed: of a hundred thousand nobody reads each.
    package static let mostListed = 20

    init(header: RosterHeader) { self.header = header }

    mutating func add(_ line: RosterLine) {
        counts[line.kind, default: 0] += 1
        if line.isRejected || count(line.kind) <= Self.mostListed { lines.append(line) }
    }

    /// The rows that were not taken.
    package var rejected: [RosterLine] { lines.filter(\.isRejected) }

    /// How many rows are of a kind, listed or not.
    package func count(_ kind: RosterLine.Kind) -> Int { counts[kind] ?? 0 }
}

/// What becomes of a row.
package struct RosterLine: Hashable, Sendable {
    /// What becomes of it.
    package enum Outcome: Hashable, Sendable {
        case new
        /// The values that change; one that had left its sheet may only be back in it.
        case changed([RosterChange], isRevived: Bool = false)
        /// The next period of a registration that is known.
        case renewed([RosterChange])
        case rejected([CellRemark])
    }

    /// The number of the row in the sheet.
    package let number: Int
    /// The name in the row, as far as it can be read.
    package let name: String?
    /// The registration number or serial, as far as it can be read.
    package let recordNumber: String?
    /// The day on which what it is about ends, as far as it can be read.
    package let validUntil: String?
    package let outcome: Outcome

    /// The outcome without what it says.
    package enum Kind: Hashable, Sendable {
        case new, changed, renewed, rejected
    }

    package var kind: Kind {
        switch outcome {
        case .new: .new
        case .changed: .changed
        case .renewed: .renewed
        case .rejected: .rejected
        }
    }

    /// Whether it is not taken.
    package var isRejected: Bool { kind == .rejected }
}

/// A value that a row changes; an identity number, which is not kept, without old and new.
package struct RosterChange: Hashable, Sendable {
    package let field: RosterField
    package let old: String?
    package let new: String?
}

/// Something guessed or passed over in a row that is taken.
package struct RosterRemark: Hashable, Sendable {
    /// The number of the row in the sheet.
    package let number: Int
    package let remark: CellRemark
}

/// A record that its sheet no longer holds.
package struct VanishedRecord: Hashable, Sendable {
    package let name: String?
    package let recordNumber: String?
    package let validUntil: CalendarDate?
}

/// Why nothing may be written.
package enum RosterObstacle: Hashable, Sendable {
    /// Rows with problems, and nobody has said that they be left out.
    case badRows(Int)
    /// Numbers that the registry has for other people.
    case otherPeople(Int)
    /// So many records of the source are gone that the sheet may not be whole, or they may be those of rows that could
    /// not be read.
    case manyVanished(Int, of: Int, besideLostRows: Bool = false)
}
