"""A webhook endpoint that answers each path in its own, mostly hostile, way and keeps what it accepted."""

import hashlib
import re
import threading

from relay import loopback_listener
from sinks import Arrival

OK = b"HTTP/1.1 204 No Content\r\n\r\n"


class Endpoint:
    """`answers` maps a path to a function of the connection; every other path is accepted with 204."""

    def __init__(self, campaign, answers=None, tls=None, listener=None):
        self._answers, self._tls = answers or {}, tls
        self._taken, self.requests, self.connections = [], [], 0
        self._lock = threading.Lock()
        self._listener = listener or loopback_listener()
        self.http_port = self._listener.getsockname()[1]
        campaign.later(self._listener.close)
        threading.Thread(target=self._accept, daemon=True).start()

    def arrivals(self):
        with self._lock:
            return list(self._taken)

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
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
                self._taken.append(Arrival("webhook", found.group(1).decode() if found else "", path, hash))
            self._answers.get(path, lambda c: c.sendall(OK))(connection)
        except (OSError, ValueError, IndexError):
            pass  # The other side hung up, which many of these answers are meant to bring about.
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
