/// Gathers the cells of a sheet into rows.
struct XLSCells {
    let globals: XLSGlobals
    /// From 0.
    let hiddenRows: Set<Int>
    let rows: RowWriter

    private var row = 0
    private var cells: [CellValue] = []
    /// Where the text belongs that follows a formula.
    private var formulaPlace: (row: Int, column: Int)?

    init(globals: XLSGlobals, hiddenRows: Set<Int>, rows: RowWriter) {
        (self.globals, self.hiddenRows, self.rows) = (globals, hiddenRows, rows)
    }

    /// Takes one record of the sheet.
    mutating func take(_ record: BIFFRecords.Record, _ records: inout BIFFRecords) throws(SheetProblem) {
        let body = record.body
        switch record.kind {
        case .number: try put(try globals.value(try body.number(at: 6), format: try body.word(at: 4)), at: body)
        case .shortNumber:
            let number = Self.short(try body.doubleWord(at: 6))
            try put(try globals.value(number, format: try body.word(at: 4)), at: body)
        case .numbers: try putNumbers(body)
        case .sharedLabel:
            try put(try globals.texts.cell(naming: try body.doubleWord(at: 6)), at: body)
        case .label, .formattedLabel: try put(try text([body] + (try records.continuations()), from: 6), at: body)
        case .truthOrError:
            let value = try body.byte(at: 6)
            try put(try body.byte(at: 7) == 0 ? .truth(value != 0) : .error(Self.error(value)), at: body)
        case .formula: try putFormula(body)
        case .formulaText:
            guard let place = formulaPlace else { return }
            formulaPlace = nil
            try put(try text([body] + (try records.continuations()), from: 0), row: place.row, column: place.column)
        default: break
        }
    }

    private func text(_ bodies: [LittleEndian], from offset: Int) throws(SheetProblem) -> CellValue {
        var reader = BIFFText(bodies, from: offset)
        return .words(try reader.next())
    }

    private mutating func putNumbers(_ body: LittleEndian) throws(SheetProblem) {
        let (row, first) = (try body.word(at: 0), try body.word(at: 2))
        for index in 0..<max(0, (body.count - 6) / 6) {
            let place = 4 + 6 * index
            let number = Self.short(try body.doubleWord(at: place + 2))
            try put(try globals.value(number, format: try body.word(at: place)), row: row, column: first + index)
        }
    }

    /// The result that was stored with a formula; a text follows in a record of its own.
    private mutating func putFormula(_ body: LittleEndian) throws(SheetProblem) {
        guard try body.word(at: 12) == 0xFFFF else {
            return try put(try globals.value(try body.number(at: 6), format: try body.word(at: 4)), at: body)
        }
        let value = try body.byte(at: 8)
        switch try body.byte(at: 6) {
        case 0: formulaPlace = (try body.word(at: 0), try body.word(at: 2))
        case 1: try put(.truth(value != 0), at: body)
        case 2: try put(.error(Self.error(value)), at: body)
        case 3: break
        default: throw SheetProblem(.damaged, "a formula with an unknown result")
        }
    }

    private mutating func put(_ value: CellValue, at body: LittleEndian) throws(SheetProblem) {
        try put(value, row: try body.word(at: 0), column: try body.word(at: 2))
    }

    private mutating func put(_ value: CellValue, row: Int, column: Int) throws(SheetProblem) {
        if row != self.row {
            try endRow()
            self.row = row
        }
        guard value != .empty else { return }
        guard column < SheetLimits.columns else {
            throw SheetProblem(.tooManyColumns, "a value in column \(column + 1)")
        }
        while cells.count <= column { cells.append(.empty) }
        guard cells[column] == .empty else { throw SheetProblem(.damaged, "two cells in one place, row \(row + 1)") }
        cells[column] = value
    }

    /// Tells the row that was gathered.
    mutating func endRow() throws(SheetProblem) {
        guard !cells.isEmpty else { return }
        try rows.row(row + 1, isHidden: hiddenRows.contains(row), cells: &cells)
        cells.removeAll(keepingCapacity: true)
    }

    /// A number in 30 bits: whole or the upper half of a double, and perhaps in hundredths.
    ///
    /// - Source: MS-XLS 2.5.217 (RkNumber)
    static func short(_ bits: Int) -> Double {
        let number =
            bits & 2 == 0
            ? Double(bitPattern: UInt64(bits & ~3) << 32) : Double(Int32(truncatingIfNeeded: bits) >> 2)
        return bits & 1 == 0 ? number : number / 100
    }

    /// - Source: MS-XLS 2.5.10 (BErr)
    private static func error(_ code: Int) -> String {
        switch code {
        case 0x00: "#NULL!"
        case 0x07: "#DIV/0!"
        case 0x0F: "#VALUE!"
        case 0x17: "#REF!"
        case 0x1D: "#NAME?"
        case 0x24: "#NUM!"
        case 0x2A: "#N/A"
        default: "#GETTING_DATA"
        }
    }
}
