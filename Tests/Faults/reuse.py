"""Reused connections that die: no request may be sent twice without the state file knowing."""

import collections
import hashlib
import json
import os
import re
import socket
import struct
import threading

from campaign import fault
from endpoint import OK, read_request
from listener import LoopbackServer, held_port
from program import Failure, Program, expect, wait_until
from sinks import Arrival

WIDTHS = (1, 16, 64)
CLOSING = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"


def silently(connection):
    """Ends the connection without a word."""


def with_reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


class Reused(LoopbackServer):
    """Answers some requests of a connection, then ends it with the next one or before that comes.

    `ending` is called after that next request was read as a whole; without one, the connection ends after the last
    answer, which promises to keep it (`is_announced` off) or says that it will not.
    """

    def __init__(self, campaign, ending=None, is_announced=False):
        self._ending, self._is_announced = ending, is_announced
        self._taken, self.endings = [], 0
        self._lock = threading.Lock()
        self.port = self.listen()
        campaign.later(self.close)

    def arrivals(self):
        with self._lock:
            return list(self._taken)

    def serve(self, connection):
        # Connections opened together must not end together: that would be a fault of the whole endpoint.
        limit = 1 + self.connections % 7
        try:
            connection.settimeout(60)
            for number in range(1, limit + 1):
                self._take(connection)
                connection.sendall(CLOSING if number == limit and self._is_announced else OK)
            if self._ending:
                self._take(connection)
                self._ending(connection)
            with self._lock:
                self.endings += 1
        except (OSError, ValueError):
            pass  # The other side has ended the connection first.
        finally:
            connection.close()

    def _take(self, connection):
        head, body = read_request(connection)
        id = re.search(rb"(?im)^webhook-id: *(\S+)", head).group(1).decode()
        with self._lock:
            self._taken.append(Arrival("webhook", id, "/", hashlib.sha256(body).hexdigest()))


class Nginx:
    """Nginx with these lines in its server; its log has everything it accepted, even without an answer."""

    def __init__(self, campaign, lines):
        directory = campaign.directory()
        self._log = os.path.join(directory, "requests.log")
        self.port = held_port()
        file = os.path.join(directory, "nginx.conf")
        with open(file, "w", encoding="ascii") as configuration:
            configuration.write(f"""
                daemon off; master_process off; user root; worker_processes 1; pid {directory}/nginx.pid;
                error_log {directory}/error.log;
                events {{ worker_connections 1024; }}
                http {{
                    log_format requests escape=json '{{"id":"$http_webhook_id","status":"$status"}}';
                    access_log {self._log} requests;
                    client_body_temp_path {directory}/body; proxy_temp_path {directory}/proxy;
                    fastcgi_temp_path {directory}/fastcgi; uwsgi_temp_path {directory}/uwsgi;
                    scgi_temp_path {directory}/scgi;
                    server {{ listen 127.0.0.1:{self.port}; {lines} }}
                }}""")
        program = Program(["/usr/sbin/nginx", "-c", file, "-p", directory])
        campaign.later(program.end)
        wait_until(lambda: is_open(self.port), "nginx")

    def _requests(self):
        with open(self._log, encoding="utf-8") as log:
            return [json.loads(line) for line in log]

    def arrivals(self):
        # Nginx keeps no bodies; the other endpoints check that a repeat has the same bytes.
        return [Arrival("webhook", request["id"], "/", "") for request in self._requests()]

    @property
    def endings(self):
        """Requests without an answer."""
        return sum(request["status"] == "444" for request in self._requests())


def is_open(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def endpoints(campaign):
    """Every way in which a server may end a connection that it allowed to be reused."""
    return {
        "nginx-444": Nginx(campaign, "keepalive_requests 1000; "
                                     "location / { if ($connection_requests = 2) { return 444; } return 204; }"),
        "nginx-limit": Nginx(campaign, "keepalive_requests 3; location / { return 204; }"),
        "nginx-no-time": Nginx(campaign, "keepalive_timeout 1ms; location / { return 204; }"),
        "silent-close": Reused(campaign, silently),
        "reset": Reused(campaign, with_reset),
        "limit": Reused(campaign, is_announced=True),
        "silent-limit": Reused(campaign),
    }


# Those that end a connection after the whole request: only these certainly make an attempt ambiguous.
AFTER_REQUEST = ("nginx-444", "silent-close", "reset")


@fault("F33", "reused connections: silent close, RST, nginx 444, keep-alive limits",
       "one transmission an attempt; a repeat only after an ambiguous one, none with hold")
def reused(campaign):
    people = campaign.scale(40, 240)
    problems, figures = [], collections.Counter()
    for width in WIDTHS:
        for policy in ("resend", "hold"):
            run = Run(campaign, people, width, policy)
            problems += run.problems()
            figures += run.figures
    expect(not problems, f"{len(problems)}: " + "; ".join(problems[:8]))
    return 2 * len(WIDTHS), (
        f"{figures['events']:,} events at parallel {', '.join(map(str, WIDTHS))} with each policy: "
        f"{figures['arrivals']:,} requests in {figures['attempts']:,} attempts, {figures['ambiguous']:,} ambiguous, "
        f"{figures['twice']:,} events twice, with hold none; no GOAWAY, because HTTP/1.1 has none")


class Run:
    """One daemon with a channel per endpoint, one width and one policy for ambiguous attempts."""

    # With `resend` each round sends again what became ambiguous in the one before.
    ROUNDS = 6

    def __init__(self, campaign, people, width, policy):
        self._what = f"parallel {width}, {policy}"
        self._policy = policy
        self._endpoints = endpoints(campaign)
        self._office = office = campaign.office(people)
        channels = {name: office.webhook(f"http://127.0.0.1:{endpoint.port}/", parallel=width)
                    for name, endpoint in self._endpoints.items()}
        office.configure(channels, [("holder", list(channels))],
                         f"delivery: {{on_ambiguous: {policy}, max_due_per_scan: 1000000}}\n")
        office.plan()
        for _ in range(self.ROUNDS):
            office.lift_hold()
            office.once(seconds=300)
            if not office.count("pending", "deferred", "sending"):
                break
            office.outbox("retry", "--all", allowed=(0, 65))
        self._attempts = self._counted("SELECT delivery_id, count(*) FROM attempt GROUP BY delivery_id")
        self._ambiguous = self._counted(
            "SELECT delivery_id, count(*) FROM attempt WHERE outcome = 'ambiguous' GROUP BY delivery_id")
        self._states = dict(office.query("SELECT id, state FROM delivery"))
        self.figures = collections.Counter(events=len(self._states), attempts=sum(self._attempts.values()),
                                           ambiguous=sum(self._ambiguous.values()))

    def _counted(self, sql):
        return collections.Counter(dict(self._office.query(sql)))

    def problems(self):
        """Phrases for violated expectations."""
        everything = []
        for name, endpoint in self._endpoints.items():
            arrivals = endpoint.arrivals()
            everything += arrivals
            times = collections.Counter(arrival.delivery_id for arrival in arrivals)
            twice = {id: number for id, number in times.items() if number > 1}
            self.figures += collections.Counter(arrivals=len(arrivals), twice=len(twice))
            yield from (f"{self._what}, {name}: {problem}" for problem in self._at(name, endpoint, times, twice))
        try:
            self._office.check(everything, drained=False)
        except Failure as failure:
            yield f"{self._what}: {failure}"

    def _at(self, name, endpoint, times, twice):
        if name in AFTER_REQUEST and not endpoint.endings:
            yield "no connection was ever used again, so nothing was tried"
        more = [id for id, number in times.items() if number > self._attempts[id]]
        if more:
            yield f"{len(more)} events arrived more often than they were attempted, one {max(times.values())} times"
        unmarked = [id for id, number in twice.items() if number - 1 > self._ambiguous[id]]
        if unmarked:
            yield f"{len(unmarked)} of {len(times)} arrived again without an ambiguous attempt"
        if self._policy == "hold":
            if twice:
                yield f"{len(twice)} arrived twice although ambiguous ones are held"
            loose = [id for id in self._ambiguous if id in times and self._states[id] != "held"]
            if loose:
                yield f"{len(loose)} ambiguous ones are not held"
