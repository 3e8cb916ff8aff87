"""What the relays and endpoints of the campaign share: ports, a listening socket, a thread for each connection."""

import socket
import threading


_holders = []


def bound_socket(port=0):
    """A socket that has a port and does not listen yet; another one may have the same."""
    bound = socket.socket()
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind(("127.0.0.1", port))
    return bound


def held_port():
    """A port that the system gives to nobody else until the end of the fault, for a program that must be told one.

    Whoever connects is refused until that program listens, and again when it has ended: a daemon that tries again
    reaches no other server, neither of this campaign nor of tests that run beside it.
    """
    _holders.append(bound_socket())
    return _holders[-1].getsockname()[1]


def release_ports():
    """Gives all held ports back."""
    for holder in _holders:
        holder.close()
    _holders.clear()


def loopback_listener():
    listener = bound_socket(held_port())
    listener.listen(100)
    return listener


class LoopbackServer:
    """Serves each connection on its own thread; a subclass implements `serve(connection)`."""

    def listen(self, listener=None):
        """Starts accepting; called once everything that `serve` needs is set."""
        self.connections = 0
        self._listener = listener or loopback_listener()
        threading.Thread(target=self._accept, daemon=True).start()
        return self._listener.getsockname()[1]

    def close(self):
        try:
            # Closing alone leaves the thread in accept(), and the port open until the next connection.
            self._listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # It was closed before.
        self._listener.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()
