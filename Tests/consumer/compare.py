"""Compares the table of the reference consumer with the registry: compare.py FEED…

A feed is what `renewal-simulate --feed` writes: the requests that a program accepted, and what was open in the registry
meanwhile, in order of time. After each digest the table of its audience, and of its employers, has to equal the registry
as of its composing. In the evening each difference needs one of the reasons that Documentation/webhooks.md gives.
"""

import json
import sys
from bisect import bisect_right
from collections import Counter, defaultdict, namedtuple
from datetime import datetime, timedelta, timezone

from consumer import Consumer, key_of
from standardwebhooks import webhooks

# What is open: for an employer's row with those of whom each may be named. An uncertain row may be there or not.
Open = namedtuple("Open", "employers severity procedure valid_until is_uncertain")

SEVERITIES = ["info", "notice", "warning", "urgent", "critical"]
DAY_MS = 86_400_000
# A digest reads its records shortly before it is composed.
READING_MS = 600_000
# A record that is gone is waited for from the first full scan of a day on, three days long, until the next one.
PATIENCE_MS = 5 * DAY_MS


class Clock(datetime):
    """The clock that signatures are checked by."""

    time = 0

    @classmethod
    def now(cls, tz=None):
        return datetime.fromtimestamp(cls.time, tz)


webhooks.datetime = Clock


class Registry:
    """What was open at any time, by audience, type and id of the record."""

    def __init__(self):
        self.open = {}
        self.times = defaultdict(lambda: [0])
        self.values = defaultdict(lambda: [None])

    def turn(self, at, rows):
        now = {
            (row["audience"], row["type"], row["id"]): Open(
                frozenset(row["employers"]),
                row["severity"],
                row["procedure"],
                row.get("valid_until"),
                row["is_uncertain"],
            )
            for row in rows
        }
        for key in self.open.keys() | now.keys():
            if self.open.get(key) != now.get(key):
                self.times[key].append(at)
                self.values[key].append(now.get(key))
        self.open = now

    def changed(self, key):
        return self.times[key][-1]

    def between(self, key, start, end):
        """What was open at some moment of a time."""
        times = self.times[key]
        return self.values[key][max(bisect_right(times, start) - 1, 0) : bisect_right(times, end)]


class Comparison:
    def __init__(self, head):
        self.secret = head["secret"]
        # By audience; what is less pressing is told by digests. None where there are none.
        self.singly_from = {"holder": None} | head["singly_from"]
        self.consumer = Consumer(self.secret)
        self.registry = Registry()
        self.scans = []  # when each ended and began
        self.digests = {}  # by audience and employer: since when what changed is not in the last one
        self.lost = set()  # what was given up, until something newer comes
        self.words = {}  # when the last event about a row was composed
        self.missing = set()  # the records that are gone for now
        self.returned = set()  # and those that ever were
        self.forgot_at = 0
        self.figures = Counter()
        self.reasons = Counter()
        self.faults = {}  # by what differs how: the first time and how often

    def read(self, line):
        at = line["at"]
        if "request" in line:
            self.request(at, line["request"])
        elif "open" in line:
            self.registry.turn(at, line["open"])
            self.missing = set(line["missing"])
            self.returned |= self.missing
        elif "scan" in line:
            self.scans.append((at, line["scan"]))
        elif "evening" in line:
            self.evening(at, line["evening"])
        elif line.get("forgets"):
            # A program that was set up anew.
            self.consumer, self.digests, self.forgot_at = Consumer(self.secret), {}, at
            self.lost |= {key for key in self.registry.open if self.singly_from[key[0]] is None}

    def scanned(self, at):
        """When the last scan that had ended by then began."""
        place = bisect_right(self.scans, (at, at))
        return self.scans[place - 1][1] if place else 0

    def request(self, at, request):
        Clock.time = int(request["headers"]["webhook-timestamp"])
        event, parts = self.consumer.receive(request["body"].encode(), request["headers"])
        self.figures["requests"] += 1
        if parts:
            self.digest(event, parts)
        elif "item" in event["data"]:
            key = key_of(event["data"], event["data"]["record"])[1:]
            self.words[key] = max(composing(event), self.words.get(key, 0))
            self.lost.discard(key)

    def rows(self):
        return {key[1:]: row for key, row in self.consumer.rows.items() if row.item}

    def digest(self, event, parts):
        audience, sequence = parts[0]["audience"], parts[0]["sequence"]
        employers = {employer["id"] for employer in parts[0].get("employers", [])} or {None}
        composed = composing(event)
        end = composed + 999
        rows = self.rows()
        self.figures["digests"] += 1
        for key in rows.keys() | self.registry.times.keys():
            row = rows.get(key)
            if key[0] != audience or row and row.sequence > sequence:
                continue
            of_row = {row.item["employer"]["id"]} if row and audience == "employer" else {None}
            open_then = self.registry.between(key, composed - READING_MS, end)
            of_open = [open.employers or {None} for open in open_then if open]
            if not (row and of_row <= employers or of_open and all(them <= employers for them in of_open)):
                continue
            self.figures["rows after digests"] += 1
            if any(agree(row, open) for open in open_then):
                continue
            if any(agree(row, open) for open in self.registry.between(key, self.scanned(composed), end)):
                self.reasons["after digests: not scanned yet"] += 1
            elif not row and self.is_back(composed, key):
                self.reasons["after digests: there again since the morning"] += 1
            else:
                self.fault(composed, f"after a digest of {sorted(employers, key=str)}", key, row, open_then)
        for employer in employers:
            seen = max(self.scanned(composed), self.digests.get((audience, employer), 0))
            self.digests[audience, employer] = seen
            self.lost.discard(digest_of(audience, employer))

    def evening(self, at, evening):
        self.lost |= {tuple(one) for one in evening["lost"]}
        waiting = {tuple(one) for one in evening["waiting"]}
        rows = self.rows()
        self.figures["days"] += 1
        for key in rows.keys() | self.registry.open.keys():
            row, open = rows.get(key), self.registry.open.get(key)
            self.figures["rows in evenings"] += 1
            if not agree(row, open):
                reason = self.reason(at, key, row, open, waiting)
                if reason:
                    self.reasons["in evenings: " + reason] += 1
                else:
                    self.fault(at, "in the evening", key, row, [open])

    def reason(self, at, key, row, open, waiting):
        audience, since = key[0], self.registry.changed(key)
        if since > self.scanned(at):
            return "not scanned yet"
        if key in waiting:
            return "waits"
        if row and not open and key[2] in self.missing and self.scanned(at) < self.noted(since) + PATIENCE_MS:
            return "gone for less than three days"
        if open and not row and self.is_back(at, key):
            return "there again since the morning"
        if self.singly_from[audience] is None:
            return self.reason_without_digests(key, row, open, since)
        employers = {None}
        if audience == "employer":
            employers = ({row.item["employer"]["id"]} if row else set()) | (open.employers if open else set())
        digests = {digest_of(audience, employer) for employer in employers}
        since = max(since, self.forgot_at)
        if since < min(self.digests.get((audience, employer), 0) for employer in employers):
            return None
        if digests & waiting:
            return "its digest waits"
        days = {begun // DAY_MS for _, begun in self.scans[-20:] if begun > since}
        if len(days) > 1:
            return "its digest was given up" if digests & self.lost else None
        is_pressing = open and SEVERITIES.index(open.severity) >= SEVERITIES.index(self.singly_from[audience])
        return "pressing, and a digest tells it first" if is_pressing else "a digest tells it first"

    def is_back(self, at, key):
        """Whether a record came back as it was, which only the first scan of the next day sees."""
        return key[2] in self.returned and at < self.registry.changed(key) + DAY_MS

    def noted(self, since):
        """When the first scan after a change began."""
        return min((begun for _, begun in self.scans if begun > since), default=since)

    def reason_without_digests(self, key, row, open, since):
        if key in self.lost:
            return "given up"
        if not open or since <= self.words.get(key, 0) or key not in self.words and key[2] not in self.returned:
            return None
        return "without digests, its next event tells it" if row else "without digests, open again until its next event"

    def fault(self, at, when, key, row, open):
        what = f"{when}: {' '.join(key)}: the table says {shown(row)}, the registry {open}"
        first, count = self.faults.get(what, (at, 0))
        self.faults[what] = first, count + 1


def composing(event):
    return int(datetime.fromisoformat(event["timestamp"]).timestamp() * 1000)


def digest_of(audience, employer):
    return (audience, "employer", employer) if employer else (audience, "office", "daily")


def agree(row, open):
    if open and open.is_uncertain:
        return True
    if not row or not open:
        return not row and not open
    item = row.item
    is_theirs = not open.employers or item["employer"]["id"] in open.employers
    return is_theirs and (item["procedure"], item["valid_until"]) == (open.procedure, open.valid_until)


def shown(row):
    if not row:
        return "nothing"
    employer = (row.item["employer"] or {}).get("id")
    return f"{employer} {row.item['kinds']} {row.item['procedure']} {row.item['valid_until']} ({row.sequence})"


def main(paths):
    figures, reasons, faults = Counter(), Counter(), 0
    for path in paths:
        with open(path, encoding="utf-8") as feed:
            comparison = Comparison(json.loads(next(feed)))
            for line in feed:
                comparison.read(json.loads(line))
        figures += comparison.figures
        reasons += comparison.reasons
        for fault, (first, count) in comparison.faults.items():
            faults += count
            local = datetime.fromtimestamp(first / 1000, timezone(timedelta(hours=8)))
            print(f"{path}: {local:%F %T}, {count} times {fault}")
    for name, count in list(figures.items()) + sorted(reasons.items()) + [("differences without a reason", faults)]:
        print(f"{name:<45} {count}")
    return 1 if faults or not figures["rows in evenings"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
