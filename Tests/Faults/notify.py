"""A stand-in for the service manager: receives what a daemon sends to NOTIFY_SOCKET."""

import os
import socket
import threading
import time


class NotifySocket:
    def __init__(self, campaign, directory, watchdog_seconds=None):
        path = os.path.join(directory, "notify")
        if os.path.exists(path):
            os.remove(path)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(path)
        self.messages = []
        self.environment = {"NOTIFY_SOCKET": path}
        if watchdog_seconds:
            self.environment["WATCHDOG_USEC"] = str(int(watchdog_seconds * 1e6))
        threading.Thread(target=self._listen, daemon=True).start()
        campaign.later(self._socket.close)

    def _listen(self):
        try:
            while True:
                text = self._socket.recv(65536).decode("utf-8", "replace")
                self.messages.append((time.monotonic(), text))
        except OSError:
            pass  # Closed at the end of the fault.

    def count(self, word):
        return sum(word in text for _, text in self.messages)

    def statuses(self):
        return [line[7:] for _, text in self.messages for line in text.split("\n") if line.startswith("STATUS=")]

    def longest_silence(self, word, until):
        """The longest time in seconds between two messages with the word, and since the last one."""
        times = [at for at, text in self.messages if word in text] + [until]
        return max((later - earlier for earlier, later in zip(times, times[1:])), default=0.0)
