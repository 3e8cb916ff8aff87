"""A real systemd on this machine's files or on those of another Debian, booted with systemd-nspawn over a temporary overlay."""

import json
import os
import re
import shutil
import subprocess
import time

from namespaces import Namespace
from program import Failure, NotPossible, Program, expect, wait_until

# All mounts disappear with this shell's mount namespace.
# scratch, files, name, what lies below
BOOT = r"""
set -e
mount -t tmpfs tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay overlay -o "lowerdir=$4,upperdir=$1/upper,workdir=$1/work" "$1/root"
find "$1/root/etc/systemd/system" -name '*.wants' -type d -exec rm -rf {} +
: > "$1/root/etc/machine-id"
cp -a "$2/." "$1/root/"
mount -t tmpfs tmpfs /run
mkdir -p /run/systemd
exec script -qefc "systemd-nspawn --boot --register=no --keep-unit --private-network -M $3 -D $1/root \
    systemd.unit=basic.target" /dev/null
"""


class Container:
    """Boots with the files under `files` overlaid on those under `below`, which stay as they are."""

    def __init__(self, campaign, files, below="/"):
        scratch = campaign.directory()
        name = f"renewald-{os.getpid()}"
        unshare = ["unshare", "--mount", "--propagation", "private"]
        self._program = Program([*unshare, "bash", "-c", BOOT, "boot", scratch, files, name, below])
        campaign.later(self.power_off)
        self._leader = self._wait_for_leader()
        self.enter = ["nsenter", "-t", str(self._leader), "-m", "-u", "-i", "-n", "-p", "--"]
        wait_until(lambda: self._system_state() in ("running", "degraded"), "the boot", 30)
        subprocess.run([*self.enter, "ip", "link", "set", "lo", "up"], capture_output=True)

    def _wait_for_leader(self):
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if not self._program.is_running:
                raise NotPossible("systemd-nspawn: " + (self._program.output + self._program.errors)[-300:])
            for pid in descendants(self._program.pid):
                if command(pid) == "systemd" and os.readlink(f"/proc/{pid}/ns/pid") != os.readlink("/proc/self/ns/pid"):
                    return pid
            time.sleep(0.05)
        raise NotPossible("systemd-nspawn boots no systemd: " + self._program.output[-300:])

    def _system_state(self):
        return self.run("systemctl", "is-system-running").stdout.strip()

    def path(self, inside):
        """The path of a container's file as seen from the host."""
        return f"/proc/{self._leader}/root{inside}"

    def run(self, *arguments, seconds=60):
        # What is checked is English, whatever the office's language; the folder for temporary files is its own.
        return subprocess.run([*self.enter, "env", "--unset=TMPDIR", "LC_ALL=en_US.UTF-8", *arguments],
                              capture_output=True, text=True, timeout=seconds)

    @property
    def network(self):
        """The container's network, for sockets and servers of the host."""
        inside = Namespace.__new__(Namespace)
        inside.net = f"/proc/{self._leader}/ns/net"
        return inside

    def listener(self, port=0):
        """A socket on the container's loopback that is served from the host."""
        return self.network.listener("127.0.0.1", port)

    def power_off(self):
        if self._program.is_running:
            try:
                self.run("systemctl", "poweroff", seconds=10)
                self._program.status(20)
            except (AttributeError, Failure, subprocess.TimeoutExpired):
                for pid in descendants(self._program.pid):
                    os.kill(pid, 9)


def command(pid):
    try:
        with open(f"/proc/{pid}/comm", encoding="utf-8") as file:
            return file.read().strip()
    except OSError:
        return ""


def descendants(pid):
    """The ids of the process and all its descendants."""
    found = [pid]
    for parent in found:
        try:
            for thread in os.listdir(f"/proc/{parent}/task"):
                with open(f"/proc/{parent}/task/{thread}/children", encoding="ascii") as file:
                    found += map(int, file.read().split())
        except OSError:
            pass  # It has ended in the meantime.
    return found


class Service:
    """renewald.service inside a container."""

    def __init__(self, container):
        self.container = container

    def systemctl(self, *arguments, seconds=60):
        return self.container.run("systemctl", *arguments, seconds=seconds)

    def show(self, name):
        return self.systemctl("show", "renewald", "-P", name).stdout.strip()

    def entries(self, *matches):
        """The entries of the journal with their fields."""
        told = self.container.run("journalctl", "-u", "renewald", "-o", "json", "--no-pager", *matches).stdout
        return [json.loads(line) for line in told.splitlines()]

    def journal(self):
        return self.container.run("journalctl", "-u", "renewald", "-o", "cat", "--no-pager").stdout

    def wait(self, name, pattern, seconds=20):
        """Waits until a property matches."""
        try:
            wait_until(lambda: re.search(pattern, self.show(name)), f"{name} ~ {pattern}", seconds)
        except Failure as failure:
            raise Failure(f"{failure}; it is {self.show(name)!r}; {self.journal()[-300:]}")

    def start(self):
        self.systemctl("reset-failed", "renewald")
        done = self.systemctl("start", "renewald")
        expect(done.returncode == 0, f"start: {done.stderr.strip()} {self.journal()[-300:]}")

    def drop_in(self, name, text):
        folder = self.container.path("/etc/systemd/system/renewald.service.d")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
        self.systemctl("daemon-reload")


def libraries(program):
    """The toolchain's own shared libraries, which an installed program would not find."""
    listed = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    paths = re.findall(r"=> (/\S+)", listed)
    return [path for path in paths if not re.match(r"/(usr/)?lib(64)?/", path)]


def install(files, path, source, mode=0o644):
    target = files + path
    os.makedirs(os.path.dirname(target), exist_ok=True)
    shutil.copyfile(source, target)
    os.chmod(target, mode)
