"""An office for a measurement: a folder with a configuration, and a state file created by the program."""

import base64
import datetime
import pathlib
import shutil
import sqlite3
import zoneinfo

import measure

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORK = ROOT / ".build" / "bench"
RENEWALD = ROOT / ".build" / "release" / "renewald"
COURIER = ROOT / ".build" / "release" / "bare-courier"
ZONE = "Asia/Shanghai"
# The largest width of a channel, which every peer gets too.
PARALLEL = 64


def today():
    return datetime.datetime.now(zoneinfo.ZoneInfo(ZONE)).date()


def closed_hours():
    """Half an hour of sending hours, as far from now as possible."""
    hour = (datetime.datetime.now(zoneinfo.ZoneInfo(ZONE)).hour + 12) % 24
    return f"{hour:02}:00-{hour:02}:30"


class Office:
    """Notices go singly to holders only, through one channel: each registration is one delivery."""

    def __init__(self, name, registry, webhook=None, mail=None, is_open=False, mapping=None):
        self.folder = WORK / "offices" / name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.registry, self.webhook, self.mail, self.mapping = registry, webhook, mail, mapping
        self.state = self.folder / "state.db"
        self.config = self.folder / "renewald.yaml"
        self.write(is_open)

    def write(self, is_open):
        secret = self.folder / "webhook.secret"
        secret.write_text("whsec_" + base64.b64encode(bytes(range(32))).decode() + "\n")
        secret.chmod(0o600)
        hours = "00:00-24:00" if is_open else closed_hours()
        if self.mail:
            channel = f"type: smtp, url: '{self.mail}', from: office@example.test, tls: none"
        else:
            url = self.webhook or "http://127.0.0.1:9/closed"
            channel = f"type: webhook, url: '{url}', secret: {{file: webhook.secret}}, timeout: 60s"
        mapping = f', mapping: {{registrations: "{self.mapping}"}}' if self.mapping else ""
        self.config.write_text(f"""version: 1
timezone: {ZONE}
registry: {{sqlite: '{self.registry}'{mapping}}}
state: {{sqlite: '{self.state}'}}
schedule: {{send_between: "{hours}"}}
channels:
  out: {{{channel}, network: internal, parallel: {PARALLEL}}}
routes: [{{match: {{audience: holder}}, send: out}}]
digests: {{employer: "off", administrator: "off"}}
texts: {{templates: '{ROOT / "Config" / "templates"}'}}
delivery: {{max_due_per_scan: 10000000}}
""")

    def command(self, *words):
        return [RENEWALD, *words, "--config", self.config]

    def once(self, timeout=1800):
        return measure.run(self.command("run", "--once"), timeout)

    def ask(self, sql, *values):
        """The first row of a query on the state file."""
        with sqlite3.connect(self.state) as database:
            return database.execute(sql, values).fetchone()

    def change(self, *statements):
        with sqlite3.connect(self.state) as database:
            for sql in statements:
                database.execute(sql)
        database.close()

    def last_scan(self):
        """Milliseconds, records examined and notices planned by the latest scan, as recorded by the program."""
        return self.ask(
            "SELECT ended_ms - started_ms, examined, planned_notices FROM scan ORDER BY sequence DESC LIMIT 1")

    def forget(self):
        """No state file, and no memory of one: the program holds a new file for a registry that was served before."""
        for file in self.folder.glob("state.db*"):
            file.unlink()
        shutil.rmtree(self.folder / "served", ignore_errors=True)

    def take_state(self, other):
        """A copy of another office's state file.

        The program holds all sending from a copy; this copy is intended, so the marks that identify one are removed.
        """
        self.forget()
        source, target = sqlite3.connect(other.state), sqlite3.connect(self.state)
        source.backup(target)
        target.execute("PRAGMA journal_mode = WAL")
        target.execute("UPDATE instance SET machine = NULL, inode = NULL")
        target.execute("DELETE FROM sending_hold")
        target.commit()
        source.close()
        target.close()
