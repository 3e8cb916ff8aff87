package import RenewalRules

/// What stands in a cell, as the file holds it.
package enum SheetCell: Hashable, Sendable {
    case empty
    case text(String)
    /// In the shortest decimal form: `46450`, `0.5`, `1.38E+25`.
    case number(String)
    /// A cell typed as a date; a time of day is dropped.
    case day(CalendarDate)
    case flag(Bool)
    /// An error value of the spreadsheet: `#N/A`.
    case error(String)

    /// Whether nothing stands in it, not even after trimming.
    var isBlank: Bool {
        switch self {
        case .empty: true
        case .text(let text): FoldedText(text).text.isEmpty
        case .number, .day, .flag, .error: false
        }
    }

    /// The text somebody sees in the cell.
    package var shown: String {
        switch self {
        case .empty: ""
        case .text(let text), .number(let text), .error(let text): text
        case .day(let day): day.description
        case .flag(let flag): flag ? "TRUE" : "FALSE"
        }
    }
}

/// A row of a sheet.
package struct SheetRow: Hashable, Sendable {
    /// Its number in the sheet, or the line of the file it begins on; 1 for the first.
    package let number: Int
    package var cells: [SheetCell]
    /// Why the row cannot be told apart into cells; `nil` for every row of a workbook.
    package var problem: Phrase?
}
