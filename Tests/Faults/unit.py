"""The unit file as systemd-analyze judges it, without running it."""

import os
import re
import subprocess

from container import install
from program import expect

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
UNIT = os.path.join(REPOSITORY, "systemd", "renewald.service")
EGRESS = os.path.join(REPOSITORY, "systemd", "20-egress.conf")


def exposure(campaign):
    """What systemd-analyze says of the unit alone and with the drop-in for outgoing traffic."""
    root = campaign.directory()
    install(root, "/etc/systemd/system/renewald.service", UNIT)
    install(root, "/usr/bin/renewald", "/bin/true", 0o755)
    install(root, "/bin/kill", "/bin/kill", 0o755)
    levels = []
    for limit in ("12", "10"):
        options = ["--offline=true", f"--root={root}", f"--threshold={limit}"]
        done = subprocess.run(["systemd-analyze", "security", *options, "renewald.service"],
                              capture_output=True, text=True, timeout=60)
        found = re.search(r"Overall exposure level.*: ([0-9.]+)", done.stdout)
        expect(done.returncode == 0 and found, f"exposure above {limit}: {done.stdout[-200:]}{done.stderr[-200:]}")
        levels.append(found.group(1))
        install(root, "/etc/systemd/system/renewald.service.d/20-egress.conf", EGRESS)
    folder = f"{root}/etc/systemd/system"
    with open(UNIT, encoding="utf-8") as unit, open(f"{folder}/renewald.service", "w", encoding="utf-8") as copy:
        # The program is not installed where the unit expects it; everything else is verified as it is.
        copy.write(unit.read().replace("/usr/bin/renewald", "/bin/true"))
    verified = subprocess.run(["systemd-analyze", "verify", "--man=no", f"{folder}/renewald.service"],
                              capture_output=True, text=True, timeout=60)
    expect(verified.returncode == 0, f"verify with 20-egress.conf: {verified.stderr[-300:]}")
    return f"exposure {levels[0]}, with 20-egress.conf {levels[1]}"
