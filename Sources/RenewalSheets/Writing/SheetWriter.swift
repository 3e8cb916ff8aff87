import CXlsxWriter

/// A sheet being written.
final class SheetWriter {
    let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let request: WriteRequest.Sheet
    private let formats: CellFormats
    private let firstRow: lxw_row_t
    private var row: lxw_row_t

    init(
        _ sheet: UnsafeMutablePointer<lxw_worksheet>,
        _ request: WriteRequest.Sheet,
        formats: CellFormats,
        lists: ListSheet
    ) throws(SheetProblem) {
        guard request.columns.count <= SheetLimits.columns else {
            throw SheetProblem(.tooManyColumns, "\(request.columns.count) columns")
        }
        (self.sheet, self.request, self.formats) = (sheet, request, formats)
        firstRow = request.header ? 1 : 0
        row = firstRow
        for (column, place) in zip(request.columns, lxw_col_t(0)...) { try set(column, at: place, lists: lists) }
        if request.header { try writeTitles() }
    }

    private func set(_ column: WriteRequest.Column, at place: lxw_col_t, lists: ListSheet) throws(SheetProblem) {
        let width = min(max(column.width ?? LXW_DEF_COL_WIDTH, 0), 255)
        let code = worksheet_set_column(sheet, place, place, width, formats.empty(column.format))
        try WriteFailure.check(code, "column \(place + 1)")
        guard column.list != nil || column.note != nil else { return }
        let rows = firstRow...lxw_row_t(SheetLimits.rows - 1)
        try lists.restrict(column, of: sheet, rows: rows, place: place)
    }

    private func writeTitles() throws(SheetProblem) {
        for (column, place) in zip(request.columns, lxw_col_t(0)...) {
            guard let title = column.title else { continue }
            let code = worksheet_write_string(sheet, 0, place, EscapedText.of(title), formats.title)
            try WriteFailure.check(code, "the title of column \(place + 1)")
        }
        worksheet_freeze_panes(sheet, 1, 0)
    }

    /// Adds a row.
    func add(_ cells: [WriteRequest.Cell]) throws(SheetProblem) {
        guard row < SheetLimits.rows else { throw SheetProblem(.tooManyRows, "more than \(SheetLimits.rows) rows") }
        guard cells.count <= SheetLimits.columns else { throw SheetProblem(.tooManyColumns, "\(cells.count) cells") }
        for (cell, place) in zip(cells, lxw_col_t(0)...) {
            try WriteFailure.check(write(cell, at: place), "row \(row + 1), column \(place + 1)")
        }
        row += 1
    }

    /// Text is written as text, whatever it begins with: no cell is a formula.
    private func write(_ cell: WriteRequest.Cell, at place: lxw_col_t) -> lxw_error {
        switch cell {
        case .empty: return LXW_NO_ERROR
        case .text(let text):
            let format = request.columns.indices.contains(Int(place)) ? request.columns[Int(place)].format : .text
            return worksheet_write_string(sheet, row, place, EscapedText.of(text), formats.empty(format))
        case .number(let number): return worksheet_write_number(sheet, row, place, number, nil)
        case .truth(let value): return worksheet_write_boolean(sheet, row, place, value ? 1 : 0, nil)
        case .date(let date):
            var moment = lxw_datetime()
            (moment.year, moment.month, moment.day) = (CInt(date.year), CInt(date.month), CInt(date.day))
            moment.hour = CInt(date.secondOfDay / 3600)
            moment.min = CInt(date.secondOfDay / 60 % 60)
            moment.sec = Double(date.secondOfDay % 60)
            let format = date.secondOfDay == 0 ? formats.day : formats.moment
            return worksheet_write_datetime(sheet, row, place, &moment, format)
        }
    }

    /// Ends the sheet, when its size is known.
    func end() throws(SheetProblem) {
        guard request.header, let last = request.columns.indices.last else { return }
        let code = worksheet_autofilter(sheet, 0, 0, max(row, 2) - 1, lxw_col_t(last))
        try WriteFailure.check(code, "the filter")
    }
}

/// Text as the format writes it.
enum EscapedText {
    /// Characters that XML cannot carry as `_x000D_`, and what would be read as such an escape with its first one escaped.
    ///
    /// - Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring)
    static func of(_ text: String) -> String {
        var result = ""
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar.value {
            case 0x09, 0x0A: result.unicodeScalars.append(scalar)
            case 0x00..<0x20, 0xFFFE, 0xFFFF: result += escape(scalar.value)
            case 0x5F where looksEscaped(rest): result += escape(scalar.value)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func looksEscaped(_ rest: Substring.UnicodeScalarView) -> Bool {
        let next = Array(rest.prefix(6))
        return next.count == 6 && next[0] == "x" && next[5] == "_"
            && next[1..<5].allSatisfy { $0.isASCII && $0.properties.isASCIIHexDigit }
    }

    private static func escape(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
    }
}
