import Glibc

/// The text of one cell or shared string, while its XML is read.
///
/// Runs of rich text are joined; phonetic runs, which say how a name is pronounced, are left out.
struct CellText {
    private(set) var bytes: [UInt8] = []

    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    mutating func append(_ more: UnsafeBufferPointer<UInt8>) throws(SheetProblem) {
        bytes.append(contentsOf: more)
        // Four bytes are the most that one character takes.
        guard bytes.count <= SheetLimits.textCharacters * 4 else { throw Self.tooLong }
    }

    /// The text as a sheet shows it.
    ///
    /// - Throws: when it is longer than Excel allows
    func shown() throws(SheetProblem) -> [UInt8] {
        let text = Self.unescaped(bytes)
        if text.count > SheetLimits.textCharacters {
            guard String(decoding: text, as: UTF8.self).utf16.count <= SheetLimits.textCharacters else {
                throw Self.tooLong
            }
        }
        return text
    }

    private static var tooLong: SheetProblem {
        SheetProblem(.textTooLong, "a text of more than \(SheetLimits.textCharacters) characters")
    }

    /// `_x000D_` stands for a character that XML has no way to write.
    ///
    /// - Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring)
    static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
        let mayHaveEscapes = bytes.withUnsafeBytes { bytes in
            bytes.baseAddress.map { memchr($0, CInt(UInt8(ascii: "_")), bytes.count) != nil } ?? false
        }
        guard mayHaveEscapes else { return bytes }
        var (units, result, place) = ([UInt16](), [UInt8](), 0)
        while place < bytes.count {
            if let unit = escape(in: bytes, at: place) {
                units.append(unit)
                place += 7
                continue
            }
            take(&units, into: &result)
            result.append(bytes[place])
            place += 1
        }
        take(&units, into: &result)
        return result
    }

    /// Two escapes in a row may be the halves of one character.
    private static func take(_ units: inout [UInt16], into result: inout [UInt8]) {
        guard !units.isEmpty else { return }
        result += Array(String(decoding: units, as: UTF16.self).utf8)
        units = []
    }

    private static func escape(in bytes: [UInt8], at place: Int) -> UInt16? {
        guard place + 7 <= bytes.count, bytes[place] == UInt8(ascii: "_"), bytes[place + 1] == UInt8(ascii: "x"),
            bytes[place + 6] == UInt8(ascii: "_")
        else { return nil }
        var unit: UInt16 = 0
        for byte in bytes[place + 2..<place + 6] {
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}
