"""Webhook endpoints that answer badly, and servers with faulty TLS."""

import gzip
import socket
import struct
import time
from typing import NamedTuple

from campaign import fault
from certificates import Authority
from endpoint import OK, Endpoint
from program import expect
from relay import Relay
from smtp import AT_FAULT


def saying(text, then=None):
    """An answer that sends these bytes and may then do something else."""
    def answer(connection):
        connection.sendall(text)
        if then:
            then(connection)
    return answer


def status(code, *headers):
    # The endpoint closes after each answer; unsaid, the next event could be sent over a connection that is dead.
    lines = [b"HTTP/1.1 %d x" % code, b"Content-Length: 0", b"Connection: close", *headers]
    return saying(b"\r\n".join(lines) + b"\r\n\r\n")


def forever(piece, limit=100_000, pause=0.0):
    def send(connection):
        for _ in range(limit):
            connection.sendall(piece)
            time.sleep(pause)
    return send


def silence(connection):
    connection.settimeout(20)
    while connection.recv(4096):
        pass


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


class Row(NamedTuple):
    """One row of the outcome table: an answer, and the verdict and stage expected in the state file."""

    name: str
    answer: object
    verdict: str
    stage: str = "http"


def rows():
    bomb = gzip.compress(b"0" * 20_000_000)
    good = b"HTTP/1.1 200 OK\r\n"
    yield from (Row(f"{code}", status(code), "delivered") for code in (200, 201, 202, 204, 299))
    yield Row("2xx, endless body", saying(good + b"\r\n", forever(b"x" * 65536, 2000)), "delivered")
    yield Row("2xx, gzip bomb", saying(
        good + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(bomb) + bomb), "delivered")
    yield Row("2xx, body stalls", saying(good + b"Content-Length: 100\r\n\r\nabc", silence), "delivered")
    yield Row("2xx, body short", saying(good + b"Content-Length: 100\r\n\r\nabc"), "delivered")
    yield Row("2xx, body drips", saying(good + b"\r\n", forever(b"x", 50, 0.1)), "delivered")
    yield Row("2xx, smuggled second answer", saying(OK + good + b"X: smuggled\r\n\r\n"), "delivered")
    yield Row("2xx, headers drip", saying(good + b"X: ", forever(b"x", 50, 0.1)), "ambiguous", "reply")
    yield Row("2xx, headers cut", saying(good + b"X: "), "ambiguous", "reply")
    away = b"Location: http://127.0.0.1:1/"
    # A consumer's deployment or a moved address refuses every event: several in a row are about the channel.
    yield from (Row(f"{code}", status(code, away), AT_FAULT) for code in (301, 302, 307, 308))
    yield Row("302 to a file", status(302, b"Location: file:///etc/passwd"), AT_FAULT)
    yield from (Row(f"{code}", status(code), AT_FAULT) for code in (401, 403, 404, 405, 421))
    yield from (Row(f"{code}", status(code), "retry") for code in (408, 425, 429, 500, 502, 503, 504))
    yield from (Row(f"{code}", status(code), "retry") for code in (400, 402, 409, 413, 422))
    yield Row("410", status(410), "disabled")
    yield Row("999", status(999), "retry")
    # The request was handed over, and no intelligible answer says what became of it.
    yield Row("1xx without end", forever(b"HTTP/1.1 100 Continue\r\n\r\n", 20_000), "ambiguous", "reply")
    # A 2xx has begun, so it may have been accepted: the rest is neither an answer nor a refusal.
    flood = forever(b"X-A: " + b"y" * 500 + b"\r\n", 10_000)
    yield Row("headers without end", saying(good, flood), "ambiguous", "reply")
    yield Row("HTTP/0.9", saying(b"hello without a header\n"), "ambiguous", "reply")
    control = good + b"X-\x1b[31mred: \x00\r\nContent-Length: 0\r\n\r\n"
    yield Row("NUL in a header", saying(control), "ambiguous", "reply")
    yield Row("empty reply", lambda connection: None, "ambiguous", "reply")
    yield Row("reset instead of a reply", reset, "ambiguous", "reply")
    yield Row("no reply", silence, "ambiguous", "reply")


@fault("F23", "webhook responses, each row of the table", "the outcome table exactly")
def responses(campaign):
    every = list(rows())
    office = campaign.office(1)
    endpoint = Endpoint(campaign, {f"/{number}": row.answer for number, row in enumerate(every)})
    url = f"http://127.0.0.1:{endpoint.http_port}"
    channels = {f"c{number}": office.webhook(f"{url}/{number}", timeout="10s") for number in range(len(every))}
    channels["refused"] = office.webhook("http://127.0.0.1:1/", timeout="10s")
    office.configure(channels, [("holder", list(channels))])
    office.plan()
    office.once(seconds=60)
    attempts, wrong = office.attempts(), []
    for number, row in enumerate([*every, Row("refused", None, "retry", "connect")]):
        got = attempts["refused" if row.name == "refused" else f"c{number}"]
        if [attempt[:2] for attempt in got] != [(row.verdict, row.stage)]:
            wrong.append(f"{row.name}: wants {row.verdict} {row.stage}, got {got}")
    expect(not wrong, f"{len(wrong)} of {len(channels)}: " + "; ".join(wrong[:6]))
    office.check(endpoint.arrivals(), drained=False)
    return len(channels) + 1, f"{len(channels)} rows; {client_errors(campaign)}"


def client_errors(campaign):
    """Repeated 400: retried for as long as a consumer's deployment may take, then given up."""
    office = campaign.office(1)
    endpoint = Endpoint(campaign, {"/": status(400)})
    office.configure({"hr": office.webhook(f"http://127.0.0.1:{endpoint.http_port}/")}, [("holder", ["hr"])],
                     "delivery: {webhook_give_up_after: 1h}\n")
    office.plan()
    shim = office.shim()
    states = []
    for offset in (0, 10, 500, 7300):
        shim.wall = offset
        office.once(environment=shim.environment)
        states += office.states()
    expect(states == ["deferred", "deferred", "deferred", "failed"], f"400 four times: {states}")
    return "400 given up when its time is over, not before"


@fault("F25", "410; Retry-After of years, below zero, beyond numbers; redirect", "disabled; within 24 h; not followed")
def hostile_answers(campaign):
    limits = {  # The least and the most seconds until the next attempt.
        "seconds": (b"120", 120, 120), "a date in 2099": (b"Wed, 21 Oct 2099 07:28:00 GMT", 86_400, 86_400),
        "below zero": (b"-5", 4, 6), "beyond numbers": (b"99999999999999999999", 4, 86_400), "words": (b"soon", 4, 6),
    }
    office = campaign.office(1)
    trap = Endpoint(campaign)
    answers = {f"/{n}": status(429, b"Retry-After: " + limit[0]) for n, limit in enumerate(limits.values())}
    answers["/away"] = status(302, b"Location: http://127.0.0.1:%d/" % trap.http_port)
    endpoint = Endpoint(campaign, answers)
    url = f"http://127.0.0.1:{endpoint.http_port}"
    channels = {path.strip("/") + "-path": office.webhook(url + path) for path in answers}
    office.configure(channels, [("holder", list(channels))])
    office.plan()
    office.once()
    waits = dict(office.query("SELECT channel, (next_attempt_ms - updated_ms) / 1000.0 FROM delivery"))
    for number, (name, (_, least, most)) in enumerate(limits.items()):
        wait = waits[f"{number}-path"]
        expect(least <= wait <= most, f"Retry-After {name}: waits {wait} s")
    expect(trap.connections == 0, "the redirect was followed")
    expect(len(endpoint.requests) == len(answers), f"{len(endpoint.requests)} requests")
    return len(answers) + 1, f"waits between 4 s and 24 h, redirect not followed; {gone(campaign)}"


def gone(campaign):
    """410 disables the channel: the queue waits until an administrator enables it again."""
    office = campaign.office(20)
    answers = {"/": status(410)}
    endpoint = Endpoint(campaign, answers)
    url = f"http://127.0.0.1:{endpoint.http_port}/"
    office.configure({"hr": office.webhook(url, parallel=2)}, [("holder", ["hr"])])
    office.plan()
    office.once()
    asked = len(endpoint.requests)
    expect(asked <= 3, f"{asked} requests to an endpoint that is gone")
    expect("channel hr is disabled" in office.outbox("list"), "outbox list does not say that the channel is disabled")
    office.once()
    expect(len(endpoint.requests) == asked, "a disabled channel was used")
    refused = {arrival.delivery_id for arrival in endpoint.arrivals()}
    answers["/"] = saying(OK)
    office.outbox("release", "--channel", "hr")
    office.outbox("release", "--all")
    office.drain()
    accepted = endpoint.arrivals()[asked:]
    expect(refused <= {arrival.delivery_id for arrival in accepted}, "what met the 410 was not sent again")
    return f"410 after {asked} requests, then " + office.check(accepted, all_sent=True)


@fault("F26", "TLS: expired, wrong host, self-signed, TLS 1.0, client certificate", "never clear text, not accepted")
def untrusted(campaign):
    authority = Authority(campaign.directory())
    contexts = {
        "expired": authority.server("expired", is_expired=True),
        "wrong host": authority.server("wrong", alt="DNS:other.example.test"),
        "self-signed": authority.server("self", is_self_signed=True),
        "TLS 1.0": authority.old("old"),
        "client certificate": authority.demanding("demanding"),
    }
    office = campaign.office(1)
    channels, servers = {}, {}
    ca = f", ca_file: {authority.file}"
    for number, context in enumerate(contexts.values()):
        starttls, implicit = Relay(campaign, tls=context), Relay(campaign, tls=context, implicit_tls=True)
        endpoint = Endpoint(campaign, tls=context)
        servers.update({f"starttls-{number}": starttls, f"smtps-{number}": implicit, f"https-{number}": endpoint})
        channels[f"starttls-{number}"] = office.smtp(starttls.smtp_port, tls="required", more=ca)
        channels[f"smtps-{number}"] = office.smtp(implicit.smtp_port, tls="required", scheme="smtps", more=ca)
        channels[f"https-{number}"] = office.webhook(f"https://127.0.0.1:{endpoint.http_port}/", more=ca, timeout="3s")
    good = Relay(campaign, tls=authority.server("good"))
    channels["good"] = office.smtp(good.smtp_port, tls="required", more=ca)
    office.configure(channels, [("holder", list(channels))])
    office.plan()
    office.once(seconds=60)
    attempts, wrong = office.attempts(), []
    expect(attempts["good"][0][0] == "delivered", f"the trusted relay: {attempts['good']}")
    for name, server in servers.items():
        kind, number = name.split("-")
        what = f"{kind}, {list(contexts)[int(number)]}"
        expect(not server.arrivals(), f"{what}: something was accepted")
        clear = {line.split()[0].upper() for line in getattr(server, "clear_text", [])}
        expect(clear <= {b"EHLO", b"STARTTLS", b"QUIT"}, f"{what}: in clear text: {clear}")
        # A broken handshake alone may pass, so the table lets it be tried again; a bad certificate is held. With TLS
        # 1.3 the request is under way before the server misses our certificate: its alert may come too late to tell.
        wanted = (AT_FAULT,) if int(number) < 3 else (AT_FAULT, "retry")
        wanted += ("ambiguous",) if what == "https, client certificate" else ()
        if attempts[name][0][0] not in wanted:
            wrong.append(f"{what}: wants {'/'.join(wanted)}, got {attempts[name]}")
    expect(not wrong, f"{len(wrong)} of {len(servers)}: " + "; ".join(wrong[:6]))
    return len(servers), "bad certificates held, broken handshakes held or tried again; the trusted relay got its mail"
