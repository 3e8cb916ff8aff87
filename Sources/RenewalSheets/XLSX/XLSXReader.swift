/// Reads a workbook of Excel 2007 and later: the parts of a zip archive, as XML.
struct XLSXReader {
    private let parts: PackageParts
    private let rows: RowWriter

    private struct Sheet {
        let entry: SheetEntry
        let part: String
    }

    /// Opens an archive; its bytes live as long as this.
    init(_ bytes: UnsafeRawBufferPointer, rows: RowWriter) throws(SheetProblem) {
        parts = PackageParts(archive: try ZipArchive(bytes), output: rows.output)
        self.rows = rows
    }

    /// Tells the whole workbook.
    func read() throws(SheetProblem) {
        let part = try workbookPart()
        let workbook = WorkbookReader()
        try parts.read(part, into: workbook)
        let relationships = try parts.relationships(of: part)
        let sheets = try Self.sheets(of: workbook, by: relationships)
        let styles = StylesReader()
        if let part = Self.target("styles", in: relationships), parts.archive.has(part) {
            try parts.read(part, into: styles)
        }
        let texts = SharedTextsReader()
        if let part = Self.target("sharedStrings", in: relationships), parts.archive.has(part) {
            try parts.read(part, into: texts)
        }
        let meaning = CellMeaning(epoch: workbook.epoch, formats: styles.formats, texts: texts.texts)
        try rows.begin(workbook: "xlsx", sheets: sheets.map(\.entry))
        for (index, sheet) in sheets.enumerated() {
            let layout = LayoutReader()
            try parts.read(sheet.part, into: layout)
            try rows.begin(sheet: sheet.entry, number: index + 1, layout: layout.layout)
            try parts.read(sheet.part, into: RowReader(meaning, rows: rows))
        }
        try rows.end()
    }

    private func workbookPart() throws(SheetProblem) -> String {
        let named = Self.target("officeDocument", in: try parts.relationships(of: ""))
        let part = named ?? "xl/workbook.xml"
        if part.hasSuffix(".bin") { throw SheetProblem(.xlsb, "a binary workbook") }
        guard parts.archive.has(part), !part.hasPrefix("word/"), !part.hasPrefix("ppt/") else {
            throw try notAWorkbook(named)
        }
        return part
    }

    private func notAWorkbook(_ part: String?) throws(SheetProblem) -> SheetProblem {
        if parts.archive.has("mimetype") {
            var type: [UInt8] = []
            try parts.archive.read("mimetype") { bytes in if type.count < 200 { type += bytes } }
            let isSheet = String(decoding: type, as: UTF8.self).contains("opendocument.spreadsheet")
            return SheetProblem(isSheet ? .ods : .notAWorkbook, "an OpenDocument file")
        }
        if parts.archive.has("[Content_Types].xml"), part == nil || part?.hasPrefix("xl/") == true {
            return SheetProblem(.damaged, "the workbook part is missing")
        }
        return SheetProblem(.notAWorkbook, "an archive of another kind")
    }

    /// The sheets with cells; charts and macros have a sheet's name and none.
    private static func sheets(
        of workbook: WorkbookReader,
        by relationships: [String: PackageParts.Relationship]
    ) throws(SheetProblem) -> [Sheet] {
        var sheets: [Sheet] = []
        for (entry, id) in workbook.sheets {
            guard let relationship = relationships[id] else {
                throw SheetProblem(.damaged, "a sheet of the workbook has no part")
            }
            guard relationship.type == "worksheet" else { continue }
            sheets.append(Sheet(entry: entry, part: relationship.target))
        }
        return sheets
    }

    private static func target(_ type: String, in all: [String: PackageParts.Relationship]) -> String? {
        all.values.filter { $0.type == type }.map(\.target).min()
    }
}
