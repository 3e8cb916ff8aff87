/// Keeps a spreadsheet from taking exported text for a formula, in a way an import undoes.
///
/// Text that begins like a formula gets an apostrophe in front, and so does text that begins with an apostrophe;
/// an import takes one apostrophe away where such a character follows it.
package enum FormulaGuard {
    /// What makes a spreadsheet calculate, also in full width, and the apostrophe itself.
    private static let starters: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "'",
    ]

    /// The text as it may stand in a spreadsheet.
    package static func guarded(_ text: String) -> String {
        text.unicodeScalars.first.map(starters.contains) == true ? "'" + text : text
    }

    static func restored(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.first == "'", let second = scalars.dropFirst().first, starters.contains(second) else {
            return text
        }
        return String(scalars.dropFirst())
    }
}
