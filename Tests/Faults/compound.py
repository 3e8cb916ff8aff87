"""Two faults at once: one while the daemon recovers from, or suffers, another."""

import os
import signal

from campaign import fault
from disk import FINAL, fill_up, tmpfs
from endpoint import Endpoint
from program import Failure, expect, wait_until
from relay import Relay
from shim import FOREVER


@fault("F32", "sync errors while recovering from a kill; full disk while a reply is late", "I1–I4, I6")
def compound(campaign):
    # A run has about fifty commits: how many deliveries share one depends on timing.
    kills = campaign.scale([8, 30], range(5, 45, 5))
    failures = campaign.scale([1, 2, 5], range(1, 13))
    sink = campaign.sink(campaign.office())
    problems, runs = [], 0
    for kill in kills:
        for failure in failures:
            for end in (failure, FOREVER):
                runs += 1
                try:
                    recover_with_errors(campaign, sink, kill, failure, end)
                except Failure as problem:
                    problems.append(f"kill {kill}, sync {failure}{' and on' if end > failure else ''}: {problem}")
    expect(not problems, f"{len(problems)} of {runs}: " + "; ".join(problems[:3]))
    return runs + 1, f"{runs} recoveries with errors drained, 60 of 60 each; {full_while_late(campaign)}"


def recover_with_errors(campaign, sink, kill, failure, end):
    office = campaign.office(30)
    office.configure_for(sink)
    office.plan()
    sink.forget()
    office.once(allowed=(-signal.SIGKILL,), environment=office.shim(kill_at_sync=kill).environment)
    environment = office.shim(fail_syncs_from=failure, fail_syncs_to=end).environment
    office.once(allowed=(0, 74, 75), environment=environment)
    office.drain()
    office.check(sink.arrivals(), all_sent=True)


def full_while_late(campaign):
    """The relay has the mail and answers late; when the answer comes, it cannot be stored."""
    office = campaign.office(1, directory=tmpfs(campaign, "4m"))
    relay = Relay(campaign, "end-of-data", "late 250 2.0.0 queued", times=1)
    endpoint = Endpoint(campaign)
    relay.http_port = endpoint.http_port
    office.configure_for(relay)
    office.plan()
    daemon = office.daemon()
    expect(relay.reached.wait(30), "I5: no mail came to its end")
    wait_until(lambda: len(endpoint.arrivals()) == 1, "the event")
    wait_until(lambda: office.live_count("sent"), "the event's receipt")
    fill_up(office.path("filler"))
    relay.release.set()
    try:
        status = daemon.status(15)
        expect(status not in FINAL, f"ended with {status}")
    except Failure:
        # The state file's log still had room: nothing was lost, so nothing may be repeated.
        daemon.stop()
    os.remove(office.path("filler"))
    office.drain()
    return "late reply on a full disk: " + office.check(relay.arrivals() + endpoint.arrivals(), all_sent=True)
