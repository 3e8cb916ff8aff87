/// Tells a workbook row by row, whichever format it has.
final class RowWriter {
    let output: LineOutput
    private var merged = MergedCells([])
    private var rowCount = 0
    private var lastRow = 0

    init(_ output: LineOutput) { self.output = output }

    func begin(workbook format: String, sheets: [SheetEntry]) throws(SheetProblem) {
        guard sheets.count <= SheetLimits.sheets else {
            throw SheetProblem(.tooManySheets, "\(sheets.count) sheets")
        }
        guard sheets.allSatisfy({ $0.name.utf8.count <= SheetLimits.sheetNameBytes }) else {
            throw SheetProblem(.damaged, "a sheet with a very long name")
        }
        try output.line { text in
            text.raw("{\"workbook\":{\"format\":\"\(format)\",\"sheets\":[")
            for (index, sheet) in sheets.enumerated() {
                text.raw(index == 0 ? "{\"name\":" : ",{\"name\":")
                text.string(sheet.name)
                text.raw(",\"hidden\":\(sheet.isHidden)}")
            }
            text.raw("]}}")
        }
    }

    /// Begins a sheet; 1 is the number of the first that is told.
    func begin(sheet: SheetEntry, number: Int, layout: SheetLayout) throws(SheetProblem) {
        merged = MergedCells(layout.merged)
        lastRow = 0
        try output.line { text in
            text.raw("{\"sheet\":{\"number\":\(number),\"name\":")
            text.string(sheet.name)
            text.raw(",\"hidden\":\(sheet.isHidden),\"hidden_columns\":[")
            text.raw(layout.hiddenColumns.map(String.init).joined(separator: ","))
            text.raw("]}}")
        }
    }

    /// Tells a row, unless it is blank: its cells from column A on, at most ``SheetLimits/columns``.
    func row(_ number: Int, isHidden: Bool, cells: inout [CellValue]) throws(SheetProblem) {
        guard number <= SheetLimits.rows else { throw SheetProblem(.tooManyRows, "row \(number)") }
        guard number > lastRow else { throw SheetProblem(.damaged, "row \(number) behind row \(lastRow)") }
        lastRow = number
        guard cells.contains(where: { $0 != .empty }) else { return }
        merged.fill(&cells, ofRow: number)
        while cells.last == .empty { cells.removeLast() }
        rowCount += 1
        let cells = cells
        try output.line { text in
            text.raw("{\"row\":\(number)")
            if isHidden { text.raw(",\"hidden\":true") }
            text.raw(",\"cells\":[")
            for index in cells.indices {
                if index > 0 { text.raw(",") }
                text.value(cells[index])
            }
            text.raw("]}")
        }
    }

    func end() throws(SheetProblem) {
        try output.line { $0.raw("{\"end\":{\"rows\":\(rowCount)}}") }
        output.flush()
    }
}
