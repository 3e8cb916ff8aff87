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

    /// The value on one line, masked and cut; `nil` when nothing is left of it.
    package static func clean(_ text: String?) -> String? {
        guard let text else { return nil }
        var line = MaskedText(ofRegistry: singleLine(String(text.unicodeScalars.prefix(readLimit)))).description
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
