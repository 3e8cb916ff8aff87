package import RenewalFiles
import RenewalRegistry
import RenewalRules

/// A file with a sheet, whatever saved it: .xlsx, .xls, or text separated by commas, tabs or semicolons.
package struct SheetFile: Hashable, Sendable {
    /// How the rows stand in the file, so that others can be written the same way.
    package enum Format: Hashable, Sendable {
        case text(TextEncoding, separator: UInt8, hasByteOrderMark: Bool)
        case workbook(sheet: String)
    }

    package let format: Format
    package let rows: [SheetRow]
    /// The other sheets of a workbook, which are not read.
    package let otherSheets: [String]

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - bytes: the whole file
    ///   - encoding: of a text, as somebody says it
    ///   - sheet: the sheet of a workbook; `nil` takes the first visible one with a header
    ///   - map: what titles mean that the office has named itself, folded
    ///   - progress: called now and then with the rows of a workbook that are read
    /// - Throws: `SheetRefusal`
    package init(
        _ bytes: [UInt8],
        encoding: TextEncoding? = nil,
        sheet: String? = nil,
        map: [String: RosterField] = [:],
        progress: (Int) -> Void = { _ in }
    ) throws(SheetRefusal) {
        if Self.isWorkbook(bytes) {
            let sheets = try SheetProgram().read(bytes, progress: progress)
            let chosen = try Self.chosen(sheet, of: sheets, map: map)
            format = .workbook(sheet: chosen.name)
            rows = chosen.rows
            otherSheets = sheets.map(\.name).filter { $0 != chosen.name }
            return
        }
        guard !bytes.isEmpty else { throw .workbook(code: "empty") }
        let text: CSVText
        do throws(RegistryError) {
            let program = try? SheetProgram()
            text = try CSVText(bytes, fileName: "", encoding: encoding) { program?.encoding(of: $0) }
        } catch {
            guard case .badFile(_, let line, let reason) = error else { throw .noHeader }
            throw .text(line: line, reason: reason)
        }
        let separated = try SeparatedText(text.bytes)
        format = .text(text.encoding, separator: separated.separator, hasByteOrderMark: text.hasByteOrderMark)
        rows = separated.rows
        otherSheets = []
    }

    /// A zip archive, or a compound file of Excel 97 to 2003.
    package static func isWorkbook(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    }

    private static func chosen(
        _ name: String?,
        of sheets: [WorkbookSheet],
        map: [String: RosterField]
    ) throws(SheetRefusal) -> WorkbookSheet {
        if let name {
            guard let sheet = sheets.first(where: { $0.name == name }) else {
                throw .noSuchSheet(name, known: sheets.map(\.name))
            }
            return sheet
        }
        let visible = sheets.filter { !$0.isHidden }
        guard let sheet = visible.first(where: { RosterHeader(in: $0.rows, map: map) != nil }) ?? visible.first else {
            throw .workbook(code: "empty")
        }
        return sheet
    }
}

/// The rows of a text.
struct SeparatedText {
    let separator: UInt8
    let rows: [SheetRow]

    /// As many as a sheet can have: no office has more people, and each is held in memory.
    ///
    /// - Source: ECMA-376 part 1, 18.18.7; what spreadsheet programs take
    private static let most = (rows: 1_048_576, cells: 16_384)

    init(_ bytes: [UInt8]) throws(SheetRefusal) {
        var content = bytes[...]
        if let said = Self.saidSeparator(in: bytes) {
            separator = said.separator
            content = bytes[said.end...]
        } else {
            separator = Self.likeliestSeparator(in: bytes)
        }
        // A line that names the separator is a line of the file all the same.
        let skipped = content.startIndex > 0 ? 1 : 0
        var reader = CSVReader(Array(content), separator: separator)
        var rows: [SheetRow] = []
        while let record = reader.next() {
            guard rows.count < Self.most.rows, record.fields.count <= Self.most.cells else {
                let reason = Phrase(
                    "行数超过 \(Self.most.rows) 或列数超过 \(Self.most.cells)；请拆分",
                    "has more than \(Self.most.rows) rows or \(Self.most.cells) columns; split it"
                )
                throw .text(line: record.line, reason: reason)
            }
            let cells = record.fields.map { $0.isEmpty ? SheetCell.empty : .text($0) }
            let problem = record.problem?.phrase
            rows.append(SheetRow(number: record.line + skipped, cells: cells, problem: problem))
        }
        self.rows = rows
    }

    /// `sep=;` on the first line, which spreadsheets write and read.
    private static func saidSeparator(in bytes: [UInt8]) -> (separator: UInt8, end: Int)? {
        guard bytes.starts(with: Array("sep=".utf8)), bytes.count > 5,
            let end = bytes.firstIndex(of: UInt8(ascii: "\n"))
        else { return nil }
        return end <= 6 && ",;\t|".utf8.contains(bytes[4]) ? (bytes[4], end + 1) : nil
    }

    /// The one that the most lines have equally often, outside quotes: a title has none, and addresses in a cell may stand
    /// between others.
    static func likeliestSeparator(in bytes: [UInt8]) -> UInt8 {
        let lines = counts(in: bytes)
        func regularity(_ place: Int) -> (lines: Int, count: Int) {
            let counts = Dictionary(grouping: lines.map { $0[place] }.filter { $0 > 0 }) { $0 }
            let most = counts.max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
            return (most?.value.count ?? 0, most?.key ?? 0)
        }
        var best = 0
        for place in 1..<separators.count where regularity(place) > regularity(best) { best = place }
        return separators[best]
    }

    private static let separators = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")]

    /// How often each of the first lines has each separator.
    private static func counts(in bytes: [UInt8]) -> [[Int]] {
        var lines = [[0, 0, 0]]
        var isQuoted = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if !isQuoted, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if lines.count == linesToLook { break }
                lines.append([0, 0, 0])
            } else if !isQuoted, let place = separators.firstIndex(of: byte) {
                lines[lines.count - 1][place] += 1
            }
        }
        return lines
    }

    private static let linesToLook = 20
}
