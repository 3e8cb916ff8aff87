"""Registries in an office's own layout, with days computed by the mapping, and passes over them.

A pass over such a registry reads everything each time. Nothing is due, so only the reading is measured.
"""

import datetime
import sqlite3

import measure
import office

# Days such as 2026/3/5 and numeric ids, as spreadsheets leave them: no index finds either.
YEAR, REST = "substr(until, 1, instr(until, '/') - 1)", "substr(until, instr(until, '/') + 1)"
MONTH = f"substr({REST}, 1, instr({REST}, '/') - 1)"
DAY = f"substr({REST}, instr({REST}, '/') + 1)"
MAPPING = (
    "SELECT CAST(number AS TEXT) AS id, "
    f"CASE WHEN until LIKE '%/%/%' THEN {YEAR} || '-' || substr('0' || {MONTH}, -2) || '-' || substr('0' || {DAY}, -2) "
    "ELSE until END AS valid_until, 'renewed' AS state, name AS holder_name, mail AS holder_email, "
    "unit AS employer_name FROM certificate")


def made(count):
    """The path of a registry with rows that end within a year, made now or by an earlier run in this month."""
    folder = office.WORK / "registries"
    folder.mkdir(parents=True, exist_ok=True)
    anchor = office.today().replace(day=1)
    path = folder / f"mapped-{count}-{anchor:%Y-%m}.db"
    if path.exists():
        return path
    for old in folder.glob(f"mapped-{count}-*"):
        old.unlink()
    measure.progress(f"making a mapped registry of {count:,} rows …")
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with sqlite3.connect(part) as database:
        database.execute("CREATE TABLE certificate (number INTEGER PRIMARY KEY, until TEXT, name TEXT, mail TEXT, "
                         "unit TEXT)")
        database.executemany("INSERT INTO certificate VALUES (?, ?, ?, ?, ?)", rows(count, anchor))
    database.close()
    part.rename(path)
    return path


def rows(count, anchor):
    for number in range(1, count + 1):
        until = anchor + datetime.timedelta(days=number * 7 % 360)
        yield (number, f"{until.year}/{until.month}/{until.day}", f"张伟{number}", f"holder{number}@example.test",
               f"示例第{number % 1000}矿业有限公司")


def full_pass(count, repeats):
    """Milliseconds of a pass over so many rows, as recorded by the program, and the outcome of the last run."""
    one = office.Office(f"mapped-{count}", made(count), mapping=MAPPING)
    one.once()

    def milliseconds():
        nonlocal outcome
        outcome = one.once()
        took, examined, _ = one.last_scan()
        if examined != count:
            raise measure.Failed(f"{examined:,} rows were looked at, not {count:,}")
        return took

    outcome = None
    return repeats.median(milliseconds), outcome
