/// Keeps a spreadsheet from taking exported text for a formula, in a way an import undoes.
///
/// Text whose first visible character begins a formula gets an apostrophe in front, and so does text whose first
/// visible character is an apostrophe; an import takes one apostrophe away where such text follows it.
///
/// - Source: OWASP, CSV Injection
package enum FormulaGuard {
    /// What makes a spreadsheet calculate, its full-width and small forms, and the apostrophe itself.
    private static let starters: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "'", "＝", "＋", "－", "＠", "\u{FE62}", "\u{FE63}", "\u{FE66}", "\u{FE6B}",
    ]

    /// The text as it may stand in a spreadsheet.
    package static func guarded(_ text: String) -> String { isFormula(text) ? "'" + text : text }

    /// The text that ``guarded(_:)`` was given.
    package static func restored(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.first == "'" else { return text }
        let rest = String(scalars.dropFirst())
        return isFormula(rest) ? rest : text
    }

    /// Whether a spreadsheet might calculate the text: some leave out what stands invisibly before it.
    ///
    /// Only scalars are looked at: a mark that joins with what is before it does not make a `=` something else.
    private static func isFormula(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        if scalars.first?.properties.generalCategory == .control { return true }
        return scalars.first { !isBlank($0) }.map(starters.contains) == true
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        return switch properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: true
        // The Braille pattern without a dot is a symbol to Unicode and a blank to the eye.
        default: properties.isDefaultIgnorableCodePoint || scalar == "\u{2800}"
        }
    }
}
