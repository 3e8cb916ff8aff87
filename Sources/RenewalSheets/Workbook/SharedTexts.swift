/// The texts that cells of a workbook name by number, end to end in one array.
struct SharedTexts {
    private var bytes: [UInt8] = []
    private var ends: [Int32] = []

    mutating func append(_ text: [UInt8]) throws(SheetProblem) {
        bytes += text
        guard bytes.count <= SheetLimits.sharedTextBytes, ends.count < SheetLimits.sharedTexts else {
            throw SheetProblem(.expandsTooFar, "more than \(SheetLimits.sharedTextBytes) bytes of shared texts")
        }
        ends.append(Int32(bytes.count))
    }

    /// The cell that names a text; 0 is the first.
    func cell(naming index: Int?) throws(SheetProblem) -> CellValue {
        guard let index, ends.indices.contains(index) else {
            throw SheetProblem(.damaged, "a cell names a shared text that does not exist")
        }
        let text = bytes[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])]
        return text.isEmpty ? .empty : .text(text)
    }
}
