/// Keeps spreadsheets from taking exported text for a formula, in a way that an import reverses.
///
/// Text whose first visible character begins a formula or is an apostrophe gets an apostrophe in front; an import
/// removes one apostrophe before such text.
///
/// - Source: OWASP, CSV Injection
package enum FormulaGuard {
    /// Characters that begin a formula, their full-width and small forms, and the apostrophe itself.
    private static let starters: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "'", "＝", "＋", "－", "＠", "\u{FE62}", "\u{FE63}", "\u{FE66}", "\u{FE6B}",
    ]

    /// The text in a form that is safe in a spreadsheet.
    package static func guarded(_ text: String) -> String { isFormula(text) ? "'" + text : text }

    /// The text that ``guarded(_:)`` was given.
    package static func restored(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.first == "'" else { return text }
        let rest = String(scalars.dropFirst())
        return isFormula(rest) ? rest : text
    }

    /// Whether a spreadsheet might evaluate the text: some ignore invisible characters before it.
    ///
    /// Only scalars are examined: a `=` combined with a mark is still a `=`.
    private static func isFormula(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        if scalars.first?.properties.generalCategory == .control { return true }
        return scalars.first { !isBlank($0) }.map(starters.contains) == true
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        return switch properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: true
        // The blank Braille pattern is a symbol to Unicode and a blank to the eye.
        default: properties.isDefaultIgnorableCodePoint || scalar == "\u{2800}"
        }
    }
}
