"""What passes by itself, and what an operator has to mend, under the real unit: the service comes back, nothing twice."""

import collections
import os
import shutil
import sqlite3
import time

from campaign import fault
from container import Container, Service
from program import Failure, expect, wait_until
from systemd import CONFIGURATION, STATE, Installed, installed

SHARE = "/srv/office"
PEOPLE = 12
# A mail and an event each.
EACH = 2 * PEOPLE


@fault("F37", "systemd: missing share, disk full, shrunk registry, lost state", "I1–I4")
def comes_back(campaign):
    office = campaign.office(PEOPLE)
    container = Container(campaign, installed(campaign, office))
    service = Returning(campaign, office, Service(container))
    steps = [service.starts_without_its_share, service.loses_its_share, service.has_a_full_disk,
             service.finds_an_empty_registry, service.loses_its_state]
    done = []
    for step in steps:
        try:
            done.append(step())
        except Failure as problem:
            raise Failure(f"{step.__name__}: {problem}; before: {', '.join(done)}; {service.told_of_itself()}")
    return len(steps), f"{', '.join(done)}; {service.checked()}"


class Returning(Installed):
    """The installed service with its registry on a share and its state on a separate disk."""

    def __init__(self, campaign, office, service):
        super().__init__(campaign, office, service)
        self._lasts = campaign.scale(8, 120)
        self._is_quick = campaign.is_quick
        # The unit's own half minute, except for quick runs; nothing else in it is changed.
        service.drop_in("10-test.conf", self._drop_in())
        alarms = "  - {match: {kind: office.sending_held}, send: [office-mail]}\nadministrators:"
        self._good = (self._good.replace(f"{STATE}/registry.db", f"{SHARE}/registry.db")
                      + f"{alarms} [{{name: 值班, email: duty@example.test}}]\n").replace(
                          "delivery: {stop_grace: 2s}\n", "")
        self._write(self._good)
        self.container.run("mkdir", "-p", SHARE)
        self.container.run("rm", f"{STATE}/registry.db")
        user = self.container.run("id", "-u", "renewald").stdout.strip()
        self._mount(STATE, f"size=24m,mode=700,uid={user},gid={user}")
        self._sent = 0

    def _drop_in(self):
        with open(self.container.path("/etc/systemd/system/renewald.service.d/10-test.conf"), encoding="utf-8") as file:
            lines = file.read().splitlines(keepends=True)
        return "".join(line for line in lines if not line.startswith(("RestartSec", "WatchdogSec"))) + (
            "RestartSec=2s\n" if self._is_quick else "")

    def _mount(self, folder, options):
        done = self.container.run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder)
        expect(done.returncode == 0, f"mount {folder}: {done.stderr}")

    def _share(self):
        """Mounts the share with the file that was filled last."""
        self._mount(SHARE, "size=16m,mode=755")
        self._put(self.office.path("registry.db"))

    def _put(self, file):
        shutil.copyfile(file, self.container.path(f"{SHARE}/registry.new"))
        self.container.run("chmod", "644", f"{SHARE}/registry.new")
        self.container.run("mv", f"{SHARE}/registry.new", f"{SHARE}/registry.db")

    def _renew(self, days):
        """Changes dates, so that there are new notices."""
        with sqlite3.connect(self.office.path("registry.db")) as registry:
            registry.execute("UPDATE registration SET valid_until = ?", (self.office.day(days),))
        registry.close()

    def _told(self):
        """What people and their employer got; the administrators' notices are counted separately."""
        return [arrival for arrival in self._arrivals() if "duty@" not in arrival.recipient]

    def _alarms(self):
        return len(self._arrivals()) - len(self._told())

    def _arrive(self, what, seconds=60):
        self._sent += EACH
        wait_until(lambda: len(self._told()) == self._sent, f"{self._sent} arrivals {what}", seconds)

    def _stays_silent(self):
        time.sleep(self._lasts)
        expect(len(self._told()) == self._sent, f"{len(self._told())} arrivals in the meantime, not {self._sent}")

    def _hup(self):
        self.service.systemctl("kill", "-s", "HUP", "renewald")

    def told_of_itself(self):
        return f"status {self.service.show('StatusText')!r}, journal: {self.service.journal()[-600:]}"

    def starts_without_its_share(self):
        self.service.start()
        self.service.wait("StatusText", f"{SHARE}/registry.db: there is no such file")
        self._stays_silent()
        expect(self.service.show("NRestarts") == "0", "the missing share restarted it")
        self._share()
        self._arrive("after the share was mounted", 90)
        self.service.wait("StatusText", "^scanned")
        return f"ready without its share for {self._lasts} s"

    def loses_its_share(self):
        self.container.run("umount", "-l", SHARE)
        self._hup()
        self.service.wait("StatusText", f"{SHARE}/registry.db: there is no such file")
        self._stays_silent()
        self._renew(30)
        self._share()
        self._arrive("after the share came back", 90)
        expect(self.service.show("NRestarts") == "0", "the lost share restarted it")
        return "lost the share while running"

    def has_a_full_disk(self):
        filler = f"{STATE}/filler"
        self.container.run("sh", "-c", f"cat /dev/zero > {filler}", seconds=30)
        self._renew(20)
        self._put(self.office.path("registry.db"))
        self._hup()
        self.service.wait("NRestarts", "^[1-9]", 60)
        self._stays_silent()
        status = self.service.show("ExecMainStatus")
        restarts = int(self.service.show("NRestarts"))
        expect(status in ("0", "74"), f"with a full disk status {status}")
        self.container.run("rm", filler)
        self._arrive("after there was room again", 120)
        self.service.wait("ActiveState", "^active$", 60)
        return f"full disk: {restarts} restarts, none of them the last"

    def finds_an_empty_registry(self):
        empty = self.office.path("empty.db")
        shutil.copyfile(self.office.path("registry.db"), empty)
        with sqlite3.connect(empty) as registry:
            registry.execute("DELETE FROM registration")
        registry.close()
        self._put(empty)
        self._hup()
        self.service.wait("StatusText", r"sending is held \(registry_shrank\)")
        wait_until(lambda: self._alarms() == 1, "the notice to the administrators", 90)
        self._stays_silent()
        self._renew(13)
        self._put(self.office.path("registry.db"))
        if self._is_quick:
            self._hup()
        # Checked again after five minutes without any intervention.
        self._arrive("after the registry was filled again", 330)
        self.service.wait("StatusText", "^scanned")
        return "emptied registry: held, told, over by itself"

    def loses_its_state(self):
        backup = f"{STATE}/backup.db"
        self._outbox("backup", backup)
        self.service.systemctl("stop", "renewald")
        self.container.run("sh", "-c", f"rm {STATE}/state.db*")
        self.service.start()
        self.service.wait("StatusText", r"sending is held \(lost_state\)")
        wait_until(lambda: self._alarms() == 2, "the notice of the loss", 90)
        self._stays_silent()
        self.service.systemctl("stop", "renewald")
        # As root: the files it creates must still belong to the service.
        root = ["env", "LD_LIBRARY_PATH=/usr/lib/renewald-swift", "renewald"]
        done = self.container.run(*root, "outbox", "restore", backup, "--config", CONFIGURATION)
        expect(done.returncode == 0 and "sending is held" in done.stdout, f"restore: {done.stdout}{done.stderr}")
        self.service.start()
        self.service.wait("StatusText", r"sending is held \((copied_state|restored_state)\)")
        expect("sending goes on" in self._outbox("release"), "the hold of the restored file cannot be released")
        self._renew(7)
        self._put(self.office.path("registry.db"))
        self._hup()
        wait_until(lambda: self.service.show("StatusText").startswith("scanned"), "the status after the release", 70)
        # The last day is again what it was once: everybody was told another one meanwhile.
        self._arrive("after the day was put back")
        self._stays_silent()
        return "lost state: held, restored by root, nothing again but the day that was put back"

    def checked(self):
        self.service.systemctl("stop", "renewald")
        self._fetch()
        twice = [i for i, count in collections.Counter(a.delivery_id for a in self._arrivals()).items() if count > 1]
        expect(not twice, f"I3: {len(twice)} were sent twice")
        return f"{len(self._told())} told and {self._alarms()} alarms, none twice"
