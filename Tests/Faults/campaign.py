"""The fault campaign: runs each fault of the list against the real program and prints a line of the table for it."""

import argparse
import importlib
import os
import shutil
import sys
import tempfile
import time
import traceback
from typing import Callable, NamedTuple

import shim
from listener import release_ports
from office import Office
from program import Failure, NotPossible, Program
from sinks import Sink

MODULES = ["crash", "power_loss", "disk", "files", "compound", "clock", "smtp", "webhook", "network", "configuration",
           "rows", "limits", "systemd", "reuse", "trust", "slow", "refusals", "comeback", "hostile_registry", "links"]


class Fault(NamedTuple):
    id: str
    what: str
    invariant: str
    run: Callable


FAULTS = []


def fault(id, what, invariant):
    """Registers a fault; the function takes the campaign and returns the number of runs and its figures."""
    def enter(run):
        FAULTS.append(Fault(id, what, invariant, run))
        return run
    return enter


class Campaign:
    """What all faults share: the programs, the scratch directory, and the thoroughness."""

    def __init__(self, products, is_quick, is_kept):
        self.renewald = os.path.join(products, "renewald")
        self.simulate = os.path.join(products, "renewal-simulate")
        self._sink = os.path.join(products, "renewal-sink")
        self.is_quick = is_quick
        self._is_kept = is_kept
        self.root = tempfile.mkdtemp(prefix="renewald-faults-")
        self.shim_library = shim.build(self.root)
        self._cleanups = []
        self._number = 0
        self._offices = {}

    def scale(self, quick, full):
        return quick if self.is_quick else full

    def directory(self):
        """A fresh empty directory."""
        self._number += 1
        path = os.path.join(self.root, str(self._number))
        os.mkdir(path)
        return path

    def office(self, count=None, days_left=lambda number: 7, directory=None, zone=None):
        """A new office; one of `count` people is copied from the first of that size."""
        office = Office(self, directory or self.directory(), zone)
        if count is None:
            return office
        kind = (count, tuple(days_left(number) for number in range(1, count + 1)), office.zone, office.day())
        if kind not in self._offices:
            office.fill(count, days_left)
            keep = os.path.join(self.root, f"registry-{len(self._offices)}.db")
            shutil.copyfile(office.path("registry.db"), keep)
            self._offices[kind] = keep
        else:
            shutil.copyfile(self._offices[kind], office.path("registry.db"))
        return office

    def sink(self, office, **options):
        sink = Sink(self._sink, office.directory, office.path("webhook.secret"), **options)
        self.later(sink.stop)
        return sink

    def later(self, action, *arguments):
        """Undoes something at the end of the fault, whatever happens."""
        self._cleanups.append((action, arguments))

    def clean_up(self):
        for action, arguments in reversed(self._cleanups):
            try:
                action(*arguments)
            except Exception as error:  # A failed cleanup must not hide the result.
                print(f"faults: cleaning up: {error}", file=sys.stderr)
        self._cleanups.clear()
        Program.end_all()
        # When nobody is left who might call there.
        release_ports()

    def run(self, fault):
        """Runs one fault: (number of runs, result, whether it failed)."""
        try:
            runs, figures = fault.run(self)
            return runs, f"ok: {figures}", False
        except NotPossible as reason:
            return 0, f"not possible here: {reason}", False
        except Failure as reason:
            return "-", f"FAILED: {reason}", True
        except Exception as error:
            traceback.print_exc()
            return "-", f"FAILED: the campaign itself: {error!r}", True
        finally:
            self.clean_up()

    def close(self):
        if self._is_kept:
            print(f"kept: {self.root}")
        else:
            shutil.rmtree(self.root, ignore_errors=True)


def arguments():
    parser = argparse.ArgumentParser(prog="Scripts/faults", description="Runs the fault campaign.")
    parser.add_argument("--only", metavar="F01,F02", help="only these faults")
    parser.add_argument("--quick", action="store_true", help="smaller numbers, for continuous integration")
    parser.add_argument("--keep", action="store_true", help="keep the files of the runs")
    parser.add_argument("--products", default=".build/debug", help="where the built programs are")
    return parser.parse_args()


def line(*cells):
    print(" | ".join(str(cell).replace("\n", " ") for cell in cells), flush=True)


def main():
    options = arguments()
    # The modules register their faults with the importable copy of this one, not with the one running as __main__.
    campaign_module = importlib.import_module("campaign")
    for name in MODULES:
        importlib.import_module(name)
    faults = sorted(campaign_module.FAULTS, key=lambda fault: fault.id)
    wanted = set(options.only.split(",")) if options.only else {fault.id for fault in faults}
    unknown = wanted - {fault.id for fault in faults}
    if unknown:
        sys.exit(f"faults: there is no {', '.join(sorted(unknown))}")
    campaign = campaign_module.Campaign(os.path.abspath(options.products), options.quick, options.keep)
    failed, begin = [], time.monotonic()
    try:
        line("fault", "what", "runs", "invariant", "result", "time")
        for fault in faults:
            if fault.id not in wanted:
                continue
            start = time.monotonic()
            runs, result, has_failed = campaign.run(fault)
            line(fault.id, fault.what, runs, fault.invariant, result, f"{time.monotonic() - start:.0f} s")
            failed += [fault.id] if has_failed else []
    finally:
        campaign.clean_up()
        campaign.close()
    total = f"{time.monotonic() - begin:.0f} s"
    sys.exit(f"failed after {total}: {', '.join(failed)}" if failed else print(f"all held, {total}"))


if __name__ == "__main__":
    main()
