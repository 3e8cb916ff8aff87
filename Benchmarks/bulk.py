"""Writes very many rows into a database file that can be recreated."""

import contextlib
import sqlite3


@contextlib.contextmanager
def writing(path):
    """A connection without journal and checks in one transaction; indexes and triggers are dropped until its end."""
    database = sqlite3.connect(path, isolation_level=None)
    mode, = database.execute("PRAGMA journal_mode").fetchone()
    # The log must be emptied before it can be turned off.
    for pragma in ["journal_mode = DELETE", "journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF",
                   "ignore_check_constraints = ON", "cache_size = -262144"]:
        database.execute(f"PRAGMA {pragma}")
    later = database.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL").fetchall()
    for kind, name, _ in later:
        database.execute(f"DROP {kind} {name}")
    database.execute("BEGIN")
    yield database
    for *_, sql in later:
        database.execute(sql)
    database.execute("COMMIT")
    database.execute(f"PRAGMA journal_mode = {mode}")
    database.close()
