"""Whom a channel trusts: the authorities in the present `ca_file`, and nobody else."""

import os
import shutil
import subprocess

from campaign import fault
from certificates import Authority
from endpoint import Endpoint
from program import expect, wait_until
from relay import Relay
from smtp import AT_FAULT
from webhook import status

# An operator's order wakes a resting channel, which would otherwise be tried again after minutes.
ORDER_LIMIT = 75


@fault("F35", "trust: own CA, a CA of the system alone, expired, wrong host, ca_file changed under the daemon",
       "ca_file alone decides, as it is now; the rest is held with an alarm")
def trust(campaign):
    servers = trusted_and_not(campaign)
    return servers[0] + 3, f"{servers[1]}; {changed_file(campaign)}"


class Servers:
    """A webhook, a relay with STARTTLS and one with implicit TLS, all with the same certificate."""

    def __init__(self, campaign, context):
        self.endpoint = Endpoint(campaign, tls=context)
        self.starttls = Relay(campaign, tls=context)
        self.smtps = Relay(campaign, tls=context, implicit_tls=True)

    def channels(self, office, name, more):
        return {
            f"https-{name}": office.webhook(f"https://127.0.0.1:{self.endpoint.http_port}/", more=more),
            f"starttls-{name}": office.smtp(self.starttls.smtp_port, tls="required", more=more),
            f"smtps-{name}": office.smtp(self.smtps.smtp_port, tls="required", scheme="smtps", more=more),
        }

    def arrivals(self):
        return self.endpoint.arrivals() + self.starttls.arrivals() + self.smtps.arrivals()


def trusting_system(campaign, authority):
    """A prefix under which the system's own certificates are those of this authority, as a file and as a directory."""
    directory = campaign.directory()
    shutil.copyfile(authority.file, os.path.join(directory, "authority.pem"))
    subprocess.run(["openssl", "rehash", directory], check=True, capture_output=True, timeout=60)
    shutil.copyfile(authority.file, os.path.join(directory, "ca-certificates.crt"))
    return ["unshare", "--mount", "--propagation", "private", "sh", "-c",
            'mount --bind "$0" /etc/ssl/certs && exec "$@"', directory]


def trusted_and_not(campaign):
    """(Number of channels, phrase): each certificate over https, STARTTLS and smtps."""
    # With different names, because OpenSSL looks up an issuer by name.
    own, system = (Authority(campaign.directory(), name) for name in ("Own CA", "System CA"))
    good = Servers(campaign, own.server("own"))
    by_system = Servers(campaign, system.server("system"))
    refused = {
        "excluded": by_system,
        "expired": Servers(campaign, own.server("expired", is_expired=True)),
        "wrong-host": Servers(campaign, own.server("wrong", alt="DNS:other.example.test")),
    }
    office = campaign.office(1)
    own_file = f", ca_file: {own.file}"
    channels = good.channels(office, "own", own_file)
    # The same server without a ca_file shows that the system does trust it.
    channels |= by_system.channels(office, "system", "")
    for name, servers in refused.items():
        channels |= servers.channels(office, name, own_file)
    office.configure(channels, [("holder", list(channels))])
    office.plan()
    run = office.once(seconds=60, prefix=trusting_system(campaign, system))
    attempts = {channel: made[0][:2] for channel, made in office.attempts().items()}
    wrong = []
    for channel in channels:
        is_trusted = channel.endswith(("-own", "-system"))
        outcome, _ = attempts.get(channel, ("nothing", ""))
        if (outcome == "delivered") != is_trusted or not is_trusted and outcome != AT_FAULT:
            wrong.append(f"{channel}: {outcome}")
        elif not is_trusted and not has_alarm(run, channel):
            wrong.append(f"{channel}: no alarm")
    expect(not wrong, f"{len(wrong)} of {len(channels)}: " + "; ".join(wrong))
    office.check(good.arrivals() + by_system.arrivals(), drained=False)
    expect(len(by_system.arrivals()) == 3, "an excluded authority's server got something")
    return len(channels), f"{len(channels)} channels, a CA that only the system trusts is refused"


def has_alarm(program, channel):
    """Whether the log says that this channel needs attention."""
    return any("channel at fault" in line and channel in line for line in program.errors.splitlines())


def changed_file(campaign):
    """The file is replaced twice while the daemon runs; each new connection is judged by the present content."""
    first, second = (Authority(campaign.directory(), name) for name in ("First CA", "Second CA"))
    context = first.server("first")
    answers = {"/": status(503)}
    endpoint = Endpoint(campaign, answers, tls=context)
    relays = [Relay(campaign, "rcpt", "451 4.7.1 later", tls=context, implicit_tls=is_implicit, times=1)
              for is_implicit in (False, True)]
    office = campaign.office(1)
    shutil.copyfile(first.file, office.path("ca.pem"))
    more = f", ca_file: {office.path('ca.pem')}"
    channels = {
        "https": office.webhook(f"https://127.0.0.1:{endpoint.http_port}/", more=more),
        "starttls": office.smtp(relays[0].smtp_port, tls="required", more=more),
        "smtps": office.smtp(relays[1].smtp_port, tls="required", scheme="smtps", more=more),
    }
    office.configure(channels, [("holder", list(channels))])
    office.plan()
    daemon = office.daemon()
    wait_for_attempts(office, channels, 1)
    answers["/"] = status(204)
    for authority in (second, first):
        # Written next to it and renamed, as package managers and careful people do.
        shutil.copyfile(authority.file, office.path("ca.new"))
        os.replace(office.path("ca.new"), office.path("ca.pem"))
        office.outbox("retry", "--all")
        wait_for_attempts(office, channels, 2 if authority is second else 3)
    expect(daemon.stop() == 0, "the daemon did not end well")
    wrong = []
    for channel, attempts in office.attempts().items():
        outcomes = [attempt[0] for attempt in attempts]
        if outcomes[0] != "retry" or outcomes[1] != AT_FAULT or outcomes[2:] != ["delivered"]:
            wrong.append(f"{channel}: {', '.join(outcomes)}")
    expect(not wrong, f"ca_file changed to another CA and back: {'; '.join(wrong)}")
    return "a ca_file exchanged under the daemon counts at the next connection"


def wait_for_attempts(office, channels, number):
    sql = ("SELECT d.channel, count(*) FROM attempt AS a JOIN delivery AS d ON d.id = a.delivery_id "
           "WHERE a.ended_ms IS NOT NULL GROUP BY d.channel")
    wait_until(lambda: all(dict(office.live(sql)).get(channel, 0) >= number for channel in channels),
               f"attempt {number} of each channel", ORDER_LIMIT)
