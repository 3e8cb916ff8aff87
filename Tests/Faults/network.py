"""Names that do not resolve, packets that are lost, links that fail, and addresses that must not be reached."""

import socket
import time

from campaign import fault
from endpoint import Endpoint
from namespaces import Namespace, Resolver, linked
from program import expect, wait_until
from relay import Relay
from smtp import AT_FAULT, COMMAND_JUMP, END_OF_DATA_JUMP

DENIED_4 = ["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.168.0.0/16", "168.63.129.16", "224.0.0.0/4"]
DENIED_6 = ["::1", "::/96", "::ffff:0:0/96", "64:ff9b::/96", "fc00::/7", "fe80::/10", "2002::/16"]
PUBLIC = "93.184.216.34"


@fault("F21", "DNS hangs, SERVFAIL, NXDOMAIN", "within the deadline, at fault or retry, never permanent")
def names(campaign):
    namespace = Namespace(campaign)
    answers = {"hang": "hang", "servfail": Resolver.SERVFAIL, "nxdomain": Resolver.NXDOMAIN}
    Resolver(campaign, namespace, lambda name, kind: answers[name.split(".")[0]])
    office = campaign.office(1)
    channels = {}
    for word in answers:
        channels[f"mail-{word}"] = office.smtp(25, host=f"{word}.example.test")
        channels[f"hook-{word}"] = office.webhook(f"http://{word}.example.test/", timeout="3s")
    office.configure(channels, [("holder", list(channels))])
    office.plan()
    office.once(prefix=namespace.prefix, seconds=60)
    verdicts = {channel: attempts[0] for channel, attempts in office.attempts().items()}
    # A relay name that does not exist is a configuration error; no answer may be temporary.
    wanted = {"mail-nxdomain": {AT_FAULT}, "mail-servfail": {AT_FAULT, "retry"}, "mail-hang": {AT_FAULT, "retry"}}
    for channel, (outcome, stage, _) in verdicts.items():
        # The webhook's own timeout ends the lookup before the resolver does.
        stages = {"resolve", "request"} if channel == "hook-hang" else {"resolve"}
        expect(outcome in wanted.get(channel, {"retry"}) and stage in stages, f"{channel}: {outcome} at {stage}")
    rows = office.query("SELECT d.channel, (a.ended_ms - a.started_ms) / 1000.0 FROM attempt AS a "
                        "JOIN delivery AS d ON d.id = a.delivery_id")
    slow = [f"{channel} {took:.1f} s" for channel, took in rows if took > (32 if "mail" in channel else 5)]
    expect(not slow, f"over the deadline: {slow}")
    office.check([], drained=False)
    return len(channels), f"slowest mail {max(t for c, t in rows if 'mail' in c):.1f} s, webhook " \
                          f"{max(t for c, t in rows if 'hook' in c):.1f} s"


def far_office(campaign, people, relay, parallel):
    office = campaign.office(people)
    office.configure({"office-mail": office.smtp(relay.smtp_port, host="10.77.0.2", parallel=parallel)},
                     [("holder", ["office-mail"])])
    office.plan()
    return office


@fault("F22", "40 % packet loss; link down at the end of data; RST", "I1–I4, I6")
def bad_links(campaign):
    inside, outside = linked(campaign)
    relay = Relay(campaign, listener=outside.listener("10.77.0.2"))
    office = far_office(campaign, campaign.scale(8, 30), relay, 8)
    outside.filter("table inet faults { chain in { type filter hook input priority 0; "
                   "iif != lo numgen random mod 100 < 40 drop; }; }")
    start = time.monotonic()
    office.once(prefix=inside.prefix, seconds=campaign.scale(150, 400))
    lossy = time.monotonic() - start
    outside.filter("flush ruleset")
    office.drain(prefix=inside.prefix)
    figures = office.check(relay.arrivals(), all_sent=True)
    down = link_down(campaign, inside, outside)
    reset = reset_at_data(campaign, inside, outside)
    return 3, f"40 % lost, {lossy:.0f} s: {figures}; link down: {down}; RST: {reset}"


def link_down(campaign, inside, outside):
    """The relay has the mail, but its answer never comes."""
    relay = Relay(campaign, "end-of-data", "hang", times=1, listener=outside.listener("10.77.0.2"))
    office = far_office(campaign, 2, relay, 1)
    shim = office.shim()
    run = office.start("run", "--once", "--config", office.configuration, prefix=inside.prefix,
                       environment=shim.environment)
    expect(relay.reached.wait(30), "I5: no mail came to its end")
    time.sleep(2.5)
    inside.ip("link", "set", "out", "down")
    shim.monotonic = COMMAND_JUMP + END_OF_DATA_JUMP
    wait_until(lambda: office.live("SELECT 1 FROM attempt WHERE outcome = 'ambiguous'"), "the deadline", 20)
    inside.ip("link", "set", "out", "up")
    expect(run.status(60) in (0, 75), f"ended with {run.process.returncode}")
    office.drain(prefix=inside.prefix)
    return office.check(relay.arrivals(), all_sent=True)


def reset_at_data(campaign, inside, outside):
    """Every packet of ours is answered with RST once DATA was sent."""
    relay = Relay(campaign, "data", "slow 1", times=1, listener=outside.listener("10.77.0.2"))
    office = far_office(campaign, 2, relay, 1)
    run = office.start("run", "--once", "--config", office.configuration, prefix=inside.prefix)
    expect(relay.reached.wait(30), "I5: no mail came to DATA")
    inside.filter("table inet faults { chain out { type filter hook output priority 0; "
                  "ip daddr 10.77.0.2 meta l4proto tcp reject with tcp reset; }; }")
    expect(run.status(60) in (0, 75), f"ended with {run.process.returncode}")
    inside.filter("flush ruleset")
    office.drain(prefix=inside.prefix)
    return office.check(relay.arrivals(), all_sent=True)


def spellings():
    """Spellings of addresses that must not be reached; the resolver below answers the names."""
    hosts = ["localhost", "127.0.0.1", "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "0", "0.0.0.0", "[::1]", "[::]",
             "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "169.254.169.254", "[fe80::1]", "[64:ff9b::7f00:1]",
             "[2002:7f00:1::]", "10.0.0.5", "172.16.0.5", "192.168.0.5", "100.100.100.200", "168.63.129.16",
             "[fd00:ec2::254]", "127.0.0.1.", "①②⑦.0.0.1", "evil.test@127.0.0.1", "127.0.0.1%00.example.test"]
    return [f"https://{host}:8443/" for host in [*hosts, *(f"{name}.example.test" for name in NAMES)]]


NAMES = {
    "loop": ["127.0.0.1"], "ten": ["10.0.0.5"], "metadata": ["169.254.169.254"], "alibaba": ["100.100.100.200"],
    "mapped": ["::ffff:127.0.0.1"], "local": ["fe80::1"], "six": ["::1"], "nat64": ["64:ff9b::7f00:1"],
    "sixtofour": ["2002:7f00:1::"], "both": [PUBLIC, "127.0.0.1"], "rebinding": None,
}


def alternating():
    """Resolves to a public address once, and to loopback the next time."""
    asked = 0

    def answer(name, kind):
        nonlocal asked
        addresses = NAMES.get(name.split(".")[0], [])
        if addresses is None:
            asked += kind == 1
            addresses = [PUBLIC if asked % 2 else "127.0.0.1"]
        return addresses
    return answer


@fault("F24", "webhook addresses inside: spellings, names, rebinding", "no connect to a denied address")
def inner_addresses(campaign):
    # The other end forwards nothing: packets to the Internet are sent and lost.
    namespace, _ = linked(campaign)
    namespace.ip("route", "add", "default", "via", "10.77.0.2")
    namespace.filter(f"""table inet faults {{ counter denied {{ }}; chain out {{ type filter hook output priority 0;
        tcp flags & (syn | ack) == syn ip daddr {{ {', '.join(DENIED_4)} }} counter name denied;
        tcp flags & (syn | ack) == syn ip6 daddr {{ {', '.join(DENIED_6)} }} counter name denied; }}; }}""")
    Resolver(campaign, namespace, alternating())
    trap = Endpoint(campaign, listener=namespace.listener("127.0.0.1", 8443))
    office = campaign.office(1)
    accepted, refused = {}, 0
    for number, url in enumerate(spellings()):
        settings = office.webhook(url, network="external", timeout="1s")
        office.configure({"c": settings}, [("holder", ["c"])])
        run = office.start("check-config", office.configuration)
        if run.status() == 0:
            accepted[f"c{number}"] = settings
        refused += run.process.returncode == 78
    expect(len(accepted) + refused == len(spellings()), "check-config ends with neither 0 nor 78")
    # Link-local and metadata addresses are denied even to channels of the internal network.
    for number, host in enumerate(("169.254.169.254", "100.100.100.200", "metadata.example.test", "[fe80::1]")):
        accepted[f"i{number}"] = office.webhook(f"http://{host}:8443/", timeout="1s")
    office.configure(accepted, [("holder", list(accepted))])
    office.plan()
    rounds = 4
    for _ in range(rounds):
        office.once(prefix=namespace.prefix, seconds=90)
        office.outbox("retry", "--all")
    expect(namespace.counted("denied") == 0, f"{namespace.counted('denied')} connects to denied addresses")
    expect(trap.connections == 0, f"{trap.connections} connections to the listener inside")
    with namespace.inside():
        socket.create_connection(("127.0.0.1", 8443)).close()
    expect(namespace.counted("denied") == 1, "the counter does not count")
    stages = {attempt[1] for attempts in office.attempts().values() for attempt in attempts}
    expect("address-denied" in stages, f"stages {stages}")
    return len(spellings()) + 4, (f"{refused} spellings refused by check-config, {len(accepted)} channels tried "
                                  f"{rounds} times: 0 connects counted")
