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
        guard bytes.starts(with: [0x50, 0x4B]) else {
            throw SheetProblem(.notAWorkbook, "neither an archive nor a compound file")
        }
        try XLSXReader(bytes, rows: RowWriter(output)).read()
    }
}
