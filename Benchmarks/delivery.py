"""Sending what is due: the real program, from the first claim to the last receipt in the state file."""

import sqlite3
import statistics
import struct

import measure
import office


class Delivery:
    """One kind of channel with its server: what the program and its peers have to send."""

    def __init__(self, kind, registry, count, server):
        self.kind, self.count, self.server = kind, count, server
        target = {"webhook": server.url} if kind == "webhook" else {"mail": server.url}
        self.planned = office.Office(f"{kind}-planned", registry, **target)
        self.sent = office.Office(f"{kind}-sent", registry, **target, is_open=True)
        self.bodies = self.sent.folder / "bodies"
        self.memory = (0, 0)

    def plan(self):
        """Plans once outside the sending hours; every run starts from a copy of the result."""
        self.planned.forget()
        outcome = self.planned.once()
        waiting, = self.planned.ask("SELECT count(*) FROM delivery WHERE state = 'pending'")
        if waiting != self.count:
            raise measure.Failed(f"planned {waiting} deliveries, not {self.count}")
        return outcome

    def rate(self, repeats):
        """Deliveries per second, the median of some runs; keeps the bodies of the last for the peers."""
        self.plan()
        rates, outcomes = [], []
        for number in repeats:
            self.sent.take_state(self.planned)
            outcomes.append(self.sent.once())
            rates.append(self.count / self.seconds())
            measure.progress(f"{self.kind} {number + 1}: {rates[-1]:,.0f}/s")
        self.memory = (max(outcome.memory_mib for outcome in outcomes),
                       max(outcome.anonymous_mib for outcome in outcomes))
        self.write_bodies()
        return statistics.median(rates)

    def seconds(self):
        """From the first claim to the last receipt, by the program's own records of the attempts.

        The scan before them is not included; it is reported separately.
        """
        sent, = self.sent.ask("SELECT count(*) FROM delivery WHERE state = 'sent'")
        if sent != self.count:
            raise measure.Failed(f"sent {sent} of {self.count}")
        first, last = self.sent.ask("SELECT min(started_ms), max(ended_ms) FROM attempt")
        return (last - first) / 1000

    def write_bodies(self):
        """The exact bytes that the program sent, each after its length in four bytes, little-endian."""
        database = sqlite3.connect(self.sent.state)
        with open(self.bodies, "wb") as file:
            for body, in database.execute("SELECT bytes FROM payload ORDER BY delivery_id"):
                file.write(struct.pack("<I", len(body)))
                file.write(body)
        database.close()

    def a_body(self):
        return self.sent.ask("SELECT bytes FROM payload ORDER BY delivery_id LIMIT 1")[0]

    def body_size(self):
        return int(self.sent.ask("SELECT avg(length(bytes)) FROM payload")[0])

    def bytes_per_notice(self):
        """How much the state file has grown per notice: planned, and sent."""
        return [size(one) / self.count for one in (self.planned, self.sent)]


def size(one):
    return one.ask("PRAGMA page_count")[0] * one.ask("PRAGMA page_size")[0]
