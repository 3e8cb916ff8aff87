"""The daemon is killed, stopped and started twice."""

import os
import random
import signal
import time

from campaign import fault
from program import Failure, expect, wait_until

KILLED = -signal.SIGKILL


@fault("F01", "SIGKILL at each commit", "I1–I4, I6")
def killed_at_each_commit(campaign):
    # Enough for more commits than are counted: how many deliveries share one depends on timing.
    people = campaign.scale(110, 220)
    office = campaign.office(people)
    sink = campaign.sink(office)
    office.configure_for(sink)
    planned = office.plan()
    shim = office.shim()
    office.once(environment=shim.environment)
    last = min(campaign.scale(100, 200), shim.syncs * 3 // 4)
    # The quick campaign covers each commit of the first start and a sample of the rest.
    numbers = sorted({*range(1, 13), *range(1, last + 1, campaign.scale(6, 1))})
    ambiguous, problems = 0, []
    for number in numbers:
        try:
            ambiguous += killed_at(campaign, sink, people, planned, number)
        except Failure as problem:
            problems.append(f"killed at commit {number}: {problem}")
    expect(not problems, f"{len(problems)} of {len(numbers)}: " + "; ".join(problems[:3]))
    return len(numbers), (f"{len(numbers)} kills up to commit {last}, each time {2 * people} planned and received; "
                          f"{ambiguous} ambiguous in all, byte-identical")


def killed_at(campaign, sink, people, planned, number):
    """Kills a run at one commit and drains what is left; returns the number of ambiguous deliveries."""
    office = campaign.office(people)
    office.configure_for(sink)
    office.planned = planned
    sink.forget()
    office.once(allowed=(KILLED,), environment=office.shim(kill_at_sync=number).environment)
    office.drain()
    office.check(sink.arrivals(), all_sent=True)
    return office.query("SELECT count(*) FROM delivery WHERE ambiguous_attempts > 0")[0][0]


@fault("F02", "SIGKILL at random times under load, receiver slow", "I1–I4, I6")
def killed_at_random(campaign):
    chance = random.Random(2)
    kills, wanted, figures = 0, campaign.scale(40, 300), []
    while kills < wanted:
        office = campaign.office(150)
        sink = campaign.sink(office, delay_ms=20)
        office.configure_for(sink, parallel=3)
        office.plan()
        while kills < wanted:
            daemon = office.daemon()
            time.sleep(chance.uniform(0.05, 0.4))
            daemon.end()
            kills += 1
            if has_outbox(office) and not office.count("pending"):
                break
        office.drain()
        figures.append(office.check(sink.arrivals(), all_sent=True))
    return kills, f"{kills} kills over {len(figures)} queues; the last: {figures[-1]}"


def has_outbox(office):
    return os.path.exists(office.state) and office.query("SELECT 1 FROM sqlite_master WHERE name = 'delivery'")


@fault("F14", "SIGSTOP past the lease, a second instance tries to take over", "I1–I3")
def stopped_past_the_lease(campaign):
    office = campaign.office(6)
    sink = campaign.sink(office, delay_ms=1500)
    office.configure_for(sink, parallel=2)
    office.plan()
    shim = office.shim()
    first = office.daemon(environment=shim.environment)
    wait_until(lambda: has_outbox(office) and office.count("sending"), "a claim")
    first.signal(signal.SIGSTOP)
    shim.wall = 20 * 60
    second = office.start("run", "--config", office.configuration, environment=shim.environment)
    status = second.status(20)
    expect(status == 75, f"the second ended with {status}")
    time.sleep(2)
    first.signal(signal.SIGCONT)
    wait_until(lambda: not office.count("pending", "sending"), "the end of the queue", 60)
    # What had been claimed and not handed over when the lease ended waits for its next try.
    office.renewald("outbox", "flush", "--config", office.configuration, environment=shim.environment)
    wait_until(lambda: not office.count("pending", "sending", "deferred"), "what was put off", 60)
    expect(first.stop() == 0, f"the first ended with {first.status()}")
    return 1, "second ended with 75; first went on: " + office.check(sink.arrivals(), all_sent=True)


@fault("F15", "two instances on one state file", "the second refuses")
def two_instances(campaign):
    office = campaign.office(5)
    sink = campaign.sink(office, delay_ms=500)
    office.configure_for(sink)
    office.plan()
    first = office.daemon()
    wait_until(lambda: "started" in first.errors, "the start")
    for arguments in (["run"], ["run", "--once"]):
        second = office.start(*arguments, "--config", office.configuration)
        expect(second.status(20) == 75, f"the second ended with {second.status()}")
        expect("another renewald is running" in second.errors, f"the second says {second.errors}")
    wait_until(lambda: len(sink.arrivals()) == 10, "the arrivals")
    expect(first.stop() == 0, "the first did not end well")
    return 2, "exit 75 and the reason; " + office.check(sink.arrivals(), all_sent=True)
