import Foundation
import RenewalTestSupport
import Testing

@testable import RenewalFiles

/// A registrant or an endpoint chose the text of a field: it must not create a cell, a row or a formula.
@Suite struct CSVWriterTests {
    /// What Swift merges with a neighbouring quote or separator into one character, and what can hide before a formula.
    private static let attacks = [
        "R\u{D4E},=cmd|' /C calc'!A0", "R\u{600},x", "say \"\u{301},=1+1", "\"\u{308}\r\n=1+1", "\"", "\"\"", "\r\n",
        "",
        "=1", " =1", "\u{A0}=1", "\u{3000}＝1", "\u{200B}+1", "\u{FEFF}@x", "\t=1", "\u{2800}-1", "\u{AD}=1", "'=1",
        "'", "''x", "\u{FE66}1", "\u{E0020}=1", "=\u{338}1", "\u{85}x", "\0=1", "\u{FFFD}=1", "\u{115F}=1",
    ]

    @Test func pythonReadsTheFieldsThatWereWritten() throws {
        var random = SplitMix(seed: 13)
        let records = Self.attacks.map { [$0, $0] } + (0..<3000).map { _ in Self.randomFields(&random) }
        for separator in [",", "\t"] {
            let writer = CSVWriter(separator: try #require(separator.utf8.first))
            let text = records.map { writer.record($0) + "\r\n" }.joined()
            let output = try ForeignProgram.python(Self.reader, arguments: [separator], input: Array(text.utf8))
            let read = try JSONDecoder().decode([[String]].self, from: Data(output.utf8))
            #expect(read.count == records.count)
            for (read, written) in zip(read, records) {
                #expect(zip(read, written).allSatisfy { $0.utf8.elementsEqual(FormulaGuard.guarded($1).utf8) })
                #expect(read.count == written.count)
            }
        }
    }

    /// Judges blanks by Python's own tables and returns what `csv` reads from the text.
    private static let reader = """
        import csv, io, json, sys, unicodedata
        text = sys.stdin.buffer.read().decode("utf-8", "strict")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sys.argv[1], strict=True))
        for row in rows:
            for cell in row:
                seen = cell.lstrip("".join(c for c in cell if unicodedata.category(c) in ("Cc", "Cf", "Zs", "Zl", "Zp")))
                assert seen[:1] not in tuple("=+-@＝＋－＠"), ascii(cell)
        print(json.dumps(rows))
        """

    @Test(arguments: attacks) func everyFieldIsQuoted(field: String) {
        let bytes = Array(CSVWriter().record([field, "x"]).utf8)
        #expect(bytes.first == 0x22 && bytes.suffix(5) == Array("\",\"x\"".utf8)[0...])
        #expect(FormulaGuard.restored(FormulaGuard.guarded(field)).utf8.elementsEqual(field.utf8))
    }

    /// Fields of arbitrary scalars, with those special to CSV far more often than by chance.
    private static func randomFields(_ random: inout SplitMix) -> [String] {
        (0..<Int.random(in: 1...6, using: &random)).map { _ in
            var field = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                let isPlain = Bool.random(using: &random)
                let value = UInt32.random(in: 0...(Bool.random(using: &random) ? 0x10FFFF : 0x3100), using: &random)
                let chosen =
                    isPlain ? ",\"'=+-@\t\r\n \u{301}\u{D4E}".unicodeScalars.randomElement(using: &random) : nil
                if let scalar = chosen ?? Unicode.Scalar(value) { field.append(scalar) }
            }
            return String(field)
        }
    }
}
