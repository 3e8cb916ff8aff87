/// Reads the rows of one sheet, and tells each when it ends.
final class RowReader: XMLTextHandler {
    private enum Place { case outside, sheet, data, row, cell, value, formula, inline, run, text }

    private let meaning: CellMeaning
    private let rows: RowWriter
    private var path: [Place] = []
    /// Elements that say nothing here, and all that they hold.
    private var skippedDepth = 0

    private var row = 0
    private var hasRowNumber = false
    private var isHidden = false
    private var cells: [CellValue] = []
    private var column = 0
    private var cell = CellMeaning.Written()

    init(_ meaning: CellMeaning, rows: RowWriter) { (self.meaning, self.rows) = (meaning, rows) }

    func start(_ name: String, _ attributes: XMLAttributes) throws(SheetProblem) {
        guard skippedDepth == 0, let place = Self.place(of: name, in: path.last ?? .outside) else {
            skippedDepth += 1
            return
        }
        path.append(place)
        switch place {
        case .row: try beginRow(attributes)
        case .cell: try beginCell(attributes)
        case .formula: cell.hasFormula = true
        case .outside, .sheet, .data, .value, .inline, .run, .text: break
        }
    }

    private static func place(of name: String, in parent: Place) -> Place? {
        switch (parent, name) {
        case (.outside, _): .sheet
        case (.sheet, "sheetData"): .data
        case (.data, "row"): .row
        case (.row, "c"): .cell
        case (.cell, "v"): .value
        case (.cell, "f"): .formula
        case (.cell, "is"): .inline
        case (.inline, "r"): .run
        case (.inline, "t"), (.run, "t"): .text
        default: nil
        }
    }

    /// A row without a number is the next one.
    private func beginRow(_ attributes: XMLAttributes) throws(SheetProblem) {
        let written = attributes["r"]
        hasRowNumber = written != nil
        row = written.map { Int($0) ?? 0 } ?? row + 1
        guard row > 0 else { throw SheetProblem(.damaged, "a row with an impossible number") }
        isHidden = attributes.isTrue("hidden")
        column = 0
        cells.removeAll(keepingCapacity: true)
    }

    /// A cell without a place stands beside the one before.
    private func beginCell(_ attributes: XMLAttributes) throws(SheetProblem) {
        cell.text.clear()
        cell.hasFormula = false
        cell.type = attributes["t"] ?? "n"
        cell.format = attributes["s"].flatMap { Int($0) } ?? 0
        guard let written = attributes["r"] else {
            column += 1
            return
        }
        guard let place = CellReference(written), place.row == row || !hasRowNumber else {
            throw SheetProblem(.damaged, "a cell of row \(row) with an impossible place")
        }
        (column, row, hasRowNumber) = (place.column, place.row, true)
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SheetProblem) {
        guard skippedDepth == 0 else { return }
        switch path.last {
        case .value, .text: try cell.text.append(bytes)
        case .outside, .sheet, .data, .row, .cell, .formula, .inline, .run, nil: break
        }
    }

    func end() throws(SheetProblem) {
        guard skippedDepth == 0 else {
            skippedDepth -= 1
            return
        }
        switch path.popLast() {
        case .cell: try endCell()
        case .row: try rows.row(row, isHidden: isHidden, cells: &cells)
        case .outside, .sheet, .data, .value, .formula, .inline, .run, .text, nil: break
        }
    }

    private func endCell() throws(SheetProblem) {
        let value = try meaning.value(of: cell)
        guard value != .empty else { return }
        guard column <= SheetLimits.columns else { throw SheetProblem(.tooManyColumns, "a value in column \(column)") }
        while cells.count < column { cells.append(.empty) }
        guard cells[column - 1] == .empty else { throw SheetProblem(.damaged, "two cells in one place, row \(row)") }
        cells[column - 1] = value
    }
}
