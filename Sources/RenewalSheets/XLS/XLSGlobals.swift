/// What the sheets of a workbook share.
struct XLSGlobals {
    struct Sheet {
        let entry: SheetEntry
        let offset: Int
    }

    private(set) var epoch = SheetDate.Epoch.of1900
    private(set) var sheets: [Sheet] = []
    private(set) var texts = SharedTexts()
    private var custom: [Int: NumberFormat] = [:]
    private var formats: [Int] = []

    /// Reads the records before the first sheet.
    init(_ stream: LittleEndian) throws(SheetProblem) {
        var records = BIFFRecords(stream, from: 0)
        guard let first = try records.next(), first.kind == .begin else {
            throw SheetProblem(.damaged, "a workbook without its beginning")
        }
        guard try first.body.word(at: 0) == 0x0600 else {
            throw SheetProblem(.notAWorkbook, "a workbook of Excel 95 or earlier")
        }
        while let record = try records.next(), record.kind != .end { try take(record, &records) }
    }

    private mutating func take(_ record: BIFFRecords.Record, _ records: inout BIFFRecords) throws(SheetProblem) {
        let body = record.body
        switch record.kind {
        case .password: throw SheetProblem(.encrypted, "a workbook with a password")
        case .dateMode: epoch = try body.word(at: 0) == 1 ? .of1904 : .of1900
        case .sheet: try takeSheet(body)
        case .format:
            var text = BIFFText([body], from: 2)
            custom[try body.word(at: 0)] = NumberFormat(code: String(decoding: try text.next(), as: UTF8.self))
        case .cellFormat:
            guard formats.count < SheetLimits.cellFormats else { throw SheetProblem(.damaged, "too many formats") }
            formats.append(try body.word(at: 2))
        case .sharedTexts: try takeTexts([body] + (try records.continuations()))
        default: break
        }
    }

    /// Charts and macros have a name as sheets have.
    private mutating func takeSheet(_ body: LittleEndian) throws(SheetProblem) {
        guard try body.byte(at: 5) == 0 else { return }
        var name = BIFFText([body], from: 6)
        let entry = SheetEntry(
            name: String(decoding: try name.nextShort(), as: UTF8.self),
            isHidden: try body.byte(at: 4) & 3 != 0
        )
        guard sheets.count < SheetLimits.sheets else {
            throw SheetProblem(.tooManySheets, "more than \(SheetLimits.sheets) sheets")
        }
        sheets.append(Sheet(entry: entry, offset: try body.doubleWord(at: 0)))
    }

    private mutating func takeTexts(_ bodies: [LittleEndian]) throws(SheetProblem) {
        let count = try bodies[0].doubleWord(at: 4)
        var reader = BIFFText(bodies, from: 8)
        for _ in 0..<count { try texts.append(try reader.next()) }
    }

    /// What a number says in a cell of a format.
    func value(_ number: Double, format: Int) throws(SheetProblem) -> CellValue {
        guard number.isFinite else { throw SheetProblem(.damaged, "a number that is none") }
        let id = formats.indices.contains(format) ? formats[format] : 0
        return .number(number, under: custom[id] ?? NumberFormat(builtIn: id), from: epoch)
    }
}
