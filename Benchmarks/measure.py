"""Runs programs, measuring their time and memory."""

import dataclasses
import pathlib
import statistics
import subprocess
import tempfile
import threading
import time

MEBIBYTE = 1024  # in the kibibytes that /proc speaks of


class Failed(Exception):
    """A measurement that is worthless, with the reason."""


@dataclasses.dataclass
class Outcome:
    """How a program ended: `memory_mib` is the peak resident size, `anonymous_mib` what of it no file backs."""

    seconds: float
    memory_mib: float
    anonymous_mib: float
    output: str


@dataclasses.dataclass
class Figure:
    """A line of the table; `goal` applies to `ratio` where a limit was measured, else to `ours`."""

    key: str
    what: str
    against: str
    ours: float
    unit: str
    goal: float | None = None
    at_least: bool = False
    limit: float | None = None
    memory_mib: float | None = None
    # The unit of `goal`, when it is not a ratio.
    goal_unit: str = "×"
    note: str = ""

    @property
    def ratio(self):
        return self.ours / self.limit if self.limit else None

    @property
    def compared(self):
        """The figure that the goal applies to."""
        return self.ratio if self.limit is not None else self.ours

    @property
    def is_reached(self):
        if self.goal is None or self.compared is None:
            return None
        return self.compared >= self.goal if self.at_least else self.compared <= self.goal


def status(pid):
    """The numbers of /proc/PID/status by name; empty when the process has gone."""
    try:
        lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return {}
    pairs = (line.split(":", 1) for line in lines)
    return {name: int(value.split()[0]) for name, value in pairs if value.split() and value.split()[0].isdigit()}


class MemoryWatch:
    """Polls a process: the kernel records the resident peak, but only polling shows the anonymous one."""

    def __init__(self, pid, every=0.02):
        self.pid, self.every = pid, every
        self.resident = self.anonymous = 0
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.poll, daemon=True)
        self.thread.start()

    def poll(self):
        while not self.stopping.wait(self.every):
            found = status(self.pid)
            self.resident = max(self.resident, found.get("VmHWM", 0))
            self.anonymous = max(self.anonymous, found.get("RssAnon", 0))

    def stop(self):
        self.stopping.set()
        self.thread.join()


def run(command, timeout, codes=(0,), environment=None, stdin=None, keep_output=True):
    """Runs a program to its end.

    `codes` are the exit codes that are fine. Output that is not kept goes to /dev/null, because taking it would be
    part of the time.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command], stdin=stdin or subprocess.DEVNULL,
            stdout=out if keep_output else subprocess.DEVNULL, stderr=err, env=environment)
        watch = MemoryWatch(process.pid)
        # Not wait(timeout), which polls every 50 ms and would round the time up.
        limit = threading.Timer(timeout, process.kill)
        limit.start()
        try:
            code = process.wait()
            seconds = time.perf_counter() - start
        except BaseException:
            process.kill()
            process.wait()
            raise
        finally:
            limit.cancel()
            watch.stop()
        if seconds >= timeout:
            raise Failed(f"{command[0]} took longer than {timeout} s")
        err.seek(0)
        if code not in codes:
            said = err.read().decode(errors="replace").strip().splitlines()[-5:]
            raise Failed(f"{pathlib.Path(command[0]).name} ended with {code}: {' / '.join(said)}")
        out.seek(0)
        return Outcome(seconds, watch.resident / MEBIBYTE, watch.anonymous / MEBIBYTE, out.read().decode())


class Repetition:
    """How often a measurement is repeated: a slow one less often, to limit the run's duration."""

    def __init__(self, times, seconds):
        self.times, self.seconds = times, seconds

    def __iter__(self):
        end = time.monotonic() + self.seconds
        for number in range(self.times):
            if number and time.monotonic() > end:
                return
            yield number

    def median(self, measurement):
        return statistics.median(measurement() for _ in self)


def progress(words):
    print(f"  {words}", flush=True)
