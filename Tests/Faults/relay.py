"""A mail relay that misbehaves in one way at one stage, and keeps what it accepted."""

import base64
import hashlib
import re
import socket
import struct
import threading
import time

from listener import LoopbackServer
from sinks import Arrival

GARBAGE = b"\x00\xff this is no SMTP\r\n"


class Ended(Exception):
    """The fault has ended the conversation."""


class Relay(LoopbackServer):
    """`stage` and `outcome` say where and how: a reply ("451 4.7.1 later"), hang, fin, rst, garbage, multi, flood.

    "late 250 ok" answers when `release` is set, "slow 2" after two seconds, "421 bye and close" hangs up afterwards.
    `times` limits the fault to the first conversations that reach it.
    """

    def __init__(self, campaign, stage=None, outcome=None, tls=None, implicit_tls=False, offers=(), times=None,
                 listener=None):
        self.stage, self.outcome, self.times = stage, outcome, times
        self._tls, self._implicit_tls, self._offers = tls, implicit_tls, list(offers)
        self.mails, self.texts, self.commands, self.clear_text = [], [], [], []
        self.faults = 0
        self.reached = threading.Event()
        self.release = threading.Event()
        self._lock = threading.Lock()
        self.smtp_port = self.listen(listener)
        campaign.later(self._stop)

    def _stop(self):
        self.release.set()
        self.close()

    def arrivals(self):
        with self._lock:
            return list(self.mails)

    def passwords(self):
        """The passwords of the logins of AUTH PLAIN."""
        plain = [line.strip() for line in self.commands if re.fullmatch(rb"[A-Za-z0-9+/=]{12,}\r\n", line)]
        return {base64.b64decode(text).split(b"\0")[-1].decode() for text in plain}

    def serve(self, connection):
        conversation = Conversation(self, connection)
        try:
            conversation.run()
        except (Ended, OSError, ValueError):
            pass  # The other side is gone, or the fault is over, as intended.
        finally:
            conversation.close()

    def is_faulty_at(self, stage):
        if stage != self.stage:
            return False
        with self._lock:
            if self.times is not None and self.times <= 0:
                return False
            if self.times is not None:
                self.times -= 1
            self.faults += 1
        self.reached.set()
        return True

    def accept(self, recipients, data):
        found = re.search(rb"(?im)^Message-ID: *<([^>]*)>", data)
        message_id = found.group(1).decode() if found else ""
        with self._lock:
            self.texts.append(data)
            self.mails.append(Arrival("mail", message_id, ",".join(recipients), hashlib.sha256(data).hexdigest()))


class Conversation:
    def __init__(self, relay, connection):
        self._relay, self._connection = relay, connection
        self._is_encrypted = False
        self._recipients = []

    def close(self):
        try:
            self._connection.close()
        except OSError:
            pass

    def run(self):
        self._connection.settimeout(120)
        if self._relay._implicit_tls:
            self._encrypt()
        self._reply("banner", "220 relay.example.test ESMTP")
        while line := self._lines.readline():
            words = line.split()
            verb = words[0].upper().decode("ascii", "replace") if words else ""
            self._relay.commands.append(line)
            if not self._is_encrypted:
                self._relay.clear_text.append(line)
            getattr(self, "_" + verb.lower(), self._unknown)(line.decode("utf-8", "replace"))

    @property
    def _lines(self):
        if not hasattr(self, "_file"):
            self._file = self._connection.makefile("rb")
        return self._file

    def _send(self, text):
        self._connection.sendall(text.encode() + b"\r\n")

    def _reply(self, stage, text):
        """Answers unless the fault is here; returns whether it answered normally."""
        if not self._relay.is_faulty_at(stage):
            self._send(text)
            return True
        outcome = self._relay.outcome
        if outcome == "hang":
            self._relay.release.wait(120)
            raise Ended
        if outcome == "fin":
            raise Ended
        if outcome == "rst":
            self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            raise Ended
        if outcome.startswith("late "):
            self._relay.release.wait(120)
            self._send(outcome[5:])
        elif outcome.startswith("slow"):
            time.sleep(float(outcome[4:]))
            self._send(text)
            return True
        elif outcome == "garbage":
            self._connection.sendall(GARBAGE)
        elif outcome == "multi":
            self._send("451-4.7.0 first\r\n451-4.7.0 second\r\n451 4.7.0 last")
        elif outcome == "flood":
            for _ in range(100_000):
                self._send("250-" + "x" * 900)
        elif outcome.endswith(" and close"):
            self._send(outcome.removesuffix(" and close"))
            raise Ended
        else:
            self._send(outcome)
        return outcome[:1] == "2"

    def _encrypt(self):
        if self._relay.is_faulty_at("tls"):
            if self._relay.outcome == "hang":
                self._relay.release.wait(120)
            elif self._relay.outcome == "garbage":
                self._connection.sendall(GARBAGE * 4)
                time.sleep(0.5)
            raise Ended
        self._connection = self._relay._tls.wrap_socket(self._connection, server_side=True)
        self._is_encrypted = True
        self.__dict__.pop("_file", None)

    def _ehlo(self, line):
        offers = self._relay._offers + (["STARTTLS"] if self._relay._tls and not self._is_encrypted else [])
        self._reply("ehlo", "\r\n".join(f"250-{word}" for word in ["relay", *offers]) + "\r\n250 8BITMIME")

    def _helo(self, line):
        self._send("250 relay")

    def _starttls(self, line):
        if self._reply("starttls", "220 go"):
            self._encrypt()

    def _auth(self, line):
        _, mechanism, *initial = line.split()
        lines = {"PLAIN": 1, "LOGIN": 2}.get(mechanism.upper())
        if lines is None:
            # Begins like any other mechanism, but a name and a password cannot complete it.
            self._send("334 ")
            self._relay.commands.append(self._lines.readline())
            self._send("535 5.7.8 no")
            return
        is_refused = self._relay.stage == "auth" and not self._relay.outcome.startswith("slow")
        for _ in range(0 if is_refused else lines - len(initial)):
            self._send("334 ")
            self._relay.commands.append(self._lines.readline())
        self._reply("auth", "235 2.7.0 ok")

    def _mail(self, line):
        self._recipients = []
        self._reply("mail", "250 2.1.0 ok")

    def _rcpt(self, line):
        if self._reply("rcpt", "250 2.1.5 ok"):
            self._recipients.append(re.sub(r"(?i)^rcpt to:|[<>\s]", "", line))

    def _data(self, line):
        if not self._reply("data", "354 go on"):
            if self._relay.stage == "data" and self._relay.outcome != "354":
                return
        data, count = bytearray(), 0
        while (line := self._lines.readline()) != b".\r\n":
            if not line:
                raise Ended
            data += line
            count += 1
            if count == 3 and self._relay.stage == "body":
                self._reply("body", "")
        # Accepted before it is answered: the fault concerns only the answer.
        outcome = self._relay.outcome or ""
        is_refused = self._relay.stage == "end-of-data" and re.match(r"(late )?[45]|multi", outcome)
        if not (is_refused and self._relay.times != 0):
            self._relay.accept(self._recipients, bytes(data))
        self._reply("end-of-data", "250 2.0.0 queued")

    def _rset(self, line):
        self._send("250 ok")

    _noop = _rset

    def _quit(self, line):
        self._reply("quit", "221 bye")
        raise Ended

    def _unknown(self, line):
        self._send("500 5.5.1 what")
