import CXlsxWriter

/// A workbook being written, row by row, with one row in memory.
final class WorkbookWriter {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private let formats: CellFormats
    private let lists: ListSheet
    private var sheets: [SheetWriter] = []
    private var isClosed = false

    /// The day that every workbook says it was made on, so that the same rows give the same bytes.
    private static let creation = 1_577_836_800

    init(to file: NamelessFile) throws(SheetProblem) {
        var options = lxw_workbook_options()
        options.constant_memory = 1
        guard let workbook = workbook_new_opt(file.path, &options), let formats = CellFormats(workbook) else {
            throw SheetProblem(.outOfMemory, "no memory for a workbook")
        }
        (self.workbook, self.formats) = (workbook, formats)
        lists = ListSheet(workbook)
        var properties = lxw_doc_properties()
        properties.created = Self.creation
        try WriteFailure.check(workbook_set_properties(workbook, &properties), "the properties")
    }

    deinit { if !isClosed { lxw_workbook_free(workbook) } }

    /// Begins a sheet; the rows that come belong to it.
    func begin(_ request: WriteRequest.Sheet) throws(SheetProblem) {
        try sheets.last?.end()
        guard sheets.count < SheetLimits.sheets - 1 else {
            throw SheetProblem(.tooManySheets, "more than \(SheetLimits.sheets - 1) sheets")
        }
        guard !request.name.isEmpty, workbook_validate_sheet_name(workbook, request.name) == LXW_NO_ERROR,
            let sheet = workbook_add_worksheet(workbook, request.name)
        else { throw SheetProblem(.badRequest, "sheet \(sheets.count + 1) has a name that no sheet may have") }
        sheets.append(try SheetWriter(sheet, request, formats: formats, lists: lists))
    }

    /// Adds a row to the sheet.
    func add(_ cells: [WriteRequest.Cell]) throws(SheetProblem) {
        guard let sheet = sheets.last else { throw SheetProblem(.badRequest, "cells before any sheet") }
        try sheet.add(cells)
    }

    /// Completes the file.
    func close() throws(SheetProblem) {
        guard let last = sheets.last else { throw SheetProblem(.badRequest, "no sheet") }
        try last.end()
        try lists.write(beside: sheets.map(\.sheet))
        isClosed = true
        try WriteFailure.check(workbook_close(workbook), "the workbook")
    }
}

/// What libxlsxwriter's codes mean to whoever asked.
enum WriteFailure {
    static func check(_ code: lxw_error, _ what: String) throws(SheetProblem) {
        switch code {
        case LXW_NO_ERROR: return
        case LXW_ERROR_MEMORY_MALLOC_FAILED: throw SheetProblem(.outOfMemory, "no memory for \(what)")
        case LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED: throw SheetProblem(.textTooLong, "\(what) has too long a text")
        case LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE: throw SheetProblem(.tooManyRows, "\(what) lies outside the sheet")
        default:
            let words = lxw_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
            throw SheetProblem(.badRequest, "\(what): \(words)")
        }
    }
}

/// The formats of all cells; they live as long as their workbook.
struct CellFormats {
    let title: UnsafeMutablePointer<lxw_format>
    let text: UnsafeMutablePointer<lxw_format>
    let day: UnsafeMutablePointer<lxw_format>
    let moment: UnsafeMutablePointer<lxw_format>

    init?(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
        guard let title = workbook_add_format(workbook), let text = workbook_add_format(workbook),
            let day = workbook_add_format(workbook), let moment = workbook_add_format(workbook)
        else { return nil }
        format_set_bold(title)
        format_set_num_format(title, "@")
        format_set_num_format(text, "@")
        format_set_num_format(day, "yyyy-mm-dd")
        format_set_num_format(moment, "yyyy-mm-dd hh:mm:ss")
        (self.title, self.text, self.day, self.moment) = (title, text, day, moment)
    }

    /// The format of the empty cells of a column, in which somebody will type.
    func empty(_ format: WriteRequest.Column.Format?) -> UnsafeMutablePointer<lxw_format>? {
        switch format {
        case .text: text
        case .date: day
        case .number, nil: nil
        }
    }
}
