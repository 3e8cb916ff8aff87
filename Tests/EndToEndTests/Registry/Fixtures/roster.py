"""Makes one roster of 500 rows, with fifteen kinds of trouble among them, as offices save theirs; and mends it.

    roster.py make FOLDER           名单-gbk.csv, 名单-utf8.csv, 名单-wps.xlsx, 名单-openpyxl.xlsx, 名单-xlsxwriter.xlsx
    roster.py sound FOLDER          名单-完好.csv, with nothing wrong
    roster.py mend FILE NEW-FILE    puts the right values into the rows that an import did not take

Every file holds the same rows under the same row numbers, so that the same must be said about each.
"""

import csv
import datetime
import io
import sys
import zipfile

import openpyxl
import xlsxwriter
from openpyxl.utils import get_column_letter

TITLE = "注册安全工程师名单（2026年11月）"
HEADER = ["序号", "姓名", "身份证号", "手机号", "邮箱", "工作单位", "注册号", "注册类别", "有效期至"]
NAME, IDENTITY, PHONE, EMAIL, EMPLOYER, NUMBER, CATEGORY, UNTIL = range(1, 9)
ROWS = 500
FIRST_ROW = 3
CATEGORIES = ["煤矿安全", "化工安全", "金属冶炼安全", "建筑施工安全", "道路运输安全"]


class Fault(str):
    """An error value of the spreadsheet."""


def good(number):
    """A row with nothing wrong."""
    return [number, f"{['张三', '李四', '王五', '赵六'][number % 4]}{number}", f"110101198{number:03}01{number * 7:04}",
            f"138{number:08}", f"p{number:03}@example.test", f"第{number % 20}号矿业有限公司", f"32202300{number:03}",
            CATEGORIES[number % 5], datetime.date(2026, 12, 1) + datetime.timedelta(days=number)]


# By the last digits of the number of a row: the column, and what stands in it instead.
TAKEN = {
    3: (PHONE, "1.38E+10"), 13: (IDENTITY, "1.10101E+17"), 23: (EMAIL, "p023@@example"), 33: (EMAIL, Fault("#REF!")),
    43: (PHONE, "NULL"), 53: (CATEGORY, "消防安全"), 63: (EMAIL, "a@example.test；b@example.test"), 73: (UNTIL, "46450"),
    83: (UNTIL, "２０２７年３月５日"), 93: (NAME, " 张　三 "),
}
REFUSED = {
    7: (UNTIL, "27/5/6"), 17: (UNTIL, "2027/2/30"), 27: (UNTIL, "########"), 37: (EMPLOYER, Fault("#N/A")),
    47: (NUMBER, "3.22023E+10"), 57: (NAME, "张\ufffd"), 67: (NAME, None), 77: (UNTIL, None), 87: (UNTIL, "15/03/2027"),
    97: (NUMBER, "32202300001"),
}
# A cell that is passed over in a row that is taken; here its number is damaged too.
ALSO = {37: (UNTIL, "长期")}


def rows():
    for number in range(1, ROWS + 1):
        row = good(number)
        for changes in (TAKEN, REFUSED, ALSO):
            column, value = changes.get(number % 100, (None, None))
            if column:
                row[column] = value
        yield row


def shown(value):
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return f"{value.year}/{value.month}/{value.day}"
    return str(value)


def text():
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([TITLE] + [""] * (len(HEADER) - 1))
    writer.writerow(HEADER)
    writer.writerows([shown(cell) for cell in row] for row in rows())
    writer.writerow([""] * len(HEADER))
    return out.getvalue()


def gbk(path):
    with open(path, "wb") as file:
        # GBK has no replacement character; GB18030 writes it in four bytes.
        file.write(text().encode("gb18030"))


def utf8(path):
    with open(path, "wb") as file:
        file.write(text().encode("utf-8-sig"))


def with_openpyxl(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单"
    sheet["A1"] = TITLE
    sheet.merge_cells("A1:I1")
    for place, row in enumerate([HEADER, *rows()], FIRST_ROW - 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(place, column)
            if isinstance(value, Fault):
                cell.value, cell.data_type = str(value), "e"
            elif value is not None:
                cell.value = value
            if isinstance(value, datetime.date):
                cell.number_format = "yyyy/m/d"
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("说明")["A1"] = "由人事部维护"
    book.save(path)


def with_xlsxwriter(path):
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("名单")
    day = book.add_format({"num_format": "yyyy年m月d日"})
    sheet.merge_range(0, 0, 0, len(HEADER) - 1, TITLE)
    for place, row in enumerate([HEADER, *rows()], FIRST_ROW - 2):
        for column, value in enumerate(row):
            if isinstance(value, Fault):
                sheet.write_formula(place, column, "=NA()" if value == "#N/A" else "=#REF!", None, str(value))
            elif isinstance(value, datetime.date):
                sheet.write_datetime(place, column, datetime.datetime(value.year, value.month, value.day), day)
            elif isinstance(value, int):
                sheet.write_number(place, column, value)
            elif value is not None:
                sheet.write_string(place, column, value)
    sheet.set_column(2, 2, None, None, {"hidden": True})
    book.add_worksheet("说明").write(0, 0, "由人事部维护")
    book.close()


def escaped(value):
    return value.replace("&", "&amp;").replace("<", "&lt;")


def with_wps(path):
    """By hand as WPS saves: shared strings for most, inline strings for some, dates as serials in its own format."""
    shared, places = [], {}

    def cell(reference, value, column):
        if value is None:
            return f'<c r="{reference}"/>'
        if isinstance(value, Fault):
            return f'<c r="{reference}" t="e"><v>{value}</v></c>'
        if isinstance(value, datetime.date):
            return f'<c r="{reference}" s="1"><v>{(value - datetime.date(1899, 12, 30)).days}</v></c>'
        if isinstance(value, int):
            return f'<c r="{reference}"><v>{value}</v></c>'
        if column == EMAIL:
            return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escaped(value)}</t></is></c>'
        if value not in places:
            places[value] = len(shared)
            shared.append(value)
        return f'<c r="{reference}" s="2" t="s"><v>{places[value]}</v></c>'

    def line(place, row):
        cells = "".join(cell(f"{get_column_letter(column + 1)}{place}", value, column) for column, value in enumerate(row))
        return f'<row r="{place}">{cells}</row>'

    lines = "".join(line(place, row) for place, row in enumerate([[TITLE], HEADER, *rows()], 1))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{relations}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="名单" sheetId="1" '
        'r:id="rId1"/><sheet name="说明" sheetId="2" r:id="rId2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">' + "".join(
            f'<Relationship Id="rId{number}" Type="{relations}/{kind}" Target="{target}"/>' for number, (kind, target) in
            enumerate([("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"),
                       ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")], 1)) + "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><numFmts><numFmt numFmtId="176" '
        'formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="176"/><xf numFmtId="49"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><cols><col min="3" max="3" hidden="1"/></cols><sheetData>'
        f'{lines}</sheetData><mergeCells><mergeCell ref="A1:I1"/></mergeCells></worksheet>',
        "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'
        "由人事部维护</t></is></c></row></sheetData></worksheet>",
    }
    texts = "".join(f'<si><t xml:space="preserve">{escaped(value)}</t></si>' for value in shared)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{texts}</sst>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + part)


def mended(row):
    """A row of rejects with the values it should have had; the reason stays, as when somebody leaves it there."""
    return [*good(int(row[0])), *row[len(HEADER):]]


def mend(path, new):
    if path.endswith(".xlsx"):
        book = openpyxl.load_workbook(path)
        sheet = book.active
        for row in sheet.iter_rows(min_row=2):
            for cell, value in zip(row, mended([cell.value for cell in row])):
                cell.value = value
        return book.save(new)
    data = open(path, "rb").read()
    encoding = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "gb18030"
    header, *others = csv.reader(io.StringIO(data.decode(encoding), newline=""))
    with open(new, "w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([header, *([shown(cell) for cell in mended(row)] for row in others)])


def make(folder):
    gbk(f"{folder}/名单-gbk.csv")
    utf8(f"{folder}/名单-utf8.csv")
    with_wps(f"{folder}/名单-wps.xlsx")
    with_openpyxl(f"{folder}/名单-openpyxl.xlsx")
    with_xlsxwriter(f"{folder}/名单-xlsxwriter.xlsx")


def sound(folder):
    """The sheet as it should have been, but for what an import corrects or passes over by itself."""
    with open(f"{folder}/名单-完好.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *([shown(cell) for cell in row] for row in kept())])


def kept():
    for row in rows():
        number = row[0]
        if number % 100 in REFUSED:
            yield good(number)
            continue
        column, value = TAKEN.get(number % 100, (None, None))
        if value in ("1.38E+10", "1.10101E+17", "p023@@example", "#REF!", "NULL"):
            row[column] = None
        yield row


if __name__ == "__main__":
    {"make": make, "sound": sound, "mend": mend}[sys.argv[1]](*sys.argv[2:])
