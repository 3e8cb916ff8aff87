"""A registration office with its own daemon: registry, configuration, outbox, and the invariants checked afterwards."""

import base64
import collections
import csv
import datetime
import json
import os
import shutil
import sqlite3
import zoneinfo

from program import Failure, Program, expect
from shim import Shim

# Canaries of what no log may tell (I6): an identity number with a valid check character, a registration number,
# the password of the relay.
IDENTITY = "11010519491231002X"
REGISTRATION_NO = "4401{:07d}"
PASSWORD = "relay-password-canary-5e1f"

ENDED = {"sent", "bounced", "failed", "cancelled", "superseded"}
QUEUED = {"pending", "sending", "deferred", "held"}

# The deliveries in a state file as `plan` announces them.
ANNOUNCED = """
    SELECT n.record_type || '/' || n.record_id || '/' || n.expires_on || '/' || n.kind || '/' || n.milestone || '/'
        || n.audience || ifnull('/' || n.occurred_on, '') || ifnull('/' || n.detail, ''), d.channel, d.address
    FROM delivery AS d JOIN notice AS n ON n.id = d.notice_id
"""


def quiet_zone():
    """A time zone in which it is early morning now, so that no fault crosses midnight."""
    ahead = (6 - datetime.datetime.now(datetime.timezone.utc).hour) % 24
    ahead = ahead if ahead <= 12 else ahead - 24
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


class Office:
    """A directory with everything one daemon needs."""

    def __init__(self, campaign, directory, zone=None):
        self.campaign = campaign
        self.directory = directory
        self.zone = zone or quiet_zone()
        self.logs = []
        self.planned = set()
        os.makedirs(directory, exist_ok=True)
        self.secret = "whsec_" + base64.b64encode(bytes(range(32))).decode()
        self.write("webhook.secret", self.secret, mode=0o600)
        self.write("smtp.password", PASSWORD, mode=0o600)

    def path(self, name):
        return os.path.join(self.directory, name)

    @property
    def configuration(self):
        return self.path("renewald.yaml")

    @property
    def state(self):
        return self.path("state.db")

    def write(self, name, text, mode=0o644):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(self.path(name), mode)

    # -- before a run ------------------------------------------------------------------------------------------

    def day(self, days=0):
        today = datetime.datetime.now(zoneinfo.ZoneInfo(self.zone)).date()
        return (today + datetime.timedelta(days=days)).isoformat()

    def fill(self, count, days_left=lambda number: 7):
        """Creates registrations of one employer that expire the given number of days from today."""
        people, registrations = [], []
        for number in range(1, count + 1):
            name = f"张伟{number}" + (f" {IDENTITY}" if number == 1 else "")
            people.append([f"P-{number}", name, f"zhang.wei{number}@example.test", "zh-CN"])
            registrations.append([
                f"R-{number}", REGISTRATION_NO.format(number), f"P-{number}", "E-1", "化工安全",
                self.day(days_left(number)), "active",
            ])
        self._table("person.csv", ["id", "name", "email", "language"], people)
        self._table("employer.csv", ["id", "name", "email"], [["E-1", "示例化工有限公司", "hr@example.test"]])
        columns = ["id", "registration_no", "person_id", "employer_id", "category", "valid_until", "state"]
        self._table("registration.csv", columns, registrations)
        registry = self.path("registry.db")
        self.renewald("registry", "init", "--registry", registry)
        files = [self.path(name) for name in ("employer.csv", "person.csv", "registration.csv")]
        self.renewald("registry", "import", "--registry", registry, "--write", *files)

    def _table(self, name, columns, rows):
        with open(self.path(name), "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([columns, *rows])

    def configure(self, channels, routes, extra="", registry="{sqlite: registry.db}"):
        """Writes the configuration; `channels` maps names to YAML, `routes` lists pairs of audience and channels."""
        lines = [
            "version: 1", f"timezone: {self.zone}", f"registry: {registry}", "state: {sqlite: state.db}",
            'schedule: {send_between: "00:00-24:00"}', "digests: {employer: off, administrator: off}", "channels:",
            *(f"  {name}: {{{settings}}}" for name, settings in channels.items()), "routes:",
            *(f"  - {{match: {{audience: {audience}}}, send: [{', '.join(names)}]}}" for audience, names in routes),
        ]
        self.write("renewald.yaml", "\n".join(lines) + "\n" + extra)

    def configure_for(self, sink, parallel=4, extra=""):
        """Mail for holders and events for their employer, both to a renewal-sink or to servers like it."""
        self.configure(
            {
                "office-mail": self.smtp(sink.smtp_port, parallel=parallel),
                "hr-system": self.webhook(f"http://127.0.0.1:{sink.http_port}/events", parallel=parallel),
            },
            [("holder", ["office-mail"]), ("employer", ["hr-system"])], extra,
        )

    @staticmethod
    def smtp(port, tls="none", host="127.0.0.1", scheme="smtp", parallel=4, more=""):
        return (f'type: smtp, url: "{scheme}://{host}:{port}", from: office@example.test, tls: {tls}, '
                f"network: internal, parallel: {parallel}{more}")

    @staticmethod
    def webhook(url, network="internal", timeout="15s", parallel=4, more=""):
        return (f'type: webhook, url: "{url}", secret: {{file: webhook.secret}}, network: {network}, '
                f"timeout: {timeout}, parallel: {parallel}{more}")

    def shim(self, **values):
        return Shim(self.campaign.shim_library, self.path("shim.page"), **values)

    # -- runs --------------------------------------------------------------------------------------------------

    def start(self, *arguments, environment=None, prefix=(), directory=None):
        """Starts renewald; `check` inspects its log."""
        program = Program(
            [*prefix, self.campaign.renewald, *arguments], environment=environment, directory=directory)
        self.logs.append(program)
        return program

    def daemon(self, **options):
        return self.start("run", "--config", self.configuration, **options)

    def once(self, seconds=120, allowed=(0, 75), **options):
        """Plans, sends what may leave, and returns the ended program."""
        program = self.start("run", "--once", "--config", self.configuration, **options)
        status = program.status(seconds)
        expect(status in allowed, f"run --once ended with {status}: {program.errors[-300:]}")
        return program

    def renewald(self, *arguments, allowed=(0,), environment=None):
        program = Program([self.campaign.renewald, *arguments], environment=environment)
        status = program.status(60)
        expect(status in allowed, f"{arguments[:2]} ended with {status}: {program.errors[-300:]}")
        return program.output

    def outbox(self, *arguments, allowed=(0,), environment=None):
        return self.renewald("outbox", *arguments, "--config", self.configuration, allowed=allowed,
                             environment=environment)

    def plan(self):
        """Records all deliveries that a first scan of today will plan: notice, channel and address.

        Their ids depend on the secret of a state file that does not exist yet.
        """
        text = self.renewald("plan", "--since", "never", "--format", "json", "--config", self.configuration)
        lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
        self.planned = {(line["key"], to["channel"], to["to"]) for line in lines for to in line.get("deliveries", [])}
        expect(self.planned, "the office plans nothing")
        return self.planned

    def drain(self, rounds=8, **options):
        """Runs, and retries what was deferred, until nothing waits."""
        for _ in range(rounds):
            self.lift_hold()
            self.once(**options)
            if not self.count("pending", "deferred", "sending"):
                return
            self.outbox("retry", "--all")
        raise Failure(f"I1: not drained after {rounds} rounds: {self.states()}")

    def lift_hold(self):
        """Releases held sending, as an operator does after looking into the reason."""
        if os.path.exists(self.state) and "sending is held" in self.outbox("list", allowed=(0, 65, 66)):
            self.outbox("release")

    # -- afterwards --------------------------------------------------------------------------------------------

    def query(self, sql, *values):
        """Reads a copy of the state file, so that looking changes nothing."""
        copy = self.path("looked-at.db")
        for end in ("", "-wal", "-shm"):
            if os.path.exists(copy + end):
                os.remove(copy + end)
            if end != "-shm" and os.path.exists(self.state + end):
                shutil.copyfile(self.state + end, copy + end)
        with sqlite3.connect(copy) as database:
            rows = database.execute(sql, values).fetchall()
        database.close()
        return rows

    def live(self, sql, *values):
        """Reads next to a running daemon, which may not have created its file yet."""
        try:
            database = sqlite3.connect(f"file:{self.state}?mode=ro", uri=True, timeout=10)
        except sqlite3.OperationalError:
            return []
        try:
            return database.execute(sql, values).fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error) or "unable to open" in str(error):
                return []
            raise
        finally:
            database.close()

    def live_count(self, *states):
        """How many deliveries are in these states now."""
        marks = ", ".join("?" * len(states))
        rows = self.live(f"SELECT count(*) FROM delivery WHERE state IN ({marks})", *states)
        return rows[0][0] if rows else 0

    def states(self):
        return dict(self.query("SELECT state, count(*) FROM delivery GROUP BY state"))

    def count(self, *states):
        return sum(number for state, number in self.states().items() if state in states)

    def attempts(self):
        """The attempts of each channel in order: (outcome, stage, code)."""
        rows = self.query(
            "SELECT d.channel, a.outcome, a.stage, a.code FROM attempt AS a JOIN delivery AS d ON d.id = a.delivery_id "
            "ORDER BY a.delivery_id, a.number")
        result = collections.defaultdict(list)
        for channel, *attempt in rows:
            result[channel].append(tuple(attempt))
        return result

    def check(self, arrivals, drained=True, all_sent=False):
        """I1 to I4 and I6, for every fault; returns a phrase with the figures."""
        rows = self.query("SELECT id, state, ambiguous_attempts, attempt FROM delivery")
        state = {row[0]: row[1] for row in rows}
        expect(self.query("PRAGMA integrity_check") == [("ok",)], "I4: integrity_check")
        expect(not self.query("PRAGMA foreign_key_check"), "I4: foreign_key_check")
        known = set(self.query(ANNOUNCED)) if any(isinstance(one, tuple) for one in self.planned) else set(state)
        expect(known == self.planned and len(known) == len(state),
               f"I1: planned {len(self.planned)}, in the outbox {len(state)}, {len(known ^ self.planned)} differ")
        odd = {s for s in state.values() if s not in (ENDED if drained else ENDED | QUEUED)}
        expect(not odd, f"I1: not ended: {odd}")
        expect(not all_sent or set(state.values()) == {"sent"}, f"not all sent: {collections.Counter(state.values())}")
        accepted = collections.Counter(arrival.delivery_id for arrival in arrivals)
        lost = [i for i, s in state.items() if s == "sent" and i not in accepted]
        expect(not lost, f"I2: {len(lost)} sent, but never accepted by the receiver")
        unclaimed = {row[0] for row in rows if row[3] == 0} & set(accepted)
        expect(not unclaimed, f"I3: {len(unclaimed)} left without a stored claim")
        unknown = set(accepted) - set(state)
        expect(not unknown, f"I2: the receiver has {len(unknown)} that were never planned")
        twice = [i for i, number in accepted.items() if number > 1]
        ambiguous = {row[0] for row in rows if row[2] > 0}
        expect(set(twice) <= ambiguous, f"I3: {len(set(twice) - ambiguous)} twice without an ambiguous attempt")
        bodies = {(arrival.delivery_id, arrival.id, arrival.hash) for arrival in arrivals}
        expect(len(bodies) == len(accepted), "I3: a repeat has another id or other bytes")
        self.check_logs()
        return (f"{len(self.planned):,} planned, {len(accepted):,} received, {len(ambiguous):,} ambiguous, "
                f"{len(twice):,} twice, all byte-identical")

    def check_logs(self):
        """I6: no secret, no number and no address in any log or status."""
        for program in self.logs:
            text = program.errors + program.output
            for secret in (self.secret, PASSWORD, IDENTITY, "4401000", "zhang.wei", "hr@example", "张伟"):
                expect(secret not in text, f"I6: a log tells {secret[:6]}…")
