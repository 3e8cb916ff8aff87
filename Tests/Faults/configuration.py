"""Wrong configurations, at the start and at a reload."""

import re
import signal
import sqlite3

from campaign import fault
from mistakes import MISTAKES
from notify import NotifySocket
from program import expect, wait_until
from relay import Relay

def good(office, port):
    office.configure({"office-mail": office.smtp(port)}, [("holder", ["office-mail"])])
    office.write("open.secret", "hunter2", mode=0o666)
    with open(office.configuration, encoding="utf-8") as file:
        return file.read()


def mistaken(text, old, new):
    expect(old in text, f"nothing to replace: {old}")
    return text.replace(old, new, 1)


@fault("F27", "bad configurations at start and at reload", "exit 78 with the line; the old one stays")
def bad_configurations(campaign):
    office = campaign.office(3, lambda number: 1000)
    text = good(office, 2525)
    wrong, refused = [], []
    for old, new in MISTAKES:
        office.write("renewald.yaml", mistaken(text, old, new))
        run = office.daemon()
        wait_until(lambda: not run.is_running or "scan done" in run.errors, f"an end with {new[:40]!r}", 20)
        if run.is_running:
            run.end()
            wrong.append(f"{new[:70]!r} is accepted")
            continue
        place = re.search(r"renewald\.yaml:[1-9]\d*:[1-9]\d*: ", run.errors)
        if run.status() != 78 or not place:
            wrong.append(f"{new[:40]!r} ends with {run.status()}: {run.errors[:80]}")
        refused.append((old, new))
        if "hunter2" in run.errors:
            wrong.append(f"{new[:40]!r}: the password is in the message")
    office.write("renewald.yaml", text, mode=0o666)
    run = office.daemon()
    if run.status(20) != 78 or "chmod o-w" not in run.errors:
        wrong.append(f"one that everybody can write ends with {run.status()}: {run.errors[:80]}")
    reloaded = reloads(campaign, refused)
    expect(not wrong, f"at start, {len(wrong)} of {len(MISTAKES)}: " + "; ".join(wrong[:8]) + "; " + reloaded)
    return 2 * len(MISTAKES) + 1, f"{len(MISTAKES)} at start: exit 78 with line and column; {reloaded}"


def reloads(campaign, mistakes):
    """One daemon is told to reload each of them, then a good one again, and still works."""
    office = campaign.office(3)
    relay = Relay(campaign)
    text = good(office, 2525).replace("2525", str(relay.smtp_port))
    office.write("renewald.yaml", text)
    office.plan()
    manager = NotifySocket(campaign, office.directory)
    daemon = office.daemon(environment=manager.environment)
    wait_until(lambda: len(relay.arrivals()) == 3, "the arrivals under the old configuration")
    for number, (old, new) in enumerate(mistakes, 1):
        old = old.replace("2525", str(relay.smtp_port))
        office.write("renewald.yaml", mistaken(text, old, new))
        daemon.signal(signal.SIGHUP)
        words = "reload refused, old configuration kept"
        wait_until(lambda: manager.count(words) == number or not daemon.is_running, f"the refusal of {new[:40]!r}", 20)
        expect(daemon.is_running, f"{new[:40]!r} ended the daemon: {daemon.errors[-200:]}")
        expect(re.search(r"renewald\.yaml:\d+:\d+: ", manager.statuses()[-1]), f"STATUS {manager.statuses()[-1][:100]}")
    office.write("renewald.yaml", text)
    daemon.signal(signal.SIGHUP)
    wait_until(lambda: manager.count("configuration reloaded at ") >= 1, "the good reload", 20)
    with sqlite3.connect(office.path("registry.db")) as registry:
        registry.execute("UPDATE registration SET valid_until = ?", (office.day(30),))
    registry.close()
    daemon.signal(signal.SIGHUP)
    wait_until(lambda: len(relay.arrivals()) == 6, "new notices after the reloads", 60)
    expect(daemon.stop() == 0, "did not end well")
    office.planned = {row[0] for row in office.query("SELECT id FROM delivery")}
    return f"{len(mistakes)} reloads refused, then one taken; " + office.check(relay.arrivals(), all_sent=True)
