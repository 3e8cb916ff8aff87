import CUchardet

/// Guesses the encoding of a text.
package enum EncodingDetection {
    private static let pieceBytes = 64 << 10

    /// Tells the most probable encoding as one line.
    ///
    /// - Parameters:
    ///   - bytes: the whole text
    ///   - output: flushed afterwards
    /// - Throws: ``SheetProblem`` for more bytes than are taken
    package static func detect(_ bytes: UnsafeRawBufferPointer, to output: LineOutput) throws(SheetProblem) {
        guard bytes.count <= SheetLimits.inputBytes else {
            throw SheetProblem(.tooLarge, "more than \(SheetLimits.inputBytes) bytes")
        }
        let name = try encoding(of: bytes, output)
        try output.line { text in
            text.raw("{\"encoding\":")
            if let name { text.string(name) } else { text.raw("null") }
            if name != nil { text.raw(",\"by\":\"uchardet\"") }
            text.raw("}")
        }
        output.flush()
    }

    private static func encoding(
        of bytes: UnsafeRawBufferPointer,
        _ output: LineOutput
    ) throws(SheetProblem) -> String? {
        guard let detector = uchardet_new() else { throw SheetProblem(.outOfMemory, "no memory for a detector") }
        defer { uchardet_delete(detector) }
        for start in stride(from: 0, to: bytes.count, by: pieceBytes) {
            try output.checkTime()
            let piece = bytes[start..<min(bytes.count, start + pieceBytes)]
            let start = UnsafeRawBufferPointer(rebasing: piece).assumingMemoryBound(to: CChar.self).baseAddress
            // It fails for want of memory alone.
            guard uchardet_handle_data(detector, start, piece.count) == 0 else {
                throw SheetProblem(.outOfMemory, "no memory for the detector")
            }
        }
        uchardet_data_end(detector)
        let name = uchardet_get_charset(detector).map { String(cString: $0) } ?? ""
        return name.isEmpty ? nil : name
    }
}
