import Foundation
import RenewalTestSupport
import Testing

/// One sheet of 500 rows, with fifteen kinds of trouble, in every form in which offices save theirs.
@Suite(.startsPrograms) struct RosterFileTests {
    private static let forms = [
        "名单-gbk.csv", "名单-utf8.csv", "名单-wps.xlsx", "名单-openpyxl.xlsx", "名单-xlsxwriter.xlsx", "名单-libreoffice.xlsx",
        "名单-libreoffice.xls",
    ]

    /// What must be said of each of them.
    private static let findings = """
        请核对，这些行仍会导入（35）：
          第 5、105、205、305、405 行  手机号已被表格软件改成科学计数法，后几位丢失；请将该列设为“文本”格式，再重新填写
          第 15、115、215、315、415 行  身份证号已被表格软件改成科学计数法，后几位丢失；请将该列设为“文本”格式，再重新填写
          第 25、125、225、325、425 行  邮箱不是有效的邮箱地址（应有且只有一个@）
          第 35、135、235、335、435 行  邮箱是公式的错误值 #REF!；请改正公式，或直接填写内容
          第 45、145、245、345、445 行  手机号是数据库导出的 NULL；没有内容请留空
          第 55、155、255、355、455 行  注册类别不是安全工程师的注册类别（消防属注册消防工程师）；已照录，请核对是否应为“其他安全（不包括消防安全）”
          第 75、175、275、375、475 行  有效期至是日期的序号，已换算成 2027-03-04
        不能导入（50）：
          第 9、109、209、309、409 行  有效期至年份只有两位，分不清年、月、日；请写成 2027-03-05 这样
          第 19、119、219、319、419 行  有效期至是不存在的日期；请核对
          第 29、129、229、329、429 行  有效期至只剩一串 #，是列宽不够；请加宽该列后重新保存
          第 39、139、239、339、439 行  工作单位是公式的错误值 #N/A；请改正公式，或直接填写内容
          第 39、139、239、339、439 行  有效期至不是日期；请写成 2027-03-05 这样
          第 49、149、249、349、449 行  注册号已被表格软件改成科学计数法，后几位丢失；请将该列设为“文本”格式，再重新填写
          第 59、159、259、359、459 行  姓名有损坏的字符（\u{FFFD}）；请对照原件重新填写
          第 69、169、269、369、469 行  姓名未填写
          第 79、179、279、379、479 行  有效期至未填写
          第 89、189、289、389、489 行  有效期至年份在最后，分不清日在前还是月在前；请写成 2027-03-05 这样
          第 99、199、299、399、499 行  注册号与第 3 行重复
        合计：新增 450，变更 0，续期 0，未变 0，不能导入 50
        """.split(separator: "\n").map(String.init)

    private func make(_ form: String, in office: ClerkOffice) throws {
        try office.roster("make", office.directory.url.path)
        guard form.contains("libreoffice") else { return }
        try office.save("名单-openpyxl.xlsx", as: form.hasSuffix("xls") ? "xls" : "xlsx", to: form)
    }

    @Test(arguments: forms) func theSameIsSaidOfEveryForm(form: String) throws {
        let office = try ClerkOffice()
        try make(form, in: office)
        let dry = try office.importing(form)
        #expect(dry.status == 65)
        #expect(dry.errors == "")
        let sample = dry.findings.prefix(3)
        #expect(
            Array(sample) == [
                "第 3 行读作：李四1 | 13800000001 | p001@example.test | 第1号矿业有限公司 | 32202300001 | 化工安全 | 2026-12-02",
                "第 4 行读作：王五2 | 13800000002 | p002@example.test | 第2号矿业有限公司 | 32202300002 | 金属冶炼安全 | 2026-12-03",
                "第 5 行读作：赵六3 | — | p003@example.test | 第3号矿业有限公司 | 32202300003 | 建筑施工安全 | 2026-12-04",
            ]
        )
        #expect(Array(dry.findings.drop { !$0.hasPrefix("请核对") }.prefix(Self.findings.count)) == Self.findings)
        #expect(try office.importing(form).output == dry.output, "a dry run left something behind")
    }

    /// The lines that the dry run prints are the commands given here.
    @Test(arguments: forms) func theSamePeopleArePlannedFromEveryForm(form: String) throws {
        let office = try ClerkOffice()
        try make(form, in: office)
        let rejects = form.replacing(".", with: "-退回.").replacing(/xls$/, with: "xlsx")
        let dry = try office.importing(form)
        #expect(dry.output.contains("--write --skip-bad --rejects \(office.path(rejects))\n"))

        let written = try office.importing(form, "--write", "--skip-bad", "--rejects", office.path(rejects))
        #expect((written.status, written.errors) == (65, ""))
        #expect(try office.planned().count(where: { $0.contains("example.test") }) > 300)
        let again = try office.importing(form)
        #expect(again.output.contains("合计：新增 0，变更 0，续期 0，未变 450，不能导入 50"))

        let mended = "改好-\(rejects)"
        try office.roster("mend", office.path(rejects), office.path(mended))
        let rest = try office.importing(mended, "--write")
        #expect(rest.output.contains("合计：新增 50，变更 0，续期 0，未变 0，不能导入 0\n已写入登记库"), "\(rest.output)")
        #expect(rest.status == 0)
        #expect(try office.planned() == Self.whole.get())
    }

    /// What is planned when the sheet was in order from the start.
    private static let whole = Result {
        let office = try ClerkOffice()
        try office.roster("sound", office.directory.url.path)
        let written = try office.importing("名单-完好.csv", "--write")
        guard written.status == 0 else { throw Program.Impatience(description: written.output) }
        return try office.planned()
    }

    @Test func whatTheSheetNoLongerHoldsIsNamedAndEndedOnlyOnRequest() throws {
        let office = try ClerkOffice()
        let header = "姓名,邮箱,注册号,有效期至\n"
        let rows = (1...100).map { "张三\($0),p\($0)@example.test,322023\(10_000 + $0),2027-03-05\n" }
        try office.write(header + rows.joined(), to: "名单.csv")
        #expect(try office.importing("名单.csv", "--write").status == 0)
        try office.write(header + rows.dropLast(2).joined(), to: "名单.csv")
        let told = try office.importing("名单.csv")
        #expect(told.output.contains("上次有、这次表中没有（2），仍会提醒；要停止提醒请加 --sync：\n  张三"))
        #expect(told.output.contains("  张三100  32202310100  有效期至 2027-03-05\n"))
        let ended = try office.importing("名单.csv", "--sync", "--write")
        #expect(ended.output.contains("表中已无，将停止提醒（2）：\n  张三"))
        #expect(ended.status == 0)
        #expect(try office.reminded() == 98)

        // Six of a hundred: perhaps only the first page was saved.
        try office.write(header + rows.prefix(92).joined(), to: "名单.csv")
        let stopped = try office.importing("名单.csv", "--sync", "--write")
        #expect(stopped.status == 65)
        #expect(stopped.output.contains("上次导入的 98 条中有 6 条不在表中，表可能不完整，请先核对"))
        #expect(stopped.output.contains(" --sync --write --yes\n"))
        #expect(try office.importing("名单.csv", "--sync", "--write", "--yes").status == 0)
        #expect(try office.reminded() == 92)

        // Somebody who comes back is reminded again.
        try office.write(header + rows.joined(), to: "名单.csv")
        let back = try office.importing("名单.csv", "--sync", "--write")
        #expect(back.output.contains("  32202310100  重新出现在表中，恢复提醒\n"))
        #expect(back.status == 0)
        #expect(try office.reminded() == 100)
    }

    @Test func statesAndLanguagesAreWords() throws {
        let office = try ClerkOffice()
        try office.write("姓名,注册号,有效期至,状态,语言\n张三,32202300001,2027-03-05,正常,英语\n", to: "名单.csv")
        let first = try office.importing("名单.csv", "--write")
        #expect(first.output.contains("第 2 行读作：张三 | 32202300001 | 2027-03-05 | 有效 | 英文\n"), "\(first.output)")
        try office.write("姓名,注册号,有效期至,状态,语言\n张三,32202300001,2027-03-05,已注销,中文\n", to: "名单.csv")
        let second = try office.importing("名单.csv")
        #expect(second.output.contains("语言 英文 → 中文；状态 有效 → 已注销\n"), "\(second.output)")
    }

    @Test func rejectsAreOfOneSheet() throws {
        let office = try ClerkOffice()
        for name in ["甲.csv", "乙.csv"] { try office.write("姓名,注册号,有效期至\n张三,1,27/3/5\n", to: name) }
        for option in ["--rejects", "--save-map"] {
            let refused = try office.importing("甲.csv", office.path("乙.csv"), option, office.path("新.csv"))
            #expect(refused.status == 64 && refused.errors.contains("多张表请分别导入"), "\(refused)")
            #expect(!FileManager.default.fileExists(atPath: office.path("新.csv")))
        }
    }

    @Test func rejectsThatCannotBeWrittenKeepTheSheetOut() throws {
        let office = try ClerkOffice()
        try office.write("姓名,注册号,有效期至\n张三,1,27/3/5\n李四,32202300002,2027-03-05\n", to: "名单.csv")
        let target = office.path("没有/退回.csv")
        let refused = try office.importing("名单.csv", "--write", "--skip-bad", "--rejects", target)
        #expect((refused.status, refused.output) == (73, ""))
        #expect(try office.importing("名单.csv").output.contains("新增（1）"), "something was written")
        // Where all rows are good there is no file of bad ones.
        try office.write("姓名,注册号,有效期至\n李四,32202300002,2027-03-05\n", to: "名单.csv")
        #expect(try office.importing("名单.csv", "--write", "--rejects", office.path("退回.csv")).status == 0)
        #expect(!FileManager.default.fileExists(atPath: office.path("退回.csv")))
    }

    @Test func aFirstSyncSaysThatThereIsNothingToCompareWith() throws {
        let office = try ClerkOffice()
        try office.write("姓名,注册号,有效期至\n张三,32202300001,2027-03-05\n", to: "名单.csv")
        #expect(try office.importing("名单.csv", "--sync", "--write").output.contains("此来源首次导入，还没有上次的内容可以比对"))
        let second = try office.importing("名单.csv", "--sync", "--write")
        #expect(!second.output.contains("首次导入"))
        #expect(second.output.hasSuffix("，停止提醒 0\n登记库与表中内容一致，没有改动。\n"), "\(second.output)")
    }

    /// The command that is printed, given as it stands.
    @Test func mendedRejectsAreRowsOfTheSheetTheyCameFrom() throws {
        let office = try ClerkOffice()
        let sheet = "姓名,注册号,有效期至\n张三,32202300001,2027-03-05\n李四,32202300002,27/3/6\n"
        try office.write(sheet, to: "名单.csv")
        let rejects = office.path("退回.csv")
        let written = try office.importing("名单.csv", "--write", "--skip-bad", "--rejects", rejects)
        #expect(written.output.hasSuffix(" --source 名单.csv --write\n"), "\(written.output)")
        let text = try String(contentsOfFile: rejects, encoding: .utf8)
        try office.write(text.replacing("27/3/6", with: "2027-03-06"), to: "退回.csv")
        let rest = try office.importing("退回.csv", "--source", "名单.csv", "--write")
        #expect(rest.status == 0)
        #expect(!rest.output.contains("这次表中没有"), "\(rest.output)")
        try office.write(sheet.replacing("27/3/6", with: "2027-03-06"), to: "名单.csv")
        let whole = try office.importing("名单.csv", "--sync")
        #expect(whole.output.contains("未变 2，不能导入 0，停止提醒 0"), "\(whole.output)")
    }

    /// What a mail says of a refused sheet, and what it must not.
    @Test func aRefusedSheetIsToldWithoutItsCells() throws {
        let office = try ClerkOffice()
        try office.write("姓名,手机号,血型,注册号,有效期至\n张三,13800000004,A,32202300001,27/3/5\n", to: "名单.csv")
        let configuration = """
            version: 1
            timezone: Asia/Shanghai
            registry:
              sqlite: registry.db
              sheets: {总部: {file: 名单.csv}}
            state: {sqlite: state.db}
            texts: {language: zh-CN}
            channels: {office-mail: {type: maildir, path: mail, from: office@example.test}}
            routes: [{match: {audience: [administrator]}, send: [office-mail]}]
            administrators: [{name: 王五, email: wang.wu@example.test}]

            """
        try office.write(configuration, to: "renewald.yaml")
        let collect = ["registry", "collect", "--config", office.path("renewald.yaml")]
        #expect(try office.said(collect).output.contains("刚有改动"))
        let refused = try office.said(collect)
        #expect(refused.status == 65)
        #expect(refused.output.contains("张三"))
        let script = """
            import sqlite3, sys
            for row in sqlite3.connect(sys.argv[1]).execute("SELECT summary FROM import_run WHERE outcome = 'refused'"):
                print(row[0])
            """
        let told = try ForeignProgram.python(script, arguments: [office.path("registry.db")])
        #expect(
            told.replacing(office.path("名单.csv"), with: "名单.csv") == """
                文件：名单.csv
                不认识或重复的列：血型
                不能导入：1 行（第 2 行）
                有问题的列：有效期至

                """
        )
    }

    @Test func rejectsNeverReplaceAFile() throws {
        let office = try ClerkOffice()
        try office.write("姓名,注册号,有效期至\n张三,32202300001,27/3/5\n李四,32202300002,2027-03-05\n", to: "名单.csv")
        try office.write("重要", to: "退回.csv")
        let refused = try office.importing("名单.csv", "--write", "--skip-bad", "--rejects", office.path("退回.csv"))
        #expect((refused.status, refused.output) == (73, ""))
        #expect(try String(contentsOfFile: office.path("退回.csv"), encoding: .utf8) == "重要")
        #expect(try office.importing("名单.csv").output.contains("新增（1）"), "something was written")
        try office.write("重要", to: "名单-退回.csv")
        #expect(try office.importing("名单.csv").output.contains("--rejects \(office.path("名单-退回2.csv"))\n"))
    }
}
