import CXlsxWriter
import Glibc

/// The lists that are too long to stand with their column, on a hidden sheet of their own.
final class ListSheet {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private var long: [[String]] = []

    /// No office names a sheet so.
    private static let name = "renewald.lists"
    /// The characters that Excel takes for a list, its commas among them, and for a note.
    private static let characters = 255
    /// A list is chosen from with the mouse.
    private static let choices = 10_000

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) { self.workbook = workbook }

    /// Gives the cells of a column their list and their note.
    func restrict(
        _ column: WriteRequest.Column,
        of sheet: UnsafeMutablePointer<lxw_worksheet>,
        rows: ClosedRange<lxw_row_t>,
        place: lxw_col_t
    ) throws(SheetProblem) {
        var rule = lxw_data_validation()
        rule.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
        rule.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
        var kept = CStrings()
        defer { kept.free() }
        if let note = column.note {
            guard note.unicodeScalars.count <= Self.characters else {
                throw SheetProblem(.badRequest, "the note of column \(place + 1) is too long")
            }
            rule.input_message = kept.copy(note)
        }
        if let list = column.list, !list.isEmpty {
            if Self.standsWithColumn(list) {
                rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
                rule.value_list = kept.copy(list)
            } else {
                rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
                rule.value_formula = kept.copy(try formula(for: list))
            }
        }
        let code = worksheet_data_validation_range(sheet, rows.lowerBound, place, rows.upperBound, place, &rule)
        try WriteFailure.check(code, "the list of column \(place + 1)")
    }

    /// Commas divide such a list and quotation marks end it.
    private static func standsWithColumn(_ list: [String]) -> Bool {
        let characters = list.reduce(list.count - 1) { $0 + $1.unicodeScalars.count }
        return characters <= Self.characters
            && !list.contains { $0.isEmpty || $0.contains(",") || $0.contains("\"") || $0.contains("\n") }
    }

    private func formula(for list: [String]) throws(SheetProblem) -> String {
        guard long.count < SheetLimits.columns, list.count <= Self.choices else {
            throw SheetProblem(.badRequest, "too many or too long lists")
        }
        long.append(list)
        let column = Self.letters(long.count)
        return "='\(Self.name)'!$\(column)$1:$\(column)$\(list.count)"
    }

    /// The letters of a column, from 1: `A`, …, `Z`, `AA`.
    static func letters(_ column: Int) -> String {
        var (rest, letters) = (column, "")
        while rest > 0 {
            letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }

    /// Writes the lists behind the sheets, if there are any.
    func write(beside sheets: [UnsafeMutablePointer<lxw_worksheet>]) throws(SheetProblem) {
        guard !long.isEmpty else { return }
        guard let sheet = workbook_add_worksheet(workbook, Self.name) else {
            throw SheetProblem(.badRequest, "no sheet may be named \(Self.name)")
        }
        for row in 0..<(long.map(\.count).max() ?? 0) {
            for (list, place) in zip(long, lxw_col_t(0)...) where row < list.count {
                let code = worksheet_write_string(sheet, lxw_row_t(row), place, EscapedText.of(list[row]), nil)
                try WriteFailure.check(code, "a list")
            }
        }
        worksheet_hide(sheet)
    }
}

/// Copies of strings for C, kept until they are freed.
private struct CStrings {
    private var copies: [UnsafeMutablePointer<CChar>] = []
    private var lists: [UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>] = []

    mutating func copy(_ text: String) -> UnsafeMutablePointer<CChar>? {
        guard let copy = strdup(text) else { return nil }
        copies.append(copy)
        return copy
    }

    /// A list that ends with a null.
    mutating func copy(_ texts: [String]) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> {
        let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: texts.count + 1)
        for (index, text) in texts.enumerated() { (list + index).initialize(to: copy(text)) }
        (list + texts.count).initialize(to: nil)
        lists.append(list)
        return list
    }

    func free() {
        for copy in copies { Glibc.free(copy) }
        for list in lists { list.deallocate() }
    }
}
