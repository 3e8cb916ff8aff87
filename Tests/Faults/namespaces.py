"""Network namespaces: a separate network for a fault, with its own resolver, packet filter and links."""

import contextlib
import ctypes
import json
import os
import socket
import struct
import subprocess
import threading

from program import NotPossible, expect

CLONE_NEWNET = 0x40000000
libc = ctypes.CDLL(None, use_errno=True)


def ip(*arguments):
    done = subprocess.run(["ip", *arguments], capture_output=True, text=True)
    if done.returncode:
        raise NotPossible(f"ip {' '.join(arguments[:3])}: {done.stderr.strip()}")


class Namespace:
    """A network namespace with loopback up; it is removed with its links at the end of the fault."""

    number = 0

    def __init__(self, campaign):
        Namespace.number += 1
        self.name = f"renewald-{os.getpid()}-{Namespace.number}"
        self.net = f"/run/netns/{self.name}"
        ip("netns", "add", self.name)
        campaign.later(ip, "netns", "del", self.name)
        self.ip("link", "set", "lo", "up")
        self._resolver = os.path.join(campaign.directory(), "resolv.conf")
        with open(self._resolver, "w", encoding="ascii") as file:
            file.write("nameserver 127.0.0.1\n")

    def ip(self, *arguments):
        ip("-n", self.name, *arguments)

    @property
    def prefix(self):
        """Runs a command inside, with a resolver that asks 127.0.0.1 only."""
        return ["nsenter", f"--net={self.net}", "unshare", "--mount", "sh", "-c",
                'mount --bind "$0" /etc/resolv.conf && exec "$@"', self._resolver]

    @contextlib.contextmanager
    def inside(self):
        """Sockets created inside belong to this namespace, wherever they are used later."""
        own, other = (os.open(path, os.O_RDONLY) for path in ("/proc/thread-self/ns/net", self.net))
        try:
            expect(libc.setns(other, CLONE_NEWNET) == 0, os.strerror(ctypes.get_errno()))
            yield
        finally:
            expect(libc.setns(own, CLONE_NEWNET) == 0, "cannot return to the own network")
            os.close(own)
            os.close(other)

    def listener(self, address, port=0, kind=socket.SOCK_STREAM):
        with self.inside():
            listener = socket.socket(socket.AF_INET, kind)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((address, port))
            if kind == socket.SOCK_STREAM:
                listener.listen(100)
        return listener

    def filter(self, rules):
        """Loads rules of nft."""
        done = subprocess.run(["ip", "netns", "exec", self.name, "nft", "-f", "-"], input=rules, text=True,
                              capture_output=True)
        if done.returncode:
            raise NotPossible(f"nft: {done.stderr.strip()}")

    def counted(self, counter):
        """How many packets a named counter of the table `inet faults` has seen."""
        list_counter = ["nft", "-j", "list", "counter", "inet", "faults", counter]
        text = subprocess.run(["ip", "netns", "exec", self.name, *list_counter],
                              capture_output=True, text=True, check=True).stdout
        return next(item["counter"]["packets"] for item in json.loads(text)["nftables"] if "counter" in item)


def linked(campaign):
    """Two namespaces joined by a link: the office's at 10.77.0.1 and the relay's at 10.77.0.2."""
    office, relay = Namespace(campaign), Namespace(campaign)
    office.ip("link", "add", "out", "type", "veth", "peer", "name", "in", "netns", relay.name)
    for namespace, link, address in ((office, "out", "10.77.0.1/30"), (relay, "in", "10.77.0.2/30")):
        namespace.ip("address", "add", address, "dev", link)
        namespace.ip("link", "set", link, "up")
    return office, relay


class Resolver:
    """A name server on 127.0.0.1 of a namespace; `answer(name)` gives addresses, "hang" or a response code."""

    NXDOMAIN, SERVFAIL = 3, 2

    def __init__(self, campaign, namespace, answer):
        self._answer = answer
        self._socket = namespace.listener("127.0.0.1", 53, socket.SOCK_DGRAM)
        campaign.later(self._socket.close)
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                query, sender = self._socket.recvfrom(4096)
            except OSError:
                return
            reply = self._reply(query)
            if reply:
                self._socket.sendto(reply, sender)

    def _reply(self, query):
        name, place = "", 12
        while length := query[place]:
            name += query[place + 1:place + 1 + length].decode() + "."
            place += length + 1
        kind = struct.unpack_from(">H", query, place + 1)[0]
        question = query[12:place + 5]
        answer = self._answer(name.rstrip(".").lower(), kind)
        if answer == "hang":
            return None
        code, addresses = (answer, []) if isinstance(answer, int) else (0, answer)
        packed = [packed_address(address) for address in addresses]
        records = [a for a in packed if len(a) == (4 if kind == 1 else 16) and kind in (1, 28)]
        head = query[:2] + struct.pack(">HHHHH", 0x8180 | code, 1, len(records), 0, 0)
        # A lifetime of zero: the next query may get another answer.
        body = b"".join(b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 0, len(a)) + a for a in records)
        return head + question + body


def packed_address(text):
    return socket.inet_pton(socket.AF_INET6 if ":" in text else socket.AF_INET, text)


