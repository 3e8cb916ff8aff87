"""Third-party mail servers as Debian ships them, on loopback ports: Postfix, Dovecot, Exim and OpenSMTPD; and an office's
mail server, Postfix before Dovecot, in a network and on a Debian of its own.

Exim and OpenSMTPD cannot be installed beside Postfix. Their packages are laid over this system's files in a mount
namespace that is thrown away with the server.
"""

import glob
import os
import subprocess

from container import command, descendants
from listener import held_port
from program import NotPossible, Program, wait_until
from reuse import is_open

PACKAGES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", ".peers")

# All that a server starts ends with it. The shell stays the first process of its namespace: a server that changes its
# user would no longer be told of its parent's end.
ALONE = ["unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child", "--mount-proc",
         "bash", "-c", '"$@" & wait $!', "alone"]

# scratch, packages, files, command
LAID_OVER = r"""
set -e -o pipefail
mount -t tmpfs tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
for package in "$2"/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar --extract --keep-directory-symlink --directory "$1/root"
done
cp -R "$3/." "$1/root/"
mount -t proc proc "$1/root/proc"
mount --rbind /dev "$1/root/dev"
exec chroot "$1/root" bash -e -c "$4"
"""

# scratch, the server's Debian, files, command
ON_ITS_OWN = r"""
set -e
mount -t tmpfs tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay overlay -o "lowerdir=$2,upperdir=$1/upper,workdir=$1/work" "$1/root"
cp -R "$3/." "$1/root/"
mount -t proc proc "$1/root/proc"
mount -t devpts devpts "$1/root/dev/pts"
exec chroot "$1/root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=zh_CN.UTF-8 bash -e -c "$4"
"""

# Of Postfix, what every server needs.
INTERNAL = ["cleanup unix n - n - 0 cleanup", "qmgr unix n - n 300 1 qmgr", "rewrite unix - - n - - trivial-rewrite",
            "tlsmgr unix - - n 1000? 1 tlsmgr", "bounce unix - - n - 0 bounce", "defer unix - - n - 0 bounce",
            "anvil unix - - n - 1 anvil", "proxymap unix - - n - - proxymap", "error unix - - n - - error",
            "retry unix - - n - - error", "postlog unix-dgram n - n - 1 postlogd"]


class Server:
    """A running mail server; `ports` gives the port of each case."""

    def __init__(self, campaign, names, program):
        self.ports = {name: held_port() for name in names}
        self._directory = campaign.directory()
        self._program = program
        self._campaign = campaign
        # Its own users must be able to reach their files.
        os.chmod(campaign.root, 0o711)
        os.chmod(self._directory, 0o755)

    def path(self, name):
        return os.path.join(self._directory, name)

    def write(self, name, text, mode=0o644):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, mode)

    def start(self, arguments, log=None):
        program = Program(arguments)
        self._campaign.later(program.end)

        def listens():
            if not program.is_running:
                said = program.output + program.errors
                if log and os.path.exists(log):
                    with open(log, encoding="utf-8", errors="replace") as file:
                        said += file.read()
                raise NotPossible(f"{self._program} does not start: {said.strip()[-300:]}")
            return all(is_open(port) for port in self.ports.values())
        wait_until(listens, f"{self._program} on its ports")

    def start_laid_over(self, package, command):
        """Starts it from packages that are not installed; its files are under `files`."""
        packages = os.path.join(PACKAGES, package)
        if not glob.glob(f"{packages}/{package}_*.deb"):
            raise NotPossible(f"{package} is missing: run Scripts/bootstrap --tests")
        self.start([*ALONE, "bash", "-c", LAID_OVER, "peer", self._campaign.directory(), packages,
                    self.path("files"), command])


def postfix(campaign, services, tables=None):
    """`services` gives each case the settings of its own smtpd; `tables` are files under the name they are used by."""
    server = Server(campaign, services, "Postfix")
    for folder in ("conf", "queue", "data"):
        os.mkdir(server.path(folder))
    for name, text in (tables or {}).items():
        server.write(name, text)
    server.write("conf/main.cf", f"""
compatibility_level = 3.6
queue_directory = {server.path("queue")}
data_directory = {server.path("data")}
mail_owner = postfix
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = mx.example.test
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
local_recipient_maps =
maillog_file = {server.path("data")}/mail.log
maillog_file_prefixes = {server.path("data")}
smtpd_relay_restrictions = reject_unauth_destination
smtpd_peername_lookup = no
smtpd_error_sleep_time = 0
smtpd_soft_error_limit = 1000
smtpd_hard_error_limit = 1000
""")
    internal = [
        *INTERNAL, "discard unix - - n - - discard",
        # One that serves the recipients' domain itself, so that it knows which users exist.
        "rewrite-own unix - - n - - trivial-rewrite -o mydestination=example.test",
        "cleanup-strict unix n - n - 0 cleanup -o header_checks=regexp:" + server.path("headers"),
    ]
    for name, settings in services.items():
        options = "".join(f"\n  -o {{ {setting} }}" for setting in settings)
        internal.append(f"127.0.0.1:{server.ports[name]} inet n - n - - smtpd{options}")
    server.write("conf/master.cf", "\n".join(internal).replace("DIRECTORY", server.path("").rstrip("/")) + "\n")
    subprocess.run(["chown", "postfix", server.path("data")], check=True)
    server.start([*ALONE, "postfix", "-c", server.path("conf"), "start-fg"], server.path("data/mail.log"))
    return server


def dovecot(campaign, identity, password, relay_port):
    """Submission with hashed passwords that nevertheless offers CRAM-MD5, and a policy service with quotas."""
    server = Server(campaign, ("submission", "quota", "login"), "Dovecot")
    certificate, key = identity
    done = subprocess.run(["doveadm", "pw", "-s", "SSHA256", "-p", password], capture_output=True, text=True)
    if done.returncode:
        raise NotPossible(f"doveadm: {done.stderr.strip()}")
    server.write("users", f"office@example.test:{done.stdout.strip()}\ngone@example.test:{done.stdout.strip()}\n")
    server.write("disabled", "gone@example.test:\n")
    # The mailbox that everybody shares is full.
    for folder in ("cur", "new", "tmp"):
        os.makedirs(server.path(f"mail/{folder}"))
    server.write("mail/cur/1.full:2,", "Subject: full\n\n" + "x" * 5000)
    subprocess.run(["chown", "-R", "nobody:nogroup", server.path("mail")], check=True)
    server.write("dovecot.conf", f"""
base_dir = {server.path("run")}
state_dir = {server.path("run")}
log_path = {server.path("dovecot.log")}
listen = 127.0.0.1
protocols = submission
hostname = mx.example.test
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
auth_mechanisms = plain login cram-md5
auth_failure_delay = 0
passdb {{
  driver = passwd-file
  deny = yes
  args = {server.path("disabled")}
}}
passdb {{
  driver = passwd-file
  args = {server.path("users")}
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={server.path("home")} allow_all_users=yes
}}
mail_location = maildir:{server.path("mail")}
mail_plugins = quota
submission_relay_host = 127.0.0.1
submission_relay_port = {relay_port}
service submission-login {{
  inet_listener submission {{
    port = {server.ports["submission"]}
  }}
}}
service auth {{
  inet_listener {{
    address = 127.0.0.1
    port = {server.ports["login"]}
  }}
}}
service quota-status {{
  executable = quota-status -p postfix
  client_limit = 1
  inet_listener {{
    address = 127.0.0.1
    port = {server.ports["quota"]}
  }}
}}
plugin {{
  quota = maildir:mailbox
  quota_rule = *:storage=1K
  quota_grace = 0
  quota_status_success = DUNNO
  quota_status_nouser = DUNNO
  quota_status_overquota = "552 5.2.2 Mailbox is full"
}}
""")
    server.start([*ALONE, "dovecot", "-F", "-c", server.path("dovecot.conf")], server.path("dovecot.log"))
    return server


def exim(campaign, rules):
    """`rules` gives each case the statements of its list for recipients, and perhaps for the end of data."""
    server = Server(campaign, rules, "Exim")

    def lists(place):
        for name, statements in rules.items():
            # A separate list for each port.
            yield f"{place}_{name.replace('-', '_')}:\n  " + statements.get(place, "accept").replace("\n", "\n  ")

    def choice(place):
        # A numeric key would be taken for a field number.
        names = "".join(f" p{port}={place}_{name.replace('-', '_')}" for name, port in server.ports.items())
        return f"${{extract{{p$received_port}}{{{names}}}}}"

    acls = "\n".join([*lists("rcpt"), *lists("data")])
    server.write("files/etc/exim4/exim4.conf", f"""
primary_hostname = mx.example.test
acl_smtp_rcpt = {choice("rcpt")}
acl_smtp_data = {choice("data")}
tls_advertise_hosts =
host_lookup =
rfc1413_query_timeout = 0s
begin acl
{acls}
begin routers
known:
  driver = accept
  domains = example.test
  local_parts = somebody
  cannot_route_message = Unknown user
  transport = nowhere
begin transports
nowhere:
  driver = appendfile
  file = /dev/null
  user = Debian-exim
""")
    ports = ":".join(f"127.0.0.1.{port}" for port in server.ports.values())
    server.start_laid_over("exim4-daemon-light", f"""
        useradd --system --user-group --no-create-home Debian-exim 2>/dev/null
        install -d -o Debian-exim -g Debian-exim /var/spool/exim4 /var/log/exim4
        exec exim4 -bdf -q1h -oX '{ports.replace(":", " : ")}'
    """)
    return server


def opensmtpd(campaign, listeners, identity):
    """`listeners` gives each case the rest of its `listen` line; filters may be named in it."""
    server = Server(campaign, listeners, "OpenSMTPD")
    certificate, key = identity
    for name, source in (("certificate", certificate), ("key", key)):
        with open(source, encoding="ascii") as file:
            server.write(f"files/etc/smtpd/{name}", file.read(), mode=0o600)
    lines = "\n".join(f"listen on lo port {server.ports[name]} {rest}" for name, rest in listeners.items())
    server.write("files/etc/smtpd.conf", f"""
pki office cert "/etc/smtpd/certificate"
pki office key "/etc/smtpd/key"
filter "greylist" phase rcpt-to match rcpt-to regex ".*" reject "451 4.7.1 Greylisting in action, come back later"
filter "stranger" phase connect match !src {{ 192.0.2.1 }} disconnect "554 5.7.1 go away, stranger"
{lines}
action "drop" maildir "/tmp/mail"
match from any for domain "other.test" action "drop"
""")
    server.start_laid_over("opensmtpd", """
        for user in opensmtpd opensmtpq; do
            useradd --system --user-group --no-create-home --home-dir /var/lib/opensmtpd/empty $user 2>/dev/null
        done
        install -d -m 0711 /var/lib/opensmtpd /var/lib/opensmtpd/empty /var/spool/smtpd
        chmod 0755 /var/lib/opensmtpd/empty
        exec smtpd -d
    """)
    return server


class OfficeMail:
    """An office's mail server: Postfix takes mail on port 465 from who has logged in, Dovecot keeps it in mailboxes and shows
    them on port 993.

    `network` is where it listens, on 127.0.0.1; `debian` has both programs, and `files` what else is laid over it. `people` gives
    the password of each mailbox.
    """

    DOMAIN = "example.test"

    def __init__(self, campaign, network, debian, files, identity, people):
        self._network, self._files = network, files
        for name, source in (("certificate", identity[0]), ("key", identity[1])):
            with open(source, encoding="ascii") as file:
                self._write(f"etc/mail/{name}", file.read(), mode=0o600)
        self._write("etc/mail/users", "".join(f"{address}:{{PLAIN}}{word}\n" for address, word in people.items()))
        self._write("etc/mail/senders", "".join(f"{address} {address}\n" for address in people))
        self._write("etc/postfix/main.cf", f"""
compatibility_level = 3.6
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = mail.{self.DOMAIN}
mydestination =
mynetworks =
alias_maps =
virtual_mailbox_domains = {self.DOMAIN}
virtual_mailbox_maps = texthash:/etc/mail/senders
virtual_transport = lmtp:unix:private/dovecot-lmtp
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
smtpd_tls_cert_file = /etc/mail/certificate
smtpd_tls_key_file = /etc/mail/key
smtpd_sender_login_maps = texthash:/etc/mail/senders
maillog_file = /var/log/mail.log
""")
        self._write("etc/postfix/master.cf", "\n".join([*INTERNAL, "lmtp unix - - n - - lmtp", """\
127.0.0.1:465 inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
  -o smtpd_sasl_auth_enable=yes
  -o { smtpd_sender_restrictions = reject_sender_login_mismatch }
  -o { smtpd_relay_restrictions = permit_sasl_authenticated, reject }"""]) + "\n")
        self._write("etc/dovecot/dovecot.conf", """
protocols = imap lmtp
listen = 127.0.0.1
log_path = /var/log/dovecot.log
ssl = required
ssl_cert = </etc/mail/certificate
ssl_key = </etc/mail/key
first_valid_uid = 1
auth_mechanisms = plain login
passdb {
  driver = passwd-file
  args = /etc/mail/users
}
userdb {
  driver = static
  args = uid=mail gid=mail home=/srv/mail/%u
}
mail_location = maildir:~/Maildir
service auth {
  unix_listener /var/spool/postfix/private/auth {
    user = postfix
    group = postfix
    mode = 0660
  }
}
service lmtp {
  unix_listener /var/spool/postfix/private/dovecot-lmtp {
    user = postfix
    group = postfix
    mode = 0600
  }
}
service imap-login {
  inet_listener imap {
    port = 0
  }
}
""")
        self._program = Program([
            "nsenter", f"--net={network.net}", *ALONE, "bash", "-c", ON_ITS_OWN, "office-mail", campaign.directory(), debian,
            self._files, "install -d -o mail -g mail /srv/mail; dovecot -F & exec postfix start-fg"])
        campaign.later(self._program.end)
        wait_until(self._listens, "the office's mail server on its ports")

    def _write(self, path, text, mode=0o644):
        path = os.path.join(self._files, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, mode)

    def enter(self):
        """What a command begins with that is run on the server's computer."""
        server = next(pid for pid in descendants(self._program.pid) if command(pid) == "dovecot")
        return ["nsenter", "-t", str(server), "-m", "-n", "-p", "-r", "-w", "--"]

    def _listens(self):
        if not self._program.is_running:
            raise NotPossible(f"the office's mail server does not start: {self._program.output}{self._program.errors}"[-300:])
        with self._network.inside():
            return is_open(465) and is_open(993)
