"""A second local user plants links, pipes and files under our names, and swaps them while we open them."""

import os
import shutil
import stat
import sys
import tempfile

from campaign import fault
from program import Program, expect, wait_until

# Two accounts that own nothing else; the service's files belong to the first.
SERVICE, ATTACKER = 64711, 64712
NAMES = ["state.db", "state.db.lock", "state.db-wal", "state.db-shm", "state.db-journal", "state.db.bell", "served"]
PRECIOUS = "root:x:0:0 nobody may read or change this"

# Swaps two names in a loop until killed (renameat2, RENAME_EXCHANGE).
SWAPPER = """
import ctypes, os, sys
libc = ctypes.CDLL(None, use_errno=True)
one, other = (os.fsencode(name) for name in sys.argv[1:3])
print("ready", flush=True)
while True:
    libc.renameat2(-100, one, -100, other, 2)
"""


def as_user(user):
    return ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"]


def lay(kind, path, victim):
    """Plants something under a name, as an attacker would."""
    if kind == "symbolic link":
        os.symlink(victim, path)
    elif kind == "dangling link":
        os.symlink(victim + "-new", path)
    elif kind == "hard link":
        os.link(victim, path)
    elif kind == "named pipe":
        os.mkfifo(path)
        os.chmod(path, 0o666)
    elif kind == "open file":
        with open(path, "w", encoding="utf-8"):
            pass
        os.chmod(path, 0o666)
    if kind != "hard link":
        os.chown(path, ATTACKER, ATTACKER, follow_symlinks=False)


KINDS = ["symbolic link", "dangling link", "hard link", "named pipe", "open file"]


class Place:
    """A directory accessible to both users, with the program, an office of one of them, and a file of the victim."""

    def __init__(self, campaign):
        self.campaign = campaign
        self.root = tempfile.mkdtemp(prefix="renewald-links-")
        os.chmod(self.root, 0o755)
        campaign.later(shutil.rmtree, self.root, True)
        self.renewald = os.path.join(self.root, "renewald")
        shutil.copyfile(campaign.renewald, self.renewald)
        os.chmod(self.renewald, 0o755)
        self._number = 0

    def office(self, owner=SERVICE, mode=0o700):
        """Root's office whose state file is in a directory with the given owner and mode: (office, directory)."""
        self._number += 1
        office = self.campaign.office(2, directory=os.path.join(self.root, str(self._number)))
        office.configure({"office-mail": office.smtp(1), "hr-system": office.webhook("http://127.0.0.1:1/")},
                         [("holder", ["office-mail"]), ("employer", ["hr-system"])])
        with open(office.configuration, encoding="utf-8") as file:
            text = file.read()
        office.write("renewald.yaml", text.replace("sqlite: state.db", "sqlite: var/state.db"))
        os.chown(office.path("webhook.secret"), owner, owner)
        os.chmod(office.path("registry.db"), 0o644)
        folder = office.path("var")
        os.mkdir(folder)
        os.chown(folder, owner, owner)
        os.chmod(folder, mode)
        return office, folder

    def victim(self, owner):
        """A file outside the office that only its owner can read."""
        self._number += 1
        path = os.path.join(self.root, f"victim-{self._number}")
        with open(path, "w", encoding="utf-8") as file:
            file.write(PRECIOUS)
        os.chmod(path, 0o600)
        os.chown(path, owner, owner)
        return path

    def run(self, *arguments, user=None, seconds=20):
        """Runs the program with the loosest umask; it must not block."""
        prefix = as_user(user) if user else []
        program = Program([*prefix, "sh", "-c", 'umask 0; exec "$0" "$@"', self.renewald, *arguments])
        return program.status(seconds), program.errors


def untouched(victim, before, what):
    status = os.stat(victim)
    with open(victim, encoding="utf-8") as file:
        expect(file.read() == PRECIOUS, f"{what}: the victim's file was overwritten")
    now = (status.st_mode, status.st_uid, status.st_gid, status.st_mtime_ns)
    expect(now == before, f"{what}: the victim's file has another mode, owner or time: {now}")
    expect(not os.path.exists(victim + "-new"), f"{what}: a dangling link was followed")


def marks(victim):
    status = os.stat(victim)
    return status.st_mode, status.st_uid, status.st_gid, status.st_mtime_ns


def nothing_readable(folder, what):
    """Others have no access to anything the program created."""
    for place, folders, names in os.walk(folder):
        for name in folders + names:
            status = os.lstat(os.path.join(place, name))
            if status.st_uid == ATTACKER or stat.S_ISLNK(status.st_mode):
                continue
            expect(status.st_mode & 0o077 == 0, f"{what}: {name} has mode {stat.S_IMODE(status.st_mode):04o}")


def laid_for_the_service(place, cases):
    """The attacker may write into the state file's directory, or once could."""
    for kind, name, mode in cases:
        what = f"{kind} as {name}, mode {mode:04o}"
        (office, folder), victim = place.office(mode=mode), place.victim(SERVICE)
        lay(kind, os.path.join(folder, name), victim)
        before = marks(victim)
        status, errors = place.run("run", "--once", "--config", office.configuration, user=SERVICE)
        harmless = name == "state.db.bell"
        refused = status == 78 or (mode == 0o700 and (harmless or status == 74))
        expect(refused, f"{what}: ended with {status}: {errors[-300:]}")
        untouched(victim, before, what)
        nothing_readable(folder, what)


ORDERS = [
    ("run", "--once"), ("outbox", "list"), ("outbox", "retry", "--all"), ("outbox", "backup", "{root}/backup.db"),
    ("outbox", "backup", "{var}/backup.db"), ("outbox", "restore", "{var}/state.db"), ("evidence", "verify"),
]


def laid_for_root(place, names):
    """An attacker with the service's account waits for root's commands."""
    runs = 0
    for kind in ("symbolic link", "dangling link"):
        for name in names:
            for order in ORDERS:
                (office, folder), victim = place.office(owner=ATTACKER), place.victim(0)
                lay(kind, os.path.join(folder, name), victim)
                before = marks(victim)
                folders = {"root": office.directory, "var": folder}
                words = [word.format(**folders) for word in order]
                place.run(*words, "--config", office.configuration)
                what = f"{' '.join(order[:2])} by root, {kind} as {name}"
                untouched(victim, before, what)
                roots = [found for found in os.listdir(folder) if os.lstat(os.path.join(folder, found)).st_uid == 0]
                expect(not roots, f"{what}: root left {roots}")
                runs += 1
    return runs


def exchanged(place, name, user, owner, mode, orders, rounds):
    """The attacker swaps a file and a link while the program starts."""
    (office, folder), victim = place.office(owner=owner, mode=mode), place.victim(user or 0)
    paths = [os.path.join(folder, found) for found in (name, "link")]
    lay("open file", paths[0], victim)
    lay("symbolic link", paths[1], victim)
    before = marks(victim)
    swapper = Program([*as_user(ATTACKER), sys.executable, "-c", SWAPPER, *paths])
    wait_until(lambda: "ready" in swapper.output, "the attacker's start")
    for number in range(rounds):
        order = orders[number % len(orders)]
        place.run(*order, "--config", office.configuration, user=user)
        untouched(victim, before, f"{' '.join(order[:2])} against exchanges of {name}, mode {mode:04o}")
    expect(swapper.is_running, f"the attacker gave up: {swapper.errors[-200:]}")
    swapper.end()
    return rounds


@fault("F39", "links, pipes, open files and exchanges under our names by a second user",
       "nothing followed, nothing readable, nobody waits")
def links(campaign):
    place = Place(campaign)
    cases = [(kind, name, mode) for mode in (0o777, 0o1777, 0o700) for kind in KINDS for name in NAMES]
    cases = cases[::campaign.scale(4, 1)]
    laid_for_the_service(place, cases)
    rooted = laid_for_root(place, campaign.scale(["state.db", "state.db.lock"], NAMES))
    rounds, once = campaign.scale(6, 60), [("run", "--once")]
    raced = sum([
        exchanged(place, "state.db.lock", SERVICE, SERVICE, 0o777, once, rounds),
        exchanged(place, "state.db.lock", None, ATTACKER, 0o700, ORDERS[:3], rounds),
        exchanged(place, "state.db", None, ATTACKER, 0o700, ORDERS[:4], rounds),
    ])
    return len(cases) + rooted + raced, (
        f"{len(cases)} things laid for the service, {rooted} for root, {raced} starts while names were exchanged: "
        "no file of a victim read, written or made")
