"""The idle daemon: how soon it is ready, how much memory it uses, how often it wakes."""

import base64
import hashlib
import os
import pathlib
import socket
import statistics
import subprocess
import time

import bulk
import measure
import office

DAY = 86_400_000


class Daemon:
    """A running daemon that reports its state as to systemd; ended by SIGTERM."""

    def __init__(self, one):
        address = one.folder / "notify"
        address.unlink(missing_ok=True)
        self.notices = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notices.bind(str(address))
        self.log = open(one.folder / "daemon.log", "wb")
        self.start = time.perf_counter()
        self.process = subprocess.Popen(
            [str(word) for word in one.command("run")], stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL,
            env={**os.environ, "NOTIFY_SOCKET": str(address)})

    def __enter__(self):
        return self

    def wait_for(self, words, timeout):
        """Seconds from the start until the daemon sends a given message."""
        end = self.start + timeout
        while (left := end - time.perf_counter()) > 0:
            if self.process.poll() is not None:
                raise measure.Failed(f"the daemon ended with {self.process.returncode}")
            self.notices.settimeout(min(left, 1))
            try:
                said = self.notices.recv(4096).decode()
            except TimeoutError:
                continue
            if words in said:
                return time.perf_counter() - self.start
        raise measure.Failed(f"the daemon did not say {words} within {timeout} s")

    def wait_until_quiet(self, timeout):
        """Until it has used no processor time for three seconds: a round of housekeeping follows the start."""
        end = time.monotonic() + timeout
        used, since = None, time.monotonic()
        while time.monotonic() < end:
            now = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
            if now != used:
                used, since = now, time.monotonic()
            if time.monotonic() - since > 3:
                return
            time.sleep(0.2)
        raise measure.Failed(f"the daemon is still busy after {timeout} s")

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.notices.close()
        self.log.close()


def sent_office(base, count):
    """An office where that many notices were sent over the years; kept between runs."""
    one = office.Office("idle", base.registry)
    key = one.folder / "registry"
    if not (one.state.exists() and key.exists() and key.read_text() == f"{base.registry.name} {count}"):
        measure.progress(f"a state file of {count:,} sent notices …")
        one.take_state(base)
        with bulk.writing(one.state) as state:
            fill(state, count)
        key.write_text(f"{base.registry.name} {count}")
    return one


def fill(state, count):
    """Marks everything as sent and adds old notices with erased personal data; the evidence chain is not maintained."""
    state.execute("UPDATE delivery SET state = 'sent', attempt = 1, first_attempt_ms = updated_ms, reason = NULL")
    state.execute("INSERT OR IGNORE INTO attempt (delivery_id, number, started_ms, ended_ms, outcome, stage, code, "
                  "reply) SELECT id, 1, updated_ms, updated_ms + 5, 'delivered', 'response', 204, '' FROM delivery")
    missing = count - state.execute("SELECT count(*) FROM notice").fetchone()[0]
    now = int(time.time() * 1000)

    def rows(values):
        return (values(number, now - 40 * DAY - number * 150_000) for number in range(missing))
    state.executemany(
        "INSERT INTO notice (id, record_type, record_id, expires_on, kind, milestone, audience, due_on, severity, "
        "rules, state, found_on, created_ms) VALUES (?, 'registration', ?, ?, 'registration.standard_reminder', 'M-6', "
        "'holder', ?, 1, '', 'planned', ?, ?)",
        rows(lambda number, at: (made_id("notice", number), f"Z-{number:08}", day(at), day(at), day(at), at)))
    state.executemany(
        "INSERT INTO delivery (id, notice_id, channel, address, language, severity, due_on, state, attempt, "
        "ambiguous_attempts, first_attempt_ms, created_ms, updated_ms, erased_ms) "
        "VALUES (?, ?, 'out', 'erased:' || ?1, 'zh-CN', 1, ?, 'sent', 1, 0, ?, ?, ?, ?)",
        rows(lambda number, at: (made_id("delivery", number), made_id("notice", number), day(at), at, at, at,
                                 at + 30 * DAY)))
    state.executemany(
        "INSERT INTO attempt (delivery_id, number, started_ms, ended_ms, outcome, stage, code) "
        "VALUES (?, 1, ?, ?, 'delivered', 'response', 204)",
        rows(lambda number, at: (made_id("delivery", number), at, at + 5)))


def made_id(kind, number):
    """As long and as random as the program's own ids, which are also truncated hashes."""
    return base64.b32encode(hashlib.sha256(f"{kind} {number}".encode()).digest()).decode()[:26].lower()


def day(milliseconds):
    return time.strftime("%Y-%m-%d", time.gmtime(milliseconds / 1000))


def seconds_to_ready(one, repeats):
    # The first start migrates the file and is not typical.
    with Daemon(one) as daemon:
        daemon.wait_for("READY=1", 300)
    times = []
    for _ in repeats:
        with Daemon(one) as daemon:
            times.append(daemon.wait_for("READY=1", 60))
    return statistics.median(times)


def at_rest(one, seconds):
    """Resident MiB, anonymous MiB and wakeups a minute after the first pass and housekeeping."""
    with Daemon(one) as daemon:
        daemon.wait_for("STATUS=scanned", 600)
        daemon.wait_until_quiet(300)
        count = wakeups_a_minute(daemon.process.pid, seconds)
        found = measure.status(daemon.process.pid)
        return found["VmRSS"] / 1024, found["RssAnon"] / 1024, count


def wakeups_of_the_runtime(seconds):
    """Wakeups per minute of a Swift program that used libdispatch once and is idle."""
    process = subprocess.Popen([str(office.COURIER), "idle"])
    try:
        time.sleep(8)  # Until the thread that it used has ended.
        return wakeups_a_minute(process.pid, seconds)
    finally:
        process.kill()
        process.wait()


def wakeups_a_minute(pid, seconds):
    before = wakeups(pid)
    time.sleep(seconds)
    after = wakeups(pid)
    return sum(after[task] - before.get(task, 0) for task in after) * 60 / seconds


def wakeups(pid):
    """How often each of its threads has gone to sleep so far."""
    found = {}
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        found[task.name] = measure.status(f"{pid}/task/{task.name}").get("voluntary_ctxt_switches", 0)
    return found
