import Foundation
import RenewalTestSupport
import Testing

@testable import RenewalReports

/// How many columns a terminal gives to a text.
@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("plan", 4), ("提醒", 4), ("Ａ（１）", 8), ("·—…“”", 5), ("e\u{301}", 1), ("\u{200B}a", 1), ("한글", 4),
        ("각", 2), ("❤", 1), ("❤️", 2), ("😀", 2), ("👍🏽", 2), ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("1️⃣", 2), ("🇨🇳🇫🇷", 4),
    ])
    func aTextTakesSoManyColumns(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
    }

    @Test func paddingCountsColumns() {
        #expect("到期".padded(to: 6) == "到期  " && "到期".padded(to: 4) == "到期 " && "due".padded(to: 6) == "due   ")
    }

    /// Both are made from the same version of Unicode; wcwidth counts control characters as -1.
    @Test func everyScalarIsAsWideAsWcwidthSays() throws {
        let script = """
            import wcwidth
            print(wcwidth.list_versions()[-1])
            codes = [code for code in range(0x110000) if not 0xD800 <= code < 0xE000]
            print("".join(str(max(0, wcwidth.wcwidth(chr(code)))) for code in codes))
            """
        let lines = try ForeignProgram.python(script).split(separator: "\n")
        #expect(lines.first.map(String.init) == DisplayWidth.unicodeVersion)
        let widths = try #require(lines.last).utf8.map { Int($0) - 48 }
        let scalars = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init)
        try #require(widths.count == scalars.count)
        let differing = zip(scalars, widths).filter { DisplayWidth.of($0) != $1 }.map(\.0.value)
        #expect(differing.map { String($0, radix: 16) } == [])
    }

    @Test func sequencesAreAsWideAsWcwidthSays() throws {
        let texts = ["❤️", "👍🏽", "👨‍👩‍👧", "🇨🇳", "1️⃣", "🏳️‍🌈", "👩🏾‍🚒", "王e\u{301}明", "電話☎️", "각국", "™", "™️"]
        let script = "import sys, wcwidth\nfor text in sys.argv[1:]: print(wcwidth.wcswidth(text))"
        let widths = try ForeignProgram.python(script, arguments: texts).split(separator: "\n").compactMap { Int($0) }
        #expect(texts.map { DisplayWidth.of($0) } == widths)
    }

    @Test func theTableIsAsTheScriptMakesIt() throws {
        let script = "import runpy, sys\nsys.argv = sys.argv[1:]\nrunpy.run_path(sys.argv[0], run_name='__main__')"
        let path = ForeignProgram.repository.appending(path: "Scripts/widths").path
        _ = try ForeignProgram.python(script, arguments: [path])
    }
}
