/// JSON being written.
struct JSONText {
    private(set) var bytes: [UInt8]

    private static let hexadecimal = Array("0123456789abcdef".utf8)

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func string(_ text: String) {
        var text = text
        text.withUTF8 { string($0) }
    }

    /// A string of UTF-8, in quotation marks.
    mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        var start = 0
        for index in 0..<text.count where Self.mustEscape(text[index]) {
            bytes.append(contentsOf: text[start..<index])
            escape(text[index])
            start = index + 1
        }
        bytes.append(contentsOf: text[start..<text.count])
        bytes.append(UInt8(ascii: "\""))
    }

    private static func mustEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case UInt8(ascii: "\n"): bytes.append(UInt8(ascii: "n"))
        default:
            raw("u00")
            bytes.append(Self.hexadecimal[Int(byte >> 4)])
            bytes.append(Self.hexadecimal[Int(byte & 15)])
        }
    }

    /// The shortest number that reads back the same; whole numbers without a point.
    mutating func number(_ value: Double) {
        if value.rounded(.towardZero) == value, abs(value) < 1e15 {
            raw(String(Int(value)))
        } else {
            raw(value.description.hasSuffix(".0") ? String(value.description.dropLast(2)) : value.description)
        }
    }

    mutating func value(_ cell: CellValue) {
        switch cell {
        case .empty: raw("null")
        case .text(let text): text.withUnsafeBufferPointer { string($0) }
        case .number(let value): number(value)
        case .date(let date): self.date(date)
        case .truth(let value): raw(value ? "true" : "false")
        case .error(let shown):
            raw("{\"error\":")
            string(shown)
            raw("}")
        }
    }

    private mutating func date(_ date: SheetDate) {
        raw("{\"date\":\"")
        digits(date.year, width: 4)
        raw("-")
        digits(date.month, width: 2)
        raw("-")
        digits(date.day, width: 2)
        if date.secondOfDay != 0 {
            raw("T")
            digits(date.secondOfDay / 3600, width: 2)
            raw(":")
            digits(date.secondOfDay / 60 % 60, width: 2)
            raw(":")
            digits(date.secondOfDay % 60, width: 2)
        }
        raw("\"}")
    }

    private mutating func digits(_ number: Int, width: Int) {
        let text = String(number)
        raw(String(repeating: "0", count: max(0, width - text.utf8.count)) + text)
    }
}
