"""Too few descriptors or threads, no temporary space, nobody reading the log."""

import os
import subprocess

from campaign import fault
from disk import fill_up, tmpfs
from program import Failure, expect

# Allowed exit statuses when resources are short: done, not everything done, temporarily out of order.
HARMLESS = (0, 71, 74, 75)
# Fewer descriptors than parallel deliveries may need.
REFUSED = 78


@fault("F29", "limits of descriptors and threads, /tmp full, log reader gone", "degrades, I1–I4")
def limits(campaign):
    numbers = campaign.scale([14, 24, 52, 60], [*range(8, 40, 2), *range(40, 120, 8)])
    cases = {f"{number} descriptors": ["prlimit", f"--nofile={number}"] for number in numbers}
    problems, endings = [], []
    sink = campaign.sink(campaign.office())
    for what, prefix in cases.items():
        try:
            endings.append(f"{what}: {starved(campaign, sink, prefix, allowed=(*HARMLESS, REFUSED))}")
        except Failure as problem:
            problems.append(f"{what}: {problem}")
    for number in campaign.scale([2, 6], range(1, 16)):
        try:
            few = {"fail_threads_from": number, "fail_threads_to": number + 3}
            endings.append(f"thread {number}…: {starved(campaign, sink, [], few)}")
        except Failure as problem:
            problems.append(f"thread {number} refused: {problem}")
    expect(not problems, "; ".join(problems))
    full = tmpfs(campaign, "64k")
    fill_up(os.path.join(full, "filler"))
    starved(campaign, sink, [], environment={"TMPDIR": full, "SQLITE_TMPDIR": full})
    return len(endings) + 3, f"{', '.join(endings)}; temporary space full: 0; {without_log(campaign, sink)}"


def starved(campaign, sink, prefix, shim=None, environment=None, allowed=HARMLESS):
    """A run short of resources, then a normal one: the first loses nothing. Returns how the first ended."""
    office = campaign.office(15)
    office.configure_for(sink)
    office.plan()
    sink.forget()
    more = office.shim(**shim).environment if shim else {}
    run = office.once(allowed=allowed, seconds=60, prefix=prefix, environment={**more, **(environment or {})})
    office.drain()
    office.check(sink.arrivals(), all_sent=True)
    return run.process.returncode


def without_log(campaign, sink):
    """Standard error is a pipe that nobody reads, then a device that is always full."""
    for where in ("pipe", "/dev/full"):
        office = campaign.office(15)
        office.configure_for(sink)
        office.plan()
        sink.forget()
        if where == "pipe":
            reader, log = os.pipe()
            os.close(reader)
        else:
            log = os.open(where, os.O_WRONLY)
        try:
            done = subprocess.run([campaign.renewald, "run", "--once", "--config", office.configuration],
                                  stdout=subprocess.DEVNULL, stderr=log, timeout=60)
        finally:
            os.close(log)
        expect(done.returncode == 0, f"log to {where}: ended with {done.returncode}")
        office.check(sink.arrivals(), all_sent=True)
    return "log into a closed pipe and a full device: all sent"
