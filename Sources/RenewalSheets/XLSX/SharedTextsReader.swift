/// Reads the texts that cells share, end to end in one array.
final class SharedTextsReader: XMLTextHandler {
    private enum Place { case outside, table, item, run, text }

    private var path: [Place] = []
    /// Elements that say nothing here, such as phonetic runs, and all that they hold.
    private var skippedDepth = 0
    private var text = CellText()
    private var bytes: [UInt8] = []
    private var ends: [Int32] = []

    /// The text of a number, as cells name it.
    subscript(_ index: Int) -> ArraySlice<UInt8>? {
        guard ends.indices.contains(index) else { return nil }
        return bytes[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])]
    }

    func start(_ name: String, _ attributes: XMLAttributes) {
        guard skippedDepth == 0, let place = Self.place(of: name, in: path.last ?? .outside) else {
            skippedDepth += 1
            return
        }
        path.append(place)
    }

    private static func place(of name: String, in parent: Place) -> Place? {
        switch (parent, name) {
        case (.outside, _): .table
        case (.table, "si"): .item
        case (.item, "r"): .run
        case (.item, "t"), (.run, "t"): .text
        default: nil
        }
    }

    func end() throws(SheetProblem) {
        guard skippedDepth == 0 else {
            skippedDepth -= 1
            return
        }
        guard path.popLast() == .item else { return }
        bytes += try text.shown()
        text.clear()
        guard bytes.count <= SheetLimits.sharedTextBytes else {
            throw SheetProblem(.expandsTooFar, "more than \(SheetLimits.sharedTextBytes) bytes of shared texts")
        }
        ends.append(Int32(bytes.count))
    }

    func text(_ more: UnsafeBufferPointer<UInt8>) throws(SheetProblem) {
        if skippedDepth == 0, path.last == .text { try text.append(more) }
    }
}
