/// Texts in a record and in those that continue it.
///
/// - Source: MS-XLS 2.5.293 (XLUnicodeRichExtendedString), 2.5.294 (XLUnicodeString)
struct BIFFText {
    private let bodies: [LittleEndian]
    private var index = 0
    private var offset: Int

    /// Begins at a place in the first body.
    init(_ bodies: [LittleEndian], from offset: Int) { (self.bodies, self.offset) = (bodies, offset) }

    private var left: Int { bodies[index].count - offset }

    private mutating func take(_ count: Int) throws(SheetProblem) -> Int {
        if left == 0 { try turn() }
        defer { offset += count }
        return switch count {
        case 1: try bodies[index].byte(at: offset)
        case 2: try bodies[index].word(at: offset)
        default: try bodies[index].doubleWord(at: offset)
        }
    }

    private mutating func turn() throws(SheetProblem) {
        guard index + 1 < bodies.count else { throw SheetProblem(.damaged, "a text ends too early") }
        index += 1
        offset = 0
    }

    /// A text that has its length in 16 bits, with or without formats and phonetics, which are left out.
    mutating func next() throws(SheetProblem) -> [UInt8] { try text(ofLength: try take(2)) }

    /// A text that has its length in 8 bits.
    mutating func nextShort() throws(SheetProblem) -> [UInt8] { try text(ofLength: try take(1)) }

    private mutating func text(ofLength length: Int) throws(SheetProblem) -> [UInt8] {
        guard length <= SheetLimits.textCharacters else {
            throw SheetProblem(.textTooLong, "a text of more than \(SheetLimits.textCharacters) characters")
        }
        let flags = try take(1)
        let runs = flags & 8 == 0 ? 0 : try take(2)
        let phonetics = flags & 4 == 0 ? 0 : try take(4)
        let text = try characters(length, isWide: flags & 1 == 1)
        try skip(runs * 4 + phonetics)
        return text
    }

    /// Characters of one byte or two; where a record continues them, it says anew which.
    private mutating func characters(_ count: Int, isWide: Bool) throws(SheetProblem) -> [UInt8] {
        var (units, isWide) = ([UInt16](), isWide)
        while units.count < count {
            if left == 0 {
                try turn()
                isWide = try take(1) & 1 == 1
            }
            units.append(UInt16(try take(isWide ? 2 : 1)))
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    private mutating func skip(_ count: Int) throws(SheetProblem) {
        var count = count
        while count > left {
            count -= left
            try turn()
        }
        offset += count
    }
}
