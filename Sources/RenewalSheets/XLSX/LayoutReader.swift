/// Reads what has to be known of a sheet before its rows, some of which stands behind them.
final class LayoutReader: XMLHandler {
    private(set) var layout = SheetLayout()
    private var depth = 0

    func start(_ name: String, _ attributes: XMLAttributes) throws(SheetProblem) {
        depth += 1
        // Both stand in a list below the root; rows and cells have the same depth and other names.
        guard depth == 3 else { return }
        switch name {
        case "col": hide(attributes)
        case "mergeCell":
            guard let range = attributes["ref"].flatMap(MergedRange.init) else {
                throw SheetProblem(.damaged, "merged cells that are no range")
            }
            try layout.merge(range)
        default: break
        }
    }

    private func hide(_ attributes: XMLAttributes) {
        guard attributes.isTrue("hidden"), let first = attributes["min"].flatMap(Int.init),
            let last = attributes["max"].flatMap(Int.init), first <= last
        else { return }
        layout.hide(columns: first...last)
    }

    func end() { depth -= 1 }
}
