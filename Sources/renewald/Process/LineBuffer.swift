import Foundation

/// Collects lines for standard output and writes them in large pieces.
struct LineBuffer: ~Copyable {
    private static let pieceBytes = 1 << 16
    private var pending: [UInt8] = []

    init() { pending.reserveCapacity(Self.pieceBytes + 4096) }

    mutating func append(_ line: String) { add(Console.printable(line)) }

    /// Adds a line whose fields were masked one by one: across a fingerprint nothing must be.
    mutating func append(masked line: String) { add(Console.harmless(line)) }

    private mutating func add(_ line: String) {
        pending.append(contentsOf: line.utf8)
        pending.append(UInt8(ascii: "\n"))
        if pending.count >= Self.pieceBytes { flush() }
    }

    mutating func flush() {
        Console.write(String(decoding: pending, as: UTF8.self), to: .standardOutput)
        pending.removeAll(keepingCapacity: true)
    }
}
