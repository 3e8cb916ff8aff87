import RenewalRules

/// Text from a record or the configuration, made safe to stand in a mail, a header and an event.
///
/// Nothing survives that could start a line, end a header, turn the reading direction, take up room unseen or spell out
/// an identity number; everything else stays as it was written. Escaping for HTML and JSON is done where it stands.
package enum FieldText {
    /// Longest value of one field; a longer one ends in `…`.
    static let limit = 200
    /// How far a value is read at all; what stands behind so much white space is nobody's name.
    private static let readLimit = 4096
    /// From this many digits in a row a number is taken for an identity number and masked (rule D11).
    static let identityDigits = 15

    /// The value on one line, masked and cut; `nil` when nothing is left of it.
    package static func clean(_ text: String?) -> String? {
        guard let text else { return nil }
        var line = masked(singleLine(String(text.unicodeScalars.prefix(readLimit))))
        // A value that begins a line must not make it a line of facts.
        while line.hasPrefix(NoticeHTML.factMark) { line.removeFirst(NoticeHTML.factMark.count) }
        return line.isEmpty ? nil : cut(line, to: limit)
    }

    /// The text on one line without what nobody sees.
    static func singleLine(_ text: String) -> String { VisibleLine(text).description }

    /// At most `count` Unicode scalars, the last one `…` when something was cut.
    static func cut(_ text: String, to count: Int) -> String {
        let scalars = text.unicodeScalars
        guard scalars.dropFirst(count).first != nil else { return text }
        return String(String.UnicodeScalarView(scalars.prefix(count - 1))) + "…"
    }

    /// Hides all but the first and last character of every run that is long enough for an identity number.
    private static func masked(_ text: String) -> String {
        guard mayHoldNumber(text) else { return text }
        let scalars = Array(text.unicodeScalars)
        var masked = String.UnicodeScalarView()
        var start = 0
        while start < scalars.count {
            let end = numberEnd(in: scalars, from: start)
            if end - start >= identityDigits {
                masked.append(scalars[start])
                masked.append(contentsOf: repeatElement("*", count: end - start - 2))
                masked.append(scalars[end - 1])
            } else {
                masked.append(contentsOf: scalars[start..<max(end, start + 1)])
            }
            start = max(end, start + 1)
        }
        return String(masked)
    }

    /// Whether there may be so many digits in a row, told by the bytes: most texts have too few, and of no kind but ASCII.
    private static func mayHoldNumber(_ text: String) -> Bool {
        var run = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): run += 1
            // No decimal digit is among U+0080…U+065F and U+2000…U+9FFF, which holds the Chinese characters.
            case 0x00...0x7F, 0xC2...0xD8, 0xE2...0xE9: run = 0
            case 0x80...0xBF: break
            default: return true
            }
            if run >= identityDigits { return true }
        }
        return false
    }

    /// The end of the digits that begin at `start`, with the check character X; `start` when there are none.
    private static func numberEnd(in scalars: [Unicode.Scalar], from start: Int) -> Int {
        let end = scalars[start...].firstIndex { $0.properties.numericType != .decimal } ?? scalars.count
        guard end - start >= identityDigits, end < scalars.count else { return end }
        return scalars[end] == "X" || scalars[end] == "x" ? end + 1 : end
    }

    /// Whether a number is a resident identity number, the present or the former kind (GB 11643).
    ///
    /// Of another long number, such as a serial, the end may be shown; of an identity number nothing.
    static func isIdentityNumber(_ text: String) -> Bool {
        let digits = text.filter(\.isWholeNumber)
        let birth: Substring
        switch (digits.count, text.last) {
        case (18, _), (17, "X"), (17, "x"): birth = digits.dropFirst(6).prefix(8)
        case (15, _): birth = "19" + digits.dropFirst(6).prefix(6)
        default: return false
        }
        return CalendarDate("\(birth.prefix(4))-\(birth.dropFirst(4).prefix(2))-\(birth.suffix(2))") != nil
    }
}
