"""The good receiver: renewal-sink, which logs each arrival with the hash of its bytes before it answers."""

import json
import os
import re
import signal
from typing import NamedTuple

from listener import held_port
from program import Program, wait_until


class Arrival(NamedTuple):
    """What a receiver has accepted."""

    type: str
    id: str
    recipient: str
    hash: str
    # The type of an event or the subject of a mail, where the receiver reads it.
    subject: str = ""

    @property
    def delivery_id(self):
        """The delivery's id inside a Message-ID or webhook-id."""
        found = re.search("[a-z2-7]{26}", self.id)
        return found.group(0) if found else self.id


def reminders(arrivals):
    """Those that remind: a changed date also withdraws what a program was told of the one before."""
    return [arrival for arrival in arrivals if arrival.subject != "reminder.withdrawn"]


class Sink:
    """renewal-sink on loopback."""

    def __init__(self, program, directory, secret_file, delay_ms=0, maildir=None):
        self._log = os.path.join(directory, "arrivals.jsonl")
        self._begin = os.path.getsize(self._log) if os.path.exists(self._log) else 0
        options = ["--maildir", maildir] if maildir else []
        self.smtp_port, self.http_port = held_port(), held_port()
        self._program = Program([
            program, "--smtp-port", str(self.smtp_port), "--http-port", str(self.http_port),
            "--secret-file", secret_file, "--log", self._log, "--delay-ms", str(delay_ms), "--quiet", *options,
        ])
        wait_until(lambda: self._program.output.startswith("ready "), "a sink")

    def forget(self):
        """Counts only what arrives from now on."""
        self._begin = os.path.getsize(self._log) if os.path.exists(self._log) else 0

    def arrivals(self):
        if not os.path.exists(self._log):
            return []
        with open(self._log, encoding="utf-8") as file:
            file.seek(self._begin)
            lines = [json.loads(line) for line in file if line.endswith("}\n")]
        return [Arrival(line["type"], line["id"], line["recipient"], line["hash"], line["subject"]) for line in lines]

    def stop(self):
        self._program.signal(signal.SIGKILL)
        self._program.status()
