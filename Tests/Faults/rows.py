"""Rows that nobody should have entered, among many good ones, in a foreign database without constraints."""

import re
import sqlite3

from campaign import fault
from office import IDENTITY
from program import expect
from relay import Relay

LONG = "长" * 350_000

ADDRESSES = [
    "a@b.test\r\nRCPT TO:<x@y.test>", "a@b.test\nBcc: x@y.test", "a@b.test>\r\nDATA", "<a@b.test>", "<<a@b.test>>",
    "a@b@c.test", "a b@c.test", "", "   ", "@b.test", "a@", "a" * 65 + "@b.test", "a@" + "b" * 256 + ".test",
    "a@[127.0.0.1]", "a@-b.test", "a@b..test", "用户@例子.test", "a@b.test,x@y.test", '"a\\"b"@c.test',
    "a@b.test> SIZE=1", "a@b.test\0", "a@b.test\x1b[31m", "a@b.test'; DROP TABLE cert; --",
    '=HYPERLINK("http://x.test")@b.test', "a@b.test?bcc=x@y.test", "a@b.test%0d%0aDATA",
]
NAMES = [
    "Bob\r\nSubject: forged", "Bob\r\nBcc: x@y.test\r\n\r\nbody", "李\u2028四", "王\u0085五", "赵\0六", "\x1b[31m红",
    "\x9b31m", "左\u202e右", LONG, "行" * 4_000, "{{secrets}}", "${ENV}", "%n%s%n", "<% evil %>",
    "<script>alert(1)</script>", "<img src=x onerror=1>", "\n.\n", "\r\n.\r\n", "\r.\r", "=HYPERLINK()",
    "'; DROP TABLE cert; --", f"张三 {IDENTITY}", "\n<0>伪造的日志", "раураl.test",
    "\ud800".encode("utf-8", "surrogatepass"), b"\xff\xfe\xfd",
]
DATES = [
    "0000-00-00", "2026-02-30", "2027-02-29", "-1", -86_400, 20_260_101, "明天", None, "", "2026-13-01", "2026-1-1",
    b"\x00\x01", "10000-01-01", "2026-01-01T00:00:00Z", "'; DROP TABLE cert; --", 1e300,
]
RECORDS = [
    (None, "无号", "none@example.test"), ("", "空号", "empty@example.test"), (b"\xff", "x", "raw@example.test"),
    ("G-1", "重复", "twice@example.test"), ("X\r\ny", "换行", "break@example.test"),
    ("N" * 100_000, "长号", "long@example.test"),
]


def foreign_registry(office, good, due):
    """A table with no types and no constraints: `due` of the good rows run out within the week."""
    week, later = office.day(7), office.day(1000)
    database = sqlite3.connect(office.path("registry.db"))
    database.text_factory = bytes
    database.execute("CREATE TABLE cert (nr, valid_to, name, mail)")
    database.executemany("INSERT INTO cert VALUES (?, ?, ?, ?)", (
        (f"G-{n}", week if n <= due else later, f"张伟{n}", f"zhang.wei{n}@example.test")
        for n in range(1, good + 1)))
    bad = [(f"A-{n}", week, "李四", mail) for n, mail in enumerate(ADDRESSES)]
    bad += [(f"N-{n}", week, name, f"name{n}@example.test") for n, name in enumerate(NAMES)]
    bad += [(f"D-{n}", date, "王五", f"date{n}@example.test") for n, date in enumerate(DATES)]
    bad += [(record, week, name, mail) for record, name, mail in RECORDS]
    for number, row in enumerate(bad):
        # Scattered among the good ones, so that a scan that stops at one misses the rest.
        database.execute("INSERT INTO cert (rowid, nr, valid_to, name, mail) VALUES (?, ?, ?, ?, ?)",
                         (-1 - number, *row))
    database.commit()
    database.close()
    return len(bad)


@fault("F28", "malformed rows among good ones", "good ones all sent, bad ones set aside, one recipient each")
def malformed_rows(campaign):
    good, due = campaign.scale((3_000, 300), (100_000, 500))
    office = campaign.office()
    bad = foreign_registry(office, good, due)
    relay = Relay(campaign)
    select = "SELECT nr AS id, valid_to AS valid_until, name AS holder_name, mail AS holder_email FROM cert"
    mapping = f'{{sqlite: registry.db, mapping: {{registrations: "{select}"}}}}'
    office.configure({"office-mail": office.smtp(relay.smtp_port)}, [("holder", ["office-mail"])],
                     # So many at once would hold all sending, which another fault covers.
                     "delivery: {max_unreadable_percent: 100}\n", registry=mapping)
    office.plan()
    run = office.once(seconds=400)
    expect(not office.count("pending", "deferred", "sending"), f"something goes round: {office.states()}")
    received = {mail.recipient for mail in relay.arrivals()}
    wanted = {f"zhang.wei{n}@example.test" for n in range(2, due + 1)}
    expect(wanted <= received, f"{len(wanted - received)} good ones did not get theirs")
    harmless = re.compile(r"[A-Za-z0-9.\"\\=()/:?%_-]+@[a-z0-9.-]+\.test")
    odd = {address for address in received if not harmless.fullmatch(address)}
    expect(not odd, f"recipients on the wire: {sorted(odd)[:3]}")
    wire_is_clean(relay)
    ours = re.compile(r"time=\d{4}-\d\d-\d\dT[0-9:]{8}Z level=[a-z]+ msg=|renewald: ")
    forged = [line for line in run.errors.splitlines() if not ours.match(line)]
    expect(not forged, f"forged log lines: {forged[:2]}")
    quarantined = re.search(r"scan.quarantined=(\d+)", run.errors)
    figures = office.check(relay.arrivals())
    return bad, (f"{bad} bad among {good:,} good: {quarantined.group(1)} set aside, {len(received):,} recipients; "
                 f"{figures}")


def wire_is_clean(relay):
    """Each transaction has one recipient and no unintended command."""
    verbs = [line.split()[0].upper() if line.split() else b"" for line in relay.commands]
    expect(set(verbs) <= {b"EHLO", b"MAIL", b"RCPT", b"DATA", b"QUIT", b"RSET"}, f"commands {set(verbs)}")
    expect(verbs.count(b"MAIL") == verbs.count(b"RCPT") == verbs.count(b"DATA") == len(relay.arrivals()),
           "not one recipient and one mail per transaction")
    forbidden = re.compile(rb"(?im)^(bcc|cc):|^subject: forged")
    for mail in relay.texts:
        head = mail.partition(b"\r\n\r\n")[0]
        expect(not forbidden.search(head), "a forged header")
        expect(head.lower().count(b"\nsubject:") <= 1, "two subjects")
        raw = re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xff]", mail)
        expect(raw is None, "a raw control or 8-bit byte in a mail")
        expect(b"\n" not in mail.replace(b"\r\n", b"") and b"\r" not in mail.replace(b"\r\n", b""), "a bare line break")
        expect(max(map(len, mail.split(b"\r\n"))) <= 998, "a line that is too long")
