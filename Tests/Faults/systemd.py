"""The unit under a real systemd: start, reload, watchdog, kill, credentials, stop in flight, bad configuration."""

import os
import re
import shutil
import sqlite3
import time

from campaign import fault
from container import Container, Service, install, libraries
from endpoint import Endpoint
from program import Failure, expect, wait_until
from relay import Relay
from sinks import reminders
from unit import REPOSITORY, UNIT, exposure

STATE = "/var/lib/renewald"
CONFIGURATION = "/etc/renewald/renewald.yaml"
CREDENTIALS = "/etc/renewald/credentials"
LIBRARIES = "/usr/lib/renewald-swift"


@fault("F30", "systemd: reload, watchdog, kill, credentials, stop in flight, bad configuration", "I1–I4, I6")
def under_systemd(campaign):
    exposures = exposure(campaign)
    office = campaign.office(4)
    container = Container(campaign, installed(campaign, office))
    service = Installed(campaign, office, Service(container))
    steps = [service.starts, service.reloads, service.is_killed, service.hangs, service.gets_a_new_password,
             service.stops_in_flight, service.misses_a_credential, service.is_badly_configured]
    done = []
    for step in steps:
        try:
            done.append(step())
        except Failure as problem:
            raise Failure(f"{step.__name__}: {problem}; before: {', '.join(done)}")
    return len(steps) + 2, f"{', '.join(done)}; {exposures}; {service.checked()}"


def installed(campaign, office):
    """The files of an installation as README describes it, plus the debug build's libraries."""
    files = campaign.directory()
    install(files, "/usr/bin/renewald", campaign.renewald, 0o755)
    install(files, "/etc/systemd/system/renewald.service", UNIT)
    for name in ("renewald.catalog", "renewald.zh_CN.catalog"):
        install(files, f"/usr/lib/systemd/catalog/{name}", os.path.join(REPOSITORY, "systemd", name))
    install(files, "/usr/lib/sysusers.d/renewald.conf", os.path.join(REPOSITORY, "systemd", "renewald.sysusers.conf"))
    for library in libraries(campaign.renewald):
        install(files, f"{LIBRARIES}/{os.path.basename(library)}", library)
    for name, text in (("smtp-password", "first-password"), ("hr-secret", office.secret)):
        office.write(name, text, mode=0o600)
        install(files, f"{CREDENTIALS}/{name}", office.path(name), 0o600)
    folder = files + "/etc/systemd/system/renewald.service.d"
    os.makedirs(folder)
    with open(f"{folder}/10-test.conf", "w", encoding="utf-8") as file:
        file.write(f"""[Service]
Environment=LD_LIBRARY_PATH={LIBRARIES}
LoadCredential=smtp-password:{CREDENTIALS}/smtp-password
LoadCredential=hr-secret:{CREDENTIALS}/hr-secret
RestartSec=200ms
WatchdogSec=2s
""")
    return files


class Installed:
    """The installed service with its relay and endpoint inside, and the steps it goes through in order."""

    def __init__(self, campaign, office, service):
        self.office, self.service, self.container = office, service, service.container
        self.relay = Relay(campaign, "end-of-data", "hang", times=0, offers=["AUTH PLAIN"],
                           listener=self.container.listener())
        self.endpoint = Endpoint(campaign, listener=self.container.listener())
        office.configure(
            {"office-mail": office.smtp(self.relay.smtp_port, more=", username: office@example.test, "
                                        "password: {credential: smtp-password}"),
             "hr-system": office.webhook(f"http://127.0.0.1:{self.endpoint.http_port}/").replace(
                 "{file: webhook.secret}", "{credential: hr-secret}")},
            [("holder", ["office-mail"]), ("employer", ["hr-system"])], "delivery: {stop_grace: 2s}\n")
        with open(office.configuration, encoding="utf-8") as file:
            self._good = re.sub(r"(registry|state)\.db", rf"{STATE}/\g<0>", file.read())
        self._write(self._good)
        done = self.container.run("systemd-sysusers")
        expect(done.returncode == 0, f"systemd-sysusers: {done.stderr}")
        os.makedirs(self.container.path(STATE), exist_ok=True)
        shutil.copyfile(office.path("registry.db"), self.container.path(f"{STATE}/registry.db"))
        self.container.run("chown", "-R", "renewald:renewald", STATE)

    def _write(self, text):
        with open(self.container.path(CONFIGURATION), "w", encoding="utf-8") as file:
            file.write(text)

    def _arrivals(self):
        return reminders(self.relay.arrivals() + self.endpoint.arrivals())

    def _expire(self, days):
        """Changes dates in the registry, so that there are new notices; read at the next reload."""
        with sqlite3.connect(self.office.path("registry.db")) as registry:
            registry.execute("UPDATE registration SET valid_until = ?", (self.office.day(days),))
        registry.close()
        # SQLite cannot open a file through /proc; the office replaces it with a new one.
        shutil.copyfile(self.office.path("registry.db"), self.container.path(f"{STATE}/registry.new"))
        self.container.run("chown", "renewald:renewald", f"{STATE}/registry.new")
        self.container.run("mv", f"{STATE}/registry.new", f"{STATE}/registry.db")

    def _fetch(self):
        """Copies the stopped service's state file here, to inspect it with SQLite."""
        for end in ("", "-wal"):
            source = self.container.path(f"{STATE}/state.db{end}")
            if os.path.exists(self.office.state + end):
                os.remove(self.office.state + end)
            if os.path.exists(source):
                shutil.copyfile(source, self.office.state + end)
        expect(self.office.query("PRAGMA integrity_check") == [("ok",)], "I4: integrity_check")

    def _outbox(self, *arguments):
        """Runs an operator's command as the service's user."""
        as_service = ["env", f"LD_LIBRARY_PATH={LIBRARIES}", "runuser", "-u", "renewald", "--"]
        done = self.container.run(*as_service, "renewald", "outbox", *arguments, "--config", CONFIGURATION)
        expect(done.returncode == 0, f"outbox {arguments[0]}: {done.stderr}")
        return done.stdout

    def starts(self):
        begin = time.monotonic()
        self.service.start()
        took = time.monotonic() - begin
        pid = self.service.show("MainPID")
        user = self.container.run("stat", "-c", "%U", f"/proc/{pid}").stdout.strip()
        expect(user == "renewald", f"runs as {user}")
        wait_until(lambda: len(self._arrivals()) == 8, "the first arrivals")
        self.service.wait("StatusText", "scanned .* new notices")
        self._has_fields()
        foreign = [line for line in self.service.journal().splitlines() if "thread priority" in line]
        expect(not foreign, f"{len(foreign)} lines of the runtime in the journal: {foreign[:1]}")
        return f"READY in {took:.1f} s as renewald with STATUS"

    def _has_fields(self):
        """The unit's restrictions leave the way to the journal open, and systemd gives the entries to the unit."""
        wait_until(lambda: self.service.entries("RENEWALD_CHANNEL=office-mail", "_TRANSPORT=journal"), "fields of entries")
        made = self.service.entries("RENEWALD_CHANNEL=office-mail", "_TRANSPORT=journal")
        expect(made[0]["MESSAGE"].startswith("deliveries made") and made[0]["PRIORITY"] == "5", f"an entry: {made[0]}")
        self.container.run("journalctl", "--update-catalog")
        told = self.container.run("journalctl", "-u", "renewald", "-x", f"MESSAGE_ID={made[0]['MESSAGE_ID']}").stdout
        expect("Deliveries were made through channel office-mail" in told, f"journalctl -x: {told[-300:]}")

    def reloads(self):
        self._write(self._good.replace("timezone:", "timezome:"))
        refused = self.service.systemctl("reload", "renewald")
        expect(refused.returncode != 0, "systemctl reload takes a bad configuration")
        expect(re.search(r"renewald\.yaml:2:1", self.service.journal()), "the journal does not tell where it is bad")
        self.service.systemctl("kill", "-s", "HUP", "renewald")
        self.service.wait("StatusText", r"reload refused, old configuration kept: .*renewald\.yaml:2:1")
        self._expire(30)
        self._write(self._good)
        taken = self.service.systemctl("reload", "renewald")
        expect(taken.returncode == 0, f"systemctl reload refuses a good configuration: {self.service.journal()[-400:]}")
        wait_until(lambda: len(self._arrivals()) == 16, "new notices after the good reload")
        expect("configuration reloaded changes=\"nothing changed\"" in self.service.journal(),
               "the journal does not tell of the reload")
        self.service.wait("StatusText", r"scanned .*; configuration reloaded at \S+: nothing changed")
        expect(self.service.show("NRestarts") == "0", "a reload restarted it")
        return "bad reload refused, good one taken"

    def is_killed(self):
        # Four withdrawals among them: the program was told other days before. What arrived is sent only once its answer
        # is written down.
        wait_until(lambda: "in all: 20 sent" in self._outbox("list"), "the end of all deliveries")
        self.service.systemctl("kill", "-s", "KILL", "renewald")
        self.service.wait("NRestarts", "^1$")
        self.service.wait("ActiveState", "^active$")
        listed = self._outbox("list")
        expect("in all: 20 sent" in listed, f"after the kill {listed[-200:]}")
        return "kill -9: restarted, state intact"

    def hangs(self):
        pid = self.service.show("MainPID")
        self.container.run("kill", "-STOP", pid)
        self.service.wait("NRestarts", "^2$", 30)
        self.service.wait("ActiveState", "^active$")
        expect("Watchdog timeout" in self.service.journal(), "the journal says nothing of the watchdog")
        return "stopped process: restarted by the watchdog"

    def gets_a_new_password(self):
        expect(self.relay.passwords() == {"first-password"}, f"logged in with {self.relay.passwords()}")
        with open(self.container.path(f"{CREDENTIALS}/smtp-password"), "w", encoding="utf-8") as file:
            file.write("second-password")
        picked_up = []
        for number, order in enumerate(("reload", "restart"), 1):
            self._expire(20 + number)
            before = len(self._arrivals())
            self.relay.commands.clear()
            self.service.systemctl(order, "renewald")
            wait_until(lambda: len(self._arrivals()) == before + 8, f"the notices after the {order}")
            picked_up.append(f"{order}: {'new' if 'second-password' in self.relay.passwords() else 'old'}")
        expect(picked_up[1] == "restart: new", f"rotated credential: {picked_up}")
        return f"rotated credential ({', '.join(picked_up)})"

    def stops_in_flight(self):
        self.relay.times = 4
        self._expire(60)
        self.service.systemctl("reload", "renewald")
        wait_until(lambda: self.relay.faults, "a mail in flight")
        wait_until(lambda: len(reminders(self.endpoint.arrivals())) == 20, "the events")
        time.sleep(1)  # How many run in parallel depends on how well the relay worked before.
        in_flight = self.relay.faults
        begin = time.monotonic()
        self.service.systemctl("stop", "renewald")
        took = time.monotonic() - begin
        result = self.service.show("Result")
        expect(took < 30 and result == "success", f"stop: {took:.0f} s, {result}")
        self._fetch()
        states = dict(self.office.query("""
            SELECT d.state, count(*) FROM delivery AS d JOIN notice AS n ON n.id = d.notice_id
            WHERE n.kind <> 'reminder.withdrawn' GROUP BY d.state
            """))
        found = [states.get(state, 0) for state in ("sent", "deferred", "pending")]
        expect(found == [36, in_flight, 4 - in_flight], f"after the stop with {in_flight} in flight {found}")
        ambiguous = self.office.query("SELECT 1 FROM delivery WHERE state = 'deferred' AND ambiguous_attempts = 1")
        expect(len(ambiguous) == in_flight, f"{len(ambiguous)} of {in_flight} in flight are ambiguous")
        self.relay.times = 0
        self.relay.release.set()
        return f"stop with {in_flight} in flight {took:.1f} s, ambiguous and deferred"

    def misses_a_credential(self):
        kept = self.container.path(f"{CREDENTIALS}/hr-secret")
        os.rename(kept, kept + ".away")
        self.service.systemctl("reset-failed", "renewald")
        before = self.service.show("NRestarts")
        self.service.systemctl("start", "renewald")
        self.service.wait("ActiveState", "^failed$", 30)
        status = self.service.show("ExecMainStatus")
        expect(status == "243", f"without a credential: status {status}, {self.service.show('Result')}")
        os.rename(kept + ".away", kept)
        self.service.start()
        self.service.systemctl("stop", "renewald")
        expect(self.service.show("NRestarts") == before, "it was started again and again without its credential")
        return "missing credential: 243/CREDENTIALS, not restarted"

    def is_badly_configured(self):
        self._write(self._good.replace("office-mail: {type: smtp", "office-mail: {type: smpt"))
        self.service.systemctl("reset-failed", "renewald")
        self.service.systemctl("start", "renewald")
        self.service.wait("ActiveState", "^failed$")
        time.sleep(1)
        found = (self.service.show("ExecMainStatus"), self.service.show("NRestarts"))
        expect(found == ("78", "0"), f"bad configuration: status and restarts {found}")
        complaints = [line for line in self.service.entries("-p", "err") if "renewald.yaml:" in str(line.get("MESSAGE"))]
        expect(complaints, "the journal does not name the place at priority err")
        self._write(self._good)
        self.service.start()
        self._outbox("retry", "--all")
        return "bad configuration: 78, not restarted"

    def checked(self):
        """What was in flight is sent again with the same bytes; the journal contains no secret."""
        self.service.systemctl("reload", "renewald")
        # Forty reminders, and four withdrawals after each of four changes of the dates.
        wait_until(lambda: "in all: 56 sent" in self._outbox("list"), "the mails of the stop once more", 70)
        self.service.systemctl("stop", "renewald")
        self._fetch()
        self.office.planned = {row[0] for row in self.office.query("SELECT id FROM delivery")}
        journal = self.service.journal()
        for secret in ("first-password", "second-password", self.office.secret):
            expect(secret not in journal, "I6: a secret in the journal")
        return self.office.check(self.relay.arrivals() + self.endpoint.arrivals(), all_sent=True)
