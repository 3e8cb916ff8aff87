/// Reads a workbook of Excel 97 to 2003.
///
/// - Source: MS-XLS
struct XLSReader {
    private let stream: LittleEndian
    private let rows: RowWriter
    private let globals: XLSGlobals

    /// Finds the workbook in a compound file, and tells it.
    static func read(_ bytes: UnsafeRawBufferPointer, rows: RowWriter) throws(SheetProblem) {
        let file = try CompoundFile(bytes)
        if try file.stream("EncryptedPackage") != nil { throw SheetProblem(.encrypted, "an encrypted package") }
        guard let stream = try file.stream("Workbook") else {
            let isOld = try file.stream("Book") != nil
            throw SheetProblem(.notAWorkbook, isOld ? "a workbook of Excel 95 or earlier" : "a file of another program")
        }
        let result = stream.withUnsafeBytes { bytes in
            Result { () throws(SheetProblem) in
                try XLSReader(LittleEndian(bytes: bytes), rows: rows).read()
            }
        }
        try result.get()
    }

    private init(_ stream: LittleEndian, rows: RowWriter) throws(SheetProblem) {
        (self.stream, self.rows) = (stream, rows)
        globals = try XLSGlobals(stream)
    }

    private func read() throws(SheetProblem) {
        try rows.begin(workbook: "xls", sheets: globals.sheets.map(\.entry))
        for (index, sheet) in globals.sheets.enumerated() {
            let (layout, hiddenRows) = try layout(from: sheet.offset)
            try rows.begin(sheet: sheet.entry, number: index + 1, layout: layout)
            var cells = XLSCells(globals: globals, hiddenRows: hiddenRows, rows: rows)
            try forEachRecord(from: sheet.offset) { record, records throws(SheetProblem) in
                try cells.take(record, &records)
            }
            try cells.endRow()
        }
        try rows.end()
    }

    /// What stands before and behind the cells of a sheet.
    private func layout(from offset: Int) throws(SheetProblem) -> (layout: SheetLayout, hiddenRows: Set<Int>) {
        var (layout, hiddenRows) = (SheetLayout(), Set<Int>())
        try forEachRecord(from: offset) { record, _ throws(SheetProblem) in
            let body = record.body
            switch record.kind {
            case .columns where try body.word(at: 8) & 1 == 1:
                let (first, last) = (try body.word(at: 0) + 1, try body.word(at: 2) + 1)
                if first <= last { layout.hide(columns: first...last) }
            case .row where try body.doubleWord(at: 12) & 0x20 != 0: hiddenRows.insert(try body.word(at: 0))
            case .mergedCells:
                for index in 0..<(try body.word(at: 0)) {
                    let place = 2 + 8 * index
                    let (top, bottom) = (try body.word(at: place), try body.word(at: place + 2))
                    let left = try body.word(at: place + 4)
                    guard top <= bottom else { throw SheetProblem(.damaged, "merged cells that are no range") }
                    try layout.merge(MergedRange(top: top + 1, bottom: bottom + 1, left: left + 1))
                }
            default: break
            }
        }
        return (layout, hiddenRows)
    }

    /// Goes through the records of a sheet; what is embedded in it, such as charts, is left out.
    private func forEachRecord(
        from offset: Int,
        take: (BIFFRecords.Record, inout BIFFRecords) throws(SheetProblem) -> Void
    ) throws(SheetProblem) {
        var records = BIFFRecords(stream, from: offset)
        guard let first = try records.next(), first.kind == .begin else {
            throw SheetProblem(.damaged, "a sheet that does not begin where the workbook says")
        }
        var (depth, count) = (1, 0)
        while depth > 0, let record = try records.next() {
            count += 1
            if count.isMultiple(of: 1024) { try rows.output.checkTime() }
            switch record.kind {
            case .begin: depth += 1
            case .end: depth -= 1
            default: if depth == 1 { try take(record, &records) }
            }
        }
        guard depth == 0 else { throw SheetProblem(.truncated, "a sheet without its end") }
    }
}
