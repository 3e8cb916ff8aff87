import Foundation
import RenewalTestSupport
import Testing

/// What is said of workbooks as WPS, LibreOffice, openpyxl and xlsxwriter make them.
@Suite struct ReadingTests {
    static let workbooks = [
        "wps.xlsx", "bare.xlsx", "strict.xlsx", "openpyxl.xlsx", "xlsxwriter.xlsx", "libreoffice.xlsx",
        "libreoffice.xls",
        "formats.xlsx", "formats.xls", "1904.xlsx", "1904.xls",
    ]

    @Test(arguments: workbooks) func aWorkbookSaysWhatItsSheetsShow(name: String) throws {
        let program = try SheetProgram("read", on: Fixtures.path(name))
        #expect(program.status == 0)
        #expect(program.errors == "")
        #expect(program.text == String(decoding: try Fixtures.bytes("\(name).jsonl"), as: UTF8.self))
    }

    /// openpyxl cannot open the other ones, or takes mere times for moments.
    @Test(arguments: ["openpyxl.xlsx", "libreoffice.xlsx", "libreoffice.xls", "1904.xlsx", "1904.xls"])
    func otherReadersReadTheSame(name: String) throws {
        let program = try SheetProgram("read", on: Fixtures.path(name))
        let said = try ForeignProgram.python(
            try Fixtures.script("compare.py"),
            arguments: [Fixtures.path(name)],
            input: program.output
        )
        #expect(said.hasSuffix(" cells are the same\n"))
    }

    /// 200 MiB in all, the program and its libraries included.
    @Test func aHundredThousandRowsNeedLittleMemory() throws {
        let folder = try TemporaryDirectory()
        let command =
            "prlimit --as=\(200 << 20) '\(SheetProgram.path)' read < '\(try Fixtures.hostile("large", in: folder))'"
        let text = try ForeignProgram.run("/bin/sh", ["-c", "\(command) | tail -n 2"])
        let cells = (899_991..<900_000).map { "\"单元格内容0\($0)号\"" }.joined(separator: ",")
        #expect(text == "{\"row\":100000,\"cells\":[\(cells)]}\n{\"end\":{\"rows\":100000}}\n")
    }

    /// A program that knows its standard input only as a pipe.
    @Test func aWorkbookMayComeThroughAPipe() throws {
        let command = "cat '\(Fixtures.path("wps.xlsx"))' | '\(SheetProgram.path)' read | cat"
        let text = try ForeignProgram.run("/bin/sh", ["-c", command])
        #expect(text == String(decoding: try Fixtures.bytes("wps.xlsx.jsonl"), as: UTF8.self))
    }

    @Test(arguments: [[], ["--help"], ["read", "file"], ["unknown"]]) func otherArgumentsAreRefused(words: [String])
        throws
    {
        let folder = try TemporaryDirectory()
        let files = ["out", "err"].map(folder.path)
        for file in files { try Data().write(to: URL(filePath: file)) }
        let process = try ChildProcess(SheetProgram.path, words, output: files[0], errors: files[1])
        #expect(process.waitForEnd() == 64)
        #expect(try String(contentsOfFile: files[1], encoding: .utf8).hasPrefix("renewald-sheet: usage"))
    }

    /// Chinese offices send GBK; a short text may look like anything.
    @Test func encodingsAreGuessed() throws {
        let gbk: [UInt8] = [0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0xB9, 0xA4, 0xD7, 0xF7, 0xB5, 0xA5, 0xCE, 0xBB, 0x0A]
        let guess = try SheetProgram("encoding", on: Array(repeating: gbk, count: 20).flatMap { $0 })
        #expect(guess.text == "{\"encoding\":\"GB18030\",\"by\":\"uchardet\"}\n")
        let utf8 = try SheetProgram("encoding", on: Array(String(repeating: "姓名,工作单位\n", count: 20).utf8))
        #expect(utf8.text == "{\"encoding\":\"UTF-8\",\"by\":\"uchardet\"}\n")
        let nothing = try SheetProgram("encoding", on: [])
        #expect(nothing.text == "{\"encoding\":null}\n")
        #expect(nothing.status == 0)
    }
}
