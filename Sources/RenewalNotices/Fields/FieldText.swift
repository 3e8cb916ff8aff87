import RenewalRules

/// Text from a record or the configuration, made safe for a mail, a header and an event.
///
/// It removes everything that could start a line, end a header, change the reading direction, take up invisible space
/// or spell out an identity number; the rest is unchanged. Escaping for HTML and JSON happens elsewhere.
package enum FieldText {
    /// Longest value of one field; a longer one ends in `…`.
    static let limit = 200
    /// How much of a value is read at all; nothing after that much white space is a name.
    private static let readLimit = 4096

    /// The value on one line, masked and cut; `nil` when nothing is left of it.
    package static func clean(_ text: String?) -> String? {
        guard let text else { return nil }
        var line = MaskedText(ofRegistry: singleLine(String(text.unicodeScalars.prefix(readLimit)))).description
        // A value at the beginning of a line must not make it a line of facts.
        while line.hasPrefix(NoticeHTML.factMark) { line.removeFirst(NoticeHTML.factMark.count) }
        return line.isEmpty ? nil : cut(line, to: limit)
    }

    /// The text on one line without invisible characters.
    static func singleLine(_ text: String) -> String { VisibleLine(text).description }

    /// At most `count` Unicode scalars, the last one `…` when something was cut.
    static func cut(_ text: String, to count: Int) -> String {
        let scalars = text.unicodeScalars
        guard scalars.dropFirst(count).first != nil else { return text }
        return String(String.UnicodeScalarView(scalars.prefix(count - 1))) + "…"
    }

    /// Whether a number is a resident identity number of the present or former kind (GB 11643).
    ///
    /// The end of other long numbers, such as serials, may be shown; nothing of an identity number.
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
