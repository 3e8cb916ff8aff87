/// A place in a sheet: `B3`; both numbers begin with 1.
struct CellReference: Equatable {
    let column: Int
    let row: Int

    /// Reads a place.
    ///
    /// - Returns: `nil` for anything else, and for what lies outside the sheet of Excel
    init?(_ text: some StringProtocol) {
        var (column, row, isPastLetters) = (0, 0, false)
        for byte in text.utf8 where byte != UInt8(ascii: "$") {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where !isPastLetters: column = column * 26 + Int(byte) - 64
            case UInt8(ascii: "a")...UInt8(ascii: "z") where !isPastLetters: column = column * 26 + Int(byte) - 96
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                isPastLetters = true
                row = row * 10 + Int(byte) - 48
            default: return nil
            }
            guard column <= SheetLimits.sheetColumns, row <= SheetLimits.rows else { return nil }
        }
        guard column > 0, row > 0 else { return nil }
        (self.column, self.row) = (column, row)
    }
}

/// Cells that a sheet shows as one.
struct MergedRange: Equatable {
    let top: Int
    let bottom: Int
    let left: Int
}

extension MergedRange {
    /// Reads a range: `A3:A7`.
    ///
    /// - Returns: `nil` for anything else
    init?(_ text: String) {
        let corners = text.split(separator: ":", omittingEmptySubsequences: false)
        guard corners.count == 2, let first = CellReference(corners[0]), let last = CellReference(corners[1]) else {
            return nil
        }
        self.init(
            top: min(first.row, last.row),
            bottom: max(first.row, last.row),
            left: min(first.column, last.column)
        )
    }
}
