/// What the words in a cell's XML mean in its workbook.
struct CellMeaning {
    let epoch: SheetDate.Epoch
    let formats: [NumberFormat]
    let texts: SharedTexts

    /// A cell as it is written.
    struct Written {
        /// `s`, `str`, `inlineStr`, `b`, `e`, `d`, or `n` where there is none.
        var type = "n"
        /// The number of its format.
        var format = 0
        var hasFormula = false
        var text = CellText()
    }

    /// What the cell says.
    func value(of cell: Written) throws(SheetProblem) -> CellValue {
        switch cell.type {
        case "inlineStr", "str": return .words(try cell.text.shown())
        case "s" where !cell.text.bytes.isEmpty:
            return try texts.cell(naming: Int(Self.trimmed(cell.text.bytes)))
        default: break
        }
        // Only what a formula gives may be left to whoever opens the workbook.
        guard !cell.text.bytes.isEmpty else { return cell.hasFormula ? .error("formula") : .empty }
        let text = Self.trimmed(cell.text.bytes)
        return switch cell.type {
        case "b": .truth(text == "1" || text == "true")
        case "e": .error(text)
        case "d": SheetDate(iso: text).map(CellValue.date) ?? .words(cell.text.bytes)
        case "n": try number(text, format: cell.format)
        default: throw SheetProblem(.damaged, "a cell of an unknown type")
        }
    }

    /// Some programs break the lines of their XML anywhere.
    private static func trimmed(_ bytes: [UInt8]) -> String {
        var rest = bytes[...]
        while let byte = rest.first, byte <= 0x20 { rest.removeFirst() }
        while let byte = rest.last, byte <= 0x20 { rest.removeLast() }
        return String(decoding: rest, as: UTF8.self)
    }

    private func number(_ text: String, format: Int) throws(SheetProblem) -> CellValue {
        guard let value = Double(text), value.isFinite else { throw SheetProblem(.damaged, "a number that is none") }
        return .number(value, under: formats.indices.contains(format) ? formats[format] : .plain, from: epoch)
    }
}
