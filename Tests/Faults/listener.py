"""What the relays and endpoints of the campaign share: ports, a listening socket, a thread for each connection."""

import socket
import threading


def loopback_listener():
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(100)
    return listener


def free_port():
    """A port that nobody listens on, for a program that must be told one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class LoopbackServer:
    """Serves each connection on a thread of its own; a subclass says how in `serve(connection)`."""

    def listen(self, listener=None):
        """Begins to accept; called when everything that `serve` needs is set."""
        self.connections = 0
        self._listener = listener or loopback_listener()
        threading.Thread(target=self._accept, daemon=True).start()
        return self._listener.getsockname()[1]

    def close(self):
        self._listener.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()
