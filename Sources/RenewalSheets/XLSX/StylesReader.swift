/// Reads what the cell formats of a workbook make of a number.
final class StylesReader: XMLHandler {
    /// By the number that cells name.
    private(set) var formats: [NumberFormat] = []
    private var custom: [Int: NumberFormat] = [:]
    private var depth = 0
    /// The list in which an element stands; others than the two that are read have formats too.
    private var list = ""

    func start(_ name: String, _ attributes: XMLAttributes) throws(SheetProblem) {
        depth += 1
        if depth == 2 { list = name }
        switch (list, name) {
        case ("numFmts", "numFmt"):
            guard let id = attributes["numFmtId"].flatMap(Int.init), let code = attributes["formatCode"] else { return }
            guard custom.count < SheetLimits.cellFormats else { throw SheetProblem(.damaged, "too many formats") }
            custom[id] = NumberFormat(code: code)
        case ("cellXfs", "xf"):
            guard formats.count < SheetLimits.cellFormats else { throw SheetProblem(.damaged, "too many formats") }
            let id = attributes["numFmtId"].flatMap(Int.init) ?? 0
            formats.append(custom[id] ?? NumberFormat(builtIn: id))
        default: break
        }
    }

    func end() { depth -= 1 }
}
