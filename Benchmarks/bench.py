"""Measures renewald against what the same machine could do at best, in one run. Started by Scripts/bench."""

import argparse
import dataclasses
import shutil
import signal
import sqlite3
import sys
import time

import chart
import delivery
import idle
import mapped
import measure
import office
import passes
import peers
import planning
import registry
import report
import servers
import years
from measure import Figure

RESULTS = office.ROOT / "Benchmarks" / "results"
MILLION = 1_000_000


@dataclasses.dataclass
class Sizes:
    planned: int
    webhooks: int
    mails: int
    script: int
    alerts: int
    yearly: int
    repeats: int
    # Seconds after which a measurement is not repeated.
    patience: int
    seconds: int
    has_ten_million: bool
    # Rows of a mapped registry; a tenth as many are measured too.
    mapped: int


FULL = Sizes(planned=100_000, webhooks=100_000, mails=50_000, script=5000, alerts=20_000, yearly=5000, repeats=3,
             patience=120, seconds=60, has_ten_million=True, mapped=600_000)
QUICK = Sizes(planned=20_000, webhooks=10_000, mails=5000, script=1000, alerts=5000, yearly=300, repeats=3,
              patience=8, seconds=20, has_ten_million=False, mapped=60_000)


class Bench:
    def __init__(self, sizes):
        self.sizes = sizes
        self.repeats = measure.Repetition(sizes.repeats, sizes.patience)
        # The program's resident and anonymous peaks, by activity.
        self.memory = {}

    def remember(self, what, outcome):
        self.memory[what] = (outcome.memory_mib, outcome.anonymous_mib)
        return outcome.memory_mib

    def million(self):
        return passes.planned_office(registry.made(MILLION))

    def passes(self):
        base = self.million()
        full, outcome = passes.full_pass(base, self.repeats)
        shell = self.repeats.median(lambda: passes.shell_reading(base.registry) * 1000)
        yield Figure("pass-full", "full pass, 1 M, nothing new due", "sqlite3 shell reading the same", full, "ms", 1.5,
                     limit=shell, memory_mib=self.remember("full pass", outcome))
        again, outcome = passes.rescan(base, self.repeats)
        yield Figure("pass-again", "incremental pass, 1 M, nothing new due", "our full pass", again, "ms", 0.02,
                     limit=full, memory_mib=self.remember("incremental pass", outcome))
        if self.sizes.has_ten_million:
            small, _ = passes.rescan_with_due(base, self.repeats)
            large = office.Office("base-10m", registry.made(MILLION, history=9 * MILLION))
            large.take_state(base)
            large.once()
            ten, outcome = passes.rescan_with_due(large, self.repeats)
            yield Figure("pass-ten", f"incremental pass, 10 M, {passes.DUE_AGAIN:,} due", "the same, 1 M", ten, "ms",
                         1.3, limit=small, memory_mib=self.remember("incremental pass, 10 M", outcome))

    def mapped(self):
        """A day computed in SQL must not make a pass cost more than its rows."""
        count = self.sizes.mapped
        small, _ = mapped.full_pass(count // 10, self.repeats)
        large, outcome = mapped.full_pass(count, self.repeats)
        yield Figure("mapped-small", f"pass over a mapped registry, {count // 10:,} rows", "", small, "ms")
        yield Figure("mapped", f"pass over a mapped registry, {count:,} rows, computed days",
                     f"ten times the same with {count // 10:,}", large, "ms", 1.2, limit=10 * small,
                     memory_mib=self.remember("pass over a mapped registry", outcome))

    def planning(self):
        count = self.sizes.planned
        one = office.Office("planning", registry.made(count, is_due=True))
        ours, outcome = planning.first_scan(one, count, self.repeats)
        limit = planning.shell_inserting(one, self.repeats)
        yield Figure("plan", f"planning {count:,} notices, durable", "sqlite3 shell inserting the same",
                     ours, "ms", 2, limit=limit, memory_mib=self.remember("planning", outcome))

    def webhooks(self):
        count = self.sizes.webhooks
        with servers.Nginx(office.WORK / "nginx") as nginx:
            one = delivery.Delivery("webhook", registry.made(count, is_due=True), count, nginx)
            ours, what = one.rate(self.repeats), f"webhooks, {count:,}"
            self.memory[what] = one.memory
            for key, against, goal, limit in [
                ("bare", "bare libcurl multi loop", 0.7, lambda: peers.bare(one)),
                ("wrk", "wrk, one thread", 0.2, lambda: peers.wrk(one, 5)),
                ("script", "Python, requests.Session", 6, lambda: peers.sysadmin(one, self.sizes.script)),
            ]:
                rate = self.repeats.median(limit)
                yield Figure(f"webhook-{key}", what, against, ours, "/s", goal, True, rate, one.memory[0])
            rate = peers.alertmanager(one, self.sizes.alerts)
            yield Figure("webhook-alertmanager", what, "Alertmanager", ours, "/s", 2, True, rate, one.memory[0])
            yield from self.growth(one)

    def growth(self, one):
        planned, sent = one.bytes_per_notice()
        yield Figure("growth-planned", "state file, for each notice planned", "", planned, "bytes")
        yield Figure("growth-sent", "state file, for each webhook sent", "", sent, "bytes",
                     note=f"of that {one.body_size():,} bytes are its body, until it is erased (retention.erase_after)")

    def mails(self):
        count = self.sizes.mails
        with servers.MailSink(office.WORK / "smtp-sink") as sink:
            one = delivery.Delivery("mail", registry.made(count, is_due=True), count, sink)
            ours, what = one.rate(self.repeats), f"mails, {count:,}"
            self.memory[what] = one.memory
            for key, against, goal, limit in [
                ("bare", "bare pool of libcurl handles", 0.7, lambda: peers.bare(one)),
                ("source", "smtp-source -d", 0.3, lambda: peers.smtp_source(one, count)),
                ("script", "Python, smtplib", 6, lambda: peers.sysadmin(one, self.sizes.script)),
            ]:
                rate = self.repeats.median(limit)
                yield Figure(f"mail-{key}", what, against, ours, "/s", goal, True, rate, one.memory[0])

    def idle(self):
        one = idle.sent_office(self.million(), MILLION)
        ready = idle.seconds_to_ready(one, self.repeats)
        yield Figure("ready", "start to READY, 1 M registry, 1 M sent", "", ready, "s", 0.2, goal_unit="s")
        resident, anonymous, wakeups = idle.at_rest(one, self.sizes.seconds)
        runtime = idle.wakeups_of_the_runtime(self.sizes.seconds)
        yield Figure("idle-memory", "idle daemon, resident", "", resident, "MiB", 40, goal_unit="MiB",
                     note=f"{anonymous:.1f} MiB of it anonymous")
        yield Figure("idle-wakeups", "idle daemon, wakeups", "", wakeups, "/min", 2, goal_unit="/min",
                     note=f"context switches of all threads over {self.sizes.seconds} s; a Swift program that does "
                     f"nothing has {runtime:.0f}, from libdispatch's own timer of one second")

    def commands(self):
        base, size = self.million(), "1 M"
        if self.sizes.has_ten_million:
            large = office.Office("base-10m", registry.made(MILLION, history=9 * MILLION))
            large.take_state(base)
            base, size = large, "10 M"
        for key, words in [("explain", ["explain", "R-00012345"]), ("plan-command", ["plan"])]:
            outcomes = [measure.run(base.command(*words), 600, keep_output=False) for _ in self.repeats]
            seconds = sorted(outcome.seconds for outcome in outcomes)[len(outcomes) // 2]
            yield Figure(key, f"renewald {words[0]}, {size}", "", seconds * 1000, "ms",
                         memory_mib=self.remember(f"renewald {words[0]}", outcomes[-1]))

    def years(self):
        count = self.sizes.yearly
        with servers.Nginx(office.WORK / "nginx") as nginx:
            sizes = years.after_each(registry.made(count, is_due=True), count, nginx)
        yield Figure("growth-years", f"state file after {years.YEARS} years of {count:,}, for each notice",
                     "after one year", sizes[-1] / count / years.YEARS, "bytes", limit=sizes[0] / count,
                     note="sent through webhooks and erased; the file in MiB at the end of each year: "
                     + ", ".join(f"{size / 1048576:.1f}" for size in sizes))

    def peak(self):
        """The highest of what has been measured."""
        if not self.memory:
            return
        what, (resident, _) = max(self.memory.items(), key=lambda entry: entry[1][0])
        anonymous = max(entry[1] for entry in self.memory.values())
        yield Figure("memory", "peak memory of all of the above", "", resident, "MiB", 96, goal_unit="MiB",
                     memory_mib=resident, note=f"resident, during: {what}; the anonymous peak is {anonymous:.1f} MiB")


GROUPS = ["passes", "mapped", "planning", "webhooks", "mails", "commands", "years", "peak", "idle"]


def arguments():
    parser = argparse.ArgumentParser(prog="Scripts/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller sizes, no registry of 10 M: a few minutes")
    parser.add_argument("--only", metavar="NAMES", help=f"of {', '.join(GROUPS)}, with commas between them")
    parser.add_argument("--keep", action="store_true", help="leave state files and messages under .build/bench")
    chosen = parser.parse_args()
    chosen.groups = chosen.only.split(",") if chosen.only else GROUPS
    unknown = set(chosen.groups) - set(GROUPS)
    if unknown:
        parser.error(f"no such measurement: {', '.join(sorted(unknown))}")
    return chosen


def main():
    chosen = arguments()
    # A regular exit ends everything that was started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    bench, figures, failed = Bench(QUICK if chosen.quick else FULL), [], False
    busy = report.busy_share()
    for group in [name for name in GROUPS if name in chosen.groups or name == "peak"]:
        start = time.monotonic()
        print(f"{group} …", flush=True)
        try:
            figures.extend(getattr(bench, group)())
        except (measure.Failed, OSError, sqlite3.Error) as error:
            failed = True
            print(f"bench: {group}: {error}", file=sys.stderr)
        measure.progress(f"{time.monotonic() - start:.0f} s")
    print()
    print(report.table(figures))
    if busy > 0.1:
        print(f"others used {busy:.0%} of the processors when it began: the ratios of this run prove nothing")
    # Partial figures must not replace complete ones.
    target = office.WORK if chosen.only else RESULTS
    save(figures, chosen.quick, busy, target)
    if not chosen.keep:
        tidy()
    sys.exit(1 if failed else 0)


def save(figures, is_quick, busy, folder):
    folder.mkdir(parents=True, exist_ok=True)
    path = report.write(figures, is_quick, busy, folder)
    drawing = path.with_suffix(".svg")
    title = "renewald against the limits of the machine" + (", quick run" if is_quick else "")
    drawing.write_text(chart.draw(figures, title, lambda figure: report.row(figure)[4 if figure.limit else 2],
                                  report.goal), encoding="utf-8")
    print(f"\nwritten: {path.relative_to(office.ROOT)}, {drawing.relative_to(office.ROOT)}")


def tidy():
    """Keeps the registries and state files that take long to create."""
    for folder in (office.WORK / "offices").glob("*"):
        if folder.name not in ("base", "idle"):
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
