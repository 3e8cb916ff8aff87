"""The state file is damaged, foreign, newer or older than it should be."""

import os
import shutil
import sqlite3

from campaign import fault
from program import Failure, expect


def damages():
    """Ways to ruin a file, by name."""
    def write_at(path, place, data):
        with open(path, "r+b") as file:
            file.seek(place)
            file.write(data)

    def not_a_database(path):
        with open(path, "wb") as file:
            file.write("这不是数据库".encode() * 2000)

    def pages(path):
        for page in range(4, os.path.getsize(path) // 4096):
            write_at(path, page * 4096, b"\xa5" * 64)

    return {
        "not a database": not_a_database,
        "header overwritten": lambda path: write_at(path, 0, b"\0" * 100),
        "cut to three fifths": lambda path: os.truncate(path, os.path.getsize(path) * 3 // 5 // 4096 * 4096),
        "cut inside a page": lambda path: os.truncate(path, os.path.getsize(path) * 3 // 5 // 4096 * 4096 + 1000),
        "pages overwritten": pages,
    }


def used_office(campaign, sink):
    """An office whose state file has sent deliveries, and more to send."""
    office = campaign.office(40)
    office.configure_for(sink)
    office.plan()
    office.once()
    # Gives the daemon something to write and send when it starts on the ruined file.
    with sqlite3.connect(office.path("registry.db")) as registry:
        registry.execute("UPDATE registration SET valid_until = ?", (office.day(30),))
    registry.close()
    state = sqlite3.connect(office.state, isolation_level=None)
    state.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    state.close()
    return office


def content(office):
    with open(office.state, "rb") as file:
        return file.read()


def refuses(office, sink, what):
    """A start exits with 65, names the file, sends nothing, and leaves the file unchanged."""
    before, received = content(office), len(sink.arrivals())
    run = office.daemon()
    try:
        status = run.status(20)
    except Failure:
        raise Failure(f"{what}: the daemon goes on with it; {len(sink.arrivals()) - received} sent")
    expect(status == 65, f"{what}: ended with {status}: {run.errors[-200:]}")
    expect(office.state in run.errors, f"{what}: the file is not named: {run.errors[-200:]}")
    expect(len(sink.arrivals()) == received, f"{what}: {len(sink.arrivals()) - received} sent")
    expect(content(office) == before, f"{what}: the file was changed")


def refuses_each(cases, prepare, sink):
    problems = []
    for what, ruin in cases.items():
        try:
            office = prepare()
            ruin(office.state)
            refuses(office, sink, what)
        except Failure as problem:
            problems.append(str(problem))
    expect(not problems, f"{len(problems)} of {len(cases)}: " + "; ".join(problems))


@fault("F10", "state file damaged, cut, or no database", "exit 65, file untouched, nothing sent")
def damaged(campaign):
    sink = campaign.sink(campaign.office())
    cases = damages()
    refuses_each(cases, lambda: used_office(campaign, sink), sink)
    return len(cases), "exit 65 with the file's name: " + ", ".join(cases)


@fault("F11", "state file foreign, newer, or an older copy put back", "exit 65; a copy sends nothing")
def replaced(campaign):
    sink = campaign.sink(campaign.office())

    def newer(path):
        state = sqlite3.connect(path, isolation_level=None)
        state.execute("INSERT INTO grdb_migrations VALUES ('9999-later')")
        state.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        state.close()

    def foreign(path):
        shutil.copyfile(os.path.join(os.path.dirname(path), "registry.db"), path)

    refuses_each({"schema newer": newer, "another database": foreign}, lambda: used_office(campaign, sink), sink)
    return 3, "exit 65 for both; " + older_copy(campaign, sink)


def older_copy(campaign, sink):
    """A backup from before the sending is restored: everything in it looks unsent."""
    office = campaign.office(10)
    office.configure_for(sink)
    office.plan()
    sink.forget()
    # Port 1 refuses connections: planned, but not sent.
    office.configure({"office-mail": office.smtp(1), "hr-system": office.webhook("http://127.0.0.1:1/")},
                     [("holder", ["office-mail"]), ("employer", ["hr-system"])])
    office.once()
    shutil.copyfile(office.state, office.path("backup.db"))
    office.configure_for(sink)
    office.outbox("retry", "--all")
    office.once()
    expect(len(sink.arrivals()) == 20, f"{len(sink.arrivals())} of 20 arrived before the copy is put back")
    os.remove(office.state)
    shutil.copyfile(office.path("backup.db"), office.state)
    office.outbox("retry", "--all")
    office.once()
    expect(len(sink.arrivals()) == 20, f"guard: the older copy sent {len(sink.arrivals()) - 20} again")
    expect("sending is held" in office.outbox("list"), "guard: outbox list does not say that sending is held")
    return "the older copy was held"
