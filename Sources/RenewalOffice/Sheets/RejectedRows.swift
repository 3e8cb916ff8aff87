import Foundation
import RenewalFiles
package import RenewalRules

/// The rows that an import did not take, in the format they came in, with a column that says why.
package struct RejectedRows {
    private let file: SheetFile
    private let header: RosterHeader
    private let reasons: [Int: String]
    private let title: String

    /// The title of the column with the reasons, which an import of the mended rows passes over.
    package static let reason = Phrase("不能导入的原因", "why it was not taken")

    /// - Parameters:
    ///   - file: the sheet
    ///   - report: what became of its rows
    ///   - reasons: why a row was not taken, by its number
    ///   - title: of the column with the reasons
    package init(of file: SheetFile, _ report: RosterReport, reasons: [Int: String], title: String) {
        self.file = file
        self.header = report.header
        self.reasons = reasons
        self.title = title
    }

    /// The bytes of the file.
    ///
    /// - Throws: `SheetRefusal` when a workbook cannot be written
    package func bytes() throws(SheetRefusal) -> [UInt8] {
        let rows = file.rows.filter { $0.number == header.row || reasons[$0.number] != nil }
        switch file.format {
        case .text(let encoding, let separator, let hasMark):
            return text(rows, encoding, separator, hasMark: hasMark)
        case .workbook(let sheet): return try workbook(rows, sheet: sheet)
        }
    }

    private func reason(of row: SheetRow) -> String { row.number == header.row ? title : reasons[row.number] ?? "" }

    /// As many cells as the widest row, so that the reasons stand in one column.
    private func cells(of row: SheetRow, width: Int) -> [SheetCell] {
        row.cells + repeatElement(SheetCell.empty, count: max(0, width - row.cells.count))
    }

    private func text(_ rows: [SheetRow], _ encoding: TextEncoding, _ separator: UInt8, hasMark: Bool) -> [UInt8] {
        let width = rows.map(\.cells.count).max() ?? 0
        let writer = CSVWriter(separator: separator)
        var bytes: [UInt8] = []
        for row in rows { writer.add(cells(of: row, width: width).map(\.shown) + [reason(of: row)], to: &bytes) }
        let text = String(decoding: bytes, as: UTF8.self)
        // A reason may hold a character that the encoding lacks; spreadsheets know UTF-8 by its mark.
        guard encoding != .utf8, case .success(let encoded) = encoding.encode(text) else {
            return CSVText.byteOrderMark + bytes
        }
        return encoded
    }

    private func workbook(_ rows: [SheetRow], sheet: String) throws(SheetRefusal) -> [UInt8] {
        let width = rows.map(\.cells.count).max() ?? 0
        let columns = (0...width).map { _ in WorkbookColumn(title: nil, width: 18, format: .text) }
        var request = WorkbookRequest()
        request.begin(sheet: sheet, columns: columns, hasHeader: false)
        for row in rows { request.add(cells(of: row, width: width) + [.text(reason(of: row))]) }
        return try SheetProgram().write(request.bytes)
    }
}
