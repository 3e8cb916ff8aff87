"""The state file over ten years: each year's notices are planned, sent, and erased when they are old enough."""

import shutil
import sqlite3

import delivery
import measure
import office

YEARS = 10
YEAR = 365 * 86_400_000


def after_each(registry, count, nginx):
    """Bytes of the state file after each year's housekeeping.

    The clock stands still: every year has other registrations, all due today, and what was sent grows a year older in
    the file, so that housekeeping finds it past `retention.erase_after`. Evidence is never erased.
    """
    folder = office.WORK / "offices" / "years"
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / "registry.db"
    shutil.copyfile(registry, copy)
    one = office.Office("years", copy, webhook=nginx.url, is_open=True)
    one.forget()
    sizes = []
    for year in range(YEARS):
        rename(copy, year)
        one.once()
        grow_older(one)
        one.once()
        sizes.append(delivery.size(one))
        sent, erased = one.ask("SELECT count(*), count(erased_ms) FROM delivery WHERE state = 'sent'")
        if not sent == erased == count * (year + 1):
            raise measure.Failed(f"sent {sent} and erased {erased} in {year + 1} years of {count}")
    return sizes


def rename(path, year):
    registry = sqlite3.connect(path)
    registry.execute("UPDATE registration SET id = ? || substr(id, 3)", [f"Y{year}"])
    registry.commit()
    registry.close()


def grow_older(one):
    one.change(
        f"UPDATE delivery SET created_ms = created_ms - {YEAR}, updated_ms = updated_ms - {YEAR}, "
        f"first_attempt_ms = first_attempt_ms - {YEAR}",
        f"UPDATE attempt SET started_ms = started_ms - {YEAR}, ended_ms = ended_ms - {YEAR}",
        f"UPDATE notice SET created_ms = created_ms - {YEAR}")
