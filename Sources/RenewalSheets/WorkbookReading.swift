/// Reads whatever workbook comes.
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
