"""Reads a mailbox over IMAP with TLS, as a mail program does, and leaves it as it is.

  python3 Tests/Package/mailbox.py HOST AUTHORITY ADDRESS < PASSWORD

Writes the mails in the order in which they came, as a list in JSON, each in base64.
"""

import base64
import imaplib
import json
import socket
import ssl
import sys


class Connection(imaplib.IMAP4_SSL):
    """A connection to this computer that holds the other side to the name of the host."""

    def __init__(self, name, authority):
        self._name = name
        super().__init__(name, 993, ssl_context=ssl.create_default_context(cafile=authority), timeout=20)

    def _create_socket(self, timeout):
        plain = socket.create_connection(("127.0.0.1", self.port), timeout)
        return self.ssl_context.wrap_socket(plain, server_hostname=self._name)


def main():
    host, authority, address = sys.argv[1:]
    with Connection(host, authority) as connection:
        connection.login(address, sys.stdin.readline().rstrip("\n"))
        connection.select("INBOX", readonly=True)
        numbers = connection.search(None, "ALL")[1][0].split()
        mails = [connection.fetch(number.decode(), "(BODY.PEEK[])")[1][0][1] for number in numbers]
    json.dump([base64.b64encode(mail).decode() for mail in mails], sys.stdout)


if __name__ == "__main__":
    main()
