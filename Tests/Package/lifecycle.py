"""The life of the Debian package in a booted systemd: installed, configured, upgraded with a thousand deliveries queued,
reloaded, given another password, left without its relay, removed, installed again, purged and installed once more. Prints a line for each step; ends with 1 when something is not as it should be.

  python3 Tests/Package/lifecycle.py .build/package/renewald_0.1.0_amd64.deb
"""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(REPOSITORY, "Tests", "Faults"))

from campaign import Campaign  # noqa: E402
from container import Container, Service  # noqa: E402
from endpoint import Endpoint  # noqa: E402
from program import Failure, NotPossible, expect, wait_until  # noqa: E402
from relay import Relay  # noqa: E402

CONFIGURATION = "/etc/renewald/renewald.yaml"
REGISTRY = "/srv/registry/registry.db"
STATE = "/var/lib/renewald"
# A mail and an event each.
PEOPLE = 1000
# Whose mails find the relay away.
LATER = 40
# Templates whose words the earlier version has otherwise.
TEMPLATES = ["en/registration.expired.mustache", "en/registration.ended.mustache"]
# As it lies in the container.
EARLIER, PACKAGE = "/root/earlier.deb", "/root/renewald.deb"


def unpacked(package, folder):
    subprocess.run(["dpkg-deb", "--raw-extract", package, folder], check=True)
    return folder


def earlier(package, folder):
    """The same package as an earlier version of it, with other words in two templates."""
    with open(os.path.join(folder, "DEBIAN/control"), encoding="utf-8") as file:
        control = file.read()
    with open(os.path.join(folder, "DEBIAN/control"), "w", encoding="utf-8") as file:
        file.write(re.sub(r"(?m)^(Version: .*)$", r"\1~earlier", control))
    for name in TEMPLATES:
        with open(os.path.join(folder, "etc/renewald/templates", name), "a", encoding="utf-8") as file:
            file.write("\n")
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", folder, package], check=True,
                   stdout=subprocess.DEVNULL)


class Life:
    """The package in a container with a relay and an endpoint, and what happens to it in order."""

    def __init__(self, campaign, package):
        files = campaign.directory()
        self._contents = unpacked(package, campaign.directory() + "/contents")
        os.makedirs(files + "/root")
        shutil.copyfile(package, files + PACKAGE)
        earlier(files + EARLIER, shutil.copytree(self._contents, campaign.directory() + "/earlier", symlinks=True))
        # The programs that are tested write the office's registry too.
        campaign.renewald = f"{self._contents}/usr/bin/renewald"
        self.office = campaign.office(PEOPLE)
        self.container = Container(campaign, files)
        self.service = Service(self.container)
        # Containers and images forbid that services are started.
        self.container.run("rm", "-f", "/usr/sbin/policy-rc.d")
        self.relay = Relay(campaign, "end-of-data", "hang", offers=["AUTH PLAIN"], listener=self.container.listener())
        self.endpoint = Endpoint(campaign, listener=self.container.listener())

    # -- means --------------------------------------------------------------------------------------------------

    def _run(self, *arguments, allowed=(0,), seconds=120):
        done = self.container.run(*arguments, seconds=seconds)
        expect(done.returncode in allowed, f"{' '.join(arguments)}: {done.returncode} {done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def _dpkg(self, *arguments):
        said = self._run("env", "DEBIAN_FRONTEND=noninteractive", "dpkg", *arguments)
        expect(not re.search("(?i)warning|error|failed", said), f"dpkg {' '.join(arguments)} says {said}")
        return said

    def _as(self, user, *arguments):
        return self._run("runuser", "-u", user, "--", "renewald", *arguments)

    def _exists(self, path):
        return os.path.lexists(self.container.path(path))

    def _read(self, path):
        with open(self.container.path(path), encoding="utf-8") as file:
            return file.read()

    def _write(self, path, text):
        with open(self.container.path(path), "w", encoding="utf-8") as file:
            file.write(text)

    def _is(self, unit, state):
        found = self.container.run("systemctl", "show", unit, "-P", "ActiveState").stdout.strip()
        expect(found == state, f"{unit} is {found}, not {state}; {self.service.journal()[-300:]}")

    def _is_enabled(self, unit, state):
        found = self.container.run("systemctl", "is-enabled", unit).stdout.strip()
        expect(found == state, f"{unit} is {found}, not {state}")

    def _owner(self, path, wanted):
        found = self._run("stat", "-c", "%U:%G %a", path).strip()
        expect(found == wanted, f"{path} is {found}, not {wanted}")

    def _arrivals(self):
        return self.relay.arrivals() + self.endpoint.arrivals()

    def _configure(self):
        office = self.office
        office.configure(
            {"office-mail": office.smtp(self.relay.smtp_port, more=", username: office@example.test, "
                                        "password: {credential: smtp-password}"),
             "hr-system": office.webhook(f"http://127.0.0.1:{self.endpoint.http_port}/").replace(
                 "{file: webhook.secret}", "{credential: hr-secret}")},
            [("holder", ["office-mail"]), ("employer", ["hr-system"])],
            f"delivery: {{stop_grace: 2s, max_due_per_scan: {4 * PEOPLE}}}\n")
        with open(office.configuration, encoding="utf-8") as file:
            text = file.read().replace("{sqlite: registry.db}", f"{{sqlite: {REGISTRY}}}")
        self._write(CONFIGURATION, text.replace("{sqlite: state.db}", f"{{sqlite: {STATE}/state.db}}"))
        self._write("/etc/renewald/credentials/hr-secret", office.secret)
        self._write("/etc/renewald/credentials/smtp-password", "first-password\n")

    def _is_drained(self):
        self.container.run("runuser", "-u", "renewald", "--", "renewald", "outbox", "retry", "--all")
        return self._all_is_sent()

    def _waiting(self):
        """How many deliveries are not finished."""
        counts = json.loads(self._as("renewald", "status", "--format", "json"))["counts"]
        return sum(counts[state] for state in ("pending", "sending", "deferred", "held"))

    def _all_is_sent(self):
        return self._waiting() == 0

    # -- steps --------------------------------------------------------------------------------------------------

    def is_installed(self):
        self._dpkg("--install", EARLIER)
        for path, owner in ((STATE, "renewald:renewald 700"), ("/srv/registry", "registry:renewald 2750"),
                            ("/etc/renewald/credentials", "root:root 700")):
            self._owner(path, owner)
        self._is_enabled("renewald.service", "enabled")
        self._is_enabled("renewald-import.timer", "disabled")
        self._is("renewald-import.timer", "inactive")
        return "users, folders and units are there"

    def waits_for_its_configuration(self):
        self._is("renewald", "inactive")
        self._run("systemctl", "start", "renewald")
        self._is("renewald", "inactive")
        told = self._run("systemctl", "status", "renewald", "--no-pager", allowed=(3,))
        expect(f"ConditionPathExists={CONFIGURATION} was not met" in told, f"systemctl status says {told}")
        return "without a configuration nothing is started, and systemctl status says why"

    def shows_pages_and_completes(self):
        for page in (["renewald"], ["5", "renewald.yaml"], ["8", "renewald"], ["renewald-outbox-list"]):
            self._run("man", "--where", *page)
        for page in (["renewald-plan"], ["8", "renewald"]):
            expect("zh_CN" in self._run("man", "--locale=zh_CN.UTF-8", "--where", *page), f"no Chinese page {page}")
        for page in ("5 renewald.yaml", "8 renewald", "--locale=zh_CN.UTF-8 8 renewald"):
            complaints = self._run("sh", "-c", f"LC_ALL=C.UTF-8 man --warnings {page} 2>&1 >/dev/null")
            expect(not complaints, f"{page}: {complaints}")
        completions = {
            "bash": "source /usr/share/bash-completion/completions/renewald; COMP_WORDS=(renewald outbox li); COMP_CWORD=2; "
                    "COMP_LINE='renewald outbox li'; COMP_POINT=18; _renewald renewald li outbox; echo \"${COMPREPLY[@]}\"",
            "fish": "complete -C 'renewald outbox li'",
        }
        for shell, script in completions.items():
            offered = self._run(shell, "-c", script)
            expect(re.search(r"\blist\b", offered), f"{shell} completes nothing: {offered}")
        self._run("zsh", "-n", "/usr/share/zsh/vendor-completions/_renewald")
        return "man shows the pages in both languages; bash, zsh and fish read the completions"

    def keeps_a_registry(self):
        self._as("registry", "registry", "init", "--registry", REGISTRY)
        # The spreadsheet's program is found where the package put it.
        self._as("registry", "registry", "template", "--language", "zh-CN", "/srv/registry/登记表.xlsx")
        self._as("registry", "registry", "import", "--registry", REGISTRY, "/srv/registry/登记表.xlsx")
        shutil.copyfile(self.office.path("registry.db"), self.container.path(REGISTRY))
        self._owner(REGISTRY, "registry:renewald 640")
        return "its owner makes a registry and reads a sheet"

    def starts(self):
        self._configure()
        lines = [f"LoadCredential={name}:/etc/renewald/credentials/{name}\n" for name in ("hr-secret", "smtp-password")]
        self.service.drop_in("credentials.conf", "[Service]\n" + "".join(lines))
        self._run("renewald", "check-config", CONFIGURATION)
        self._run("systemctl", "start", "renewald")
        self._is("renewald", "active")
        return "started as configured"

    def is_upgraded_in_flight(self):
        wait_until(lambda: self.relay.faults, "a mail in flight", 60)
        wait_until(lambda: len(self.endpoint.arrivals()) >= PEOPLE, "the events", 300)
        queued = self._waiting()
        self._run("systemctl", "enable", "--now", "renewald-import.timer")
        edited, left = (f"/etc/renewald/templates/{name}" for name in TEMPLATES)
        mine = self._read(edited) + "\n"
        self._write(edited, mine)
        before, pid, in_flight = self._read(left), self.service.show("MainPID"), self.relay.faults
        begin = time.monotonic()
        self._dpkg("--force-confdef", "--force-confold", "--install", PACKAGE)
        took = time.monotonic() - begin
        self._is("renewald", "active")
        self._is("renewald-import.timer", "active")
        expect(self.service.show("MainPID") != pid, "the earlier program still runs")
        expect(self._read(edited) == mine, "the upgrade took the office's words away")
        expect(self._read(left) == before.removesuffix("\n"), "the upgrade did not bring its words")
        self.relay.times = 0
        self.relay.release.set()
        wait_until(self._is_drained, "the queue of before the upgrade", 120)
        return f"upgraded in {took:.1f} s with {in_flight} mails in flight and {queued - in_flight} waiting"

    def has_lost_and_repeated_nothing(self):
        self._fetch()
        return self.office.check(self._arrivals(), all_sent=True)

    def _reload(self, status):
        done = self.container.run("systemctl", "reload", "renewald")
        expect((done.returncode == 0) == (status == 0), f"systemctl reload: {done.returncode} {done.stderr}")

    def refuses_a_broken_reload(self):
        good, pid = self._read(CONFIGURATION), self.service.show("MainPID")
        self._write(CONFIGURATION, good.replace("timezone:", "timezome:"))
        self._reload(1)
        expect("renewald.yaml:2:1: unknown key 'timezome'" in self.service.journal(), "the journal does not say where it is bad")
        self._is("renewald", "active")
        self._run("renewald", "check-config", CONFIGURATION, allowed=(78,))
        self._write(CONFIGURATION, good)
        self._reload(0)
        expect(self.service.show("MainPID") == pid, "the service was started anew")
        return "reload fails and names the line, the service goes on as before"

    def takes_a_new_password(self):
        self._write("/etc/renewald/credentials/smtp-password", "second-password\n")
        before = len(self.relay.arrivals())
        self.relay.commands.clear()
        self._run("systemctl", "restart", "renewald")
        self._notify(20)
        wait_until(lambda: len(self.relay.arrivals()) >= before + LATER, "the mails after the change", 60)
        expect(self.relay.passwords() == {"second-password"}, f"logged in with {self.relay.passwords()}")
        return f"the next {LATER} mails log in with it"

    def finds_its_relay_again(self):
        """The relay is gone until the channel rests for two minutes: its return is noticed sooner."""
        # A connection that is still open would do.
        self._run("systemctl", "restart", "renewald")
        self.relay.close()
        self._notify(30)
        self.service.wait("StatusText", "office-mail is at fault", 60)
        wait_until(lambda: "rest.seconds=120" in self.service.journal(), "a rest of two minutes", 150)
        before, begin = len(self.relay.arrivals()), time.monotonic()
        self.relay.listen(self.container.listener(self.relay.smtp_port))
        wait_until(lambda: len(self.relay.arrivals()) >= before + LATER, "the mails after the relay's return", 60)
        return f"all {LATER} mails left {time.monotonic() - begin:.0f} s after its return"

    def _notify(self, days):
        """Gives some people another last day, so that there is something to tell them."""
        with sqlite3.connect(self.office.path("registry.db")) as registry:
            registry.execute("UPDATE registration SET valid_until = ? WHERE rowid <= ?", (self.office.day(days), LATER))
        registry.close()
        shutil.copyfile(self.office.path("registry.db"), self.container.path("/srv/registry/registry.new"))
        for command in (["chown", "registry:renewald", "/srv/registry/registry.new"],
                        ["chmod", "640", "/srv/registry/registry.new"], ["mv", "/srv/registry/registry.new", REGISTRY]):
            self._run(*command)
        self._reload(0)

    def _fetch(self):
        """Copies the state file here, with what of it is in its log yet."""
        self._run("systemctl", "stop", "renewald")
        for end in ("", "-wal"):
            if self._exists(f"{STATE}/state.db{end}"):
                shutil.copyfile(self.container.path(f"{STATE}/state.db{end}"), self.office.state + end)
        self.office.planned = {row[0] for row in self.office.query("SELECT id FROM delivery")}
        expect(len(self.office.planned) == 2 * PEOPLE, f"I1: {len(self.office.planned)} planned")
        self._run("systemctl", "start", "renewald")

    def is_removed(self):
        self._dpkg("--remove", "renewald")
        self._is("renewald", "inactive")
        self._is("renewald-import.timer", "inactive")
        expect(self.service.show("Result") == "success", f"it ended with {self.service.show('Result')}")
        for path in ("/usr/bin/renewald", "/usr/libexec/renewald", "/lib/systemd/system/renewald.service"):
            expect(not self._exists(path), f"{path} is still there")
        for path in (CONFIGURATION, f"{STATE}/state.db", REGISTRY):
            expect(self._exists(path), f"{path} is gone")
        return "stopped; configuration, queue and registry are kept"

    def is_installed_again(self):
        self._dpkg("--install", PACKAGE)
        self._is("renewald", "active")
        self._is("renewald-import.timer", "active")
        return self._sends_nothing_again()

    def _sends_nothing_again(self):
        before = len(self._arrivals())
        self.service.wait("StatusText", "scanned ")
        expect(self._all_is_sent() and len(self._arrivals()) == before, "it was planned or sent once more")
        return "goes on where it was and sends nothing again"

    def is_purged(self):
        said = self._dpkg("--purge", "renewald")
        expect(f"{STATE} is kept" in said, f"the purge says {said}")
        for path in ("/etc/renewald", "/etc/systemd/system/multi-user.target.wants/renewald.service",
                     "/etc/systemd/system/timers.target.wants/renewald-import.timer"):
            expect(not self._exists(path), f"{path} is still there")
        self._owner(f"{STATE}/state.db", "renewald:renewald 600")
        self._owner(REGISTRY, "registry:renewald 640")
        return "configuration and passwords are gone; evidence and registry are kept, as it says"

    def is_installed_after_the_purge(self):
        self._dpkg("--install", PACKAGE)
        self._is("renewald", "inactive")
        self._configure()
        self._run("systemctl", "start", "renewald")
        self._is("renewald", "active")
        return self._sends_nothing_again()

    def leaves_no_empty_folder(self):
        self._run("systemctl", "stop", "renewald")
        for folder in (STATE, "/srv/registry"):
            self._run("find", folder, "-mindepth", "1", "-delete")
        said = self._dpkg("--purge", "renewald")
        for folder in (STATE, "/srv/registry"):
            expect(not self._exists(folder) and folder not in said, f"{folder} is kept empty: {said}")
        return "a purge with nothing to keep leaves nothing"

    STEPS = [is_installed, waits_for_its_configuration, shows_pages_and_completes, keeps_a_registry, starts,
             is_upgraded_in_flight, has_lost_and_repeated_nothing, refuses_a_broken_reload, takes_a_new_password,
             finds_its_relay_again, is_removed, is_installed_again, is_purged,
             is_installed_after_the_purge, leaves_no_empty_folder]


def main():
    package = os.path.abspath(sys.argv[1])
    campaign = Campaign(os.path.dirname(package), is_quick=True, is_kept=False)
    begin = time.monotonic()
    try:
        life = Life(campaign, package)
        for step in Life.STEPS:
            try:
                print(f"{step.__name__.replace('_', ' ')}: {step(life)}", flush=True)
            except Failure as problem:
                sys.exit(f"{step.__name__.replace('_', ' ')}: FAILED: {problem}\n{life.service.journal()[-1000:]}")
    except NotPossible as reason:
        sys.exit(f"package: not possible here: {reason}")
    finally:
        campaign.clean_up()
        campaign.close()
    print(f"package: {len(Life.STEPS)} steps, {time.monotonic() - begin:.0f} s")


if __name__ == "__main__":
    main()
