package import RenewalRules

/// A line of a report, safe to show: no character in it steers a terminal, and identity numbers are hidden.
///
/// What stands in the registry may hold anything. A line break in it does not make two lines of one.
package struct ReportLine: Hashable, Sendable {
    private let phrase: Phrase
    /// Whether its fields were masked one by one: across a fingerprint nothing must be.
    private let isMasked: Bool

    /// Makes a line of words.
    package init(_ phrase: Phrase) { (self.phrase, isMasked) = (phrase, false) }

    /// Makes a line for programs, which is the same in every language: JSON, or the cells of a table.
    package init(data: String) { self.init(Phrase(verbatim: data)) }

    /// Makes a line for programs of fields that were masked one by one.
    init(masked data: String) { (phrase, isMasked) = (Phrase(verbatim: data), true) }

    /// The line as it is shown.
    package subscript(language: Language) -> String {
        let text = Self.harmless(phrase[language])
        return isMasked ? text : MaskedText(ofOurs: text).description
    }

    private static func harmless(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: safe += "\u{FFFD}"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
