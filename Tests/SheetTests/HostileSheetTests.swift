import Foundation
import RenewalTestSupport
import Testing

/// Spreadsheets that somebody made to do harm, or that broke on their way.
@Suite struct HostileSheetTests {
    /// What `hostile.py` makes, by the code that answers it.
    static let refusals: [(code: String, files: [String])] = [
        ("empty", ["empty"]),
        (
            "not_a_workbook",
            ["text", "web-page", "xml-of-2003", "archive", "document", "odt", "excel-95", "word-97"]
        ),
        ("ods", ["ods"]),
        ("xlsb", ["xlsb"]),
        ("encrypted", ["encrypted-package", "encrypted-parts", "encrypted-xls"]),
        ("truncated", ["first-bytes", "first-bytes-xls", "sector-beyond"]),
        ("too_large", ["too-large"]),
        ("expands_too_far", ["bomb", "lying-bomb", "texts-bomb"]),
        (
            "entities",
            [
                "entities-in-the-workbook", "entities-in-a-sheet", "entities-in-shared-texts", "entities-in-styles",
                "entities-in-relationships", "entities-from-a-file", "document-type-alone",
            ]
        ),
        ("too_many_columns", ["wide", "wide-unplaced"]),
        ("too_many_rows", ["tall"]),
        ("too_many_sheets", ["many-sheets", "very-many-sheets"]),
        ("text_too_long", ["long-text", "long-shared-text", "very-long-text", "xls-record-too-long"]),
        (
            "damaged",
            [
                "nested", "beyond-xfd", "row-zero", "row-negative", "row-absurd", "row-words", "rows-backwards",
                "row-twice", "cell-elsewhere", "cell-twice", "cell-without-letters", "cell-unknown",
                "number-that-is-none", "number-too-large", "shared-text-missing", "shared-text-negative",
                "merged-nonsense", "merged-too-often", "sheet-with-a-long-name", "part-with-a-long-name",
                "sheet-missing", "workbook-missing", "sheet-without-part",
                "duplicate-part", "duplicate-part-in-capitals", "duplicate-part-in-backslashes", "overlapping-parts",
                "many-parts", "wrong-checksum", "wrong-bytes", "unknown-compression", "not-utf-8", "unfinished-xml",
                "two-roots", "no-xml", "sectors-go-round", "entries-go-round", "xls-without-beginning",
                "xls-sheet-nowhere",
                "xls-many-texts",
            ]
        ),
    ]

    @Test(arguments: refusals.flatMap { entry in entry.files.map { ($0, entry.code) } })
    func aHostileFileIsRefusedWithOneLine(name: String, code: String) throws {
        let folder = try TemporaryDirectory()
        let program = try SheetProgram("read", on: try Fixtures.hostile(name, in: folder))
        #expect(program.status == 65)
        #expect(program.errors == "")
        #expect(program.code == code, "\(program.lines.last ?? "nothing")")
        #expect(program.lines.count { $0.hasPrefix("{\"error\"") } == 1)
        #expect(!program.text.contains("{\"end\""))
        #expect((program.lines.last?.count ?? 0) < 300)
    }

    @Test(arguments: [
        "merged-all", "longest-text", "most-sheets", "utf-16", "behind-an-archive", "xls-with-an-embedded-one",
    ])
    func whatIsOnlyUnusualIsTold(name: String) throws {
        let folder = try TemporaryDirectory()
        let program = try SheetProgram("read", on: try Fixtures.hostile(name, in: folder))
        #expect(program.status == 0, "\(program.lines.last ?? "nothing")")
        #expect(program.lines.last?.hasPrefix("{\"end\"") == true)
    }

    @Test(arguments: ["wps.xlsx", "libreoffice.xlsx", "libreoffice.xls"])
    func aFileThatEndsEarlyIsRefusedWhereverItEnds(name: String) throws {
        let bytes = try Fixtures.bytes(name)
        for count in stride(from: 0, to: bytes.count - 1, by: max(1, bytes.count / 40)) {
            let program = try SheetProgram("read", on: Array(bytes.prefix(count)))
            // Behind the sheets of an .xls stands what says who made it.
            if name.hasSuffix(".xls"), program.status == 0 {
                #expect(program.output == (try Fixtures.bytes("\(name).jsonl")), "\(count) bytes of \(name)")
                continue
            }
            #expect(program.status == 65, "\(count) bytes of \(name)")
            let code = try #require(program.code)
            #expect(["empty", "truncated", "damaged"].contains(code), "\(count) bytes of \(name)")
        }
    }

    /// Whoever reads the rows knows at the end whether they are all.
    @Test func anErrorIsTheLastLine() throws {
        let folder = try TemporaryDirectory()
        let program = try SheetProgram("read", on: try Fixtures.hostile("rows-backwards", in: folder))
        #expect(program.lines.count == 4)
        #expect(program.lines[2] == "{\"row\":2,\"cells\":[1]}")
        #expect(program.code == "damaged")
    }
}
