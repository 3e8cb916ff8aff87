/// JSON without white space between its parts, and with characters in place of escapes that they do not need.
///
/// Undoes what most libraries do to a body that they have parsed and written anew in the same order.
struct CompactJSON {
    private(set) var bytes: [UInt8] = []

    /// Writes a body anew; what is no JSON stays what it is, but for its white space.
    init(_ body: [UInt8]) {
        bytes.reserveCapacity(body.count)
        var (rest, isInText) = (body[...], false)
        while let byte = rest.first {
            if isInText, byte == UInt8(ascii: "\\") {
                rest = unescape(rest)
                continue
            }
            if byte == UInt8(ascii: "\"") { isInText.toggle() }
            if isInText || !Self.isSpace(byte) { bytes.append(byte) }
            rest = rest.dropFirst()
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

    /// Writes an escape or its character.
    ///
    /// - Returns: what follows it
    private mutating func unescape(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let kind = text.dropFirst().first
        if kind == UInt8(ascii: "/") {
            bytes.append(UInt8(ascii: "/"))
            return text.dropFirst(2)
        }
        guard kind == UInt8(ascii: "u"), let (scalar, length) = Self.scalar(in: text), scalar.value > 0x9F,
            !["\u{2028}", "\u{2029}"].contains(scalar)
        else {
            bytes += text.prefix(2)
            return text.dropFirst(2)
        }
        bytes += Array(String(scalar).utf8)
        return text.dropFirst(length)
    }

    /// The scalar of one `\u` escape, or of the two of a surrogate pair, and their length.
    private static func scalar(in text: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
        guard let first = unit(in: text) else { return nil }
        let units = [first] + (UTF16.isLeadSurrogate(first) ? [unit(in: text.dropFirst(6))].compactMap(\.self) : [])
        guard let scalar = String(decoding: units, as: UTF16.self).unicodeScalars.first, scalar != "\u{FFFD}" else {
            return nil
        }
        return (scalar, 6 * units.count)
    }

    private static func unit(in text: ArraySlice<UInt8>) -> UInt16? {
        guard text.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else { return nil }
        return UInt16(String(decoding: text.dropFirst(2).prefix(4), as: UTF8.self), radix: 16)
    }
}
