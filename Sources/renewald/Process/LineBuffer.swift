import Foundation
import RenewalReports
import RenewalRules

/// Collects lines for standard output and writes them in large pieces.
struct LineBuffer: ~Copyable {
    private static let pieceBytes = 1 << 16
    private var pending: [UInt8] = []

    init() { pending.reserveCapacity(Self.pieceBytes + 4096) }

    mutating func append(_ line: ReportLine) {
        pending.append(contentsOf: line[.spoken].utf8)
        pending.append(UInt8(ascii: "\n"))
        if pending.count >= Self.pieceBytes { flush() }
    }

    mutating func append(_ lines: [ReportLine]) {
        for line in lines { append(line) }
    }

    mutating func flush() {
        Console.write(String(decoding: pending, as: UTF8.self), to: .standardOutput)
        pending.removeAll(keepingCapacity: true)
    }
}
