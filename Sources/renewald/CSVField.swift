import RenewalRegistry

/// A field of a CSV line for spreadsheets.
enum CSVField {
    /// Quoted as RFC 4180 has it; a leading character that a spreadsheet would take for a formula is made text.
    static func text(_ text: String) -> String {
        let safe = FormulaGuard.guarded(text)
        let needsQuotes = safe.contains { ",\"\r\n".contains($0) }
        return needsQuotes ? "\"\(safe.replacing("\"", with: "\"\""))\"" : safe
    }
}
