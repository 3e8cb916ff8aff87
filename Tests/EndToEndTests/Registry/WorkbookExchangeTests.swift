import Foundation
import RenewalTestSupport
import Testing

/// What the program writes as a workbook passes through an office's spreadsheet program and comes back.
@Suite(.startsPrograms) struct WorkbookExchangeTests {
    @Test func anExportIsTakenBackUnchangedFromLibreOffice() throws {
        let office = try ClerkOffice()
        try office.roster("make", office.directory.url.path)
        _ = try office.importing("名单-wps.xlsx", "--write", "--skip-bad")
        try office.write(
            "姓名,邮箱,单位邮箱,工作单位,注册初审机构,电子证书编号,电子证书有效期至,状态,注册号,注册日期,注册年限,有效期至\n"
                + "钱七,a@example.test;b@example.test,hr@example.test,丙（集团）公司,某省应急管理厅,CN-0001,2027-06-30,"
                + "有效,00012345,2023-03-06,5,2028-03-05\n孙八,c@example.test,,,,CN-0002,2027-07-01,,,,,\n"
                + "周九,d@example.test,,,,,,已注销,00012346,,,2027-01-01\n",
            to: "补充.csv"
        )
        let added = try office.importing("补充.csv", "--write")
        #expect(added.output.contains("新增 3，"), "\(added.output)")
        let export = try office.said([
            "registry", "export", office.path("导出.xlsx"), "--registry", office.path("registry.db"),
        ])
        #expect(export.status == 0, "\(export.errors)")
        for file in ["导出.xlsx", "导出-另存.xlsx"] {
            if file != "导出.xlsx" { try office.save("导出.xlsx", as: "xlsx", to: file) }
            let back = try office.importing(file)
            #expect(back.output.contains("合计：新增 0，变更 0，续期 0，未变 453，不能导入 0"), "\(back.output)")
        }
        let again = try office.said([
            "registry", "export", office.path("导出.xlsx"), "--registry", office.path("registry.db"),
        ])
        #expect(again.status == 73)
        #expect(again.errors.contains("文件已存在") || again.errors.contains("the file exists"))
    }

    @Test func theTemplateKeepsListsAndFormatsInLibreOffice() throws {
        let office = try ClerkOffice()
        #expect(try office.said(["registry", "template", office.path("登记表.xlsx")]).status == 0)
        try office.save("登记表.xlsx", as: "xlsx", to: "另存.xlsx")
        let script = """
            import openpyxl, sys
            book = openpyxl.load_workbook(sys.argv[1])
            sheet = book["登记表"]
            print([cell.value for cell in sheet[1]])
            place = {cell.value: cell.column_letter for cell in sheet[1]}
            for rule in sorted(sheet.data_validations.dataValidation, key=lambda rule: str(rule.sqref)):
                if rule.type == "list": print(str(rule.sqref)[0] == place["注册类别"] or str(rule.sqref)[0] == place["状态"])
            print([sheet[place[name] + "2"].number_format for name in ["身份证号", "手机号", "注册号", "有效期至"]])
            print(book["填写说明"]["A1"].value)
            # Somebody fills it in.
            for name, value in [("姓名", "李四"), ("手机号", "13800000005"), ("注册号", "00123"), ("注册类别", "化工安全")]:
                sheet[place[name] + "3"] = value
            import datetime
            sheet[place["有效期至"] + "3"] = datetime.date(2027, 3, 15)
            book.save(sys.argv[1])
            """
        let said = try ForeignProgram.python(script, arguments: [office.path("另存.xlsx")])
        #expect(
            said == """
                ['姓名', '身份证号', '手机号', '邮箱', '工作单位', '单位电话', '单位邮箱', '注册初审机构', '注册号', '注册类别', '注册日期', '注册年限', '有效期至', '状态', '电子证书编号', '电子证书有效期至']
                True
                True
                ['@', '@', '@', 'yyyy\\\\-mm\\\\-dd']
                登记表填写说明

                """
        )
        let taken = try office.importing("另存.xlsx")
        #expect(taken.output.contains("新增（1）：\n  第 3 行  李四  00123  有效期至 2027-03-15\n合计："), "\(taken.output)")
        #expect(taken.status == 0)
    }

    @Test func everyColumnOfTheTemplateIsUnderstood() throws {
        let office = try ClerkOffice()
        let file = office.path("roster.xlsx")
        #expect(try office.said(["registry", "template", file, "--language", "en"]).status == 0)
        let script = """
            import openpyxl, sys
            book = openpyxl.load_workbook(sys.argv[1])
            sheet = book.worksheets[0]
            values = {"name": "Li Wei", "e-mail": "li.wei@example.test", "employer": "Northern Mining Ltd",
                      "employer's phone": "010-12345678", "employer's e-mail": "hr@example.test",
                      "registration number": "00123", "valid from": "2022-03-16", "term in years": "5",
                      "valid until": "2027-03-15"}
            for rule in sheet.data_validations.dataValidation:
                if rule.type == "list":
                    column = str(rule.sqref)[0]
                    source = rule.formula1
                    if source.startswith('"'): choice = source.strip('"').split(",")[0]
                    else:
                        name, cells = source.replace("'", "").replace("$", "").split("!")
                        choice = book[name][cells.split(":")[0]].value
                    sheet[column + "3"] = choice
            for cell in sheet[1]:
                if cell.value in values: sheet.cell(3, cell.column, values[cell.value])
            book.save(sys.argv[1])
            """
        _ = try ForeignProgram.python(script, arguments: [file])
        let taken = try office.importing("roster.xlsx")
        #expect(taken.status == 0 && taken.output.contains("合计：新增 1，变更 0，续期 0，未变 0，不能导入 0"), "\(taken.output)")
        #expect(!taken.output.contains("不认识的列"), "\(taken.output)")
    }
}
