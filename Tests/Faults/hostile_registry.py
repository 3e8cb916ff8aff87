"""A running daemon's registry is replaced by one made to hang it or to exhaust its memory."""

import os
import re
import shutil
import signal
import sqlite3
import time

from campaign import fault
from notify import NotifySocket
from program import Failure, expect, wait_until

PEOPLE = 12
# A mail and an event each.
EACH = 2 * PEOPLE
WATCHDOG = 30
# The limit set by the unit.
MEMORY_MIB = 512
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"


def put_view(database, table, select):
    database.execute(f"ALTER TABLE {table} RENAME TO {table}_0")
    database.execute(f"CREATE VIEW {table} AS {select}")


def endless_aside(database, size):
    put_view(database, "credential_application",
             f"SELECT c.* FROM ({ENDLESS}) LEFT JOIN credential_application_0 c ON c.id = i WHERE c.id > ''")


def endless(database, size):
    put_view(database, "registration", f"SELECT r.* FROM registration_0 r, ({ENDLESS}) WHERE i < 0")


def large(database, size):
    database.execute("UPDATE person SET name = CAST(zeroblob(?) AS TEXT) WHERE id = 'P-3'", (size,))


def deep(database, size):
    put_view(database, "registration", "SELECT * FROM v400")
    database.execute("CREATE VIEW v0 AS SELECT * FROM registration_0")
    for number in range(1, 401):
        database.execute(f"CREATE VIEW v{number} AS SELECT * FROM v{number - 1}")


def doubling(database, size):
    parts = ["a0 AS (SELECT * FROM registration_0)"]
    parts += [f"a{n} AS (SELECT * FROM a{n - 1} UNION ALL SELECT * FROM a{n - 1})" for n in range(1, 30)]
    put_view(database, "registration", f"WITH {', '.join(parts)} SELECT * FROM a29")


# How the file is ruined, what the log line says (nothing if the scan succeeds), and whether deliveries continue.
CASES = {
    "a table without end": (endless_aside, "reading the rows of credential_application", "given up after 2 s", True),
    "a value of 450 MB": (large, None, None, True),
    "registrations without end": (endless, "reading", "given up after 2 s", False),
    "400 views inside each other": (deep, "reading records", "more than 64 views", False),
    "a view that doubles": (doubling, "reading", "over and over", False),
}


def memory(program):
    """Its peak memory so far, in MiB."""
    with open(f"/proc/{program.pid}/status", encoding="ascii") as status:
        return int(re.search(r"VmHWM:\s+(\d+)", status.read()).group(1)) // 1024


class Attack:
    """A daemon with everything planned, whose sending hours begin once the registry has been replaced."""

    def __init__(self, campaign, name):
        self.name = name
        self.ruin, self.object, self.reason, self.goes_on = CASES[name]
        self.office = campaign.office(PEOPLE)
        self.sink = campaign.sink(self.office)
        self.office.configure_for(self.sink)
        registry = "registry: {sqlite: registry.db, read_timeout: 2s}"
        text = self._configuration().replace("registry: {sqlite: registry.db}", registry)
        self.office.write("renewald.yaml", text)
        self.office.plan()
        self.office.write("renewald.yaml", text.replace('"00:00-24:00"', '"22:00-23:00"'))
        self.manager = NotifySocket(campaign, self.office.directory, WATCHDOG)
        self.daemon = self.office.daemon(environment=self.manager.environment)
        wait_until(lambda: self.office.live_count("pending") == EACH, "everything planned", 60)
        self.opened = text
        self.size = campaign.scale(60_000_000, 450_000_000)

    def _configuration(self):
        with open(self.office.configuration, encoding="utf-8") as file:
            return file.read()

    def replace(self):
        good, bad = self.office.path("registry.db"), self.office.path("bad.db")
        shutil.copyfile(good, self.office.path("good.db"))
        shutil.copyfile(good, bad)
        database = sqlite3.connect(bad, isolation_level=None)
        self.ruin(database, self.size)
        database.close()
        os.replace(bad, good)
        self.office.write("renewald.yaml", self.opened)
        self.daemon.signal(signal.SIGHUP)

    def restore(self, is_hurried):
        os.replace(self.office.path("good.db"), self.office.path("registry.db"))
        if is_hurried:
            self.daemon.signal(signal.SIGHUP)

    def arrived(self):
        return len(self.sink.arrivals())

    def failures(self):
        return [line for line in self.daemon.errors.splitlines() if 'level=error msg="scan failed' in line]

    def waits_for_the_effect(self):
        if self.reason:
            wait_until(self.failures, "the scan fails", 60)
            line = self.failures()[0]
            expect(self.object in line and self.reason in line, f"the line says: {line}")
            wait_until(lambda: any("the scan fails" in words for words in self.manager.statuses()), "a status", 10)
        if self.goes_on:
            wait_until(lambda: self.arrived() == EACH, "deliveries of readable records", 60)
        else:
            expect(self.arrived() == 0, f"{self.arrived()} sent about records that nobody can read")

    def run(self, is_hurried):
        try:
            self.replace()
            begin = time.monotonic()
            self.waits_for_the_effect()
            self.restore(is_hurried)
            wait_until(lambda: self.arrived() == EACH, "everything sent with the good file", 90)
            if self.reason:
                wait_until(lambda: self.manager.statuses()[-1].startswith("scanned"), "a scan that succeeds", 90)
            lasted, peak = time.monotonic() - begin, memory(self.daemon)
            expect(len(self.failures()) <= 1, f"told {len(self.failures())} times")
            expect(self.daemon.is_running, "the daemon ended")
            expect(peak < MEMORY_MIB, f"{peak} MiB")
            silence = self.manager.longest_silence("WATCHDOG=1", time.monotonic())
            expect(silence < WATCHDOG, f"the watchdog was not fed for {silence:.0f} s")
            expect(self.daemon.stop() == 0, "it does not stop")
            self.office.check(self.sink.arrivals(), all_sent=True)
            return f"{self.name}: {'all sent meanwhile' if self.goes_on else 'waited'}, {lasted:.0f} s, {peak} MiB"
        except Failure as problem:
            raise Failure(f"{self.name}: {problem}; {self.daemon.errors[-600:]}")


@fault("F38", "registry replaced by a hostile file", "one line, the rest goes on, memory and time bounded, comes back")
def hostile_registry(campaign):
    figures = []
    for number, name in enumerate(CASES):
        # In quick runs the daemon recovers by itself only once; after that it is told to look.
        figures.append(Attack(campaign, name).run(is_hurried=campaign.is_quick and number > 0))
        campaign.clean_up()
    return len(figures), "; ".join(figures)
