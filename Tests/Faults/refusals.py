"""What mail servers say when they refuse us, a recipient or a message, and what each reply must lead to."""

import csv
import os
from typing import NamedTuple

import peers
from campaign import fault
from certificates import Authority
from program import Failure, expect
from relay import Relay
from trust import has_alarm

# Enough to distinguish a relay that refuses everything from one that refuses somebody.
PEOPLE = 7
TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "refusals.csv")


# A Postfix that accepts and discards every mail.
TAKING = ["smtpd_relay_restrictions=permit_mynetworks,reject_unauth_destination",
          "smtpd_recipient_restrictions=check_recipient_access,static:DISCARD"]


class Case(NamedTuple):
    """A channel and the expected result of its deliveries."""

    settings: str
    right: str


@fault("F34", "refusals of Postfix, Dovecot, Exim, OpenSMTPD, and of others as scripted replies",
       "of us: alarm, none failed; of the recipient: failed at once; for now: tried again")
def refusals(campaign):
    office = campaign.office(PEOPLE)
    authority = Authority(campaign.directory())
    cases = {**scripted(campaign, office), **real(campaign, office, authority)}
    office.configure({name: case.settings for name, case in cases.items()}, [("holder", list(cases))])
    office.plan()
    run = office.once(seconds=120)
    wrong = [problem for name, case in cases.items() for problem in problems(office, run, name, case)]
    try:
        office.check_logs()
    except Failure as failure:
        wrong.append(str(failure))
    expect(not wrong, f"{len(wrong)} of {len(cases)}: " + "; ".join(wrong))
    taken = {name for name, case in cases.items() if case.right == "delivered"}
    odd = {name for name, _ in office.query("SELECT DISTINCT channel, 0 FROM delivery WHERE state = 'sent'")} - taken
    expect(not odd, f"sent through {odd}")
    counts = [sum(name.startswith(server) for name in cases) for server in ("postfix", "dovecot", "exim", "opensmtpd")]
    return len(cases), "{} ways of Postfix, {} of Dovecot, {} of Exim, {} of OpenSMTPD; {} scripted replies".format(
        *counts, len(cases) - sum(counts))


def problems(office, run, name, case):
    """Phrases for what is wrong."""
    states = dict(office.query("SELECT state, count(*) FROM delivery WHERE channel = ? GROUP BY state", name))
    rows = office.query("SELECT a.outcome, a.stage, a.reply FROM attempt AS a JOIN delivery AS d "
                        "ON d.id = a.delivery_id WHERE d.channel = ? ORDER BY a.ended_ms LIMIT 1", name)
    outcome, stage, reply = rows[0] if rows else ("nothing", "", "")
    said = f"{name} ({outcome} at {stage}: {reply})"
    if case.right == "channel at fault":
        if "failed" in states:
            yield f"{said}: {states['failed']} failed"
        elif not has_alarm(run, name):
            yield f"{said}: no alarm"
    elif case.right == "permanent":
        if states != {"failed": PEOPLE}:
            yield f"{said}: {states}"
    elif case.right == "delivered":
        if states != {"sent": PEOPLE}:
            yield f"{said}: {states}"
    elif "failed" in states or "deferred" not in states:
        yield f"{said}: {states}"


def scripted(campaign, office):
    """A relay for each line of the table, including servers that do not run here."""
    cases = {}
    with open(TABLE, encoding="utf-8", newline="") as table:
        for number, row in enumerate(csv.DictReader(table), 2):
            for step in ("mail", "rcpt", "end-of-data") if row["step"] == "any" else (row["step"],):
                relay = Relay(campaign, step, row["reply"])
                name = f"line-{number}-{step}-{row['said by'].split()[0].lower()}"
                cases[name] = Case(office.smtp(relay.smtp_port), row["right"])
    return cases


def real(campaign, office, authority):
    """The servers themselves, each configured by an administrator who does not want our mail."""
    identity = authority.identity("mx")
    ca = f", ca_file: {authority.file}"
    office.write("wrong.password", "not the password", mode=0o600)
    takes = peers.postfix(campaign, {"takes": TAKING})
    dovecot = peers.dovecot(campaign, identity, office_password(office), takes.ports["takes"])
    postfix_cases = postfix(identity, dovecot)
    tables = {"headers": "/^Subject:/ REJECT 5.7.1 SPF fail - not authorized\n", "nobody": ""}
    server = peers.postfix(campaign, {name: settings for name, (settings, _) in postfix_cases.items()}, tables)
    cases = {"postfix-" + name: Case(office.smtp(server.ports[name]), right)
             for name, (_, right) in postfix_cases.items()}
    for name, user, file, right in (
        ("hashed", "office@example.test", "smtp.password", "delivered"),
        ("wrong-password", "office@example.test", "wrong.password", "channel at fault"),
        ("disabled-user", "gone@example.test", "smtp.password", "channel at fault"),
    ):
        login = f", username: {user}, password: {{file: {file}}}"
        settings = office.smtp(dovecot.ports["submission"], tls="required", more=ca + login)
        cases["dovecot-" + name] = Case(settings, right)
    server = peers.exim(campaign, {name: rules for name, (rules, _) in EXIM.items()})
    cases |= {"exim-" + name: Case(office.smtp(server.ports[name]), right) for name, (_, right) in EXIM.items()}
    server = peers.opensmtpd(campaign, {name: rest for name, (rest, _) in OPENSMTPD.items()}, identity)
    return cases | {"opensmtpd-" + name: Case(office.smtp(server.ports[name]), right)
                    for name, (_, right) in OPENSMTPD.items()}


def office_password(office):
    with open(office.path("smtp.password"), encoding="utf-8") as file:
        return file.read()


def postfix(identity, dovecot):
    """Restrictions of HELO, client and sender are reported at RCPT, which is Postfix's default."""
    certificate, key = identity
    own = ["rewrite_service_name=rewrite-own", "local_recipient_maps=texthash:DIRECTORY/nobody"]
    # They let us relay, and object to something else.
    open_to_us = "smtpd_relay_restrictions=permit_mynetworks,reject_unauth_destination"
    return {
        "takes": (TAKING, "delivered"),
        # Our HELO name is fully qualified, whatever the host's own name is.
        "full-name": (["smtpd_helo_required=yes", "smtpd_helo_restrictions=reject_non_fqdn_helo_hostname",
                       *TAKING], "delivered"),
        "helo": (["smtpd_helo_restrictions=check_helo_access,static:{504 5.5.2 need fully-qualified hostname}"],
                 "channel at fault"),
        "client": (["smtpd_client_restrictions=reject"], "channel at fault"),
        "sender": (["smtpd_sender_restrictions=check_sender_access,static:{550 5.1.8 Domain not found}"],
                   "channel at fault"),
        "sender-login": (["smtpd_sasl_auth_enable=yes", "smtpd_sasl_type=dovecot",
                          f"smtpd_sasl_path=inet:127.0.0.1:{dovecot.ports['login']}",
                          "smtpd_sender_login_maps=static:somebody",
                          "smtpd_sender_restrictions=reject_unauthenticated_sender_login_mismatch"],
                         "channel at fault"),
        "relay": (["smtpd_relay_restrictions=reject_unauth_destination"], "channel at fault"),
        "relay-later": (["smtpd_relay_restrictions=defer_unauth_destination"], "channel at fault"),
        "encryption": (["smtpd_tls_security_level=encrypt", f"smtpd_tls_cert_file={certificate}",
                        f"smtpd_tls_key_file={key}"], "channel at fault"),
        "unknown-user": (own, "permanent"),
        "greylist": ([open_to_us, "smtpd_recipient_restrictions=check_recipient_access,static:{450 4.2.0 Greylisted}"],
                     "retry"),
        "over-quota": ([open_to_us, "smtpd_recipient_restrictions="
                        f"check_policy_service,inet:127.0.0.1:{dovecot.ports['quota']}"], "retry"),
        "too-large": ([open_to_us, "message_size_limit=100"], "permanent"),
        "spf": ([open_to_us, "cleanup_service_name=cleanup-strict"], "channel at fault"),
    }


EXIM = {
    "relay": ({"rcpt": "deny message = relay not permitted"}, "channel at fault"),
    "sender": ({"rcpt": "require verify = sender"}, "channel at fault"),
    "helo": ({"rcpt": "deny message = HELO/EHLO argument rejected"}, "channel at fault"),
    "content": ({"data": "deny message = This message scored too many points"}, "channel at fault"),
    "unknown-user": ({"rcpt": "require verify = recipient"}, "permanent"),
    "greylist": ({"rcpt": "defer message = greylisted, please try again later"}, "retry"),
}

# Without TLS: OpenSMTPD 6.8 with Debian's OpenSSL 3 aborts every handshake.
OPENSMTPD = {
    "encryption": ("tls-require pki office", "channel at fault"),
    "stranger": ("filter stranger", "channel at fault"),
    # "Invalid recipient" is all it says, both for an unknown user and for a domain it does not relay to.
    "relay": ("", "channel at fault"),
    "greylist": ("filter greylist", "retry"),
}
