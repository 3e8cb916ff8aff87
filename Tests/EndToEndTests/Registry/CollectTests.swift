import Foundation
import RenewalTestSupport
import Testing

/// Sheets that are taken in by themselves, as `renewald-import.timer` does it.
@Suite(.startsPrograms) struct CollectTests {
    private let office: ClerkOffice
    private static let good = "姓名,邮箱,注册号,有效期至\n张三,zhang.san@example.test,32202300001,2027-03-05\n"
    private static let bad = good + "李四,li.si@example.test,32202300002,27/3/5\n"

    init() throws { office = try ClerkOffice() }

    /// Configures what stands below `registry.sheets`.
    private func configure(_ sheets: String) throws {
        try office.write(
            """
            version: 1
            timezone: Asia/Shanghai
            registry:
              sqlite: registry.db
              sheets: {\(sheets)}
            state: {sqlite: state.db}
            channels:
              office-mail: {type: maildir, path: mail, from: office@example.test}
            routes:
              - {match: {audience: [holder, administrator]}, send: [office-mail]}
            administrators: [{name: 王五, email: wang.wu@example.test}]

            """,
            to: "renewald.yaml"
        )
    }

    private func collect() throws -> ClerkOffice.Said {
        try office.said(["registry", "collect", "--config", office.path("renewald.yaml")])
    }

    /// Two looks, between which nothing changes.
    private func collected() throws -> ClerkOffice.Said {
        _ = try collect()
        return try collect()
    }

    private func people() throws -> [String] {
        let text = try office.said(["registry", "export", "person", "--registry", office.path("registry.db")]).output
        return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
            String(line.split(separator: ",")[1].filter { $0 != "\"" })
        }
    }

    @Test func otherSettingsAreAReasonToLookAgain() throws {
        try configure("名单: {file: 名单.csv}")
        try office.write(Self.bad, to: "名单.csv")
        let refused = try collected()
        #expect(refused.status == 65 && refused.output.hasSuffix("未导入，登记库保持原样：有 1 行不能导入\n"), "\(refused)")
        #expect(try collect().output == "")
        try configure("名单: {file: 名单.csv, skip_bad: true}")
        #expect(try collect().status == 0)
        #expect(try people() == ["张三"])
        #expect(try collect().output == "")
    }

    @Test func anotherMapIsAReasonToLookAgain() throws {
        try configure("名单: {file: 名单.csv, map: columns.yaml}")
        try office.write("血型: unneeded\n", to: "columns.yaml")
        try office.write(Self.good.replacing("有效期至", with: "到头的日子"), to: "名单.csv")
        #expect(try collected().status == 65)
        #expect(try collect().output == "")
        try office.write("到头的日子: valid_until\n", to: "columns.yaml")
        #expect(try collect().status == 0)
        #expect(try people() == ["张三"])
    }

    /// What is wrong with the computer passes, and the sheet does not change when it does.
    @Test func withoutItsMapASheetWaits() throws {
        try configure("名单: {file: 名单.csv, map: columns.yaml}")
        try office.write(Self.good, to: "名单.csv")
        let missing = try collected()
        #expect(missing.status == 66 && missing.errors.contains("columns.yaml"), "\(missing)")
        try office.write("到期: valid_until\n", to: "columns.yaml")
        #expect(try collected().status == 0)
        #expect(try people() == ["张三"])
    }

    @Test func oneSheetKeepsNoOtherOut() throws {
        try configure("甲: {file: 甲.csv, map: 没有.yaml}, 乙: {file: 乙.csv}, 丙: {file: 丙.csv}")
        for name in ["甲", "丙"] { try office.write(Self.good, to: "\(name).csv") }
        let said = try collected()
        #expect(said.status == 66, "what keeps a sheet out that is in order weighs more: \(said)")
        #expect(said.output.contains("乙.csv：文件不存在"))
        #expect(try people() == ["张三"])
    }

    @Test func whatIsUndoneStaysUndoneUntilTheSheetChanges() throws {
        try configure("名单: {file: 名单.csv}")
        try office.write(Self.good, to: "名单.csv")
        #expect(try collected().status == 0)
        let undone = try office.said(["registry", "undo", "--yes", "--registry", office.path("registry.db")])
        #expect(undone.status == 0, "\(undone)")
        #expect(undone.output.contains("此后自动导入过的登记表（名单）在下次改动之前不再自动导入\n"))
        #expect(try people() == [])
        #expect(try collected().output == "")
        #expect(try people() == [])
        try office.write(Self.good.replacing("张三", with: "李四"), to: "名单.csv")
        #expect(try collected().status == 0)
        #expect(try people() == ["李四"])
    }

    /// The map knows which sheet of the workbook it is about.
    @Test(arguments: ["map: columns.yaml", "map: columns.yaml, sheet: 在册"])
    func theMapChoosesTheSheetOfAWorkbook(settings: String) throws {
        let script = """
            import openpyxl, sys
            book = openpyxl.Workbook()
            book.active.title = "说明"
            book.active.append(["本表由王五维护"])
            sheet = book.create_sheet("在册")
            sheet.append(["谁", "怎么找", "几时到头"])
            sheet.append(["张三", "zhang.san@example.test", "2027-03-05"])
            book.save(sys.argv[1])
            """
        _ = try ForeignProgram.python(script, arguments: [office.path("名单.xlsx")])
        try office.write("谁: name\n怎么找: email\n几时到头: valid_until\n", to: "columns.yaml")
        let dry = try office.importing("名单.xlsx", "--map", office.path("columns.yaml"))
        #expect(dry.status == 0 && dry.output.contains("新增 1"), "\(dry)")
        try configure("名单: {file: 名单.xlsx, \(settings)}")
        let said = try collected()
        #expect(said.status == 0, "\(said)")
        #expect(try people() == ["张三"])
    }

    @Test func anEncodingIsTakenAsItIsSaid() throws {
        _ = try ForeignProgram.python(
            "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read().decode().encode('gb18030'))",
            arguments: [office.path("名单.csv")],
            input: Array(Self.good.replacing("张三", with: "谢强").utf8)
        )
        try configure("名单: {file: 名单.csv, encoding: gbk}")
        #expect(try collected().status == 0)
        #expect(try people() == ["谢强"])
    }
}
