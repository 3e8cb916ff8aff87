/// Why a spreadsheet was not read or written.
package struct SheetProblem: Error, Equatable {
    /// What a caller can tell apart; the raw value is printed and stays the same for ever.
    package enum Code: String, CaseIterable, Sendable {
        /// No byte came.
        case empty
        /// Another kind of file: text, a web page, a document, Excel 95 or earlier.
        case notAWorkbook = "not_a_workbook"
        /// A password is needed to read it.
        case encrypted
        /// An OpenDocument spreadsheet.
        case ods
        /// A binary workbook of Excel.
        case xlsb
        /// The file ends too early.
        case truncated
        /// The file contradicts itself or the rules of its format.
        case damaged
        /// The file is larger than ``SheetLimits/inputBytes``.
        case tooLarge = "too_large"
        /// The file is small and what it holds is not.
        case expandsTooFar = "expands_too_far"
        /// Its XML declares a document type, where entities grow.
        case entities
        /// A value stands beyond column ``SheetLimits/columns``.
        case tooManyColumns = "too_many_columns"
        /// A row lies beyond ``SheetLimits/rows``.
        case tooManyRows = "too_many_rows"
        /// There are more than ``SheetLimits/sheets``.
        case tooManySheets = "too_many_sheets"
        /// A text is longer than ``SheetLimits/textCharacters``.
        case textTooLong = "text_too_long"
        /// The limit on the program's memory was reached.
        case outOfMemory = "out_of_memory"
        /// The limit on the program's processor time was reached.
        case outOfTime = "out_of_time"
        /// What `write` was given is not the JSON Lines it takes.
        case badRequest = "bad_request"
    }

    /// What went wrong, for programs.
    package let code: Code
    /// What went wrong, for the log: English, at most 200 characters, without the contents of a cell.
    package let detail: String

    /// States a problem; names of parts come from the file and may be of any length.
    package init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = String(detail.prefix(200))
    }
}
