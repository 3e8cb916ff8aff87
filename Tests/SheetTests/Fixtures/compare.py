"""Compares what `renewald-sheet read` said of a workbook (standard input) with what openpyxl or xlrd read in it (argv[1]).

Left out is what they do not do: values of merged cells repeated downwards, numbers shown in zeros, formulas without a value.
"""

import datetime
import json
import sys

import openpyxl
import xlrd


def plain(value):
    """A value as renewald-sheet says it."""
    if isinstance(value, datetime.datetime):
        day = value.date().isoformat()
        return {"date": day if value.time() == datetime.time() else value.isoformat(timespec="seconds")}
    if isinstance(value, datetime.time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86400
    if isinstance(value, datetime.timedelta):
        return value.total_seconds() / 86400
    return value


def with_openpyxl(file):
    book = openpyxl.load_workbook(file, data_only=True, rich_text=False)
    for sheet in book.worksheets:
        hidden = {number for number, row in sheet.row_dimensions.items() if row.hidden}
        cells = {
            (cell.row, cell.column): {"error": cell.value} if cell.data_type == "e" else plain(cell.value)
            for line in sheet.iter_rows() for cell in line if cell.value not in (None, "")
        }
        yield sheet.title, sheet.sheet_state != "visible", hidden, cells


def with_xlrd(file):
    book = xlrd.open_workbook(file, formatting_info=True)
    for sheet in book.sheets():
        hidden = {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden}
        cells = {}
        for row in range(sheet.nrows):
            for column in range(sheet.ncols):
                cell = sheet.cell(row, column)
                value = cell.value
                if cell.ctype == xlrd.XL_CELL_DATE and value >= 1:
                    value = plain(xlrd.xldate_as_datetime(value, book.datemode))
                elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                    value = bool(value)
                elif cell.ctype == xlrd.XL_CELL_ERROR:
                    value = {"error": xlrd.error_text_from_code[value]}
                if value != "":
                    cells[row + 1, column + 1] = value
        yield sheet.name, sheet.visibility != 0, hidden, cells


def same(ours, theirs):
    """LibreOffice writes fifteen digits of a number into an .xlsx, and clocks have their own fractions of a day."""
    if isinstance(ours, (int, float)) and isinstance(theirs, (int, float)):
        return abs(ours - theirs) <= 1e-12 * max(1, abs(ours))
    return ours == theirs


def main():
    file = sys.argv[1]
    told = [json.loads(line) for line in sys.stdin]
    sheets, rows, problems, compared = [], {}, [], 0
    for line in told:
        if "sheet" in line:
            rows = {}
            sheets.append((line["sheet"], rows))
        elif "row" in line:
            rows[line["row"]] = line
    others = list(with_xlrd(file) if file.endswith(".xls") else with_openpyxl(file))
    if [(sheet["name"], sheet["hidden"]) for sheet, _ in sheets] != [(name, hidden) for name, hidden, _, _ in others]:
        problems.append("the sheets are others")
    for (sheet, rows), (name, _, hidden, cells) in zip(sheets, others):
        for number, row in rows.items():
            if row.get("hidden", False) != (number in hidden):
                problems.append(f"{name}: row {number} is hidden, or is not")
        for (row, column), theirs in cells.items():
            ours = rows.get(row, {"cells": []})["cells"]
            value = ours[column - 1] if column <= len(ours) else None
            if isinstance(value, str) and isinstance(theirs, (int, float)):
                continue
            compared += 1
            if not same(value, theirs):
                problems.append(f"{name} {row}/{column}: {value!r}, not {theirs!r}")
    print("\n".join(problems) or f"{compared} cells are the same")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
