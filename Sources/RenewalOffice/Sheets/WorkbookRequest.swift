import Foundation
import RenewalRules

/// A column of a workbook to be written.
struct WorkbookColumn {
    enum Format: String {
        /// Whatever is typed later stays as it is typed.
        case text
        case date
        case number
    }

    var title: String?
    var width: Int
    var format: Format
    /// The words to choose from.
    var choices: [String] = []
    /// What is shown when a cell of the column is chosen.
    var note: String?
}

/// The lines that `renewald-sheet write` takes.
struct WorkbookRequest {
    private(set) var bytes: [UInt8] = []

    mutating func begin(sheet: String, columns: [WorkbookColumn], hasHeader: Bool) {
        let described = columns.map { column in
            var object: [String: Any] = ["width": column.width, "format": column.format.rawValue]
            object["title"] = column.title
            object["note"] = column.note
            if !column.choices.isEmpty { object["list"] = column.choices }
            return object
        }
        add(["sheet": ["name": sheet, "columns": described, "header": hasHeader] as [String: Any]])
    }

    mutating func add(_ cells: [SheetCell]) {
        add(["cells": cells.map(Self.json)])
    }

    private static func json(_ cell: SheetCell) -> Any {
        switch cell {
        case .empty: NSNull()
        case .day(let day): ["date": day.description]
        case .number(let number): Double(number).map { $0 as Any } ?? number
        case .flag(let flag): flag
        case .text, .error: cell.shown
        }
    }

    private mutating func add(_ object: [String: Any]) {
        // Strings, numbers and null are always valid JSON.
        guard let line = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]) else { return }
        bytes += line
        bytes.append(UInt8(ascii: "\n"))
    }
}
