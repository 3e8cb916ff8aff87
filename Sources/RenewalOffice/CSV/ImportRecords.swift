import RenewalFiles
import RenewalRegistry
import RenewalRules

/// The records of a file that fills a table, one after the other: lines of a text, or rows of a workbook.
struct ImportRecords {
    /// The encoding of a text, or the word that it is a workbook.
    let encoding: String
    /// A comma for a workbook.
    let separator: UInt8
    /// Bytes of a text, rows of a workbook, by which progress is told.
    let count: Int
    private var content: Content

    private enum Content {
        case text(CSVReader)
        case rows([SheetRow], next: Int)
    }

    /// - Throws: `RegistryError.badFile` for a file that cannot be read
    init(_ file: ImportFile, encoding said: TextEncoding?) throws(RegistryError) {
        guard !SheetFile.isWorkbook(file.bytes) else {
            do throws(SheetRefusal) {
                let rows = try SheetFile(file.bytes).rows
                (encoding, separator, count) = ("workbook", UInt8(ascii: ","), rows.count)
                content = .rows(rows, next: 0)
                return
            } catch {
                throw .badFile(name: file.name, line: 1, reason: error.phrase)
            }
        }
        let program = try? SheetProgram()
        let text = try CSVText(file.bytes, fileName: file.name, encoding: said) { program?.encoding(of: $0) }
        encoding = text.encodingName
        separator = SeparatedText.likeliestSeparator(in: text.bytes)
        count = text.bytes.count
        content = .text(CSVReader(text.bytes, separator: separator))
    }

    /// How far it has been read, in the unit of `count`.
    var done: Int {
        switch content {
        case .text(let reader): reader.offset
        case .rows(_, let next): next
        }
    }

    /// The next record; `nil` at the end.
    mutating func next() -> CSVRecord? {
        switch content {
        case .text(var reader):
            let record = reader.next()
            content = .text(reader)
            return record
        case .rows(let rows, let next):
            guard next < rows.count else { return nil }
            content = .rows(rows, next: next + 1)
            return CSVRecord(line: rows[next].number, fields: rows[next].cells.map(\.shown))
        }
    }
}
