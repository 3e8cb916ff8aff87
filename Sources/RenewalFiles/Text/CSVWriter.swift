/// Writes the records of every CSV that leaves the program, so that no field can break out of its cell.
///
/// All fields are quoted, and what a spreadsheet would take for a formula is made text (``FormulaGuard``). Quotes are
/// doubled byte by byte: a CSV reader sees bytes, not Swift's characters.
///
/// - Source: RFC 4180
package struct CSVWriter: Sendable {
    private let separator: UInt8

    /// - Parameter separator: one byte of ASCII, such as a comma or a tab
    package init(separator: UInt8 = UInt8(ascii: ",")) { self.separator = separator }

    /// One record without its line end.
    package func record(_ fields: [String]) -> String {
        var bytes: [UInt8] = []
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(separator) }
            add(field, to: &bytes)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Adds one record with its line end, CR LF.
    package func add(_ fields: [String], to bytes: inout [UInt8]) {
        bytes += record(fields).utf8
        bytes += [0x0D, 0x0A]
    }

    private func add(_ field: String, to bytes: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        bytes.append(quote)
        for byte in FormulaGuard.guarded(field).utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }
}
