import Foundation
import GRDB
import Testing

@testable import RenewalRegistry

/// Import and scan fold ids by the same rule.
@Suite struct FoldedIDTests {
    @Test(
        arguments: [
            ("R-1", "R-1"), ("R-1 ", "R-1"), (" \t R-1\u{A0}\u{3000}\n", "R-1"), ("R 1", "R 1"), ("R\u{3000}1", "R 1"),
            ("\u{200B}R-1", "R-1"), ("R\u{AD}-\u{2060}1\u{FEFF}", "R-1"), ("R-1\u{FE0F}\u{202E}", "R-1"),
            ("\u{FF32}\u{FF0D}\u{FF11}", "R-1"), ("\u{FF5E}\u{FF01}", "~!"), ("Re\u{301}-1", "R\u{E9}-1"),
            ("\u{FF32}\u{FF45}\u{200B}\u{301}", "R\u{E9}"), ("甲001", "甲001"), ("登-１", "登-1"), ("\u{212B}", "\u{C5}"),
            ("", ""), (" \u{200B} ", ""), ("r-1", "r-1"), ("〇", "〇"), ("R\u{2013}1", "R\u{2013}1"),
        ]
    )
    func lookalikeIDsFoldToTheSame(id: String, folded: String) {
        let found = FoldedID(id)
        #expect(Array(found.text.utf8) == Array(folded.utf8))
        #expect(found.isWritten(id) == (Array(id.utf8) == Array(folded.utf8)))
        #expect(FoldedID(found.text).isWritten(found.text), "folding twice is folding once")
    }

    @Test func everyCharacterFoldsOnce() {
        for value in UInt32(0)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let folded = FoldedID("a\(scalar)b").text
            #expect(FoldedID(folded).isWritten(folded), "U+\(String(value, radix: 16))")
        }
    }

    @Test func sqlFunctionFoldsAlikeAndRejectsImpossibleIDs() throws {
        let queue = try DatabaseQueue()
        try queue.write { database in
            try FoldedID.addFunction(to: database)
            func folded(_ value: String) throws -> String? {
                try String.fetchOne(database, sql: "SELECT renewald_folded(\(value))")
            }
            #expect(try folded("'R-1'") == "R-1")
            #expect(try folded("' \u{FF32}-1'") == "R-1")
            #expect(try folded("'登-１'") == "登-1")
            #expect(try folded("' '") == "")
            let none = ["NULL", "1", "x'5231'", "CAST(x'52A0' AS TEXT)", "CAST(x'520031' AS TEXT)", "'R' || char(10)"]
            for value in none { #expect(try folded(value) == nil, "\(value)") }
        }
    }
}
