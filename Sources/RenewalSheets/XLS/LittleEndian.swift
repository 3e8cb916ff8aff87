/// Numbers in a binary file, each looked up within bounds.
struct LittleEndian {
    let bytes: UnsafeRawBufferPointer

    var count: Int { bytes.count }

    func byte(at offset: Int) throws(SheetProblem) -> Int { Int(try load(UInt8.self, at: offset)) }
    func word(at offset: Int) throws(SheetProblem) -> Int { Int(UInt16(littleEndian: try load(at: offset))) }
    func doubleWord(at offset: Int) throws(SheetProblem) -> Int { Int(UInt32(littleEndian: try load(at: offset))) }

    func number(at offset: Int) throws(SheetProblem) -> Double {
        Double(bitPattern: UInt64(littleEndian: try load(at: offset)))
    }

    /// A part of it, looked up within bounds of its own.
    func slice(_ range: Range<Int>) throws(SheetProblem) -> LittleEndian {
        guard range.lowerBound >= 0, range.upperBound <= count else { throw Self.outside }
        return LittleEndian(bytes: UnsafeRawBufferPointer(rebasing: bytes[range]))
    }

    private func load<Value: BitwiseCopyable>(
        _ type: Value.Type = Value.self,
        at offset: Int
    ) throws(SheetProblem) -> Value {
        guard offset >= 0, offset + MemoryLayout<Value>.size <= count else { throw Self.outside }
        return bytes.loadUnaligned(fromByteOffset: offset, as: type)
    }

    private static var outside: SheetProblem { SheetProblem(.damaged, "a record ends too early") }
}
