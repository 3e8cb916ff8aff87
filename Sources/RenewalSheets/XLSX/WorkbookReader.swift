/// Reads the part that names the sheets.
final class WorkbookReader: XMLHandler {
    private(set) var epoch = SheetDate.Epoch.of1900
    /// In their order, each with the id of its relationship.
    private(set) var sheets: [(entry: SheetEntry, id: String)] = []

    func start(_ name: String, _ attributes: XMLAttributes) throws(SheetProblem) {
        switch name {
        case "workbookPr": if attributes.isTrue("date1904") { epoch = .of1904 }
        case "sheet":
            guard let title = attributes["name"], let id = attributes[prefixed: "id"] else { return }
            // Chart sheets count here too.
            guard sheets.count < SheetLimits.sheets * 2 else {
                throw SheetProblem(.tooManySheets, "more than \(SheetLimits.sheets * 2) sheets")
            }
            let isHidden = ["hidden", "veryHidden"].contains(attributes["state"])
            sheets.append((SheetEntry(name: title, isHidden: isHidden), id))
        default: break
        }
    }

    func end() {}
}
