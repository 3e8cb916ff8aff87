"""The power fails: every state the disk could be left in, made from the recorded writes and syncs of a run.

A write is in a state for certain once a sync of its file that began after it has ended. What is not certain may be
there wholly, partly, or not at all.
"""

import os
import random
import re
import shutil
import sqlite3

from campaign import fault
from program import Failure, expect

CALL = re.compile(r"^(\d+) +(\w+)\((.*)")
RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)")
RESULT = re.compile(r"\) += (-?\d+)")
BYTES = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
SECTOR = 512


def unescaped(text):
    return bytes.fromhex(BYTES.search(text).group(1).replace("\\x", ""))


class Recording:
    """What a run did to the state file and sent to the outside world, in order."""

    def __init__(self, trace, state):
        self._state = state
        self._files = {}
        self._unfinished = {}
        self.events = []
        with open(trace, encoding="ascii", errors="replace") as lines:
            for line in lines:
                self._read(line)

    def _read(self, line):
        if resumed := RESUMED.match(line):
            begun = self._unfinished.pop(resumed.group(1), None)
            if begun:
                self._ended(begun[0], begun[1] + resumed.group(3), begun[2])
        elif call := CALL.match(line):
            thread, name, rest = call.groups()
            token = self._began(name, rest)
            if rest.rstrip().endswith("<unfinished ...>"):
                self._unfinished[thread] = (name, rest.replace("<unfinished ...>", ""), token)
            else:
                self._ended(name, rest, token)

    def _began(self, name, rest):
        """Writes count from when they begin; a sync covers the writes before its own beginning."""
        descriptor = rest.split(",")[0].split(")")[0].strip()
        file = self._files.get(descriptor)
        if name == "pwrite64" and file:
            place = int(re.search(r", \d+, (\d+)(?:\)| <unfinished)", rest).group(1))
            self.events.append(("write", file, place, unescaped(rest)))
        elif name == "ftruncate" and file:
            self.events.append(("truncate", file, int(re.search(r", (\d+)", rest).group(1))))
        elif name in ("write", "sendto", "sendmsg") and BYTES.search(rest):
            self._told(unescaped(rest))
        return len(self.events)

    def _ended(self, name, rest, token):
        result = RESULT.search(rest)
        if not result or int(result.group(1)) < 0:
            return
        if name == "openat":
            path = unescaped(rest).decode("utf-8", "replace")
            self._files.pop(result.group(1), None)
            if path.startswith(self._state) and not path.endswith(("-shm", ".lock")):
                self._files[result.group(1)] = path
                self.events.append(("create", path))
        elif name == "close":
            self._files.pop(rest.split(")")[0].strip(), None)
        elif name == "unlink" and unescaped(rest).decode("utf-8", "replace").startswith(self._state):
            self.events.append(("remove", unescaped(rest).decode()))
        elif name in ("fdatasync", "fsync"):
            self.events.append(("sync", self._files.get(rest.split(")")[0].strip(), ""), token))

    def _told(self, data):
        """A sent mail proves that its claim was stored; a log line, that its receipt was."""
        if left := re.search(rb"(?i)^Message-ID: <([a-z2-7]{26})", data, re.MULTILINE):
            self.events.append(("left", left.group(1).decode()))
        ended = re.search(rb"delivery attempt ended.*delivery.id=([a-z2-7]{26}).*verdict=delivered", data)
        if ended:
            self.events.append(("acknowledged", ended.group(1).decode()))


class Disk:
    """What is certain and what is pending at a point of the recording."""

    def __init__(self):
        self.certain, self.pending = {}, []

    def apply(self, number, event):
        if event[0] == "sync":
            # An ordered file system stores creations and removals with any sync, and writes with a sync of their file.
            done, left = [], []
            for number_then, then in self.pending:
                is_covered = then[1] == event[1] or then[0] in ("create", "remove")
                (done if number_then <= event[2] and is_covered else left).append((number_then, then))
            for _, then in done:
                change(self.certain, then)
            self.pending = left
        else:
            self.pending.append((number, event))

    def states(self, chance, repeats):
        for mode in ["none", "all", *chance.choices(["some", "torn"], k=repeats)]:
            image = {path: bytearray(content) for path, content in self.certain.items()}
            for _, event in self.pending:
                for piece in remains(event, mode, chance):
                    change(image, piece)
            yield image


def remains(event, mode, chance):
    if event[0] == "create" or mode == "all":
        return [event]
    if mode == "none" or event[0] != "write" or mode == "some":
        return [event] if mode != "none" and chance.random() < 0.5 else []
    _, path, place, data = event
    return [("write", path, place + at, data[at:at + SECTOR])
            for at in range(0, len(data), SECTOR) if chance.random() < 0.6]


def change(image, event):
    content = image.setdefault(event[1], bytearray())
    if event[0] == "write":
        place, data = event[2], event[3]
        content.extend(bytes(max(0, place - len(content))))
        content[place:place + len(data)] = data
    elif event[0] == "truncate":
        del content[event[2]:]
        content.extend(bytes(event[2] - len(content)))
    elif event[0] == "remove":
        image.pop(event[1])


@fault("F03", "power loss at each write of a recorded run", "no acknowledged row lost, I4")
def power_loss(campaign):
    office = campaign.office(campaign.scale(8, 30))
    sink = campaign.sink(office)
    office.configure_for(sink)
    office.plan()
    trace = office.path("trace")
    calls = "trace=openat,close,pwrite64,write,sendto,sendmsg,ftruncate,fdatasync,fsync,unlink"
    # Every attempt is logged, so the recording shows when a receipt was acknowledged.
    strace = ["strace", "-f", "-qq", "-xx", "-s", "10000000", "-e", calls, "-e", "signal=none", "-o", trace]
    run = office.start("run", "--once", "--verbose", "--config", office.configuration, prefix=strace)
    expect(run.status(300) == 0, f"the recorded run ended with {run.status()}")
    recording = Recording(trace, office.state)
    kinds = [event[0] for event in recording.events]
    told = (kinds.count("left"), kinds.count("acknowledged"))
    expect(told == (len(office.planned) // 2, len(office.planned)), f"the recording is not complete: {told}")
    disk, chance, told, states, recovered = Disk(), random.Random(7), Told(), 0, 0
    for number, event in enumerate(recording.events):
        if told.notes(event):
            continue
        disk.apply(number, event)
        for image in disk.states(chance, campaign.scale(2, 10)):
            states += 1
            told.examine(image, office.directory, office.path("after-the-loss"))
        if number % max(1, len(recording.events) // campaign.scale(8, 60)) == 0:
            recovered += recovery(campaign, sink, office, image)
    return states, (f"{states:,} states of {kinds.count('write'):,} writes and {kinds.count('sync'):,} syncs; none "
                    f"lost a claim before its mail or an acknowledged receipt; the daemon drained {recovered}")


class Told:
    """What the outside world knows by now, and so must not be forgotten."""

    def __init__(self):
        self._left, self._acknowledged = set(), set()

    def notes(self, event):
        {"left": self._left, "acknowledged": self._acknowledged}.get(event[0], set()).add(event[1])
        return event[0] in ("left", "acknowledged")

    def examine(self, image, directory, scratch):
        """Opens a state as SQLite would after the loss."""
        shutil.rmtree(scratch, ignore_errors=True)
        write_image(image, scratch)
        database = sqlite3.connect(os.path.join(scratch, "state.db"))
        try:
            is_whole = database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            expect(is_whole, "I4: integrity_check after the loss")
            has_table = database.execute("SELECT 1 FROM sqlite_master WHERE name = 'delivery'").fetchone()
            rows = database.execute("SELECT id, state, attempt FROM delivery").fetchall() if has_table else []
        except sqlite3.DatabaseError as error:
            raise Failure(f"I4: {error}")
        finally:
            database.close()
        claimed = {row[0] for row in rows if row[2] > 0}
        sent = {row[0] for row in rows if row[1] == "sent"}
        expect(self._left <= claimed, f"{len(self._left - claimed)} mails left whose claim is lost")
        expect(self._acknowledged <= sent, f"{len(self._acknowledged - sent)} acknowledged receipts are lost")


def write_image(image, directory):
    os.makedirs(directory, exist_ok=True)
    for path, content in image.items():
        with open(os.path.join(directory, os.path.basename(path)), "wb") as file:
            file.write(content)


def recovery(campaign, sink, recorded, image):
    """The daemon continues from a state after the loss, and everything arrives."""
    office = campaign.office(len(recorded.planned) // 2)
    office.configure_for(sink)
    office.planned = recorded.planned
    write_image(image, office.directory)
    sink.forget()
    office.drain()
    expect(office.query("PRAGMA integrity_check") == [("ok",)], "I4: after the recovery")
    expect(office.states() == {"sent": len(office.planned)}, f"I1: after the recovery {office.states()}")
    return 1
