"""Mail relays that misbehave: each stage and outcome of the decision table against the verdict that is stored."""

import socket
import time
from typing import NamedTuple

from campaign import fault
from certificates import Authority
from listener import bound_socket, held_port
from program import Program, expect, wait_until
from relay import Relay

# A jump of the monotonic clock, by which libcurl measures: past connecting (30 s) and any reply but the last (300 s);
# with a second one past the wait for the reply to the end of data (600 s).
COMMAND_JUMP, END_OF_DATA_JUMP = 310, 310
# The stored word for faults that people have to fix.
AT_FAULT = "channel_at_fault"
LOST = ("fin", "rst")
SILENT = ("hang", "garbage")


class Cell(NamedTuple):
    """One cell of the table: the stage, what happens there, and the correct verdicts."""

    stage: str
    outcome: str
    verdicts: tuple
    channel: str = "tls: none"

    @property
    def name(self):
        return f"{self.stage} {self.outcome}"

    @property
    def stages(self):
        """The stage expected in the stored attempt."""
        if self.verdicts == ("delivered",) or self.stage == "body":
            return ("end-of-data",)
        return (self.stage.removeprefix("implicit "),)

    @property
    def is_silent(self):
        return self.outcome in SILENT


def cells():
    """Table 2.1 of the reliability document, row by row."""
    rows = [
        ("banner", {"421 4.3.2 shutting down": "retry", "554 5.3.2 no service": AT_FAULT, "multi": "retry"}, "retry"),
        ("ehlo", {"451 4.3.0 later": "retry", "554 5.3.0 no": AT_FAULT}, "retry"),
        ("starttls", {"454 4.7.0 later": "retry", "554 5.7.0 no": AT_FAULT}, "retry"),
        ("auth", {"454 4.7.0 later": "retry", "535 5.7.8 bad login": AT_FAULT}, "retry"),
        ("mail", {"451 4.3.0 later": "retry", "550 5.1.8 sender": AT_FAULT, "multi": "retry"}, "retry"),
        ("rcpt", {"451 4.7.1 greylisted": "retry", "550 5.1.1 unknown": "permanent", "552 5.3.4 full": "retry",
                  "550 5.7.1 policy": AT_FAULT, "multi": "retry"}, "retry"),
        ("data", {"451 4.3.0 later": "retry", "554 5.6.0 no": "permanent", "multi": "retry"}, "retry"),
        ("end-of-data", {"451 4.3.0 later": "retry", "554 5.6.0 content": "permanent", "550 5.7.1 policy": AT_FAULT,
                         "252 2.5.0 taken": "delivered", "421 4.3.2 stop and close": "retry", "multi": "retry"},
         "ambiguous"),
    ]
    for stage, replies, lost in rows:
        channel = {"ehlo": "tls: required", "starttls": "tls: required", "auth": "auth"}.get(stage, "tls: none")
        for outcome, verdict in replies.items():
            yield Cell(stage, outcome, (verdict,), channel)
        for outcome in (*LOST, *SILENT):
            yield Cell(stage, outcome, (lost,), channel)
    # A short mail is sent before the relay can break off, so whether it was accepted is unknown.
    for outcome in ("fin", "rst"):
        yield Cell("body", outcome, ("retry", "ambiguous"))
    # A peer without TLS is the wrong server or port; one that breaks off may soon work again.
    for outcome, verdict in (("fin", "retry"), ("garbage", AT_FAULT), ("hang", "retry")):
        yield Cell("tls", outcome, (verdict,), "tls: required")
        yield Cell("implicit tls", outcome, (verdict,), "implicit")
    yield Cell("ehlo", "554 5.3.0 no", ("delivered",), "tls: none")  # HELO is enough without TLS.
    yield Cell("quit", "fin", ("delivered",))
    yield Cell("quit", "hang", ("delivered",))
    yield Cell("starttls", "not offered", (AT_FAULT,), "tls: required")
    yield Cell("auth", "not offered", (AT_FAULT,), "auth")
    yield Cell("connect", "refused", ("retry",))
    yield Cell("connect", "hang", ("retry",))
    yield Cell("connect", "refused", ("retry",), "implicit")
    yield Cell("connect", "hang", ("retry",), "implicit")


class Matrix:
    """One office with a channel, a relay and a delivery per cell, so that all run in parallel."""

    def __init__(self, campaign, cells):
        self.cells = cells
        self.office = campaign.office(1)
        authority = Authority(campaign.directory())
        server = authority.server("relay")
        self.relays, channels = {}, {}
        for number, cell in enumerate(cells):
            name = f"c{number}"
            self.relays[name] = relay = self._relay(campaign, cell, server)
            port = relay if isinstance(relay, int) else relay.smtp_port
            more = {
                "auth": f", username: office@example.test, password: {{file: smtp.password}}",
                "tls: required": f", ca_file: {authority.file}", "implicit": f", ca_file: {authority.file}",
            }.get(cell.channel, "")
            tls = "required" if cell.channel in ("tls: required", "implicit") else "none"
            scheme = "smtps" if cell.channel == "implicit" else "smtp"
            channels[name] = self.office.smtp(port, tls=tls, scheme=scheme, more=more)
        self.office.configure(channels, [("holder", list(channels))])
        self.office.plan()

    @staticmethod
    def _relay(campaign, cell, server):
        if cell.stage == "connect":
            return unanswered_port(campaign, cell.outcome == "hang")
        stage = cell.stage.removeprefix("implicit ")
        if cell.outcome == "not offered":
            return Relay(campaign)
        tls = server if cell.channel in ("tls: required", "implicit") else None
        offers = ["AUTH PLAIN LOGIN"] if cell.channel == "auth" else []
        return Relay(campaign, stage, cell.outcome, tls=tls, implicit_tls=cell.channel == "implicit", offers=offers)

    def arrivals(self):
        return [mail for relay in self.relays.values() if isinstance(relay, Relay) for mail in relay.arrivals()]

    def wrong(self):
        """The cells whose stored verdict differs from the table."""
        attempts = self.office.attempts()
        for number, cell in enumerate(self.cells):
            got = attempts.get(f"c{number}", [])
            if len(got) != 1 or got[0][0] not in cell.verdicts or got[0][1] not in cell.stages:
                yield f"{cell.name} ({cell.channel}): wants {'/'.join(cell.verdicts + cell.stages)}, got {got}"


def unanswered_port(campaign, is_black_hole):
    """A port that refuses, or one whose queue of unaccepted connections is full."""
    port = held_port()
    if not is_black_hole:
        return port
    listener = bound_socket(port)
    listener.listen(0)
    fillers = [socket.socket() for _ in range(4)]
    for filler in fillers:
        filler.setblocking(False)
        filler.connect_ex(("127.0.0.1", port))
        campaign.later(filler.close)
    campaign.later(listener.close)
    return port


@fault("F16", "SMTP: every stage × every outcome", "the decision table exactly")
def smtp_matrix(campaign):
    every = list(cells())
    quick = Matrix(campaign, [cell for cell in every if not cell.is_silent or cell.stage == "quit"])
    quick.office.once(seconds=60)
    silent = Matrix(campaign, [cell for cell in every if cell.is_silent and cell.stage != "quit"])
    shim = silent.office.shim()
    run = silent.office.start("run", "--once", "--config", silent.office.configuration, environment=shim.environment)
    relays = [relay for relay in silent.relays.values() if isinstance(relay, Relay)]
    wait_until(lambda: all(relay.reached.is_set() for relay in relays), "the silent stages")
    time.sleep(2.5)  # Libcurl checks once a second; it must have seen each stage begin.
    shim.monotonic = COMMAND_JUMP
    at_end = sum(cell.stage == "end-of-data" for cell in silent.cells)
    wait_until(lambda: silent.office.live_count("sending") <= at_end, "the deadlines of the commands", 20)
    time.sleep(1.5)
    shim.monotonic = COMMAND_JUMP + END_OF_DATA_JUMP
    expect(run.status(30) in (0, 75), f"ended with {run.process.returncode}")
    wrong = [*quick.wrong(), *silent.wrong()]
    expect(not wrong, f"{len(wrong)} of {len(every)} cells: " + "; ".join(wrong[:6]))
    for matrix in (quick, silent):
        matrix.office.check(matrix.arrivals(), drained=False)
    return len(every), f"{len(every)} cells, each its own relay and delivery, {len(silent.cells)} by their deadlines"


@fault("F17", "late reply to the end of data", "not taken for the next mail's, I1–I3")
def late_reply(campaign):
    figures = []
    for reply in ("554 5.6.0 refused late", "250 2.0.0 queued late"):
        office = campaign.office(3)
        relay = Relay(campaign, "end-of-data", f"late {reply}", times=1)
        office.configure({"office-mail": office.smtp(relay.smtp_port, parallel=1)}, [("holder", ["office-mail"])])
        office.plan()
        shim = office.shim()
        run = office.start("run", "--once", "--config", office.configuration, environment=shim.environment)
        expect(relay.reached.wait(30), "I5: no mail came to its end")
        time.sleep(2.5)
        shim.monotonic = COMMAND_JUMP + END_OF_DATA_JUMP
        wait_until(lambda: office.live("SELECT 1 FROM attempt WHERE outcome = 'ambiguous'"), "the deadline", 20)
        relay.release.set()
        expect(run.status(30) in (0, 75), f"ended with {run.process.returncode}")
        outcomes = sorted(attempt[0] for attempt in office.attempts()["office-mail"])
        expect(outcomes == ["ambiguous", "delivered", "delivered"], f"{reply}: {outcomes}")
        expect(relay.connections >= 2, "the next mail went over the same connection")
        office.drain()
        figures.append(office.check(relay.arrivals(), all_sent=True))
    return 2, f"the next mails have verdicts of their own; {figures[-1]}"


@fault("F18", "relay that says nothing at banner, EHLO, end of data, QUIT", "free after the deadline + 2 s")
def silent_relay(campaign):
    slowest = 0.0
    for stage, jump in (("banner", 310), ("ehlo", 310), ("end-of-data", 620), ("quit", 0)):
        office = campaign.office(12)
        relay = Relay(campaign, stage, "hang", times=1)
        office.configure({"office-mail": office.smtp(relay.smtp_port, parallel=2)}, [("holder", ["office-mail"])])
        office.plan()
        shim = office.shim()
        daemon = office.daemon(environment=shim.environment)
        others = 12 if stage == "quit" else 11
        wait_until(lambda: office.live_count("sent") >= others, f"{stage}: the others' mails", 20)
        if jump:
            time.sleep(2.5)
            begin = time.monotonic()
            shim.monotonic = jump
            wait_until(lambda: not office.live_count("sending"), "the deadline", 10)
            slowest = max(slowest, time.monotonic() - begin)
        expect(slowest <= 2, f"{stage}: free {slowest:.1f} s after the deadline")
        expect(daemon.stop() == 0, f"{stage}: did not end well")
        office.drain()
        office.check(relay.arrivals(), all_sent=True)
    return 4, f"the 11 others went out meanwhile; free at most {slowest:.1f} s after the deadline"


@fault("F19", "relay away for six hours, full for one, with a queue behind it",
       "few attempts; a ramp, in order, newcomers not starved")
def absent_relay(campaign):
    """In simulated time, with the daemon's own services and lanes."""
    waiting = campaign.scale(2000, 100_000)
    run = Program([campaign.simulate, "--backlog", str(waiting)])
    status = run.status(seconds=3600)
    figures = "; ".join(run.output.strip().splitlines())
    expect(status == 0, f"{figures} {run.errors[-300:]}")
    return 2, figures


@fault("F20", "greylisting: 451, then 250", "one delivery")
def greylisting(campaign):
    office = campaign.office(10)
    relay = Relay(campaign, "rcpt", "451 4.7.1 greylisted, come back later", times=10)
    office.configure({"office-mail": office.smtp(relay.smtp_port)}, [("holder", ["office-mail"])])
    office.plan()
    office.once()
    expect(office.states() == {"deferred": 10}, f"after 451: {office.states()}")
    waits = [row[0] for row in office.query("SELECT next_attempt_ms - first_attempt_ms FROM delivery")]
    expect(min(waits) >= 300_000 and max(waits) <= 900_000, f"next attempts after {min(waits)} to {max(waits)} ms")
    office.drain()
    figures = office.check(relay.arrivals(), all_sent=True)
    expect(len(relay.arrivals()) == 10, f"{len(relay.arrivals())} mails for 10 deliveries")
    return 10, "retried after 5 to 15 min, once each; " + figures
