"""Writing new rows: the program's first scan against the sqlite3 shell inserting the same rows."""

import sqlite3
import statistics

import measure
import office
import passes


def first_scan(one, count, repeats):
    """Milliseconds of a first scan that finds everybody due, as recorded by the program."""
    times = []
    for _ in repeats:
        one.forget()
        outcome = one.once()
        milliseconds, _, planned = one.last_scan()
        if planned != count:
            raise measure.Failed(f"planned {planned} notices, not {count}")
        times.append(milliseconds)
    return statistics.median(times), outcome


def shell_inserting(one, repeats):
    """Milliseconds for the sqlite3 shell to insert the same rows into the same tables, in one durable transaction.

    Indexes, checks, references and triggers are those of the program. The rows come from the finished file: with no
    SQL text to parse this is faster than a dump, and so the harder limit. The columns are named because a bare `*`
    would let SQLite copy whole tables unseen.
    """
    copy, script = one.folder / "copy.db", one.folder / "insert.sql"
    source = sqlite3.connect(one.state)
    tables = [name for name, in source.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid").fetchall()
        if source.execute(f"SELECT count(*) FROM {name}").fetchone()[0] > 100]
    lines = ["PRAGMA synchronous = FULL;", "PRAGMA foreign_keys = ON;", f"ATTACH '{one.state}' AS made;", "BEGIN;"]
    for table in tables:
        names = ", ".join(row[1] for row in source.execute(f"PRAGMA table_info({table})"))
        lines.append(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM made.{table};")
    script.write_text("\n".join([*lines, "COMMIT;"]))

    def once():
        make_tables(source, copy)
        return passes.shell(script, copy) * 1000
    milliseconds = repeats.median(once)
    source.close()
    return milliseconds


def make_tables(source, path):
    for suffix in ["", "-wal", "-shm"]:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    target = sqlite3.connect(path)
    target.execute("PRAGMA journal_mode = WAL")
    for sql, in source.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
                               "ORDER BY type <> 'table', rowid"):
        target.execute(sql)
    target.commit()
    target.close()
