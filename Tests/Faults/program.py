"""Programs under test: started, watched with a time limit, and ended by process id."""

import os
import signal
import subprocess
import tempfile
import time


class Failure(Exception):
    """An invariant is violated."""


class NotPossible(Exception):
    """The kernel or machine does not allow this fault; the text is its exact reason."""


def expect(holds, reason):
    if not holds:
        raise Failure(reason)


def wait_until(holds, what, seconds=30):
    """Waits for a condition; exceeding the time limit is a failure (I5)."""
    end = time.monotonic() + seconds
    while True:
        value = holds()
        if value:
            return value
        if time.monotonic() > end:
            raise Failure(f"I5: {what} did not happen within {seconds} s")
        time.sleep(0.02)


class Program:
    """One process with its output in files. Signals go to this process alone."""

    running = []

    def __init__(self, arguments, environment=None, directory=None, descriptors=()):
        self.arguments = arguments
        self._out = tempfile.TemporaryFile()
        self._err = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=self._out, stderr=self._err, cwd=directory,
            env={**os.environ, "LC_ALL": "en_US.UTF-8", **(environment or {})}, pass_fds=descriptors,
        )
        Program.running.append(self)

    @property
    def pid(self):
        return self.process.pid

    @property
    def output(self):
        return self._text(self._out)

    @property
    def errors(self):
        return self._text(self._err)

    @staticmethod
    def _text(file):
        return os.pread(file.fileno(), os.fstat(file.fileno()).st_size, 0).decode("utf-8", "replace")

    @property
    def is_running(self):
        return self.process.poll() is None

    def signal(self, number):
        self.process.send_signal(number)

    def status(self, seconds=60):
        """Waits for the end: the exit status, or minus the number of the signal that ended it."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.end()
            raise Failure(f"I5: {self.arguments[:3]} did not end within {seconds} s: {self.errors[-300:]}")

    def stop(self, seconds=60):
        """Asks for the end and waits for it."""
        if self.is_running:
            self.signal(signal.SIGTERM)
        return self.status(seconds)

    def end(self):
        """Kills it at once, whatever it is doing."""
        if self.is_running:
            self.process.kill()
            self.process.wait()

    @classmethod
    def end_all(cls):
        for program in cls.running:
            program.end()
        cls.running.clear()
