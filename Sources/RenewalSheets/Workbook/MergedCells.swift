/// Gives the value of a cell that is merged downwards to every row that it covers.
///
/// A cell merged to the right, as titles are, does not repeat.
struct MergedCells {
    private struct Open {
        let bottom: Int
        let value: CellValue
    }

    /// By their first row, descending: the next one is the last.
    private var coming: [MergedRange]
    private var open: [Int: Open] = [:]

    init(_ ranges: [MergedRange]) {
        coming = ranges.filter { $0.bottom > $0.top }.sorted { $0.top > $1.top }
    }

    /// Fills in what rows above say.
    ///
    /// - Parameters:
    ///   - cells: a row with a value of its own, from column A on
    ///   - row: greater than that of the call before
    mutating func fill(_ cells: inout [CellValue], ofRow row: Int) {
        guard !open.isEmpty || !coming.isEmpty else { return }
        open = open.filter { $0.value.bottom >= row }
        for (column, range) in open {
            while cells.count < column { cells.append(.empty) }
            cells[column - 1] = range.value
        }
        while let range = coming.last, range.top <= row {
            coming.removeLast()
            guard range.top == row, range.left <= cells.count, cells[range.left - 1] != .empty else { continue }
            open[range.left] = Open(bottom: range.bottom, value: cells[range.left - 1])
        }
    }
}
