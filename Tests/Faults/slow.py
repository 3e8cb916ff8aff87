"""Slow relays, mixed-up ports, and unusable logins."""

import time
from typing import NamedTuple

from campaign import fault
from certificates import Authority
from namespaces import Namespace
from program import expect, wait_until
from relay import Relay
from smtp import AT_FAULT
from trust import has_alarm

# Longer than the five minutes allowed for a greeting, on the clock that libcurl uses.
GREETING_JUMP = 310
LOGIN = ", username: office@example.test, password: {file: smtp.password}"


class Case(NamedTuple):
    """A relay and the expected result of a delivery through it."""

    what: str
    relay: Relay
    settings: str
    is_delivered: bool
    # One of these words must be in what an administrator reads about a fault.
    cures: tuple = ()


@fault("F36", "relays slow to greet; ports mixed up; AUTH GSSAPI NTLM LOGIN",
       "delivered within the standard's deadlines; held with a cure")
def slow_and_mixed_up(campaign):
    authority = Authority(campaign.directory())
    context = authority.server("relay")
    office = campaign.office(1)
    ca = f", ca_file: {authority.file}"
    # One of them takes longer than the half minute allowed for connecting.
    banner, ehlo = campaign.scale((33, 5), (60, 60))
    only_foreign = ["AUTH GSSAPI NTLM"]

    def secure(relay, scheme="smtp", more=""):
        return office.smtp(relay.smtp_port, tls="required", scheme=scheme, more=ca + more)

    def plain(relay, more=""):
        return office.smtp(relay.smtp_port, more=more)

    cases = {}

    def enter(name, relay, settings, **values):
        cases[name] = Case(name, relay, settings(relay), **values)

    enter("slow-banner", Relay(campaign, "banner", f"slow {banner}"), plain, is_delivered=True)
    enter("slow-ehlo", Relay(campaign, "ehlo", f"slow {ehlo}", tls=context), secure, is_delivered=True)
    enter("slow-login", Relay(campaign, "auth", f"slow {ehlo}", offers=["AUTH PLAIN LOGIN"]),
          lambda relay: plain(relay, LOGIN), is_delivered=True)
    enter("login-among-others", Relay(campaign, offers=["AUTH GSSAPI NTLM LOGIN"]),
          lambda relay: plain(relay, LOGIN), is_delivered=True)
    enter("login-among-others-tls", Relay(campaign, tls=context, offers=["AUTH GSSAPI NTLM LOGIN"]),
          lambda relay: secure(relay, more=LOGIN), is_delivered=True)
    enter("no-login-of-ours", Relay(campaign, offers=only_foreign), lambda relay: plain(relay, LOGIN),
          is_delivered=False, cures=("login", "auth"))
    enter("smtps-to-587", Relay(campaign, tls=context), lambda relay: secure(relay, "smtps"),
          is_delivered=False, cures=("smtp://", "starttls"))
    run = Run(campaign, office, dict(cases))
    # A server that waits for our handshake says nothing for minutes; their end is brought about by the clock. Its port
    # tells what it waits for, so it has a network of its own.
    namespace = Namespace(campaign)
    office = campaign.office(1)
    mute = Relay(campaign, tls=context, implicit_tls=True, listener=namespace.listener("127.0.0.1", 465))
    cases["smtp-to-465"] = Case("smtp-to-465", mute, secure(mute), False, ("smtps",))
    waiting = Run(campaign, office, {"smtp-to-465": cases["smtp-to-465"]}, mute, namespace)
    wrong = [*run.wrong(), *waiting.wrong()]
    expect(not wrong, f"{len(wrong)} of {len(cases)}: " + "; ".join(wrong))
    for each in (run, waiting):
        each.office.check(each.arrivals(), drained=False)
    return len(cases), f"mail after {banner} s of silence before the banner and {ehlo} s after EHLO; LOGIN " \
                           "chosen among what we cannot do; mixed-up ports held with an alarm"


class Run:
    """One office with a channel per case."""

    def __init__(self, campaign, office, cases, mute=None, namespace=None):
        self.office, self._cases = office, cases
        office.configure({name: case.settings for name, case in cases.items()}, [("holder", list(cases))])
        office.plan()
        if mute is None:
            self._program = office.once(seconds=campaign.scale(120, 240))
            return
        shim = office.shim()
        self._program = office.start("run", "--once", "--config", office.configuration, prefix=namespace.prefix,
                                     environment=shim.environment)
        wait_until(lambda: mute.connections > 0, "a connection to the mute relay")
        time.sleep(2.5)  # Libcurl checks once a second; it must have seen the wait begin.
        shim.monotonic = GREETING_JUMP
        expect(self._program.status(30) in (0, 75), f"ended with {self._program.process.returncode}")

    def arrivals(self):
        return [mail for case in self._cases.values() for mail in case.relay.arrivals()]

    def wrong(self):
        """Phrases for cases with an unexpected result."""
        rows = self.office.query("SELECT d.channel, a.outcome, a.stage, a.reply FROM attempt AS a "
                                 "JOIN delivery AS d ON d.id = a.delivery_id ORDER BY a.number")
        last = {channel: rest for channel, *rest in rows}
        for name, case in self._cases.items():
            outcome, stage, reply = last.get(name, ("nothing", "", ""))
            if case.is_delivered:
                if outcome != "delivered":
                    yield f"{name}: {outcome} at {stage}, {reply}"
            elif outcome != AT_FAULT:
                yield f"{name}: {outcome} at {stage}, {reply}"
            elif not has_alarm(self._program, name):
                yield f"{name}: no alarm"
            elif not any(cure in reply.lower() for cure in case.cures):
                yield f"{name}: says no cure: {reply}"
