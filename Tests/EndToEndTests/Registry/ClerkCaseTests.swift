import Foundation
import RenewalTestSupport
import Testing

/// Small files that failed in offices, and what must be said of each.
@Suite(.startsPrograms) struct ClerkCaseTests {
    private func office(with files: String...) throws -> ClerkOffice {
        let office = try ClerkOffice()
        for file in files {
            let source = ClerkOffice.fixtures.appending(path: "clerk/\(file)")
            try FileManager.default.copyItem(atPath: source.path, toPath: office.path(file))
        }
        return office
    }

    private func exported(_ table: String, _ columns: Int..., from office: ClerkOffice) throws -> [String] {
        let text = try office.said(["registry", "export", table, "--registry", office.path("registry.db")]).output
        return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
            let cells = line.replacing("\"", with: "").split(separator: ",", omittingEmptySubsequences: false).map(
                String.init
            )
            return columns.map { cells[$0] }.joined(separator: " ")
        }
    }

    @Test(arguments: ["名单-gbk.csv", "名单-utf8-bom.csv"]) func aListWithTitleRow(file: String) throws {
        let office = try office(with: file)
        let dry = try office.importing(file)
        #expect(dry.status == 65)
        let form = file.contains("gbk") ? "GBK 编码" : "UTF-8 BOM 编码"
        #expect(dry.output.hasPrefix("\(office.path(file))：\(form)，逗号分隔，表头在第 2 行\n"))
        // The row of the sheet is the number in its first column and two.
        #expect(
            Array(dry.findings.prefix(18))
                == """
                第 3 行读作：谢强 | 13800000001 | xie.qiang@example.test | 甲矿业有限公司（示例） | 32202300001 | 煤矿安全 | 2027-02-20
                第 4 行读作：郑伟 | 13800000002 | zheng.wei@example.test | 甲矿业有限公司（示例） | 32202300002 | 化工安全 | 2027-03-05
                第 5 行读作：王一 | — | wang.yi@example.test | 乙化工有限公司（示例） | 32202300003 | 化工安全 | 2027-03-05
                新增（6）：
                  第 3 行  谢强  32202300001  有效期至 2027-02-20
                  第 4 行  郑伟  32202300002  有效期至 2027-03-05
                  第 5 行  王一  32202300003  有效期至 2027-03-05
                  第 6 行  张三  32202300004  有效期至 2027-03-15
                  第 7 行  李四  32202300005  有效期至 2027-03-04
                  第 8 行  买买提·艾力  32202300006  有效期至 2027-04-01
                请核对，这些行仍会导入（3）：
                  第 5 行  手机号已被表格软件改成科学计数法，后几位丢失；请将该列设为“文本”格式，再重新填写
                  第 7 行  有效期至是日期的序号，已换算成 2027-03-04
                  第 8 行  注册类别不是安全工程师的注册类别（消防属注册消防工程师）；已照录，请核对是否应为“其他安全（不包括消防安全）”
                不能导入（2）：
                  第 9 行  张三  32202300007  有效期至年份只有两位，分不清年、月、日；请写成 2027-03-05 这样
                  第 10 行  赵六  工作单位是公式的错误值 #N/A；请改正公式，或直接填写内容；注册号已被表格软件改成科学计数法，后几位丢失；请将该列设为“文本”格式，再重新填写；有效期至是不存在的日期；请核对
                合计：新增 6，变更 0，续期 0，未变 0，不能导入 2
                """.split(separator: "\n").map(String.init)
        )
        #expect(try office.importing(file, "--write", "--skip-bad").output.contains("已写入登记库"))
        let categories = try exported("registration", 1, 5, from: office)
        #expect(categories.contains("32202300004 其他安全（不包括消防安全）"))
        // Two recipients of one person, and nobody for 李四.
        let planned = try office.planned()
        #expect(planned.contains { $0.hasSuffix("holder 2027-03-15 hr@example.test zhang.san@example.test") })
        #expect(planned.contains { $0.hasPrefix("data.contact_missing") })
        // Mended, the seventh row is another person than the fourth.
        let text = try String(
            contentsOf: ClerkOffice.fixtures.appending(path: "clerk/名单-utf8-bom.csv"),
            encoding: .utf8
        )
        try office.write(text.replacing("27/5/6", with: "2027-05-06"), to: "改好.csv")
        _ = try office.importing("改好.csv", "--write", "--skip-bad")
        #expect(try exported("person", 1, from: office).count { $0 == "张三" } == 2)
    }

    @Test(arguments: [("person-one-gbk.csv", ["谢强"]), ("person-three-gbk.csv", ["谢强", "郑伟", "王一"])])
    func chineseNamesThatCouldBeOtherLetters(file: String, names: [String]) throws {
        let office = try office(with: file)
        #expect(try office.importing(file, "--write").status == 0)
        #expect(try exported("person", 1, from: office) == names)
    }

    @Test func oneIDInFiveSpellings() throws {
        let office = try office(with: "ids.csv")
        try office.write("id,name,email\nP-1,张三,zhang.san@example.test\n", to: "person.csv")
        #expect(try office.importing("person.csv", "--write").status == 0)
        let dry = try office.importing("ids.csv")
        #expect(dry.status == 65)
        for line in 3...5 { #expect(dry.errors.contains("ids.csv:\(line): id")) }
        #expect(!dry.errors.contains("ids.csv:2:") && !dry.errors.contains("ids.csv:6:"))
        #expect(try office.importing("ids.csv", "--write", "--skip-bad").status == 65)
        // The import keeps what the scan finds.
        let ids = try exported("registration", 0, from: office)
        #expect(ids.count == 2 && ids.first == "R-1")
        _ = try office.planned()
        let found = try office.said(["explain", "--config", office.path("renewald.yaml"), ids[1]])
        #expect(found.status == 0, "\(found.errors)")
        let decomposed = try office.said(["explain", "--config", office.path("renewald.yaml"), "Re\u{301}-1"])
        #expect(decomposed.output == found.output)
    }

    @Test func rowNumbersAsIDs() throws {
        let office = try office(with: "shifted-1.csv", "shifted-2.csv")
        #expect(try office.importing("shifted-1.csv", "--table", "person", "--write").status == 0)
        let second = try office.importing("shifted-2.csv", "--table", "person", "--write", "--skip-bad")
        #expect(second.status == 65)
        #expect(try exported("person", 0, 1, from: office) == ["1 张三", "2 李四"])
    }

    @Test func whatSpreadsheetsLeaveBehind() throws {
        let office = try office(with: "artefacts.csv")
        let dry = try office.importing("artefacts.csv", "--table", "person")
        #expect(dry.status == 65)
        let lines = dry.errors.split(separator: "\n")
        for (line, column) in [(2, "id"), (3, "phone"), (4, "name"), (5, "name")] {
            #expect(lines.contains { $0.contains("artefacts.csv:\(line): \(column)") })
        }
        #expect(dry.errors.contains("#N/A") && dry.errors.contains("\u{FFFD}"))
        try office.write("id,name,email,phone\n=\"00123\",李四,b@example.test,'13800000002\n", to: "person.csv")
        #expect(try office.importing("person.csv", "--write").status == 0)
        #expect(try exported("person", 0, 1, from: office) == ["00123 李四"])
    }
}

/// More of the same kinds.
@Suite(.startsPrograms) struct ClerkSheetTests {
    private struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        /// What must be among the lines.
        let said: [String]
        /// What must not.
        var unsaid: [String] = []
        var status: Int32 = 0
        /// As Python names it.
        var encoding = "utf-8"
    }

    private static let row = "张三,13800000004,32202300004,2027-03-15"

    private static let cases = [
        Case(
            testDescription: "UTF-16 with tabs, as Excel's Unicode text",
            text: "\u{FEFF}姓名\t手机号\t注册号\t有效期至\r\n张三\t13800000004\t32202300004\t2027/3/15\r\n",
            said: ["UTF-16", "制表符分隔", "新增（1）", "有效期至 2027-03-15"],
            encoding: "utf-16-le"
        ),
        Case(
            testDescription: "a line that names the separator",
            text: "sep=;\n姓名;手机号;注册号;有效期至\n张三;13800000004;32202300004;2027.3.15\n",
            said: ["分号分隔，表头在第 2 行", "第 3 行  张三  32202300004  有效期至 2027-03-15"]
        ),
        Case(
            testDescription: "numbered rows that nobody has filled in, and who made the sheet",
            text: "序号,姓名,手机号,注册号,有效期至\n1,\(row)\n2,,,,\n3,,,,\n制表人：王五,,,,\n",
            said: ["合计：新增 1，变更 0，续期 0，未变 0，不能导入 0"]
        ),
        Case(
            testDescription: "the header again on every printed page",
            text: "姓名,手机号,注册号,有效期至\n\(row)\n姓 名,手机号,注册号,有效期至\n李四,13800000005,32202300005,2027-03-16\n",
            said: ["合计：新增 2，变更 0，续期 0，未变 0，不能导入 0"]
        ),
        Case(
            testDescription: "line breaks in titles and commas in cells",
            text: "\"姓\n名\",\"手机号\n（必填）\",注册号,\"有效期\n至\",工作单位\n张三,13800000004,32202300004,2027-03-15,\"甲,乙公司\"\n",
            said: ["第 5 行读作：张三 | 13800000004 | 32202300004 | 2027-03-15 | 甲,乙公司"]
        ),
        Case(
            testDescription: "days as databases and people write them",
            text: "姓名,手机号,注册号,有效期至\n张三,13800000004,1001,2027-03-05 00:00:00\n李四,13800000005,1002,"
                + "2027年03月05日（周五）\n王五,13800000006,1003,2022.03.06-2027.03.05\n赵六,13800000007,1004,二〇二七年三月五日\n",
            said: [
                "张三  1001  有效期至 2027-03-05", "李四  1002  有效期至 2027-03-05", "王五  1003  有效期至 2027-03-05",
                "赵六  1004  有效期至 2027-03-05",
            ]
        ),
        Case(
            testDescription: "numbers kept by a tab, a quote or a formula",
            text:
                "姓名,身份证号,注册号,有效期至\n张三,\t110101198401010041,=\"0012\",2027-03-15\n李四,'110101198501010051,'0013,2027-03-16\n",
            said: ["张三  0012  有效期至", "李四  0013  有效期至", "不能导入 0"],
            unsaid: ["请核对"]
        ),
        Case(
            testDescription: "two columns that say the same",
            text: "姓名,手机号,联系电话,注册号,有效期至\n张三,13800000004,010-1234567,32202300004,2027-03-15\n",
            said: ["重复的列：联系电话", "--ignore-columns"],
            status: 65
        ),
        Case(
            testDescription: "a column nobody knows",
            text: "姓名,手机号,血型,注册号,有效期至\n张三,13800000004,A,32202300004,2027-03-15\n",
            said: ["不认识的列：血型", "--save-map"],
            unsaid: ["\n  renewald registry import 名单.csv --registry registry.db --write\n"],
            status: 65
        ),
        Case(
            testDescription: "no column that says when anything ends",
            text: "姓名,手机号,注册号\n张三,13800000004,32202300004\n李四,13800000005,32202300005\n",
            said: ["不能导入（2）：\n  表中没有“有效期至”一列，各行都无从知道何时到期\n合计：", "--save-map columns"],
            unsaid: ["第 2 行  张三", "--rejects"],
            status: 65
        ),
        Case(
            testDescription: "who issues is not who takes the application",
            text: "姓名,手机号,单位,发证机关,初审机构,注册号,有效期至\n张三,13800000004,甲公司,应急管理部,某省应急管理厅,32202300004,2027-03-15\n",
            said: [
                "使用的列：姓名、手机号、单位（工作单位）、初审机构（注册初审机构）、注册号、有效期至\n用不到的列：发证机关\n",
                "| 某省应急管理厅 |",
            ]
        ),
        Case(
            testDescription: "one number for two people",
            text: "姓名,手机号,注册号,有效期至\n\(row)\n李四,13800000005,32202300004,2027-03-16\n",
            said: ["第 3 行  李四  32202300004  注册号与第 2 行重复", "--skip-bad"],
            unsaid: ["--accept-identity"],
            status: 65
        ),
        Case(
            testDescription: "a row that could not be recognised again",
            text: "姓名,工作单位,有效期至\n张三,甲矿业有限公司,2027-03-15\n",
            said: ["第 2 行  张三  注册号、身份证号、手机号、邮箱都没有，下次无法认出；请至少填一项"],
            status: 65
        ),
        Case(
            testDescription: "a column of serial numbers of days, each another",
            text: "姓名,手机号,注册号,有效期至\n"
                + (1...25).map { "张三\($0),\(13_800_000_000 + $0),\(1000 + $0),\(46450 + $0)\n" }.joined(),
            said: ["请核对，这些行仍会导入（25）：\n  第 2、3、4、5、6 行等 25 行  有效期至是日期的序号，已换算成 2027-03-05（以第 2 行为例）\n"]
        ),
        Case(
            testDescription: "nothing but the header",
            text: "姓名,手机号,注册号,有效期至\n",
            said: ["登记库未改动：表中没有可导入的行。"],
            unsaid: ["--write"]
        ),
        Case(
            testDescription: "Traditional characters in Big5",
            text: "姓名,手機號碼,註冊證號,有效期至\n陳大文,13800000004,32202300004,2027/3/15\n",
            said: ["Big5", "陳大文  32202300004  有效期至 2027-03-15"],
            encoding: "big5"
        ),
    ]

    @Test func oneCommandPassesOverColumnsAndOtherPeople() throws {
        let office = try ClerkOffice()
        try office.write("姓名,手机号,注册号,有效期至\n\(Self.row)\n", to: "名单.csv")
        _ = try office.importing("名单.csv", "--write")
        try office.write("姓名,手机号,血型,注册号,有效期至\n周九,13900000009,A,32202300004,2027-03-15\n", to: "错位.csv")
        let dry = try office.importing("错位.csv")
        #expect(dry.output.contains("（血型）；表中有 1 个编号已属于他人"), "\(dry.output)")
        #expect(dry.output.contains(" --ignore-columns --accept-identity\n"), "\(dry.output)")
        let told = try office.importing("错位.csv", "--ignore-columns", "--accept-identity")
        #expect(told.output.hasSuffix(" --ignore-columns --accept-identity --write\n"), "\(told.output)")
    }

    @Test func aSavedMapSaysHowToGoOn() throws {
        let office = try ClerkOffice()
        try office.write("姓名,手机号,何时到期,注册号\n张三,13800000004,2027-03-15,32202300004\n", to: "名单.csv")
        let map = office.path("columns.yaml")
        let saved = try office.importing("名单.csv", "--save-map", map)
        #expect(saved.output.contains("各列的含义已写入 \(map)，登记库未改动"), "\(saved.output)")
        #expect(saved.output.contains("（标有“？”的 1 列要填）") && saved.output.hasSuffix(" --map \(map)\n"))
        let text = try String(contentsOfFile: map, encoding: .utf8)
        #expect(text.contains("#   valid_until             有效期至\n") && text.contains("\"何时到期\": unneeded  # ？\n"))
        let words = "\"何时到期\": valid_until"
        try office.write(text.replacing("\"何时到期\": unneeded", with: words), to: "columns.yaml")
        #expect(try office.importing("名单.csv", "--map", map).output.contains("何时到期（有效期至）"))
        try office.write("\"何时到期\": 到哪天\n", to: "columns.yaml")
        let wrong = try office.importing("名单.csv", "--map", map)
        #expect(wrong.errors.contains("“到哪天”不是可用的词；请用：name（姓名）"), "\(wrong.errors)")
    }

    @Test(arguments: [
        ("空.xlsx", "", "文件是空的；请用表格软件打开"), ("空.csv", "", "文件是空的；请用表格软件打开"),
        ("坏.xlsx", "不是表格", "不是 Excel 表格文件，或已损坏；请用表格软件打开原表，另存为 .xlsx"),
    ])
    func whatIsNoSheetIsToldWithWhatToDo(file: String, content: String, words: String) throws {
        let office = try ClerkOffice()
        try office.write(content, to: file)
        let refused = try office.importing(file)
        #expect((refused.status, refused.errors.contains("\(file)：\(words)")) == (65, true), "\(refused.errors)")
        #expect(try office.importing("没有.xlsx").errors.contains("没有.xlsx：找不到这个文件；请核对文件名"))
    }

    @Test func aSheetWithoutEndsIsNotToldToBeWritten() throws {
        let office = try ClerkOffice()
        try office.write("姓名,手机号,注册号\n张三,13800000004,32202300004\n", to: "名单.csv")
        let said = try office.importing("名单.csv", "--write", "--skip-bad")
        #expect(said.output.contains("登记库未改动。请在表中补上“有效期至”一列"), "\(said.output)")
    }

    @Test func anUndoNamesItsRegistryAgain() throws {
        let office = try ClerkOffice()
        let registry = ["--registry", office.path("registry.db")]
        #expect(try office.said(["registry", "undo"] + registry).errors.contains("没有可以恢复的备份"))
        try office.write("姓名,手机号,注册号,有效期至\n\(Self.row)\n", to: "名单.csv")
        _ = try office.importing("名单.csv", "--write")
        let undone = try office.said(["registry", "undo", "--yes"] + registry)
        #expect(undone.output.contains("人员：1 行 → 0 行\n"), "\(undone.output)")
        let again = "再执行一次 renewald registry undo --registry \(office.path("registry.db"))\n"
        #expect(undone.output.hasSuffix(again), "\(undone.output)")
    }

    @Test(arguments: cases) private func isUnderstood(_ sheet: Case) throws {
        let office = try ClerkOffice()
        _ = try ForeignProgram.python(
            "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read().decode().encode(sys.argv[2]))",
            arguments: [office.path("名单.csv"), sheet.encoding],
            input: Array(sheet.text.utf8)
        )
        let dry = try office.importing("名单.csv")
        let output = dry.output.replacing(office.path(""), with: "")
        for words in sheet.said { #expect(output.contains(words), "\(words) in\n\(output)\(dry.errors)") }
        for words in sheet.unsaid { #expect(!output.contains(words), "\(words) in\n\(output)") }
        #expect(dry.status == sheet.status)
        guard sheet.status == 0 else { return }
        #expect(try office.importing("名单.csv", "--write").status == 0)
        #expect(try office.importing("名单.csv").output.contains("新增 0，变更 0，续期 0，未变"))
    }
}
