"""The disk fails, fills up or is locked by others, and files are not what they should be."""

import errno
import os
import signal
import sqlite3
import subprocess
import time

from campaign import fault
from notify import NotifySocket
from program import Failure, NotPossible, expect, wait_until
from shim import FOREVER
from sinks import reminders

# Forbidden exit statuses: the unit does not restart the daemon after them.
FINAL = {0, 64, 65, 66, 78}


def tmpfs(campaign, size):
    """A small separate file system, removed at the end of the fault."""
    directory = campaign.directory()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", directory],
                             capture_output=True, text=True)
    if mounted.returncode:
        raise NotPossible(mounted.stderr.strip())
    campaign.later(subprocess.run, ["umount", "-l", directory])
    return directory


def fill_up(path):
    """Uses up all free space."""
    with open(path, "wb", buffering=0) as file:
        for size in (65536, 4096, 512):
            try:
                while True:
                    file.write(bytes(size))
            except OSError as error:
                expect(error.errno == errno.ENOSPC, f"filling up: {error}")


def restartable(status, daemon, what):
    expect(status not in FINAL and status > 0, f"{what}: ended with {status}: {daemon.errors[-200:]}")
    return status


def failing(campaign, sink, what, **faults):
    """Runs a daemon through disk errors, lets it recover, and checks; returns its exit status, None if it survived."""
    office = campaign.office(20)
    office.configure_for(sink)
    office.plan()
    sink.forget()
    daemon = office.daemon(environment=office.shim(**faults).environment)
    wait_until(lambda: not daemon.is_running or len(sink.arrivals()) == 40, f"{what}: an end")
    status = stopped(office, daemon, what) if daemon.is_running else restartable(daemon.status(30), daemon, what)
    if os.path.exists(office.state):
        sent = office.query("SELECT 1 FROM sqlite_master WHERE name = 'delivery'") and office.count("sent")
        accepted = len(sink.arrivals())
        expect(not sent or sent <= accepted, f"{what}: {sent} sent, {accepted} accepted")
    office.drain()
    office.check(sink.arrivals(), all_sent=True)
    return status


def stopped(office, daemon, what):
    """SQLite ignores a directory that cannot be synced; any other error must be noticed.

    The error may occur with the receipt of the last mail, which has arrived by then.
    """
    status = daemon.stop()
    if status != 0:
        return restartable(status, daemon, what)
    with open(office.state, "rb") as file:
        versions = file.read(20)[18:]
    expect(versions == b"\x02\x02", f"{what}: went on, but with a state file that has no write-ahead log")


def failing_each(campaign, cases):
    sink = campaign.sink(campaign.office())
    problems, statuses = [], set()
    for what, faults in cases:
        try:
            statuses.add(failing(campaign, sink, what, **faults))
        except Failure as problem:
            problems.append(f"{what}: {problem}")
    expect(not problems, f"{len(problems)} of {len(cases)}: " + "; ".join(problems[:3]))
    ended = ", ".join(str(status) for status in sorted(statuses - {None}))
    return len(cases), f"ended with {ended} and recovered, 40 of 40 received, no sent without its commit"


@fault("F05", "EIO on fdatasync, once and for good", "restartable end, I1–I4")
def sync_fails(campaign):
    numbers = campaign.scale([1, 2, 4, 6, 9, 15, 30], range(1, 60))
    return failing_each(campaign, [
        (f"sync {number}{word}", {"fail_syncs_from": number, "fail_syncs_to": end or number})
        for number in numbers for word, end in (("", None), (" and on", FOREVER))
    ])


@fault("F06", "ENOSPC at the n-th write; a full disk, then space again", "nothing leaves unclaimed, I1–I4")
def no_space(campaign):
    numbers = campaign.scale([1, 5, 40, 150], range(1, 300, 7))
    runs, figures = failing_each(campaign, [
        (f"write {number}…{number + 30}", {"fail_writes_from": number, "fail_writes_to": number + 30})
        for number in numbers
    ])
    office = campaign.office(150, directory=tmpfs(campaign, "24m"))
    sink = campaign.sink(campaign.office(), delay_ms=30)
    office.configure_for(sink, parallel=2)
    office.plan()
    daemon = office.daemon()
    wait_until(lambda: len(sink.arrivals()) > 4, "the first arrivals")
    fill_up(office.path("filler"))
    restartable(daemon.status(30), daemon, "full disk")
    daemon = office.daemon()
    restartable(daemon.status(30), daemon, "start on a full disk")
    before = len(sink.arrivals())
    os.remove(office.path("filler"))
    expect(before < len(office.planned), "the disk was full too late to matter")
    office.drain()
    return runs + 1, f"{figures}; full after {before}: {office.check(sink.arrivals(), all_sent=True)}"


@fault("F08", "registration database locked by another writer", "planner waits, watchdog alive")
def registry_locked(campaign):
    seconds = campaign.scale(12, 60)
    office = campaign.office(5)
    sink = campaign.sink(office)
    office.configure_for(sink)
    office.plan()
    text = open(office.configuration, encoding="utf-8").read()
    office.write("renewald.yaml", text.replace("schedule: {", "schedule: {rescan_every: 5s, "))
    manager = NotifySocket(campaign, office.directory, watchdog_seconds=2)
    daemon = office.daemon(environment=manager.environment)
    wait_until(lambda: len(sink.arrivals()) == 10, "the first arrivals")
    writer = locked(campaign, office)
    writer.execute("UPDATE registration SET valid_until = ?", (office.day(30),))
    time.sleep(seconds)
    expect(daemon.is_running, f"ended with {daemon.process.returncode}: {daemon.errors[-200:]}")
    silence = manager.longest_silence("WATCHDOG=1", time.monotonic())
    expect(silence < 2, f"the watchdog was silent for {silence:.1f} s")
    expect("scan failed, nothing is lost" in daemon.errors, "no scan was tried under the lock")
    writer.execute("COMMIT")
    daemon.signal(signal.SIGHUP)  # Scans at once; otherwise the next attempt comes a minute after the last.
    wait_until(lambda: len(reminders(sink.arrivals())) == 20, "the scan after the lock", 90)
    # Programs are told of withdrawals too, which nobody waits for above.
    wait_until(lambda: not office.count("pending", "deferred", "sending"), "an empty queue")
    expect(daemon.stop() == 0, "did not end well")
    office.planned = {row[0] for row in office.query("SELECT id FROM delivery")}
    figures = office.check(sink.arrivals(), all_sent=True)
    return 2, f"locked {seconds} s, longest silence {silence:.1f} s, {figures}; {start_under_lock(campaign, sink)}"


def locked(campaign, office):
    writer = sqlite3.connect(office.path("registry.db"), isolation_level=None)
    campaign.later(writer.close)
    writer.execute("BEGIN EXCLUSIVE")
    return writer


def start_under_lock(campaign, sink):
    """The unit starts at most five times in 300 s, 5 s apart: a lock of a minute must not use them up."""
    office = campaign.office(5)
    office.configure_for(sink)
    writer = locked(campaign, office)
    begin = time.monotonic()
    daemon = office.daemon()
    while daemon.is_running and time.monotonic() - begin < 20:
        time.sleep(0.2)
    lasted = time.monotonic() - begin
    writer.execute("ROLLBACK")
    expect(daemon.is_running or lasted > 20,
           f"a start under the lock ends with {daemon.process.returncode} after {lasted:.0f} s: five starts are used "
           f"up within {5 * (lasted + 5):.0f} s, then the service stays down")
    return "a start under the lock waits"


@fault("F09", "a pinned reader keeps the log of the state file growing", "no failure, I1–I4")
def pinned_reader(campaign):
    office = campaign.office(campaign.scale(100, 450))
    sink = campaign.sink(office)
    office.configure_for(sink)
    office.plan()
    office.once()
    office.outbox("retry", "--all")
    reader = sqlite3.connect(f"file:{office.state}?mode=ro", uri=True, isolation_level=None)
    campaign.later(reader.close)
    office.renewald("registry", "init", "--registry", office.path("unused.db"))
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM delivery").fetchone()
    with sqlite3.connect(office.path("registry.db")) as registry:
        registry.execute("UPDATE registration SET valid_until = ?", (office.day(30),))
    registry.close()
    renewed = office.once()
    grown = os.path.getsize(office.state + "-wal")
    reader.execute("COMMIT")
    office.once()
    office.planned = {row[0] for row in office.query("SELECT id FROM delivery")}
    expect("scan.notices=0" not in renewed.errors, "the new expiry dates plan nothing")
    figures = office.check(sink.arrivals(), all_sent=True)
    return 1, f"log grew to {grown / 1e6:.1f} MB and was let go: {figures}"
