/// Reads what the cell formats of a workbook make of a number.
final class StylesReader: XMLHandler {
    /// By the number that cells name.
    private(set) var formats: [NumberFormat] = []
    private var custom: [Int: NumberFormat] = [:]
    private var isInCellFormats = false

    func start(_ name: String, _ attributes: XMLAttributes) throws(SheetProblem) {
        switch name {
        case "numFmt":
            guard let id = attributes["numFmtId"].flatMap(Int.init), let code = attributes["formatCode"] else { return }
            guard custom.count < SheetLimits.cellFormats else { throw SheetProblem(.damaged, "too many formats") }
            custom[id] = NumberFormat(code: code)
        case "cellXfs": isInCellFormats = true
        case "xf" where isInCellFormats:
            guard formats.count < SheetLimits.cellFormats else { throw SheetProblem(.damaged, "too many formats") }
            let id = attributes["numFmtId"].flatMap(Int.init) ?? 0
            formats.append(custom[id] ?? NumberFormat(builtIn: id))
        default: break
        }
    }

    func end(_ name: String) { if name == "cellXfs" { isInCellFormats = false } }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
