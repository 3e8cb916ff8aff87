/// JSON Lines on their way out: whole lines, in large pieces.
package final class LineOutput {
    private var buffer: [UInt8] = []
    private let write: (UnsafeRawBufferPointer) -> Void
    private let isOutOfTime: () -> Bool
    private var byteCount = 0

    private static let pieceBytes = 64 << 10

    /// Directs lines somewhere.
    ///
    /// - Parameters:
    ///   - write: is given whole lines; what cannot be written ends the program
    ///   - isOutOfTime: whether the limit on processor time was reached
    package init(write: @escaping (UnsafeRawBufferPointer) -> Void, isOutOfTime: @escaping () -> Bool) {
        self.write = write
        self.isOutOfTime = isOutOfTime
        buffer.reserveCapacity(Self.pieceBytes * 2)
    }

    /// Ends the work when its time is over; called now and then by whatever takes long.
    func checkTime() throws(SheetProblem) {
        if isOutOfTime() { throw SheetProblem(.outOfTime, "the limit on processor time was reached") }
    }

    /// Adds one line.
    ///
    /// - Throws: ``SheetProblem`` when it would be too much in all
    func line(_ compose: (inout JSONText) -> Void) throws(SheetProblem) {
        add(compose)
        if buffer.count >= Self.pieceBytes { try handOver() }
    }

    private func handOver() throws(SheetProblem) {
        byteCount += buffer.count
        guard byteCount <= SheetLimits.outputBytes else {
            throw SheetProblem(.expandsTooFar, "more than \(SheetLimits.outputBytes) bytes of rows")
        }
        try checkTime()
        flush()
    }

    private func add(_ compose: (inout JSONText) -> Void) {
        var text = JSONText(buffer)
        buffer = []
        compose(&text)
        text.raw("\n")
        buffer = text.bytes
    }

    /// Hands over the lines so far.
    package func flush() {
        buffer.withUnsafeBytes(write)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Says as the last line why the work ended early.
    package func fail(_ problem: SheetProblem) {
        add { text in
            text.raw("{\"error\":{\"code\":")
            text.string(problem.code.rawValue)
            text.raw(",\"detail\":")
            text.string(problem.detail)
            text.raw("}}")
        }
        flush()
    }
}
