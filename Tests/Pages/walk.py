"""A page as somebody reads it who does what it says: its blocks, what of them is new each time, and the end of a comparison.
Scripts/pages says how pages are written."""

import difflib
import email
import email.policy
import os
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

try:
    import openpyxl
except ImportError:
    python = str(ROOT / ".venv" / "bin" / "python3")
    if sys.executable == python or not os.path.exists(python):
        raise SystemExit(f"{pathlib.Path(sys.argv[0]).name}: openpyxl is missing: run Scripts/bootstrap --tests")
    os.execv(python, [python, *sys.argv])

# 09:30 on 4 January 2027 in Shanghai, as in Scripts/golden.
NOW = 1_799_026_200

BLOCK = re.compile(r"^ *```(\w+)(?: (\S+))?\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)

# What stands before the fields of a mail's head.
CHINESE_HEAD = ("发件人：", "收件人：", "主题：")
ENGLISH_HEAD = ("From: ", "To: ", "Subject: ")

TABLE = re.compile(r"^<!-- (\S+\.xlsx) -->\n\n((?:\|.*\n)+)", re.MULTILINE)


def masked(text):
    """The lines of a text without what is new each time."""
    text = re.sub(r"\b([A-Z]-)[0-9A-Z]{8}\b", r"\1ID", text)
    text = re.sub(r"\b[0-9a-f]{64}\b", "HASH", text)
    text = re.sub(r"\b[a-z2-7]{26}(?:\.[\w-]+)?\b", "ID", text)
    text = re.sub(r"^[a-z2-7]{10}  ", "ID  ", text, flags=re.MULTILINE)
    text = re.sub(r"[\d.]+ ?(?:bytes?|字节|kB|MB)\b", "SIZE", text)
    text = re.sub(r"after \d+ ms", "SOON", text)
    text = re.sub(r"(next(?: try)?) [-\d]+ [:\d]+", r"\1 LATER", text)
    # Columns are as wide as their widest cell.
    return [re.sub(" {2,}", "  ", line) for line in text.splitlines()]


def as_shown(mail, names):
    """A mail as pages show it: the three fields of its head that people read under their names, and its text."""
    message = email.message_from_bytes(mail, policy=email.policy.default)
    body = message.get_body(("plain",)).get_content().replace("\r\n", "\n").strip()
    head = "".join(f"{name}{message[key]}\n" for name, key in zip(names, ("From", "To", "Subject")))
    return f"{head}\n{body}\n"


def keep_workbook(file, table):
    """Makes a workbook of a table."""
    rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in table.splitlines()]
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [rows[0], *rows[2:]]:
        sheet.append(row)
    book.save(file)


class Walk:
    """A reader of a page. Where and how she does things, a subclass says: `run`, `mail` and `keep`."""

    def console(self, text):
        commands = [line for line in text.splitlines() if line.startswith("$ ")]
        return "".join(f"{command}\n{self.run(command[2:])}" for command in commands)

    def shows(self, text, came):
        """Whether a block shows what came; the order of lines does not matter."""
        return sorted(masked(text)) == sorted(masked(came))

    def block(self, match):
        """Does what the block of a match says; gives the block as it should be."""
        language, name, text = match.groups()[-3:]
        if language == "console":
            came = self.console(text)
        elif language == "text" and name:
            came = self.mail(name)
        else:
            if name:
                self.keep(name, text)
            return match.group()
        if self.shows(text, came):
            return match.group()
        head = match.group().splitlines()[0]
        return f"{head}\n{came}```"


def settle(page, after, is_update):
    """What differs in a page from what came, line by line; nothing where that is written into the page."""
    before = page.read_text(encoding="utf-8")
    if is_update and before != after:
        page.write_text(after, encoding="utf-8")
        return []
    return list(difflib.unified_diff(before.splitlines(), after.splitlines(), page.name, "what came", lineterm=""))
