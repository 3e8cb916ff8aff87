/// What has to be known of a sheet before its rows can be told.
struct SheetLayout: Equatable {
    /// From 1 (column A), ascending.
    var hiddenColumns: [Int] = []
    var merged: [MergedRange] = []

    /// Takes in a merged range.
    mutating func merge(_ range: MergedRange) throws(SheetProblem) {
        guard merged.count < SheetLimits.mergedRanges else {
            throw SheetProblem(.damaged, "more than \(SheetLimits.mergedRanges) merged cells")
        }
        merged.append(range)
    }

    /// Takes in hidden columns, as far as they can hold anything.
    mutating func hide(columns: ClosedRange<Int>) {
        for column in columns.clamped(to: 1...SheetLimits.columns) where columns.overlaps(1...SheetLimits.columns) {
            if hiddenColumns.last.map({ $0 < column }) ?? true { hiddenColumns.append(column) }
        }
    }
}

/// A sheet as the workbook names it.
struct SheetEntry: Equatable {
    let name: String
    let isHidden: Bool
}
