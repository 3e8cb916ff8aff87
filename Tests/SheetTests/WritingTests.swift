import Foundation
import RenewalTestSupport
import Testing

/// What `write` makes of JSON Lines, seen by others and by `read`.
@Suite struct WritingTests {
    private static let register = """
        {"sheet":{"name":"登记表","columns":[{"title":"姓名","width":12,"format":"text","note":"与身份证一致"},\
        {"title":"有效期至","width":14,"format":"date"},{"title":"注册类别","format":"text","list":["煤矿安全","化工安全"]},\
        {"title":"省份","list":["北京,天津","上海"]},{"title":"人数","format":"number"}],"header":true}}
        {"cells":["张三",{"date":"2027-03-05"},"煤矿安全",null,12.5]}
        {"cells":["=1+1",{"date":"2027-03-05T08:30:00"},"00123","@SUM(A1)",true]}
        {"cells":[]}
        {"cells":[{"error":"#N/A"},{"date":"1899-12-31"},"+1"]}
        {"sheet":{"name":"填写说明","columns":[{"width":80,"format":"text"}],"header":false}}
        {"cells":["一行一人"]}

        """

    private func written(_ lines: String) throws -> [UInt8] {
        let program = try SheetProgram("write", on: Array(lines.utf8))
        #expect(program.status == 0, "\(program.text.prefix(200))")
        #expect(program.errors == "")
        return program.output
    }

    @Test func openpyxlFindsWhatWasOrdered() throws {
        let folder = try TemporaryDirectory()
        try Data(try written(Self.register)).write(to: folder.url.appending(path: "a.xlsx"))
        let script = """
            import openpyxl, sys
            book = openpyxl.load_workbook(sys.argv[1])
            first, second, lists = book.worksheets
            print(first.title, second.title, lists.sheet_state, first.freeze_panes, first.auto_filter.ref)
            print([cell.value for cell in first[1]], {cell.font.b for cell in first[1]})
            for row in first.iter_rows(min_row=2, values_only=True): print([str(value) for value in row])
            print(sorted({cell.data_type for row in first for cell in row}), first["B2"].number_format, first["B3"].number_format)
            print([first.column_dimensions[letter].number_format for letter in "ABCE"], second.freeze_panes)
            for rule in first.data_validations.dataValidation: print(rule.sqref, rule.type, rule.formula1, rule.prompt)
            print([cell.value for row in lists for cell in row], second["A1"].value, book.properties.created)
            """
        let said = try ForeignProgram.python(script, arguments: [folder.path("a.xlsx")])
        #expect(
            said == """
                登记表 填写说明 hidden A2 A1:E5
                ['姓名', '有效期至', '注册类别', '省份', '人数'] {True}
                ['张三', '2027-03-05 00:00:00', '煤矿安全', 'None', '12.5']
                ['=1+1', '2027-03-05 08:30:00', '00123', '@SUM(A1)', 'True']
                ['None', 'None', 'None', 'None', 'None']
                ['#N/A', '1899-12-31', '+1', 'None', 'None']
                ['b', 'd', 'n', 's'] yyyy-mm-dd yyyy-mm-dd hh:mm:ss
                ['@', 'yyyy-mm-dd', '@', 'General'] None
                A2:A1048576 None None 与身份证一致
                C2:C1048576 list "煤矿安全,化工安全" None
                D2:D1048576 list 'renewald.lists'!$A$1:$A$2 None
                ['北京,天津', '上海'] 一行一人 2020-01-01 00:00:00

                """
        )
    }

    @Test func libreOfficeOpensItAndChangesNothing() throws {
        let folder = try TemporaryDirectory()
        try Data(try written(Self.register)).write(to: folder.url.appending(path: "a.xlsx"))
        let office = ["-env:UserInstallation=file://\(folder.path("user"))", "--headless", "--convert-to", "xlsx"]
        _ = try ForeignProgram.run(
            "/usr/bin/soffice",
            office + ["--outdir", folder.path("out"), folder.path("a.xlsx")]
        )
        let before = try SheetProgram("read", on: folder.path("a.xlsx"))
        let after = try SheetProgram("read", on: folder.path("out") + "/a.xlsx")
        #expect(after.status == 0)
        #expect(after.lines == before.lines)
    }

    @Test func theSameLinesGiveTheSameBytes() throws {
        #expect(try written(Self.register) == (try written(Self.register)))
    }

    /// Any text, number and day of a seeded generator; the first column is never empty, so that no row is blank.
    @Test(arguments: [UInt64](1...3)) func whatWasWrittenIsReadAgain(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let rows = (0..<200).map { _ in
            "\"row\"," + (0..<8).map { _ in RandomCell.json(&random) }.joined(separator: ",") + ",1"
        }
        let columns = Array(repeating: "{}", count: 10).joined(separator: ",")
        let order = "{\"sheet\":{\"name\":\"S\",\"columns\":[\(columns)],\"header\":false}}\n"
        let bytes = try written(order + rows.map { "{\"cells\":[\($0)]}\n" }.joined())
        let read = try SheetProgram("read", on: bytes)
        let cells = read.lines.dropFirst(2).dropLast()
        #expect(cells.count == rows.count)
        for (line, row) in zip(cells, rows.enumerated()) {
            let written = "{\"row\":\(row.offset + 1),\"cells\":[\(row.element)]}"
            #expect(try ReadRow(line) == ReadRow(written))
        }
    }

    @Test(
        arguments: [
            ("", "bad_request"), ("{}", "bad_request"), ("[]", "bad_request"), ("{\"cells\":[1]}", "bad_request"),
            ("{\"sheet\":{\"name\":\"a/b\",\"columns\":[],\"header\":false}}", "bad_request"),
            ("{\"sheet\":{\"name\":\"\",\"columns\":[],\"header\":false}}", "bad_request"),
            (
                "{\"sheet\":{\"name\":\"a\",\"columns\":[{\"note\":\"\(String(repeating: "a", count: 256))\"}],\"header\":false}}",
                "bad_request"
            ),
            (
                "{\"sheet\":{\"name\":\"a\",\"columns\":[],\"header\":false}}\n"
                    + "{\"cells\":[\"\(String(repeating: "a", count: 32_768))\"]}", "text_too_long"
            ),
            (
                "{\"sheet\":{\"name\":\"a\",\"columns\":[],\"header\":false}}\n"
                    + "{\"cells\":[\(String(repeating: "1,", count: 1000))1]}", "too_many_columns"
            ),
            (
                (0..<100).map { "{\"sheet\":{\"name\":\"a\($0)\",\"columns\":[],\"header\":false}}\n" }.joined(),
                "too_many_sheets"
            ),
        ]
    )
    func anImpossibleOrderIsRefused(lines: String, code: String) throws {
        let program = try SheetProgram("write", on: Array(lines.utf8))
        #expect(program.status == 65)
        #expect(program.code == code)
        #expect(program.lines.count == 1)
    }
}

/// A row as it was told.
private struct ReadRow: Decodable, Equatable {
    enum Cell: Decodable, Equatable {
        case truth(Bool)
        case number(Double)
        case text(String)
        case object([String: String])

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let object = try? value.decode([String: String].self) {
                self = .object(object)
            } else if let text = try? value.decode(String.self) {
                self = .text(text)
            } else if let number = try? value.decode(Double.self) {
                self = .number(number)
            } else {
                self = .truth(try value.decode(Bool.self))
            }
        }
    }

    let row: Int
    let cells: [Cell?]

    init(_ line: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(line.utf8)) }
}

/// Cells that are hard to keep.
private enum RandomCell {
    private static let texts = [
        "=1+1", "+8613800000000", "00123", "_x000D_", "_x005F_", "_", "__x0041__", " 前后 ", "\\t\\n\\r",
        "\\u0001\\u001f",
        "&amp;<b>\\\"'", "]]>", "\\ud83d\\ude00", "李\\u0301", "\\u00a0", "1.38E+10", "#N/A", "true", "null", "\\ufeff",
    ]

    static func json(_ random: inout SplitMix) -> String {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: "null"
        case 1: Bool.random(using: &random) ? "true" : "false"
        // Spreadsheets keep fifteen digits.
        case 2:
            "\(Int.random(in: -999_999_999_999_999...999_999_999_999_999, using: &random))"
                + "e\(Int.random(in: -300...290, using: &random))"
        case 3: "\(Int.random(in: -1_000_000_000...1_000_000_000, using: &random))"
        case 4: day(&random)
        default: "\"\(texts.randomElement(using: &random) ?? "")\""
        }
    }

    private static func day(_ random: inout SplitMix) -> String {
        let (year, month) = (Int.random(in: 1901...9998, using: &random), Int.random(in: 1...12, using: &random))
        let day = Int.random(in: 1...28, using: &random)
        let time = Bool.random(using: &random) ? "" : "T08:30:59"
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return "{\"date\":\"\(year)-\(two(month))-\(two(day))\(time)\"}"
    }
}
