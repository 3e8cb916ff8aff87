/// Reads whatever workbook comes, and tells it as JSON Lines in UTF-8.
///
///     {"workbook":{"format":"xlsx","sheets":[{"name":"名单","hidden":false},{"name":"说明","hidden":true}]}}
///     {"sheet":{"number":1,"name":"名单","hidden":false,"hidden_columns":[4]}}
///     {"row":3,"cells":["谢强",46450,{"date":"2027-03-05"},{"date":"2027-03-05T08:30:00"},true,{"error":"#N/A"},null]}
///     {"row":4,"hidden":true,"cells":["李四"]}
///     {"end":{"rows":2}}
///
/// Rows and columns count from 1; blank rows are left out, and so are empty cells at the end of a row. A text, a number and
/// a truth value are themselves; a number under a format of zeros is the text that is shown. A formula is what was stored
/// with it, or `{"error":"formula"}`. What is merged downwards stands in every row; what is merged to the right once.
///
/// Only `end` says that all was told. A failure is `{"error":{"code":"damaged","detail":"…"}}` as the last line, with a
/// code of ``SheetProblem/Code``.
package enum WorkbookReading {
    /// Tells a workbook as JSON Lines.
    ///
    /// - Parameters:
    ///   - bytes: the whole file
    ///   - output: what is told; flushed when all is told
    /// - Throws: ``SheetProblem``; what was told before stands in `output`
    package static func read(_ bytes: UnsafeRawBufferPointer, to output: LineOutput) throws(SheetProblem) {
        guard !bytes.isEmpty else { throw SheetProblem(.empty, "no byte came") }
        guard bytes.count <= SheetLimits.inputBytes else {
            throw SheetProblem(.tooLarge, "more than \(SheetLimits.inputBytes) bytes")
        }
        let rows = RowWriter(output)
        if bytes.starts(with: ZipArchive.signature) { return try XLSXReader(bytes, rows: rows).read() }
        if bytes.starts(with: CompoundFile.signature) { return try XLSReader.read(bytes, rows: rows) }
        guard !ZipArchive.signature.starts(with: bytes), !CompoundFile.signature.starts(with: bytes) else {
            throw SheetProblem(.truncated, "only the first bytes of a file")
        }
        throw SheetProblem(.notAWorkbook, "neither an archive nor a compound file")
    }
}
