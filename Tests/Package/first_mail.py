"""From an empty Debian to the first mail in a mailbox: does what Documentation/zh-CN/first-mail.md tells an administrator to do,
and compares what the page shows with what comes. Prints a line for each step; ends with 1 when something differs.

  python3 Tests/Package/first_mail.py .build/package/renewald_0.1.0_amd64.deb
  python3 Tests/Package/first_mail.py --update .build/package/renewald_0.1.0_amd64.deb    writes what came into the page

The page is written as those that Scripts/pages runs, and its blocks are run from the first to the last, at a terminal, by a
user who has just been made. In a block, a line `…` stands for any number of lines. Before a block with questions, a comment
`typed` gives what is answered: a part of each question, and behind `=` the answer; such a block has one command. Before one
whose command looks at something that goes on, a comment `until` gives what it has to show: it is run again until then.

The Debian is one that debootstrap has made, booted over a temporary overlay. It lives on 4 January 2027, from half past nine in
Shanghai on. Its network reaches the office's mail server and nothing else: Postfix and Dovecot, on a Debian of their own. What
the package depends on is in the cache of apt, as if it had been fetched. What arrives is read out of the mailbox over IMAP.
"""

import argparse
import base64
import email
import email.policy
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(REPOSITORY / "Tests" / name) for name in ("Faults", "Pages")]

import shim  # noqa: E402
import walk  # noqa: E402
from campaign import Campaign  # noqa: E402
from certificates import Authority  # noqa: E402
from container import Container, Service, install  # noqa: E402
from debian import Debian, NotMade  # noqa: E402
from peers import OfficeMail  # noqa: E402
from program import Failure, NotPossible, expect, wait_until  # noqa: E402
from terminal import Terminal, on_screen  # noqa: E402

PAGE = REPOSITORY / "Documentation" / "zh-CN" / "first-mail.md"
# What is typed, what is waited for, or a block.
STEP = re.compile(rf"^<!-- typed\n(?P<typed>.*?)^-->$|^<!-- until (?P<until>.*?) -->$|{walk.BLOCK.pattern}",
                  re.MULTILINE | re.DOTALL)

HOST, SENDER = "mail.example.test", "office@example.test"
# The password of each mailbox; the sender's is typed in the page.
PEOPLE = {SENDER: "bai-lu-7-qiu-fen", "wang.wu@example.test": "wang-1", "zhang.san@example.test": "zhang-2",
          "li.si@example.test": "li-3", "zhao.liu@example.test": "zhao-4", "renshi@example.test": "renshi-5"}
# How many mails each has in the end: the administrator the test and the daily report, the others one.
MAILS = {address: {SENDER: 0, "wang.wu@example.test": 2}.get(address, 1) for address in PEOPLE}

# Who may read and write what setup, the service and the package have made.
FILES = {
    "/etc/renewald": "root:root 755", "/etc/renewald/renewald.yaml": "root:renewald 640",
    "/etc/renewald/smtp-password": "renewald:renewald 600", "/etc/renewald/credentials": "root:root 700",
    "/srv/registry": "registry:renewald 2750", "/srv/registry/registry.db": "registry:renewald 640",
    "/srv/registry/identity.key": "registry:renewald 600",
    "/var/lib/renewald": "renewald:renewald 700", "/var/lib/renewald/state.db": "renewald:renewald 600",
}

# A line of a block that stands for any number of lines.
GAP = "…"
# Inside: the clock, for all programs, and the mail server's authority.
CLOCK, CLOCK_PAGE, AUTHORITY = "/usr/lib/test-clock/shim.so", "/usr/lib/test-clock/page", "/etc/mail/authority"
HOME = "/home/wang"


class FirstMail(walk.Walk):
    """The user `wang`, who sits at the new computer."""

    def __init__(self, campaign, package):
        debian = Debian(os.path.join(os.path.dirname(package), "debian"))
        empty, servers = debian.empty(), debian.servers()
        debian.fetch(package)
        self._scratch = campaign.directory()
        self._typed, self._until, self._told = [], "", []
        self._shown = dict.fromkeys(PEOPLE, 0)
        wall = walk.NOW - time.time()
        self._clock = clock(campaign, wall=wall)
        # The certificate is a day old when the page begins.
        self._authority = Authority(campaign.directory(), days=181, clock=clock(campaign, stands_at=walk.NOW - 86_400))
        files, files_of_server = (self._files(campaign, wall) for _ in range(2))
        # The package brings ca-certificates along, which takes it from here.
        install(files, "/usr/local/share/ca-certificates/office.crt", self._authority.file)
        write(files + "/etc/ld.so.preload", f"{CLOCK}\n")
        install(files_of_server, AUTHORITY, self._authority.file)
        self.container = Container(campaign, files, empty)
        self.service = Service(self.container)
        self._server = OfficeMail(campaign, self.container.network, servers, files_of_server,
                                  self._authority.identity("mail", f"DNS:{HOST}"), PEOPLE)
        self._bring(package, os.path.basename(package))

    def _files(self, campaign, wall):
        """What both computers have that an office's have not."""
        files = campaign.directory()
        install(files, CLOCK, shim.build(self._scratch, fixed_page=CLOCK_PAGE), 0o755)
        shim.Shim(CLOCK, files + CLOCK_PAGE, wall=wall)
        write(files + "/etc/hosts", f"127.0.0.1 localhost debian {HOST}\n")
        return files

    # -- what the page says -------------------------------------------------------------------------------------

    def walked(self, page):
        """The page as it should be."""
        text = page.read_text(encoding="utf-8")
        for name, table in walk.TABLE.findall(text):
            file = os.path.join(self._scratch, name)
            walk.keep_workbook(file, table)
            self._bring(file, name)
        return STEP.sub(self._step, text)

    def _bring(self, file, name):
        """Lays a file into the home of the user, as if it had been copied there."""
        path = self.container.path(f"{HOME}/{name}")
        shutil.copyfile(file, path)
        home = os.stat(self.container.path(HOME))
        os.chown(path, home.st_uid, home.st_gid)

    def _step(self, match):
        if match["typed"] is not None:
            self._typed = [[part.strip() for part in line.split("=")] for line in match["typed"].splitlines()]
        elif match["until"]:
            self._until = match["until"]
        else:
            return self.block(match)
        return match.group()

    def console(self, text):
        """A block with answers is one command's: setup shows with `$ ` what it runs itself."""
        return super().console(text.splitlines()[0] if self._typed else text)

    def run(self, command):
        begin = time.monotonic()
        screen = self._at_terminal(command)
        while self._until not in screen:
            expect(time.monotonic() - begin < 60, f"{command} does not show {self._until} within 60 s, but {screen}")
            time.sleep(0.2)
            screen = self._at_terminal(command)
        self._until = ""
        say(command, f"{time.monotonic() - begin:.1f} s")
        return screen

    def _at_terminal(self, command):
        terminal = Terminal([*self.container.enter, "su", "--login", "wang", "--session-command", command], {"TERM": "dumb"})
        for question, answer in self._typed:
            terminal.answer(question, answer, 120)
        self._typed = []
        status = terminal.end(180)
        expect(status == 0, f"{command} ends with {status}: {terminal.text[-600:]}")
        self._told.append(terminal.text)
        return on_screen(terminal.text)

    def mail(self, address):
        """The mail that has come to an address since the page showed one of it, or that comes yet."""
        def new():
            mails = self._mails(address)
            return mails if len(mails) > self._shown[address] else None
        mails = wait_until(new, f"a mail for {address}", 60)
        self._shown[address] = len(mails)
        shown = walk.as_shown(mails[-1], walk.CHINESE_HEAD)
        say(f"a mail for {address}", shown.splitlines()[2])
        return shown

    def shows(self, text, came):
        """In a block with a gap the order of lines does matter."""
        wanted, lines = masked(text), masked(came)
        if GAP not in wanted:
            return sorted(wanted) == sorted(lines)
        pattern = "".join(r"(?:.*\n)*?" if line == GAP else re.escape(f"{line}\n") for line in wanted)
        return re.fullmatch(pattern, "".join(f"{line}\n" for line in lines))

    def _mails(self, address):
        """What lies in a mailbox, as a mail program gets it."""
        reader = [sys.executable, str(REPOSITORY / "Tests" / "Package" / "mailbox.py"), HOST, self._authority.file, address]
        done = subprocess.run(["nsenter", f"--net={self.container.network.net}", *reader], input=PEOPLE[address] + "\n",
                              text=True, capture_output=True, timeout=60, env={**os.environ, **self._clock.environment})
        expect(done.returncode == 0, f"the mailbox of {address}: {done.stderr[-300:]}")
        return [base64.b64decode(mail) for mail in json.loads(done.stdout)]

    # -- what the page does not show ----------------------------------------------------------------------------

    def gives_files_to_their_owners(self):
        for path, wanted in FILES.items():
            done = self.container.run("stat", "-c", "%U:%G %a", path)
            expect(done.stdout.strip() == wanted, f"{path} is {done.stdout.strip()}{done.stderr.strip()}, not {wanted}")
        for folder, owner in (("/srv/registry", "registry"), ("/var/lib/renewald", "renewald")):
            others = self.container.run("find", folder, "!", "-user", owner).stdout
            expect(not others, f"not of {owner}: {others}")
        return f"{len(FILES)} owners and modes"

    def has_told_everyone_once(self):
        counts = {address: len(self._mails(address)) for address in PEOPLE}
        expect(counts == MAILS, f"the mailboxes have {counts}")
        return f"{sum(counts.values())} mails in {len(counts)} mailboxes"

    def goes_on(self):
        for question in ("is-active", "is-enabled"):
            done = self.service.systemctl(question, "renewald")
            expect(done.returncode == 0, f"{question}: {done.stdout.strip()}")
        bad = self.service.entries("-p", "warning")
        expect(not bad, f"the journal has {bad}")
        return "the service runs, starts with the computer, and has no complaint"

    def keeps_the_password(self):
        secret = PEOPLE[SENDER]
        expect(not any(secret in text for text in self._told), "the password was shown")
        journal = self.container.run("journalctl", "--no-pager", "-o", "export").stdout
        expect(secret not in journal, "the journal has the password")
        return "the password is neither on the screen nor in the journal"

    def is_read_with_a_mail_reader(self):
        """Mutt as somebody uses it, who looks at the mailbox and leaves it."""
        address = "zhang.san@example.test"
        subject = email.message_from_bytes(self._mails(address)[-1], policy=email.policy.default)["Subject"]
        settings = [f"ssl_ca_certificates_file={AUTHORITY}", f"imap_user={address}", f"imap_pass={PEOPLE[address]}",
                    f"folder=imaps://{HOST}/", "index_format='%s'"]
        commands = [word for setting in settings for word in ("-e", f"set {setting}")]
        environment = ["env", "-i", "HOME=/root", "LANG=zh_CN.UTF-8", "TERM=vt100", f"LD_PRELOAD={CLOCK}"]
        mutt = Terminal([*self._server.enter(), *environment, "mutt", "-n", "-F", "/dev/null", *commands,
                         "-f", f"imaps://{HOST}/INBOX"])
        mutt.wait_for(re.escape(subject), 30)
        mutt.type("x")
        expect(mutt.end(20) == 0, f"mutt: {mutt.text[-300:]}")
        return f"mutt lists “{subject}”"

    CHECKS = [gives_files_to_their_owners, has_told_everyone_once, goes_on, keeps_the_password, is_read_with_a_mail_reader]


def clock(campaign, **values):
    return shim.Shim(campaign.shim_library, os.path.join(campaign.directory(), "clock"), **values)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def masked(text):
    """The lines of a block without what is new each time."""
    text = re.sub(r"(\d{4}-\d\d-\d\d) \d\d:\d\d", r"\1 TIME", text)
    text = re.sub(r"queued as \w+", "queued as ID", text)
    text = re.sub(r"\d+毫秒", "SOON", text)
    return walk.masked(text)


def say(step, what):
    print(f"{step}: {what}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--update", action="store_true")
    parser.add_argument("package")
    arguments = parser.parse_args()
    package = os.path.abspath(arguments.package)
    campaign = Campaign(os.path.dirname(package), is_quick=True, is_kept=False)
    begin = time.monotonic()
    try:
        reader = FirstMail(campaign, package)
        problems = walk.settle(PAGE, reader.walked(PAGE), arguments.update)
        for check in FirstMail.CHECKS:
            name = check.__name__.replace("_", " ")
            try:
                say(name, check(reader))
            except Failure as problem:
                problems.append(f"{name}: FAILED: {problem}")
    except Failure as problem:
        sys.exit(f"first mail: FAILED: {problem}")
    except (NotPossible, NotMade) as reason:
        sys.exit(f"first mail: not possible here: {reason}")
    finally:
        campaign.clean_up()
        campaign.close()
    if problems:
        print("\n".join(problems))
        sys.exit(1)
    print(f"first mail: all as the page says, {time.monotonic() - begin:.0f} s")


if __name__ == "__main__":
    main()
