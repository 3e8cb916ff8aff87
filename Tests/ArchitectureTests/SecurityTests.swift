import Foundation
import Testing

/// The table of `SECURITY.md`: everything it promises is covered by existing tests.
@Suite struct SecurityTests {
    private struct Row {
        let cells: [String]

        /// The names in backticks, and faults such as F38, in the last cell.
        var proofs: [String] {
            let cell = cells.last ?? ""
            let quoted = cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset % 2 == 1 }.map { String($0.element) }
            return quoted + cell.matches(of: /\bF[0-9]{2}\b/).map { String($0.output) }
        }
    }

    private func rows() throws -> [Row] {
        let text = try String(contentsOf: SourceTree.root.appending(path: "SECURITY.md"), encoding: .utf8)
        let lines = text.components(separatedBy: "\n").filter { $0.hasPrefix("|") }
        return lines.dropFirst(2).map { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
            return Row(cells: cells.map { $0.trimmingCharacters(in: .whitespaces) })
        }
    }

    @Test func noCellIsEmpty() throws {
        let rows = try rows()
        #expect(rows.count > 20)
        for row in rows {
            #expect(row.cells.count == 4, "\(row.cells)")
            #expect(row.cells.allSatisfy { !$0.isEmpty && $0 != "–" }, "\(row.cells)")
            #expect(!row.proofs.isEmpty, "\(row.cells)")
        }
    }

    /// A proof is the name of a test function or suite, or the number of a fault.
    @Test func everyProofExists() throws {
        let names = Set(
            SourceTree.tests.flatMap(\.lines).flatMap { line in
                line.matches(of: /\b(?:func|struct|class) ([A-Za-z0-9]+)/).map { String($0.output.1) }
            }
        )
        let folder = SourceTree.root.appending(path: "Tests/Faults")
        let faults = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".py") }
            .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
            .flatMap { $0.matches(of: /@fault\("(F[0-9]{2})"/).map { String($0.output.1) } }
        for row in try rows() {
            for proof in row.proofs {
                #expect(names.contains(proof) || faults.contains(proof), "there is no test \(proof)")
            }
        }
    }
}
