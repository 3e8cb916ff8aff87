"""A terminal with somebody at it, who waits for each question and types the answer."""

import codecs
import fcntl
import os
import pty
import re
import select
import struct
import termios
import time
import unicodedata

from program import Failure

COLUMNS, ROWS = 100, 40
# How long somebody waits who reads a question to its end.
PAUSE = 0.3


class Terminal:
    """A program at a terminal; `text` is everything that was written to it."""

    def __init__(self, arguments, environment=None):
        self.text = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            try:
                os.execvpe(arguments[0], arguments, {**os.environ, **(environment or {})})
            finally:
                os._exit(127)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def type(self, text):
        os.write(self._terminal, text.encode())

    def answer(self, question, answer, seconds):
        """Waits until the line that the cursor stands in has the question, and types the answer."""
        begin = len(self.text)

        def is_asked():
            return question in self.text[begin:].rpartition("\n")[2]
        if not self._read_until(is_asked, seconds):
            raise Failure(f"“{question}” was not asked within {seconds} s; at last there was: {self.text[-600:]}")
        self._read_until(lambda: False, PAUSE)
        self.type(answer + "\n")

    def wait_for(self, pattern, seconds):
        """Waits until what was written matches."""
        if not self._read_until(lambda: re.search(pattern, self.text), seconds):
            raise Failure(f"{pattern} did not come within {seconds} s; at last there was: {self.text[-600:]}")

    def end(self, seconds):
        """Waits for the program's end: its exit status."""
        if not self._read_until(lambda: False, seconds, until_end=True):
            self.kill()
            raise Failure(f"it did not end within {seconds} s; at last there was: {self.text[-600:]}")
        os.close(self._terminal)
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def kill(self):
        os.kill(self._pid, 9)
        os.waitpid(self._pid, 0)
        os.close(self._terminal)

    def _read_until(self, holds, seconds, until_end=False):
        limit = time.monotonic() + seconds
        while not holds():
            remaining = limit - time.monotonic()
            if remaining <= 0 or not select.select([self._terminal], [], [], remaining)[0]:
                return False
            try:
                piece = os.read(self._terminal, 65536)
            except OSError:  # The program has closed its side.
                piece = b""
            if not piece:
                return until_end
            self.text += self._decoder.decode(piece)
        return True


# Of what moves the cursor, a program that writes line after line uses two. What is written elsewhere while the cursor's place
# is kept, as apt's bar at the foot of the screen, is left out as all other sequences are.
STEP = re.compile(
    "\x1b7.*?\x1b8|(?P<begin>\r)|(?P<erase>\x1b\\[K)|\x1b\\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]|(?P<shown>.)"
)


def on_screen(text):
    """The lines that a text leaves on the screen."""
    lines = text.replace("\r\n", "\n").split("\n")
    # What ends with its line leaves nothing on the next one.
    return "".join(f"{line}\n" for line in map(overwritten, lines if lines[-1] else lines[:-1]))


def overwritten(line):
    """What is left of a line that was begun several times, cell by cell: a Chinese character takes two."""
    cells, place = [], 0
    for step in STEP.finditer(line):
        if step["begin"]:
            place = 0
        elif step["erase"]:
            del cells[place:]
        elif step["shown"]:
            character = step["shown"]
            width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
            cells += [" "] * (place + width - len(cells))
            cells[place:place + width] = [character, *[""] * (width - 1)]
            place += width
    return "".join(cells).rstrip()
