"""The wall clock is wrong, jumps, or changes with the season."""

import calendar
import datetime
import signal
import time
import zoneinfo

from campaign import fault
from program import Failure, expect, wait_until

DAY = 86_400


@fault("F12", "clock ±30 d live; daylight saving; leap day", "nothing twice, none before its date")
def clock_jumps(campaign):
    problems, done = [], []
    for attempt in (lambda: live_jump(campaign, 30), lambda: live_jump(campaign, -30),
                    lambda: seasons(campaign), lambda: leap_day(campaign)):
        try:
            done.append(attempt())
        except Failure as problem:
            problems.append(str(problem))
    expect(not problems, "; ".join(problems + done))
    return 4, "; ".join(done)


def live_jump(campaign, days):
    """The guard holds sending after the jump; once an operator releases it, each notice goes out once."""
    office = campaign.office(5, lambda number: 37)
    sink = campaign.sink(office)
    office.configure_for(sink)
    office.plan()
    shim = office.shim()
    daemon = office.daemon(environment=shim.environment)
    wait_until(lambda: len(sink.arrivals()) == 10, "the first arrivals")
    shim.wall = days * DAY
    daemon.signal(signal.SIGHUP)
    time.sleep(3)
    expect(len(sink.arrivals()) == 10, f"guard: {len(sink.arrivals()) - 10} sent after a jump of {days} d")
    is_told = "sending is held" in office.outbox("list")
    expect(is_told, f"guard: outbox list does not say that sending is held after a jump of {days} d")
    office.outbox("release", environment=shim.environment)
    wait_until(lambda: not office.live_count("pending", "sending"), "the release", 70)
    expect(daemon.stop() == 0, "did not end well")
    office.planned = {row[0] for row in office.query("SELECT id FROM delivery")}
    figures = office.check(sink.arrivals(), all_sent=True)
    return f"{days:+d} d held, after the release {figures}"


def run_at(office, shim, moment):
    """One pass at a given local time of the office."""
    shim.wall = float(int(moment.timestamp() - time.time()))
    office.once(environment=shim.environment)


def next_change(zone, is_forward):
    """The next day on which the zone's clocks go forward or back."""
    zone = zoneinfo.ZoneInfo(zone)
    midnight = datetime.datetime.now(zone).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    days = [midnight + datetime.timedelta(days=number) for number in range(1, 400)]
    return next(day.date() for day, following in zip(days, days[1:])
                if day.utcoffset() != following.utcoffset() and (following.utcoffset() > day.utcoffset()) == is_forward)


def seasons(campaign):
    """The repeated hour and the skipped one: one notice each."""
    passes = 0
    back, forward = next_change("America/New_York", False), next_change("Europe/Berlin", True)
    for zone, day, times in (
        ("America/New_York", back, ["00:59", "01:30", "01:30 again", "02:10"]),
        ("Europe/Berlin", forward, ["01:59", "03:01", "23:59"]),
    ):
        office = office_expiring(campaign, day + datetime.timedelta(days=7), zone)
        sink = campaign.sink(office)
        office.configure_for(sink)
        shim = office.shim()
        for text in times:
            moment = datetime.datetime.fromisoformat(f"{day} {text[:5]}")
            run_at(office, shim, moment.replace(tzinfo=zoneinfo.ZoneInfo(zone), fold=int("again" in text)))
            passes += 1
        office.planned = {row[0] for row in office.query("SELECT id FROM delivery")}
        office.check(sink.arrivals(), all_sent=True)
        expect(len(sink.arrivals()) == len(office.planned) == 6, f"{zone}: {len(sink.arrivals())} of 6 arrived")
    return f"daylight saving both ways: {passes} passes, each notice once"


def office_expiring(campaign, day, zone):
    office = campaign.office(zone=zone)
    today = datetime.date.fromisoformat(office.day())
    office.fill(3, lambda number: (day - today).days)
    return office


def leap_day(campaign):
    """A registration until 29 February: notices for the day before, the day and the day after leave on time."""
    zone = "Asia/Shanghai"
    today = datetime.date.fromisoformat(campaign.office(zone=zone).day())
    year = next(year for year in range(today.year + 1, today.year + 9) if calendar.isleap(year))
    office = office_expiring(campaign, datetime.date(year, 2, 29), zone)
    sink = campaign.sink(office)
    office.configure_for(sink)
    shim = office.shim()
    for text in ("02-27 12:00", "02-28 00:01", "02-28 23:59", "02-29 00:01", "03-01 00:01"):
        run_at(office, shim, datetime.datetime.fromisoformat(f"{year}-{text}").replace(tzinfo=zoneinfo.ZoneInfo(zone)))
    found = office.query("SELECT milestone, due_on, found_on FROM notice WHERE milestone IN ('D-1', 'D0', 'D+1') "
                         "AND audience = 'holder' AND record_id = 'R-1' ORDER BY due_on")
    wanted = [("D-1", f"{year}-02-28"), ("D0", f"{year}-02-29"), ("D+1", f"{year}-03-01")]
    expect([row[:2] for row in found] == wanted and all(row[1] == row[2] for row in found), f"leap day: {found}")
    office.planned = {row[0] for row in office.query("SELECT id FROM delivery")}
    office.check(sink.arrivals(), drained=True)
    return "leap day: D-1, D0, D+1 on their dates"


@fault("F13", "clock at 1970 at boot, right later", "neither plans nor sends until it is right")
def clock_at_1970(campaign):
    # In 1970 the sixth would be due; today it is far too old to be sent.
    today = datetime.date.fromisoformat(campaign.office().day())
    in_1970 = (datetime.date(1970, 1, 8) - today).days
    office = campaign.office(6, lambda number: 7 if number <= 5 else in_1970)
    sink = campaign.sink(office)
    office.configure_for(sink)
    office.plan()
    shim = office.shim(wall=-float(int(time.time())) + 60)
    daemon = office.daemon(environment=shim.environment)
    time.sleep(3)
    expect(daemon.is_running, f"guard: ended with {daemon.process.returncode}: {daemon.errors[-200:]}")
    expect(not sink.arrivals(), f"guard: {len(sink.arrivals())} sent in 1970")
    planned = office.live("SELECT count(*) FROM notice")[0][0]
    expect(planned == 0, f"guard: {planned} notices planned in 1970")
    shim.wall = 0
    daemon.signal(signal.SIGHUP)
    wait_until(lambda: len(sink.arrivals()) == 10, "the arrivals once the clock is right", 70)
    expect(daemon.stop() == 0, "did not end well")
    return 1, "nothing in 1970; then " + office.check(sink.arrivals(), all_sent=True)
