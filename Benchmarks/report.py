"""The table on the terminal and the same as JSON."""

import datetime
import json
import os
import pathlib
import platform
import re
import subprocess
import time

import servers

HEADER = ["what", "against", "ours", "limit", "ratio", "goal", "peak MiB", "reached"]


def number(value, unit):
    """As many digits as are significant."""
    if value is None:
        return "–"
    text = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{text} {unit}".rstrip()


def goal(figure):
    if figure.goal is None:
        return "–"
    sign = "≥" if figure.at_least else "≤"
    return f"{sign} {figure.goal:.3g} {figure.goal_unit}"


def reached(figure):
    return {True: "yes", False: "NO", None: "–"}[figure.is_reached]


def row(figure):
    return [
        figure.what, figure.against, number(figure.ours, figure.unit), number(figure.limit, figure.unit),
        number(figure.ratio, "×"), goal(figure), number(figure.memory_mib, ""), reached(figure)]


def table(figures):
    rows = [HEADER, *map(row, figures)]
    widths = [max(len(line[column]) for line in rows) for column in range(len(HEADER))]
    # Text is left-aligned, numbers are right-aligned.
    lines = ["  ".join(cell.ljust(width) if index < 2 else cell.rjust(width)
                       for index, (cell, width) in enumerate(zip(line, widths))).rstrip() for line in rows]
    notes = [f"{figure.what}: {figure.note}" for figure in figures if figure.note]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:], "", *notes])


def machine():
    """The machine of the measurement, on which ratios depend far less than figures."""
    cpu = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    return {
        "processor": cpu[1] if cpu else platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "kernel": platform.release(),
        "sqlite": subprocess.run([servers.tool("sqlite3"), "--version"], capture_output=True, text=True,
                                 timeout=10).stdout.split()[0],
    }


def busy_share():
    """The share of the processors in use by others: it makes a run worthless, and the reader should see it.

    The load average would still reflect the build before.
    """
    def ticks():
        return [int(word) for word in pathlib.Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    before = ticks()
    time.sleep(2)
    passed = [after - earlier for after, earlier in zip(ticks(), before)]
    # The fourth and fifth are idle and waiting for a disk.
    return 1 - (passed[3] + passed[4]) / max(sum(passed), 1)




def write(figures, is_quick, busy, folder):
    document = {
        "made_at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "quick": is_quick,
        "machine": machine(),
        "used_by_others_before": round(busy, 2),
        "figures": [
            {"key": figure.key, "what": figure.what, "against": figure.against, "ours": round(figure.ours, 4),
             "unit": figure.unit, "limit": figure.limit and round(figure.limit, 4),
             "ratio": figure.ratio and round(figure.ratio, 4), "goal": figure.goal,
             "goal_is": "at least" if figure.at_least else "at most", "goal_unit": figure.goal_unit,
             "peak_mib": figure.memory_mib and round(figure.memory_mib, 1), "reached": figure.is_reached,
             "note": figure.note}
            for figure in figures],
    }
    path = folder / f"{'quick' if is_quick else 'full'}.json"
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path
