/// Reads the texts that cells share.
final class SharedTextsReader: XMLTextHandler {
    private enum Place { case outside, table, item, run, text }

    private var path: [Place] = []
    /// Elements that say nothing here, such as phonetic runs, and all that they hold.
    private var skippedDepth = 0
    private var text = CellText()
    private(set) var texts = SharedTexts()

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
        try texts.append(try text.shown())
        text.clear()
    }

    func text(_ more: UnsafeBufferPointer<UInt8>) throws(SheetProblem) {
        if skippedDepth == 0, path.last == .text { try text.append(more) }
    }
}
