"""Makes one hostile file by its name: hostile.py NAME FILE. Needs nothing but Python."""

import struct
import sys
import zipfile
import zlib

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ROOT, BOOK, LINKS = "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SHEET, TEXTS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9)
) + "]>"


def relationships(*targets):
    entries = (
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{"".join(entries)}</Relationships>'


def sheet(rows, behind=""):
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{behind}</worksheet>'


def parts(rows='<row r="1"><c r="A1" t="s"><v>0</v></c></row>', texts="<si><t>甲</t></si>", behind="", sheets=1):
    names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, sheets + 1))
    return {
        "[Content_Types].xml": "<Types/>",
        ROOT: relationships(("officeDocument", BOOK)),
        BOOK: f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{names}</sheets></workbook>',
        LINKS: relationships(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
        ),
        SHEET: sheet(rows, behind),
        TEXTS: f'<sst xmlns="{MAIN}">{texts}</sst>',
        STYLES: f'<styleSheet xmlns="{MAIN}"/>',
    }


def zipped(contents, stored=False):
    """A zip archive, written out here because no library writes what is wrong."""
    body, contents_list, count = b"", b"", 0
    for name, text in contents.items() if isinstance(contents, dict) else contents:
        data = text.encode() if isinstance(text, str) else text
        packed = data
        if not stored:
            compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
            packed = compressor.compress(data) + compressor.flush()
        encoded = name.encode()
        head = struct.pack(
            "<HHHHHIIIHH", 20, 0, 0 if stored else 8, 0, 0x5C21, zlib.crc32(data), len(packed), len(data), len(encoded), 0
        )
        contents_list += b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + encoded
        body += b"PK\3\4" + head + encoded + packed
        count += 1
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, len(contents_list), len(body), 0)
    return body + contents_list + end


def changed(part, change):
    contents = parts()
    contents[part] = change(contents[part])
    return zipped(contents)


def compound(name, stream=b"\0" * 4096, embedded=None):
    """A compound file with one stream, its table of sectors in sector 0 and its list of names in sector 1.

    A stream that is embedded is in the list of names, but not in the root.
    """
    count = max(1, (len(stream) + 511) // 512)
    table = [0xFFFFFFFD, 0xFFFFFFFE] + list(range(3, 2 + count)) + [0xFFFFFFFE]
    table += [0xFFFFFFFF] * (128 - len(table))
    head = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 16 + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0) + struct.pack("<I", 0xFFFFFFFF) * 108
    names = b""
    entries = [("Root Entry", 5, 0xFFFFFFFE, 0), (name, 2, 2, len(stream))]
    for entry, kind, start, size in entries + ([(embedded, 2, 2, 100)] if embedded else []):
        encoded = entry.encode("utf-16-le")
        names += encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, kind, 1)
        child = 1 if kind == 5 else 0xFFFFFFFF
        names += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + b"\0" * 36 + struct.pack("<IQ", start, size)
    return head + struct.pack("<128I", *table) + names.ljust(512, b"\0") + stream.ljust(count * 512, b"\0")


def biff(*records, embedded=None):
    stream = b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)
    return compound("Workbook", stream.ljust(4096, b"\0"), embedded)


BEGIN, END = (0x0809, struct.pack("<HH12x", 0x600, 5)), (0x000A, b"")


def duplicate(name):
    contents = list(parts().items())
    return zipped(contents + [(name, "<x/>")])


def overlapping():
    """Two lines of the list of contents point at one part."""
    archive = zipped(parts())
    line = archive.rindex(b"PK\1\2")
    end = archive.rindex(b"PK\5\6")
    other = bytearray(archive[line:end])
    other[-len(STYLES):] = STYLES.replace("styles", "stylos").encode()
    count, size, offset = struct.unpack("<HII", archive[end + 10:end + 20])
    tail = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count + 1, count + 1, size + len(other), offset, 0)
    return archive[:end] + bytes(other) + tail


def with_bits(archive, offset, bits):
    """The same bits set in the header of each part and in its line of the list of contents."""
    archive = bytearray(archive)
    for mark, place in [(b"PK\3\4", offset), (b"PK\1\2", offset + 2)]:
        at = archive.find(mark)
        while at >= 0:
            archive[at + place] ^= bits
            at = archive.find(mark, at + 4)
    return bytes(archive)


def lying():
    """A part that says it is small and is not."""
    archive = bytearray(zipped({**parts(), SHEET: sheet(" " * 200_000_000)}))
    for mark, place in [(b"PK\3\4", 22), (b"PK\1\2", 24)]:
        at = archive.find(mark)
        while at >= 0:
            if struct.unpack_from("<I", archive, at + place)[0] > 100_000_000:
                struct.pack_into("<I", archive, at + place, 1000)
            at = archive.find(mark, at + 4)
    return bytes(archive)


def row(cells, number=1):
    return f'<row r="{number}">{cells}</row>'


def letters(column):
    return (letters((column - 1) // 26) if column > 26 else "") + chr(65 + (column - 1) % 26)


def large(rows, columns):
    texts = "".join(f"<si><t>单元格内容{number:07}号</t></si>" for number in range(rows * columns))
    cells = "".join(
        row("".join(f'<c r="{letters(n + 1)}{line + 1}" t="s"><v>{line * columns + n}</v></c>' for n in range(columns)), line + 1)
        for line in range(rows)
    )
    return zipped(parts(cells, texts))


def inline(text):
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


FILES = {
    "empty": lambda: b"",
    "text": lambda: "姓名,有效期至\n张三,2027-03-05\n".encode(),
    "web-page": lambda: b"<html><table><tr><td>1</td></tr></table></html>",
    "xml-of-2003": lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    "archive": lambda: zipped({"a.txt": "a"}),
    "document": lambda: zipped({ROOT: relationships(("officeDocument", "word/document.xml")), "word/document.xml": "<x/>"}),
    "ods": lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, stored=True),
    "odt": lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text"}, stored=True),
    "xlsb": lambda: zipped({ROOT: relationships(("officeDocument", "xl/workbook.bin")), "xl/workbook.bin": "x"}),
    "encrypted-package": lambda: compound("EncryptedPackage"),
    "encrypted-parts": lambda: with_bits(zipped(parts()), 6, 1),
    "encrypted-xls": lambda: biff(BEGIN, (0x002F, b"\0" * 54), END),
    "excel-95": lambda: compound("Book"),
    "word-97": lambda: compound("WordDocument"),
    "first-bytes": lambda: b"PK",
    "first-bytes-xls": lambda: bytes.fromhex("D0CF11E0A1B11AE1"),
    "bomb": lambda: zipped({**parts(), SHEET: sheet(" " * 200_000_000)}),
    "lying-bomb": lying,
    "texts-bomb": lambda: zipped({**parts(), TEXTS: "<sst>" + " " * 200_000_000 + "</sst>"}),
    "nested": lambda: zipped(parts(behind="<a>" * 200 + "</a>" * 200)),
    "wide": lambda: zipped(parts(rows=row("".join(f'<c r="{letters(n)}1"><v>1</v></c>' for n in range(1, 10_001))))),
    "wide-unplaced": lambda: zipped(parts(rows=row("<c><v>1</v></c>" * 10_000))),
    "beyond-xfd": lambda: zipped(parts(rows=row('<c r="XFE1"><v>1</v></c>'))),
    "tall": lambda: zipped(parts(rows=row("<c><v>1</v></c>", 1_048_577))),
    "row-zero": lambda: zipped(parts(rows=row("<c><v>1</v></c>", 0))),
    "row-negative": lambda: zipped(parts(rows=row("<c><v>1</v></c>", -5))),
    "row-absurd": lambda: zipped(parts(rows=row("<c><v>1</v></c>", 10**30))),
    "row-words": lambda: zipped(parts(rows=row("<c><v>1</v></c>", "one"))),
    "rows-backwards": lambda: zipped(parts(rows=row("<c><v>1</v></c>", 2) + row("<c><v>1</v></c>", 1))),
    "row-twice": lambda: zipped(parts(rows=row("<c><v>1</v></c>") * 2)),
    "cell-elsewhere": lambda: zipped(parts(rows=row('<c r="A2"><v>1</v></c>'))),
    "cell-twice": lambda: zipped(parts(rows=row('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>'))),
    "cell-without-letters": lambda: zipped(parts(rows=row('<c r="11"><v>1</v></c>'))),
    "cell-unknown": lambda: zipped(parts(rows=row('<c t="x"><v>1</v></c>'))),
    "number-that-is-none": lambda: zipped(parts(rows=row("<c><v>nan</v></c>"))),
    "number-too-large": lambda: zipped(parts(rows=row("<c><v>1e999</v></c>"))),
    "shared-text-missing": lambda: zipped(parts(rows=row('<c t="s"><v>1</v></c>'))),
    "shared-text-negative": lambda: zipped(parts(rows=row('<c t="s"><v>-1</v></c>'))),
    "merged-nonsense": lambda: zipped(parts(behind='<mergeCells><mergeCell ref="A1"/></mergeCells>')),
    "merged-too-often": lambda: zipped(
        parts(behind="<mergeCells>" + '<mergeCell ref="A1:A2"/>' * 100_001 + "</mergeCells>")
    ),
    "long-text": lambda: zipped(parts(rows=row(inline("甲" * 32_768)))),
    "long-shared-text": lambda: zipped(parts(texts=f"<si><t>{'a' * 32_768}</t></si>")),
    "very-long-text": lambda: zipped(parts(rows=row(inline("a" * 1_000_000)))),
    "many-sheets": lambda: zipped(parts(sheets=101)),
    "very-many-sheets": lambda: zipped(parts(sheets=100_000)),
    "sheet-with-a-long-name": lambda: changed(BOOK, lambda text: text.replace("S1", "S" * 1_000_000)),
    "part-with-a-long-name": lambda: changed(LINKS, lambda text: text.replace("sheet1", "s" * 1_000_000)),
    "sheet-missing": lambda: zipped({name: text for name, text in parts().items() if name != SHEET}),
    "workbook-missing": lambda: zipped({name: text for name, text in parts().items() if name != BOOK}),
    "sheet-without-part": lambda: changed(LINKS, lambda text: text.replace("rId1", "rId9")),
    "duplicate-part": lambda: duplicate(SHEET),
    "duplicate-part-in-capitals": lambda: duplicate(SHEET.upper()),
    "duplicate-part-in-backslashes": lambda: duplicate("\\" + SHEET.replace("/", "\\")),
    "overlapping-parts": overlapping,
    "many-parts": lambda: zipped(list(parts().items()) + [(f"x{n}", "") for n in range(10_001)]),
    "wrong-checksum": lambda: with_bits(zipped(parts(), stored=True), 14, 1),
    "wrong-bytes": lambda: zipped(parts(), stored=True).replace("甲".encode(), "乙".encode()),
    "unknown-compression": lambda: with_bits(zipped(parts(), stored=True), 8, 99),
    "not-utf-8": lambda: changed(SHEET, lambda text: text.encode() + b"\xff"),
    "unfinished-xml": lambda: changed(SHEET, lambda text: text[:-5]),
    "two-roots": lambda: changed(SHEET, lambda text: text + text),
    "no-xml": lambda: changed(BOOK, lambda text: ""),
    "entities-in-the-workbook": lambda: changed(BOOK, lambda text: BOMB + text.replace("S1", "&j;")),
    "entities-in-a-sheet": lambda: zipped({**parts(), SHEET: BOMB + sheet(row(inline("&j;")))}),
    "entities-in-shared-texts": lambda: changed(TEXTS, lambda text: BOMB + text.replace("甲", "&j;")),
    "entities-in-styles": lambda: changed(STYLES, lambda text: BOMB + text),
    "entities-in-relationships": lambda: changed(LINKS, lambda text: BOMB + text),
    "entities-from-a-file": lambda: changed(
        TEXTS, lambda text: '<!DOCTYPE x [<!ENTITY p SYSTEM "file:///etc/passwd">]>' + text.replace("甲", "&p;")
    ),
    "document-type-alone": lambda: changed(TEXTS, lambda text: '<!DOCTYPE sst SYSTEM "x.dtd">' + text),
    "too-large": lambda: b"PK\3\4" + b"\0" * (64 << 20),
    "sectors-go-round": lambda: (lambda file: file[:512] + struct.pack("<3I", 0xFFFFFFFD, 1, 2) + file[524:])(compound("Workbook")),
    "entries-go-round": lambda: (lambda file: file[:1220] + struct.pack("<I", 1) + file[1224:])(compound("Workbook")),
    "sector-beyond": lambda: (lambda file: file[:520] + struct.pack("<I", 100) + file[524:])(compound("Workbook")),
    "xls-without-beginning": lambda: compound("Workbook"),
    "xls-record-too-long": lambda: biff(BEGIN, (0x00FC, struct.pack("<II", 9, 2**32 - 1) + b"\xff" * 4)),
    "xls-sheet-nowhere": lambda: biff(BEGIN, (0x0085, struct.pack("<IBBBB", 2**31, 0, 0, 1, 0) + b"S"), END),
    "xls-many-texts": lambda: biff(BEGIN, (0x00FC, struct.pack("<II", 2**32 - 1, 2**32 - 1)), END),
    # Not refused: what is large and can be told.
    "merged-all": lambda: zipped(parts(behind='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
    "longest-text": lambda: zipped(parts(rows=row(inline("甲" * 32_767)))),
    "most-sheets": lambda: zipped(parts(sheets=100)),
    "utf-16": lambda: changed(SHEET, lambda text: text.encode("utf-16")),
    "xls-with-an-embedded-one": lambda: biff(
        BEGIN, (0x0085, struct.pack("<IBBBB", 37, 0, 0, 1, 0) + b"S"), END, BEGIN, (0x0203, bytes(14)), END,
        embedded="Workbook",
    ),
    "behind-an-archive": lambda: zipped(parts()) + b"\0" * 100,
    # A hundred thousand people, every text another one.
    "large": lambda: large(100_000, 9),
    # Two passes over elements that mean nothing: seconds of work from a small file.
    "slow": lambda: zipped({**parts(), SHEET: sheet("<a/>" * 16_000_000)}),
}

if __name__ == "__main__":
    with open(sys.argv[2], "wb") as file:
        file.write(FILES[sys.argv[1]]())
