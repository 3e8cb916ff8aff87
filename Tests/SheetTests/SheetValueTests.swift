import Foundation
import Testing

@testable import RenewalSheets

/// The values of cells, apart from any file.
@Suite struct SheetValueTests {
    private func day(_ date: SheetDate?) -> String? {
        date.map { "\($0.year)-\($0.month)-\($0.day) \($0.secondOfDay)" }
    }

    @Test(
        arguments: [
            (0.0, nil), (0.5, nil), (-1.0, nil), (1.0, "1900-1-1 0"), (31.0, "1900-1-31 0"), (59.0, "1900-2-28 0"),
            (60.0, nil), (61.0, "1900-3-1 0"), (25569.0, "1970-1-1 0"), (36585.0, "2000-2-29 0"),
            (46451.0, "2027-3-5 0"),
            (46451.5, "2027-3-5 43200"), (46451.999999, "2027-3-6 0"), (46451.999, "2027-3-5 86314"),
            (2958465.0, "9999-12-31 0"), (2958465.999999, nil), (2958466.0, nil),
        ]
    )
    func serialNumbersCountFrom1900(serial: Double, expected: String?) {
        #expect(day(SheetDate(serial: serial, from: .of1900)) == expected)
    }

    @Test(arguments: [(1.0, "1904-1-2 0"), (60.0, "1904-3-1 0"), (44989.0, "2027-3-5 0"), (2957004.0, nil)])
    func serialNumbersCountFrom1904(serial: Double, expected: String?) {
        #expect(day(SheetDate(serial: serial, from: .of1904)) == expected)
    }

    /// Every day of the calendar, against Foundation's.
    @Test func everyDayFollowsTheOneBefore() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        let first = try #require(calendar.date(from: DateComponents(year: 1899, month: 12, day: 30)))
        for serial in stride(from: 61, to: 2_958_466, by: 97) {
            let date = try #require(calendar.date(byAdding: .day, value: serial, to: first))
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            let ours = try #require(SheetDate(serial: Double(serial), from: .of1900))
            #expect((ours.year, ours.month, ours.day) == (parts.year ?? 0, parts.month ?? 0, parts.day ?? 0))
        }
    }

    @Test(
        arguments: [
            ("2027-03-05", "2027-3-5 0"), ("2027-03-05T08:30:00", "2027-3-5 30600"),
            ("2027-03-05T08:30", "2027-3-5 30600"),
            ("2027-03-05T08:30:00.000Z", "2027-3-5 30600"), ("2028-02-29", "2028-2-29 0"), ("2027-02-29", nil),
            ("2027-13-01", nil), ("2027-03", nil), ("T08:30:00", nil), ("2027-03-05T25:00:00", nil), ("", nil),
            ("a-b-c", nil),
        ]
    )
    func daysAreReadAsISO8601WritesThem(text: String, expected: String?) {
        #expect(day(SheetDate(iso: text)) == expected)
    }

    @Test func formatsWithANumberAreThoseOfChineseExcelToo() {
        let dates = (0...100).filter { NumberFormat(builtIn: $0) == .date }
        #expect(dates == Array(14...17) + [22] + Array(27...36) + Array(50...58))
        #expect(NumberFormat(builtIn: -1) == .plain)
    }

    @Test(
        arguments: [
            "yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy年m月d日;@", "m/d", "mmm-yy", "[$-404]e/m/d", "dddd",
            "aaaa",
            "[DBNum1][$-804]yyyy\"年\"m\"月\"", "YYYY/M/D H:MM AM/PM", "[Red]d", "\\d d", "m\"月\"", "[$-804]ggge\"年\"",
        ]
    )
    func aFormatThatShowsADayIsADate(code: String) { #expect(NumberFormat(code: code) == .date) }

    @Test(
        arguments: [
            "", "General", "G/通用格式", "0", "0.00", "#,##0", "0.00E+00", "@", "h:mm", "mm:ss", "[h]:mm", "h:mm AM/PM",
            "[Red]0.0",
            "\"day\"0.0", "\\d0.0", "_d0.0", "*d0.0", "0.0;yyyy", "[$-804]上午/下午h\"时\"", "?/?", "0%", "\"yyyy", "[yyyy",
            "\\",
        ]
    )
    func anotherFormatLeavesTheNumber(code: String) { #expect(NumberFormat(code: code) == .plain) }

    @Test(
        arguments: [
            ("00000", 123.0, "00123"), ("00000", 1_234_567.0, "1234567"), ("00000", 0.0, "00000"),
            ("00000", 12.5, "00013"),
            ("\"注\"0000", 7.0, "注0007"), ("0\"年\"", 5.0, "5年"), ("\\A00;00", 1.0, "A01"), ("00000", -1.0, nil),
            ("00000", 1e15, nil), ("00000", 999_999_999_999_999.0, "999999999999999"),
        ]
    )
    func aFormatOfZerosIsTheTextThatIsShown(code: String, value: Double, shown: String?) throws {
        let cell = CellValue.number(value, under: NumberFormat(code: code), from: .of1900)
        #expect(cell == (shown.map { CellValue.words($0.utf8) } ?? .number(value)))
    }

    @Test(
        arguments: [
            ("A1", 1, 1), ("Z9", 26, 9), ("AA10", 27, 10), ("XFD1048576", 16_384, 1_048_576), ("$B$3", 2, 3),
            ("ab3", 28, 3),
        ]
    )
    func placesAreRead(text: String, column: Int, row: Int) throws {
        let place = try #require(CellReference(text))
        #expect(place.column == column)
        #expect(place.row == row)
    }

    @Test(arguments: [
        "", "A", "1", "A0", "1A", "A1B", "XFE1", "A1048577", "A-1", "A1:B2", "Ａ1", "A99999999999999999999",
    ])
    func whatIsNoPlaceIsNone(text: String) { #expect(CellReference(text) == nil) }

    @Test(arguments: [("A3:B7", 3, 7, 1), ("B7:A3", 3, 7, 1), ("C1:C1", 1, 1, 3)])
    func rangesAreRead(text: String, top: Int, bottom: Int, left: Int) {
        #expect(MergedRange(text) == MergedRange(top: top, bottom: bottom, left: left))
    }

    @Test(
        arguments: [
            ("a_x000D_b", "a\rb"), ("_x005F_x000D_", "_x000D_"), ("_xD83D__xDE00_", "😀"), ("_xD83D_", "\u{FFFD}"),
            ("_x00e9_", "é"), ("_x000_", "_x000_"), ("_x000G_", "_x000G_"), ("x000D_", "x000D_"), ("_x000D", "_x000D"),
            ("甲_x0041_乙", "甲A乙"),
        ]
    )
    func escapedCharactersAreRead(written: String, shown: String) {
        #expect(String(decoding: CellText.unescaped(Array(written.utf8)), as: UTF8.self) == shown)
    }

    @Test(
        arguments: [
            (0.0, "0"), (-0.0, "0"), (46450.0, "46450"), (13_800_000_000.0, "13800000000"), (0.1, "0.1"),
            (-0.5, "-0.5"), (1e22, "1e+22"), (.leastNonzeroMagnitude, "5e-324"),
            (.greatestFiniteMagnitude, "1.7976931348623157e+308"), (999_999_999_999_999, "999999999999999"),
            (1e15, "1000000000000000"), (0.30000000000000004, "0.30000000000000004"),
        ]
    )
    func numbersAreAsShortAsTheyReadBackTheSame(value: Double, written: String) throws {
        var text = JSONText([])
        text.number(value)
        #expect(String(decoding: text.bytes, as: UTF8.self) == written)
        #expect(Double(written) == value)
    }

    @Test func columnsHiddenToTheEndOfTheSheetAreNamedAsFarAsTheyCanBeUsed() {
        var layout = SheetLayout()
        layout.hide(columns: 999...16_384)
        layout.hide(columns: 1000...1000)
        layout.hide(columns: 1001...16_384)
        #expect(layout.hiddenColumns == [999, 1000])
    }

    @Test func whatIsMergedDownwardsBelongsToEveryRow() {
        var merged = MergedCells([
            MergedRange(top: 2, bottom: 4, left: 1), MergedRange(top: 4, bottom: 5, left: 3),
            MergedRange(top: 3, bottom: 9, left: 4),
        ])
        func filled(_ row: Int, _ cells: [CellValue]) -> [CellValue] {
            var cells = cells
            merged.fill(&cells, ofRow: row)
            return cells
        }
        let (a, b, c) = (CellValue.number(1), CellValue.number(2), CellValue.number(3))
        #expect(filled(1, [b]) == [b])
        #expect(filled(2, [a]) == [a])
        // Row 3 is blank, so that the range that begins there has no value.
        #expect(filled(4, [b, b, c]) == [a, b, c])
        #expect(filled(5, [b]) == [b, .empty, c])
        #expect(filled(6, [b, b, b, b]) == [b, b, b, b])
    }
}
