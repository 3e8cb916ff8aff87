"""A webhook endpoint that answers each path differently, mostly hostile, and keeps what it accepted."""

import hashlib
import re
import threading

from listener import LoopbackServer
from sinks import Arrival

OK = b"HTTP/1.1 204 No Content\r\n\r\n"


class Endpoint(LoopbackServer):
    """`answers` maps a path to a function of the connection; every other path is accepted with 204."""

    def __init__(self, campaign, answers=None, tls=None, listener=None):
        self._answers, self._tls = answers or {}, tls
        self._taken, self.requests = [], []
        self._lock = threading.Lock()
        self.http_port = self.listen(listener)
        campaign.later(self.close)

    def arrivals(self):
        with self._lock:
            return list(self._taken)

    def serve(self, connection):
        try:
            connection.settimeout(60)
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            head, body = read_request(connection)
            path = head.split()[1].decode()
            with self._lock:
                self.requests.append((path, head))
                found = re.search(rb"(?im)^webhook-id: *(\S+)", head)
                hash = hashlib.sha256(body).hexdigest()
                id = found.group(1).decode() if found else ""
                kind = re.match(rb'{"type":"([a-z_.]+)"', body)
                self._taken.append(Arrival("webhook", id, path, hash, kind.group(1).decode() if kind else ""))
            self._answers.get(path, lambda c: c.sendall(OK))(connection)
        except (OSError, ValueError, IndexError):
            pass  # The other side hung up, which many of these answers are meant to cause.
        finally:
            connection.close()


def read_request(connection):
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            raise ValueError("no request")
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    length = re.search(rb"(?im)^content-length: *(\d+)", head)
    while length and len(body) < int(length.group(1)):
        piece = connection.recv(65536)
        if not piece:
            raise ValueError("half a request")
        body += piece
    return head + b"\r\n", body
