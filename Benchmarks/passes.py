"""Passes over the registry: full, incremental, and the first one, which plans everything."""

import re
import sqlite3
import statistics
import time

import measure
import office
import servers

SOURCES = office.ROOT / "Sources" / "RenewalRegistry" / "Layout"
# Records that an incremental pass finds due, the same in the small and the large registry.
DUE_AGAIN = 1000


def planned_office(registry):
    """An office after its first scan, so that nothing new is due; kept between runs."""
    base = office.Office("base", registry)
    key = base.folder / "registry"
    if not (base.state.exists() and key.exists() and key.read_text() == registry.name):
        measure.progress(f"first scan of {registry.name}, for the passes after it …")
        base.forget()
        base.once()
        key.write_text(registry.name)
    # What a new day or a new version of the program adds is not measured.
    base.once()
    return base


def full_pass(base, repeats):
    """Milliseconds of the first pass of a day and the outcome of the last run.

    The program records when a pass began and ended, without its own start. A pass is the first of its
    day when the previous one was yesterday, so that one is backdated.
    """
    times = []
    for _ in repeats:
        base.change(
            "UPDATE scan SET day = date(day, '-1 day'), started_ms = started_ms - 86400000, "
            f"ended_ms = ended_ms - 86400000 WHERE day = '{office.today()}'")
        outcome = base.once()
        times.append(nothing_new(base))
    return statistics.median(times), outcome


def rescan(base, repeats):
    """Milliseconds of a further pass on the same day."""
    times = []
    for _ in repeats:
        outcome = base.once()
        times.append(nothing_new(base))
    return statistics.median(times), outcome


def nothing_new(base):
    milliseconds, examined, planned = base.last_scan()
    if planned:
        raise measure.Failed(f"{planned} notices were new where none should be")
    return max(milliseconds, 1)


def rescan_with_due(base, repeats):
    """Milliseconds of a further pass on the same day for which some records have just become due.

    They are the same records each time: their notices are removed from the state file, and the registry says that
    they were changed just now.
    """
    times = []
    before = times_of_change(base)
    for _ in repeats:
        make_due(base)
        outcome = base.once()
        milliseconds, _, planned = base.last_scan()
        # A record with a notice of another day may have moved on.
        if not 0.99 * DUE_AGAIN <= planned <= 1.01 * DUE_AGAIN:
            raise measure.Failed(f"{planned} notices were new, not {DUE_AGAIN}")
        times.append(max(milliseconds, 1))
    # A pass reads the changes of the last hour, and this run's must not count for the next one.
    change(base, before)
    return statistics.median(times), outcome


def times_of_change(base):
    """The time of change and the ids of the records to be made due."""
    with sqlite3.connect(base.state) as state:
        ids = state.execute(
            "SELECT DISTINCT record_id FROM notice ORDER BY record_id LIMIT ?", [DUE_AGAIN]).fetchall()
    state.close()
    with sqlite3.connect(base.registry) as registry:
        times = [registry.execute("SELECT updated_at, id FROM registration WHERE id = ?", id).fetchone() for id in ids]
    registry.close()
    return times


def change(base, times):
    with sqlite3.connect(base.registry) as registry:
        registry.executemany("UPDATE registration SET updated_at = ? WHERE id = ?", times)
    registry.close()


def make_due(base):
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    change(base, [(now, id) for _, id in times_of_change(base)])
    with sqlite3.connect(base.state) as state:
        state.execute("CREATE TEMP TABLE due AS SELECT id FROM notice WHERE record_id IN "
                      "(SELECT DISTINCT record_id FROM notice ORDER BY record_id LIMIT ?)", [DUE_AGAIN])
        state.execute("DELETE FROM delivery WHERE notice_id IN due")
        state.execute("DELETE FROM notice WHERE id IN due")
    state.close()


def shell_reading(registry):
    """Seconds in which the sqlite3 shell reads what a full pass reads: the same columns of the same rows, in order.

    The rows go to /dev/null as text: they have to leave SQLite for us too, where they become values. Adding up
    lengths instead would put a function call on every column.
    """
    script = office.WORK / "read.sql"
    today = office.today()
    first = today.fromordinal(today.toordinal() - 91)
    last = today.replace(year=today.year + 1, day=min(today.day, 28))
    days = f"BETWEEN '{first}' AND '{last}'"
    script.write_text(f"""
SELECT {columns("RegistrationColumn")} FROM ({select("registrations")})
    WHERE valid_until {days} ORDER BY valid_until, id;
SELECT {columns("ApplicationColumn")} FROM ({select("applications")})
    WHERE registration_id IN (SELECT id FROM registration WHERE valid_until {days});
""")
    return shell(script, "-readonly", registry)


def shell(script, *arguments):
    with open(script, encoding="utf-8") as file:
        return measure.run([servers.tool("sqlite3"), "-bail", *arguments], 900, stdin=file, keep_output=False).seconds


def select(name):
    """A SELECT of the program, from its source, so that both read the same."""
    text = (SOURCES / "ReferenceSelects.swift").read_text(encoding="utf-8")
    found = re.search(rf'static let {name} = """\n(.*?)"""', text, re.S)
    if not found:
        raise measure.Failed(f"ReferenceSelects.swift has no {name} any more: passes.py must follow")
    return found[1]


def columns(enumeration):
    text = (SOURCES / "MappedColumn.swift").read_text(encoding="utf-8")
    body = re.search(rf"enum {enumeration}\b.*?\n}}", text, re.S)
    cases = re.findall(r"^    case (.*)$", body[0], re.M) if body else []
    if not cases:
        raise measure.Failed(f"MappedColumn.swift has no {enumeration} any more: passes.py must follow")
    names = ", ".join(cases).split(", ")
    return ", ".join(re.sub(r"[A-Z]", lambda letter: "_" + letter[0].lower(), name) for name in names)
