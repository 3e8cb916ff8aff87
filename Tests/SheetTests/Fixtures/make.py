"""Makes the spreadsheets of the tests beside this file: by hand as WPS writes them, with openpyxl, xlsxwriter and LibreOffice.

    .venv/bin/python3 Tests/SheetTests/Fixtures/make.py

What `renewald-sheet read` must say of NAME.xlsx stands in NAME.xlsx.jsonl: compared with the sheet by eye, and with what
openpyxl and xlrd say by compare.py.
"""

import datetime
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile

import openpyxl
import xlsxwriter

FOLDER = os.path.dirname(os.path.abspath(__file__))
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def path(name):
    return os.path.join(FOLDER, name)


def package(name, parts):
    """Zips parts with fixed dates, so that the same parts give the same file."""
    with zipfile.ZipFile(path(name), "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            information = zipfile.ZipInfo(part, (2026, 1, 1, 0, 0, 0))
            information.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(information, HEAD + text)


def relationships(relations, *targets):
    entries = (
        f'<Relationship Id="rId{number}" Type="{relations}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{"".join(entries)}</Relationships>'


def types():
    return '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="3">'
    '<numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/>'
    '<numFmt numFmtId="177" formatCode="[$-804]aaaa"/><numFmt numFmtId="178" formatCode="00000"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="178"/>'
    '<xf numFmtId="58"/><xf numFmtId="49"/></cellXfs>'
    '<dxfs><dxf><numFmt numFmtId="178" formatCode="yyyy"/></dxf></dxfs></styleSheet>'
)


def wps():
    """What WPS saves: shared and inline strings, dates in its own formats, a merged title, a hidden column and sheet."""
    texts = [
        "<si><t>姓名</t></si>",
        "<si><t>工作单位</t></si>",
        "<si><t>身份证号</t></si>",
        "<si><t>有效期至</t></si>",
        '<si><r><rPr><b/></rPr><t>张</t></r><r><t xml:space="preserve">三 </t></r>'
        '<rPh sb="0" eb="1"><t>zhang</t></rPh><phoneticPr fontId="1"/></si>',
        "<si><t>安全生产_x000D_\n有限公司</t></si>",
        "<si><t>110101199001011237</t></si>",
        "<si/>",
        "<si><t>_x005F_x000D_</t></si>",
    ]
    sheet = (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheetPr/><dimension ref="A1:XFD1048576"/>'
        '<sheetViews><sheetView workbookViewId="0"><selection activeCell="C1" sqref="C1"/></sheetView></sheetViews>'
        '<cols><col min="3" max="3" width="20" hidden="1"/><col min="9" max="11" hidden="1"/></cols><sheetData>'
        '<row r="1" ht="30"><c r="A1" t="inlineStr"><is><t>注册安全工程师名单</t></is></c><c r="B1"/><c r="F1"/></row>'
        '<row r="2"/>'
        '<row r="3" spans="1:6"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="s"><v>2</v></c>'
        '<c r="D3" t="s"><v>3</v></c></row>'
        '<row r="4"><c r="A4" t="s"><v>4</v></c><c r="B4" t="s"><v>5</v></c><c r="C4" s="6" t="s"><v>6</v></c>'
        '<c r="D4" s="1"><v>46451</v></c><c r="E4" s="4"><v>123</v></c><c r="F4" t="s"><v>7</v></c></row>'
        '<row r="5" hidden="1"><c r="A5" t="s"><v>8</v></c><c r="D5" s="2"><v>46451.354166666664</v></c>'
        '<c r="E5" s="3"><v>46451</v></c></row>'
        '<row r="6"><c r="A6" t="str"><f>"李"&amp;"四"</f><v>李四</v></c><c r="B6" t="inlineStr"><is/></c>'
        '<c r="D6" s="5"><v>46451</v></c><c r="E6"><f>NOW()</f></c><c r="F6" t="e"><v>#N/A</v></c></row>'
        '<row r="7"><c r="A7" t="b"><v>1</v></c><c r="D7" t="str"><f>""</f><v></v></c>'
        '<c r="E7"><v>13800000000</v></c><c r="F7"><v>1.38E+17</v></c></row>'
        "</sheetData><mergeCells count=\"3\"><mergeCell ref=\"A1:F2\"/><mergeCell ref=\"B4:B6\"/>"
        '<mergeCell ref="F4:F5"/></mergeCells>'
        '<extLst><ext><x14:row xmlns:x14="urn:x"><x14:c><x14:v>7</x14:v></x14:c></x14:row></ext></extLst></worksheet>'
    )
    second = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1048576"><c r="AB1048576"><v>-0.5</v></c></row></sheetData>'
        "</worksheet>"
    )
    package(
        "wps.xlsx",
        {
            "[Content_Types].xml": types(),
            "_rels/.rels": relationships(RELATIONS, ("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr/><sheets>'
            '<sheet name="名单" sheetId="1" r:id="rId1"/><sheet name="图表" sheetId="2" r:id="rId2"/>'
            '<sheet name="Sheet2" sheetId="3" state="veryHidden" r:id="rId3"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relationships(
                RELATIONS,
                ("worksheet", "worksheets/sheet1.xml"),
                ("chartsheet", "chartsheets/sheet1.xml"),
                ("worksheet", "worksheets/sheet2.xml"),
                ("styles", "styles.xml"),
                ("sharedStrings", "sharedStrings.xml"),
            ),
            "xl/styles.xml": STYLES,
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(texts)}</sst>',
            "xl/worksheets/sheet1.xml": sheet,
            "xl/worksheets/sheet2.xml": second,
            "xl/chartsheets/sheet1.xml": f'<chartsheet xmlns="{MAIN}"/>',
        },
    )


def bare():
    """As little as programs write: no places, no shared strings, no styles, backslashes, a prefix, absolute targets."""
    package(
        "bare.xlsx",
        {
            "[Content_Types].xml": types(),
            "_rels\\.rels": relationships(RELATIONS, ("officeDocument", "/XL/Workbook.xml")),
            "xl\\workbook.xml": f'<x:workbook xmlns:x="{MAIN}" xmlns:q="{RELATIONS}"><x:sheets>'
            '<x:sheet name="S &amp; T" sheetId="9" q:id="rId1"/></x:sheets></x:workbook>',
            "xl\\_rels\\workbook.xml.rels": relationships(RELATIONS, ("worksheet", "/xl/worksheets/../data\\s.xml")),
            "xl\\data\\s.xml": f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>'
            "<x:row><x:c><x:v>\n 1 \n</x:v></x:c><x:c t=\"inlineStr\"><x:is><x:r><x:t>甲</x:t></x:r><x:r><x:t>乙</x:t></x:r>"
            "</x:is></x:c></x:row>"
            '<x:row/><x:row><x:c r="C3"><x:v>2</x:v></x:c><x:c><x:v>0.1</x:v></x:c></x:row>'
            '<x:row><x:c r="B7"><x:v>3</x:v></x:c><x:c r="A7" t="b"><x:v>false</x:v></x:c></x:row>'
            "</x:sheetData></x:worksheet>",
        },
    )


def strict():
    """Strict Open XML, with dates as ISO 8601 writes them."""
    package(
        "strict.xlsx",
        {
            "[Content_Types].xml": types(),
            "_rels/.rels": relationships(STRICT_RELATIONS, ("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{STRICT_MAIN}" xmlns:r="{STRICT_RELATIONS}" conformance="strict">'
            '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relationships(
                STRICT_RELATIONS, ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
            ),
            "xl/sharedStrings.xml": f'<sst xmlns="{STRICT_MAIN}"><si><t>有效期至</t></si></sst>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{STRICT_MAIN}"><sheetData>'
            '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="d"><v>2027-03-05</v></c>'
            '<c r="C1" t="d"><v>2027-03-05T08:30:00</v></c><c r="D1" t="d"><v>2027-03-05T00:00:00.000</v></c>'
            '<c r="E1" t="d"><v>T08:30:00</v></c></row></sheetData></worksheet>',
        },
    )


def with_openpyxl():
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = datetime.datetime(2026, 1, 1)
    sheet = book.active
    sheet.title = "名单"
    sheet.append(["注册安全工程师名单"])
    sheet.merge_cells("A1:F1")
    sheet.append(["序号", "姓名", "工作单位", "手机号", "有效期至", "备注"])
    day = datetime.date(2027, 3, 5)
    for number, name in enumerate(["张三", "李四", "谢强"], 1):
        sheet.append([number, name, "安全公司", 13800000000 + number, day, "  前后有空格 "])
    sheet["A3"].number_format = "00000"
    sheet["E4"] = datetime.datetime(2027, 3, 5, 8, 30)
    sheet["E5"] = datetime.time(8, 30)
    sheet["F4"] = "=A3+1"
    sheet["F5"] = "#REF!"
    sheet["G3"] = True
    sheet["H3"] = 0.1 + 0.2
    sheet["I3"] = 1e22
    sheet["J3"] = 110101199001011237
    sheet.merge_cells("C3:C5")
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[4].hidden = True
    book.create_sheet("说明").sheet_state = "hidden"
    book["说明"]["B2"] = "第二页"
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(sheet, min_col=1, min_row=3, max_row=5))
    book.create_chartsheet("图").add_chart(chart)
    book.save(path("openpyxl.xlsx"))


def with_xlsxwriter():
    book = xlsxwriter.Workbook(path("xlsxwriter.xlsx"))
    book.set_properties({"created": datetime.datetime(2026, 1, 1)})
    sheet = book.add_worksheet("名单")
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy/m/d"})
    sheet.write_row("A1", ["姓名", "有效期至"], bold)
    sheet.write("A2", "张三")
    sheet.write_datetime("B2", datetime.datetime(2027, 3, 5), day)
    sheet.write_datetime("B3", datetime.datetime(1900, 2, 28), day)
    sheet.write_number("B4", 60, day)
    sheet.write_number("B5", 61, day)
    sheet.write_number("B6", 2958466, day)
    sheet.write_number("B7", -1, day)
    sheet.write_formula("C2", "=1+1", None, 2)
    sheet.write_formula("C3", '="a"', None, "a")
    sheet.write_formula("C4", "=NA()", None, "#N/A")
    sheet.write_formula("C5", "=TRUE", None, True)
    sheet.write_rich_string("D2", "甲", bold, "乙", "丙")
    sheet.write_boolean("D3", False)
    sheet.write_string("D4", "控\x01制\t符\n")
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.set_column("C:D", None, None, {"hidden": True})
    book.close()


def formats():
    """Formats of numbers, one a row: what is a date, what digits, what a number."""
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = datetime.datetime(2026, 1, 1)
    sheet = book.active
    codes = [
        'yyyy"年"m"月"d"日"', "[$-804]yyyy年m月d日", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "[$-404]e/m/d", "m/d/yy h:mm",
        "[$-804]上午/下午h\"时\"mm\"分\"", "mmm-yy", "d-mmm", "[DBNum1][$-804]yyyy\"年\"m\"月\"", "yyyy-mm-dd;@",
        "General", "0.00", "#,##0.00_);[Red](#,##0.00)", "0.00E+00", '"第"0"天"', "[h]:mm:ss", "mm:ss", "h:mm AM/PM",
        "00000", '"注"000000', "0", "@", '_ "¥"* #,##0.00_ ', "[>100]0.0;yyyy", "[$-409]d/m/yyyy", "0%", '"day"0.0',
    ]
    for row, code in enumerate(codes, 1):
        sheet.cell(row, 1, code)
        sheet.cell(row, 2, 46451.5).number_format = code
        sheet.cell(row, 3, 0.25).number_format = code
    book.save(path("formats.xlsx"))


def of_1904():
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = datetime.datetime(2026, 1, 1)
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append([datetime.date(2027, 3, 5), datetime.datetime(2027, 3, 5, 8, 30), datetime.date(1904, 1, 2)])
    book.save(path("1904.xlsx"))


def with_libreoffice(source, name):
    """Opens a workbook in LibreOffice, and saves it as another format does or as it is."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation=file://{folder}/user", "--headless"]
        command += ["--convert-to", name.split(".")[-1], "--outdir", f"{folder}/out", path(source)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        (saved,) = os.listdir(f"{folder}/out")
        shutil.move(f"{folder}/out/{saved}", path(name))


def main():
    for make in [wps, bare, strict, with_openpyxl, with_xlsxwriter, formats, of_1904]:
        make()
    for source, name in [
        ("openpyxl.xlsx", "libreoffice.xlsx"), ("openpyxl.xlsx", "libreoffice.xls"),
        ("formats.xlsx", "formats.xls"), ("1904.xlsx", "1904.xls"),
    ]:
        with_libreoffice(source, name)


if __name__ == "__main__":
    sys.exit(main())
