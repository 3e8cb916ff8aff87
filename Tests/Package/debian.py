"""Debian as it is right after its installation, and the computer of an office's mail server: folders of files, made once by
debootstrap from the mirror that this machine uses. Containers are booted over them and leave them as they are.
"""

import os
import subprocess

SUITE = "bookworm"
# Of what the installer offers nothing is chosen: no desktop, no server, no standard tools.
EMPTY = ["dbus", "iproute2", "locales", "sudo", "systemd", "systemd-sysv"]
SERVERS = ["dovecot-imapd", "dovecot-lmtpd", "mutt", "postfix"]

# Mounts end with the namespace. Nothing of this machine is mounted anywhere.
ALONE = ["unshare", "--mount", "--propagation", "private", "bash", "-c"]

# folder, packages, mirror, suite, lines of sources.list
MAKE_EMPTY = r"""
set -e
umask 022
debootstrap --variant=minbase --include="$2" "$4" "$1" "$3"
printf '%s\n' "$5" > "$1/etc/apt/sources.list"
echo 'zh_CN.UTF-8 UTF-8' > "$1/etc/locale.gen"
echo debian > "$1/etc/hostname"
printf '127.0.0.1 localhost debian\n' > "$1/etc/hosts"
mountpoint -q "$1/proc" || mount -t proc proc "$1/proc"
exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive chroot "$1" sh -e -c '
    apt-get -qq update
    apt-get -qq -y dist-upgrade
    apt-get clean
    locale-gen
    update-locale LANG=zh_CN.UTF-8
    adduser --quiet --disabled-password --gecos "" wang
    echo "wang ALL=(ALL:ALL) NOPASSWD: ALL" > /etc/sudoers.d/wang
    rm -f /etc/resolv.conf
'
"""

# folder, packages, the empty one's folder
MAKE_SERVERS = r"""
set -e
cp -a "$3/." "$1"
cp /etc/resolv.conf "$1/etc/resolv.conf"
printf '#!/bin/sh\nexit 101\n' > "$1/usr/sbin/policy-rc.d"
chmod 755 "$1/usr/sbin/policy-rc.d"
mount -t proc proc "$1/proc"
exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive chroot "$1" sh -e -c '
    apt-get -qq -y --no-install-recommends install '"$2"'
    apt-get clean
    rm -f /etc/resolv.conf
'
"""

# folder, package: fetches what the package needs, and installs nothing. The lists are asked for anew when they are out of date.
FETCH = r"""
set -e
cp "$2" "$1/root/package.deb"
trap 'rm "$1/root/package.deb"' EXIT
mount -t proc proc "$1/proc"
apt_get() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 chroot "$root" apt-get -qq "$@"; }
root=$1
apt_get -y install --download-only /root/package.deb || {
    apt_get update
    apt_get -y install --download-only /root/package.deb
}
"""


class NotMade(Exception):
    """A folder could not be made; the text is what the programs said at last."""


def mirror():
    """Where this machine takes Debian from, and the lines of a sources.list for the suite."""
    form = "$(REPO_URI) $(RELEASE) $(COMPONENT) $(ORIGIN)"
    listed = subprocess.run(["apt-get", "indextargets", "--format", form, "Created-By: Packages"], check=True,
                            capture_output=True, text=True).stdout.splitlines()
    found = [line.split() for line in listed if line.endswith(" main Debian") and line.split()[1].startswith(SUITE)]
    main = [uri for uri, release, *_ in found if release == SUITE]
    if not main:
        return "http://deb.debian.org/debian", f"deb http://deb.debian.org/debian {SUITE} main"
    return main[0], "\n".join(f"deb {uri} {release} main" for uri, release, *_ in found)


class Debian:
    """The folders below one of the build, which are made when they are missing or would be made otherwise by now."""

    def __init__(self, folder):
        self._folder = folder

    def empty(self):
        """An empty Debian, with a user `wang` who may use sudo and speaks Chinese."""
        uri, lines = mirror()
        return self._made("empty", MAKE_EMPTY, [",".join(EMPTY), uri, SUITE, lines])

    def servers(self):
        """One with a mail server and a mail reader, which nothing starts."""
        return self._made("servers", MAKE_SERVERS, [" ".join(SERVERS), self.empty()])

    def fetch(self, package):
        """Lays what a package needs into the empty one's cache, as if it had been on the network."""
        with Network(self.empty()) as root:
            self._run(FETCH, root, package)

    def _made(self, name, script, arguments):
        root, recipe = os.path.join(self._folder, name), os.path.join(self._folder, f"{name}.recipe")
        wanted = "\n".join([script, *arguments])
        if os.path.isdir(root) and os.path.exists(recipe):
            with open(recipe, encoding="utf-8") as file:
                if file.read() == wanted:
                    return root
        print(f"making Debian, {name}: {root}", flush=True)
        begun = f"{root}.begun"
        for left in (root, begun):
            subprocess.run(["rm", "-rf", "--one-file-system", left], check=True)
        os.makedirs(begun)
        self._run(script, begun, *arguments)
        os.rename(begun, root)
        with open(recipe, "w", encoding="utf-8") as file:
            file.write(wanted)
        return root

    @staticmethod
    def _run(script, *arguments):
        done = subprocess.run([*ALONE, script, "debian", *arguments], capture_output=True, text=True, timeout=900)
        if done.returncode:
            raise NotMade(f"{' '.join(arguments[:2])}: {(done.stdout + done.stderr).strip()[-600:]}")


class Network:
    """Names are resolved in a root while it is used."""

    def __init__(self, root):
        self._root = root
        self._file = os.path.join(root, "etc/resolv.conf")

    def __enter__(self):
        subprocess.run(["cp", "/etc/resolv.conf", self._file], check=True)
        return self._root

    def __exit__(self, *_):
        os.unlink(self._file)
