"""Registries of made-up people, identical within a month, written directly into tables created by renewald.

`living` registrations end within 2,280 days around the first of the month, so that of a million 200,000 lie in the
456 days that a pass looks at (90 back, 12 months ahead). `history` are ended ones of earlier decades. In a registry of
`due` ones everybody has one reminder coming on a first scan.
"""

import datetime
import hashlib
import itertools
import random
import sqlite3

import bulk
import measure
import office

SEED = 20260601
# Raise this when other rows are written, so that registries of earlier runs are not reused.
EDITION = "2"
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 涛 明 超 秀英 建国 志强 海燕".split()
CATEGORIES = "煤矿安全 金属非金属矿山安全 化工安全 金属冶炼安全 建筑施工安全 道路运输安全 其他安全（不包括消防安全）".split()
BODIES = 31
PEOPLE_PER_EMPLOYER = 25


def days(count):
    return datetime.timedelta(days=count)


class Registry:
    """The rows; the living use one random sequence, so that a larger registry contains those of a smaller one."""

    def __init__(self, living, history=0, is_due=False):
        self.living, self.history, self.is_due = living, history, is_due
        self.anchor = office.today().replace(day=1)
        self.employers = max(living // PEOPLE_PER_EMPLOYER, 1)
        self.applicants = []

    def registrations(self):
        # In the order of their ids: the index of an increasing key is cheap to write.
        yield from self.ended()
        chance = random.Random(SEED)
        first, span = (self.anchor + days(40), 35) if self.is_due else (self.anchor - days(120), 2280)
        for number in range(1, self.living + 1):
            until = first + days(int(chance.random() * span))
            renewed = until < self.anchor and chance.random() < 0.9
            ended = until - days(20) if renewed else None
            if 0 <= (until - self.anchor).days < 150 and not self.is_due and chance.random() < 0.2:
                self.applicants.append(number)
            yield self.row(f"R-{number:08}", number, until, "renewed" if renewed else "active", ended, chance)

    def ended(self):
        chance = random.Random(SEED + 1)
        first = self.anchor - days(9000)
        for number in range(1, self.history + 1):
            until = first + days(int(chance.random() * 8500))
            yield self.row(f"H-{number:08}", self.living + number, until, "renewed", until - days(20), chance)

    def row(self, id, person, until, state, ended, chance):
        # Five years before a leap day there is none, so the period would not fit.
        until = until.replace(day=28) if (until.month, until.day) == (2, 29) else until
        start = until.replace(year=until.year - 5)
        return (
            id, f"{start.year}{person:08}", f"P-{person:08}", f"E-{int(chance.random() * self.employers) + 1:07}",
            f"B-{int(chance.random() * BODIES) + 1:02}", CATEGORIES[int(chance.random() * len(CATEGORIES))],
            start.isoformat(), 5, until.isoformat(), state, ended and ended.isoformat(),
            f"{min(start, self.anchor - days(60))}T02:00:00Z")

    def people(self):
        chance = random.Random(SEED + 2)
        for number in range(1, self.living + self.history + 1):
            name = SURNAMES[int(chance.random() * 20)] + GIVEN[int(chance.random() * 20)]
            yield f"P-{number:08}", name, f"holder{number}@example.test", f"138{number:08}", "zh-CN"

    def companies(self):
        for number in range(1, self.employers + 1):
            name = f"示例第{number}矿业有限公司"
            yield f"E-{number:07}", name, f"hr{number}@example.test", f"010{number:08}", "zh-CN"

    def filed(self):
        """One in five of those that expire soon has a renewal application."""
        submitted = self.anchor - days(10)
        for number in self.applicants:
            yield (f"A-{number:08}", "renewal", f"R-{number:08}", f"P-{number:08}", submitted.isoformat(), "submitted",
                   f"{submitted}T02:00:00Z")

    def write(self, database):
        bodies = ((f"B-{number:02}", f"第{number}初审机构（示例）", "电话 010-00000000") for number in range(1, BODIES + 1))
        insert(database, "review_body", "id name contact", bodies)
        insert(database, "employer", "id name email phone language", self.companies())
        insert(database, "person", "id name email phone language", self.people())
        insert(database, "registration", "id registration_no person_id employer_id review_body_id category valid_from "
               "term_years valid_until state ended_on updated_at", self.registrations())
        insert(database, "application", "id procedure registration_id person_id submitted_on state updated_at",
               self.filed())


def insert(database, table, columns, rows):
    names = columns.split()
    marks = ", ".join("?" * len(names))
    database.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)


def made(living, history=0, is_due=False):
    """The path of a registry, made now or by an earlier run in this month with the same tables."""
    folder = office.WORK / "registries"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = Registry(living, history, is_due)
    kind = "due" if is_due else "all"
    tables = hashlib.sha256((schema(folder) + EDITION).encode()).hexdigest()[:8]
    path = folder / f"{kind}-{living + history}-{wanted.anchor:%Y-%m}-{tables}.db"
    if path.exists():
        return path
    for old in folder.glob(f"{kind}-{living + history}-*"):
        old.unlink()
    measure.progress(f"making a registry of {living + history:,} registrations …")
    part = path.with_suffix(".part")
    fresh(part)
    with bulk.writing(part) as database:
        wanted.write(database)
    part.rename(path)
    return path




def fresh(path):
    path.unlink(missing_ok=True)
    measure.run([office.RENEWALD, "registry", "init", "--registry", path], 60)


def schema(folder):
    probe = folder / "probe.db"
    fresh(probe)
    database = sqlite3.connect(probe)
    lines = database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    database.close()
    probe.unlink()
    return "\n".join(itertools.chain.from_iterable(lines))
