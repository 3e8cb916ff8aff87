"""The shared page that controls shim.c: clocks, syncs and writes of one program."""

import mmap
import os
import shutil
import struct
import subprocess

FOREVER = 2**62

# The same order as in shim.c.
FIELDS = [
    ("wall", "d"), ("monotonic", "d"),
    ("syncs", "q"), ("kill_at_sync", "q"), ("fail_syncs_from", "q"), ("fail_syncs_to", "q"),
    ("writes", "q"), ("fail_writes_from", "q"), ("fail_writes_to", "q"),
    ("threads", "q"), ("fail_threads_from", "q"), ("fail_threads_to", "q"),
    ("stands_at", "q"),
]


def build(directory, fixed_page=None):
    """Compiles the shim with the compiler that every Swift toolchain brings, or the system's.

    With a fixed page it is for all programs of a system, whatever their environment.
    """
    library = os.path.join(directory, "shim.so")
    swift = shutil.which("swift")
    beside = os.path.join(os.path.dirname(os.path.realpath(swift)), "clang") if swift else ""
    compiler = shutil.which("cc") or (beside if os.path.exists(beside) else "clang")
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "shim.c")
    options = ["-O1", "-Wall", "-shared", "-fPIC", *([f'-DFIXED_PAGE="{fixed_page}"'] if fixed_page else [])]
    subprocess.run([compiler, *options, "-o", library, source, "-ldl"], check=True, timeout=60)
    return library


class Shim:
    """`shim.wall = 86400` moves the wall clock of the program at once; counters can be read while it runs."""

    def __init__(self, library, path, **values):
        with open(path, "wb") as file:
            file.write(bytes(8 * len(FIELDS)))
        descriptor = os.open(path, os.O_RDWR)
        object.__setattr__(self, "_page", mmap.mmap(descriptor, 8 * len(FIELDS)))
        os.close(descriptor)
        object.__setattr__(self, "environment", {"LD_PRELOAD": library, "FAULTS_PAGE": path})
        for name, value in values.items():
            setattr(self, name, value)

    def __getattr__(self, name):
        place, form = self._place(name)
        return struct.unpack_from(form, self._page, place)[0]

    def __setattr__(self, name, value):
        place, form = self._place(name)
        struct.pack_into(form, self._page, place, value)

    @staticmethod
    def _place(name):
        for number, (field, form) in enumerate(FIELDS):
            if field == name:
                return 8 * number, form
        raise AttributeError(name)
