"""What the program is compared with: the same messages by other means, to the same servers."""

import json
import re
import sys
import time

import measure
import office
import servers

TIMEOUT = 900


def bare(delivery):
    """Libcurl alone, in the same language, with the same bytes."""
    outcome = measure.run(
        [office.COURIER, delivery.kind, delivery.server.url, delivery.bodies, office.PARALLEL], TIMEOUT)
    return rate(outcome)


def rate(outcome):
    count, seconds = outcome.output.split()
    return int(count) / float(seconds)


def wrk(delivery, seconds):
    """As many requests with one of the bodies as a single thread can make."""
    folder = delivery.sent.folder
    body, script = folder / "body", folder / "wrk.lua"
    body.write_bytes(delivery.a_body())
    script.write_text(f"""
local file = io.open("{body}", "rb")
wrk.method, wrk.body = "POST", file:read("*a")
wrk.headers["Content-Type"] = "application/json"
file:close()
""")
    outcome = measure.run([servers.tool("wrk"), "-t1", f"-c{office.PARALLEL}", f"-d{seconds}s", "-s", script,
                           delivery.server.url], seconds + 60)
    if "Non-2xx" in outcome.output or "Socket errors" in outcome.output:
        raise measure.Failed(f"wrk met errors: {outcome.output.strip().splitlines()[-3:]}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", outcome.output)[1])


def smtp_source(delivery, count):
    """Postfix's own load generator with persistent connections and mails as long as ours."""
    outcome = measure.run(
        [servers.tool("smtp-source"), "-d", "-s", office.PARALLEL, "-m", count, "-l", delivery.body_size(),
         "-f", "office@example.test", "-t", "holder@example.test", f"127.0.0.1:{delivery.server.port}"], TIMEOUT)
    return count / outcome.seconds


def sysadmin(delivery, count):
    """The script an administrator would write; requests comes from the virtual environment."""
    python = office.ROOT / ".venv" / "bin" / "python3"
    done = delivery.sent.folder / "script.db"
    done.unlink(missing_ok=True)
    script = office.ROOT / "Benchmarks" / "sysadmin.py"
    outcome = measure.run([python if python.exists() else sys.executable, script, delivery.kind,
                           delivery.sent.registry, delivery.server.url, count, done], TIMEOUT)
    return rate(outcome)


def alertmanager(delivery, count):
    """Distinct alerts posted in batches until nginx has received a notification for each."""
    nginx = delivery.server
    with servers.Alertmanager(office.WORK / "alertmanager", nginx.url) as manager:
        batches = [alerts(start, min(500, count - start)) for start in range(0, count, 500)]
        before = nginx.requests()
        start = time.perf_counter()
        for batch in batches:
            manager.post(batch)
        while (seen := nginx.requests() - before) < count:
            if time.perf_counter() - start > 300:
                raise measure.Failed(f"Alertmanager has sent {seen} of {count} after 300 s")
            time.sleep(0.02)
        return count / (time.perf_counter() - start)


def alerts(start, count):
    return json.dumps([
        {"labels": {"alertname": "registration.standard_reminder", "record": f"R-{number:08}", "severity": "notice"},
         "annotations": {"text": "您的注册证书即将到期，请于到期前三个月办理延续注册。", "holder": f"holder{number}@example.test"}}
        for number in range(start, start + count)]).encode()
