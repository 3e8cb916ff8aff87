"""The servers: nginx, smtp-sink and Alertmanager on free loopback ports, each ended by whoever started it."""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

import measure


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A child process that listens on a port; a context manager that ends exactly this process."""

    name = "server"
    ends_on = signal.SIGTERM

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.port = free_port()
        self.process = None

    def command(self):
        raise NotImplementedError

    def __enter__(self):
        log = open(self.folder / "server.log", "wb")
        self.process = subprocess.Popen([str(part) for part in self.command()], stdout=log, stderr=log,
                                        stdin=subprocess.DEVNULL)
        log.close()
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.05)
        self.__exit__()
        said = (self.folder / "server.log").read_text(errors="replace").strip().splitlines()[-3:]
        raise measure.Failed(f"{self.name} did not start: {' / '.join(said)}")

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(self.ends_on)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


class Nginx(Server):
    """Accepts every webhook, keeps connections open, and counts requests without a log."""

    name = "nginx"
    questions = 0

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/hook"

    def command(self):
        config = self.folder / "nginx.conf"
        paths = "\n".join(f"{kind}_temp_path {self.folder}/{kind};"
                          for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
        config.write_text(f"""
daemon off; worker_processes 1; pid {self.folder}/pid; error_log {self.folder}/error.log;
events {{ worker_connections 4096; }}
http {{
    access_log off; keepalive_requests 1000000000; keepalive_timeout 600; client_body_buffer_size 64k;
    {paths}
    server {{
        listen 127.0.0.1:{self.port} backlog=4096;
        location /hook {{ return 204; }}
        location /counts {{ stub_status; }}
    }}
}}
""")
        return [tool("nginx"), "-p", self.folder, "-c", config]

    def requests(self):
        """How many webhooks it has received, without status requests such as this one."""
        self.questions += 1
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/counts", timeout=10) as answer:
            numbers = answer.read().decode().splitlines()[2].split()
        return int(numbers[2]) - self.questions


class MailSink(Server):
    """Postfix's smtp-sink: one process that accepts and discards every mail."""

    name = "smtp-sink"
    # Nothing less ends it.
    ends_on = signal.SIGKILL

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    def command(self):
        # Root must name a user to switch to once the port is open.
        user = ["-u", "nobody"] if os.geteuid() == 0 else []
        return [tool("smtp-sink"), *user, f"127.0.0.1:{self.port}", "1024"]


class Alertmanager(Server):
    """Every alert is its own group and is sent to a webhook at once."""

    name = "prometheus-alertmanager"

    def __init__(self, folder, webhook):
        super().__init__(folder)
        self.webhook = webhook

    def command(self):
        config = self.folder / "alertmanager.yml"
        config.write_text(f"""
route: {{receiver: out, group_by: ['...'], group_wait: 0s, group_interval: 5m, repeat_interval: 4h}}
receivers:
  - {{name: out, webhook_configs: [{{url: '{self.webhook}', send_resolved: false}}]}}
""")
        return [tool("prometheus-alertmanager"), f"--config.file={config}", f"--storage.path={self.folder}",
                f"--web.listen-address=127.0.0.1:{self.port}", "--cluster.listen-address="]

    def post(self, alerts):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/api/v2/alerts", data=alerts,
                                         headers={"Content-Type": "application/json"})
        for _ in range(50):
            try:
                with urllib.request.urlopen(request, timeout=60):
                    return
            except urllib.error.HTTPError:
                # It listens a moment before it is ready to serve.
                time.sleep(0.1)
        raise measure.Failed("Alertmanager takes no alerts")


def tool(name):
    """The path of a program, including those that only root has in the PATH."""
    for folder in ["/usr/sbin", "/usr/bin"]:
        if (pathlib.Path(folder) / name).exists():
            return f"{folder}/{name}"
    found = shutil.which(name)
    if found is None:
        raise measure.Failed(f"{name} is missing: run Scripts/bootstrap --bench")
    return found
