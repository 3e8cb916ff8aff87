"""What could be wrong with an event, one thing at a time, and whether the schemas refuse it.

Each mutation changes one place of a valid event: of the first one on standard input, which has an event a line, that is
of its kind and audience and has that place. Prints the share that each schema refuses, and what gets past them.
"""

import copy
import json
import sys

import schemas

DROP = object()
WORDS = {"subject": "主题", "body": "正文"}
PARTY = {"id": "P-9", "name": "示例人员"}
REFUSED = {"id": "A-9", "procedure": "renewal", "state": "rejected", "submitted_on": "2025-11-01"}

# What is wrong, the kind and audience, the place, and what then stands there.
MUTATIONS = [
    # What kind of event it is.
    ("the type misspelt", "registration.expired/holder", "type", "registration.expierd"),
    ("a type that there is not", "registration.expired/holder", "type", "registration.paused"),
    ("the type of another record", "registration.expired/holder", "type", "credential.expired"),
    ("the type of another mark", "registration.window_open/holder", "type", "registration.expired"),
    ("a digest as a single event", "employer.digest/employer", "type", "registration.expired"),
    ("no data", "registration.expired/holder", "data", DROP),
    ("a time with an offset", "registration.expired/holder", "timestamp", "2025-12-15T09:00:00+08:00"),
    ("a day as a time", "registration.expired/holder", "timestamp", "2025-12-15"),
    ("a key more beside data", "registration.expired/holder", "version", 1),
    ("a key more in data", "registration.expired/holder", "data.days_remaining", 3),
    ("a key more in the record", "registration.expired/holder", "data.record.category", "化工安全"),
    ("a number as the test mark", "registration.expired/holder", "data.test", 0),
    # Ids.
    ("an empty id", "registration.expired/holder", "data.id", ""),
    ("an id without its prefix", "registration.expired/holder", "data.id", "abcdefghijklmnopqrstuvwxyz"),
    ("an id in capitals", "registration.expired/holder", "data.id", "MSG_ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ("the id of a part", "registration.expired/holder", "data.id", "msg_abcdefghijklmnopqrstuvwxyz_p2"),
    ("a short notice id", "registration.expired/holder", "data.notice_id", "abcdef"),
    ("no notice id", "registration.expired/holder", "data.notice_id", DROP),
    ("a negative sequence", "registration.expired/holder", "data.sequence", -1),
    ("a sequence from zero", "registration.expired/holder", "data.sequence", 0),
    ("a sequence as text", "registration.expired/holder", "data.sequence", "17"),
    ("a fraction as the sequence", "registration.expired/holder", "data.sequence", 1.5),
    ("a source that is no URN", "registration.expired/holder", "data.source", "office-1"),
    ("another schema", "registration.expired/holder", "data.schema", "urn:renewald:event:2"),
    # Days.
    ("a day without zeros", "registration.expired/holder", "data.as_of", "2025-3-5"),
    ("a day that there is not", "registration.expired/holder", "data.as_of", "2025-02-30"),
    ("a day with strokes", "registration.expired/holder", "data.as_of", "2025/12/15"),
    ("a last day with a time", "registration.expired/holder", "data.record.valid_until", "2025-12-15T00:00:00Z"),
    ("no last day of what expired", "registration.expired/holder", "data.record.valid_until", None),
    ("a window of two days", "registration.window_open/holder", "data.record.window.mark", DROP),
    ("no window", "registration.window_open/holder", "data.record.window", None),
    ("a window where nothing ends", "qualification.collection_open/holder", "data.record.window",
     {"opens": "2025-01-01", "mark": "2025-02-01", "expires": "2025-03-01"}),
    ("days left as text", "registration.expired/holder", "data.days_left", "-1"),
    ("no days left", "registration.expired/holder", "data.days_left", None),
    ("expired with days left", "registration.expired/holder", "data.days_left", 5),
    ("expired on its last day", "registration.expired/holder", "data.days_left", 0),
    ("expired certificate with days left", "credential.expired/holder", "data.days_left", 5),
    ("days left on the last day", "registration.expires_today/holder", "data.days_left", 3),
    ("a month left in the last week", "application.near_expiry/holder", "data.days_left", 30),
    ("no day of an end", "registration.ended/holder", "data.occurred_on", None),
    ("a day of an event before an expiry", "registration.mark_reached/holder", "data.occurred_on", "2025-12-15"),
    ("a negative delay", "registration.expired/holder", "data.late_by_days", -2),
    ("a data problem that is late", "data.date_mismatch/administrator", "data.late_by_days", 2),
    ("no day told before", "registration.date_corrected/holder", "data.previous_valid_until", None),
    # Words.
    ("a severity misspelt", "registration.expired/holder", "data.severity", "critcal"),
    ("a severity that there is not", "registration.expired/holder", "data.severity", "high"),
    ("a severity with a capital", "registration.expired/holder", "data.severity", "Urgent"),
    ("an audience in the plural", "registration.expired/holder", "data.audience", "holders"),
    ("an audience that is not told", "registration.window_open/holder", "data.audience", "administrator"),
    ("a phase that there is not", "registration.window_open/holder", "data.phase", "open"),
    ("a phase of another time", "registration.window_open/holder", "data.phase", "overdue"),
    ("expired while open", "registration.expired/holder", "data.phase", "standard"),
    ("no phase with a last day", "registration.window_open/holder", "data.phase", "unknown"),
    ("a risk that there is not", "registration.window_open/holder", "data.continuity_risk", "high"),
    ("a lapse with days left", "registration.window_open/holder", "data.continuity_risk", "lapsed"),
    ("a lapse of a certificate", "credential.expired/holder", "data.continuity_risk", "lapsed"),
    ("the procedure of another record", "registration.window_open/holder", "data.procedure", "credential_renewal"),
    ("a procedure for a relying party", "registration.expired/relying_party", "data.procedure", "reregistration"),
    ("a milestone in words", "registration.window_open/holder", "data.milestone", "12 months"),
    ("an offset as the time zone", "registration.window_open/holder", "data.time_zone", "+08:00"),
    ("no rule", "registration.window_open/holder", "data.rules", []),
    ("a rule with a blank", "registration.window_open/holder", "data.rules", ["R 19"]),
    # The record.
    ("no record", "registration.expired/holder", "data.record", None),
    ("a record type misspelt", "registration.expired/holder", "data.record.type", "registrations"),
    ("the record type of another kind", "registration.expired/holder", "data.record.type", "credential"),
    ("a state of a certificate", "registration.expired/holder", "data.record.state", "superseded"),
    ("a state of a registration", "credential.voided/holder", "data.record.state", "revoked"),
    ("no state", "registration.expired/holder", "data.record.state", None),
    ("renewed and still active", "registration.renewed/holder", "data.record.state", "active"),
    ("ended and still active", "registration.ended/holder", "data.record.state", "active"),
    ("expired and renewed", "registration.expired/holder", "data.record.state", "renewed"),
    ("an expired certificate in force", "credential.expired/holder", "data.record.state", "active"),
    ("a void certificate in force", "credential.voided/holder", "data.record.state", "active"),
    ("a full number", "registration.expired/holder", "data.record.number_masked", "11000000001234"),
    ("an empty record id", "registration.expired/holder", "data.record.id", ""),
    ("a number as the record id", "registration.expired/holder", "data.record.id", 17),
    ("no serial for who relies on it", "credential.status_changed/relying_party", "data.record.serial", DROP),
    ("a serial for the holder", "credential.expired/holder", "data.record.serial", "SN0000000000005678"),
    # Parties.
    ("no holder for the holder", "registration.expired/holder", "data.holder", None),
    ("a holder without a name", "registration.expired/holder", "data.holder.name", DROP),
    ("a name as the holder", "registration.expired/holder", "data.holder", "示例人员"),
    ("an e-mail address", "registration.expired/holder", "data.holder.email", "p1@example.test"),
    ("no employer for the employer", "registration.expired/employer", "data.employer", None),
    ("a holder for a relying party", "registration.expired/relying_party", "data.holder", PARTY),
    ("an employer for a relying party", "registration.expired/relying_party", "data.employer", PARTY),
    ("a holder of an office matter", "office.sending_held/administrator", "data.holder", PARTY),
    ("a company's matter with a holder", "credential.update_required/employer", "data.holder", PARTY),
    # Words for people.
    ("an empty subject", "registration.expired/holder", "data.text.zh-CN.subject", ""),
    ("an empty body", "registration.expired/holder", "data.text.zh-CN.body", ""),
    ("a subject of two lines", "registration.expired/holder", "data.text.zh-CN.subject", "主题\n正文"),
    ("another language", "registration.expired/holder", "data.text.zh", WORDS),
    ("bare words", "registration.expired/holder", "data.text", "注册已过期"),
    # Applications.
    ("a decided application in progress", "application.in_progress/holder", "data.application.state", "approved"),
    ("a refusal of no application", "application.rejected/holder", "data.application", None),
    ("an application state that there is not", "application.in_progress/holder", "data.application.state", "pending"),
    ("a procedure of a certificate", "application.in_progress/holder", "data.application.procedure", "reissue"),
    ("no application of a registration", "registration.expired/holder", "data.application", DROP),
    # The row of the table.
    ("no row", "registration.expired/holder", "data.item", DROP),
    ("the row of another type", "registration.expired/holder", "data.item.record.type", "credential"),
    ("a row without kinds", "registration.expired/holder", "data.item.kinds", []),
    ("a row of what is only told", "registration.expired/holder", "data.item.kinds", ["registration.renewed"]),
    ("a row of another record's kind", "registration.expired/holder", "data.item.kinds", ["credential.expired"]),
    ("a row with a severity misspelt", "registration.expired/holder", "data.item.severity", "critcal"),
    ("a row of nobody", "registration.expired/holder", "data.item.holder", None),
    ("a row without a last day", "registration.expired/holder", "data.item.valid_until", None),
    ("a row awaiting a refusal", "registration.expired/holder", "data.item.application", REFUSED),
    ("a row for a relying party", "registration.expired/relying_party", "data.item", None),
    ("the row of another record", "registration.expired/holder", "data.item.record.id", "R-9999"),
    # Digests.
    ("no part", "employer.digest/employer", "data.part", DROP),
    ("a part from zero", "employer.digest/employer", "data.part", 0),
    ("a second part under the first id", "employer.digest/employer", "data.part", 2),
    ("more parts than there are", "employer.digest/employer", "data.parts", 0),
    ("no rows", "employer.digest/employer", "data.items", DROP),
    ("rows as ids", "employer.digest/employer", "data.items", ["R-1"]),
    ("completeness as text", "employer.digest/employer", "data.complete", "true"),
    ("no employers", "employer.digest/employer", "data.employers", []),
    ("a figure missing", "employer.digest/employer", "data.counts.overdue", DROP),
    ("a negative figure", "administrator.digest/administrator", "data.counts.sent", -1),
    ("a table without words", "administrator.digest/administrator", "data.text", {}),
    ("rows in a single event", "registration.expired/holder", "data.items", []),
    ("a part of a single event", "registration.expired/holder", "data.part", 1),
    # What only some kinds have.
    ("the withdrawn missing", "reminder.withdrawn/holder", "data.withdraws", DROP),
    ("a notice id withdrawn", "reminder.withdrawn/holder", "data.withdraws", ["abcdefghijklmnopqrstuvwxyz"]),
    ("a reason that there is not", "reminder.withdrawn/holder", "data.reason", "expired"),
    ("no reason", "reminder.withdrawn/holder", "data.reason", None),
    ("a reason of what is not withdrawn", "registration.expired/holder", "data.reason", "filed"),
    ("the holder of somebody else's record", "reminder.withdrawn/holder", "data.holder", PARTY),
    ("a status that there is not", "credential.status_changed/relying_party", "data.status", "revoked"),
    ("a status that is not the state", "credential.status_changed/relying_party", "data.status", "superseded"),
    ("a status without a day", "credential.status_changed/relying_party", "data.effective_on", None),
    ("a reason of an end that there is not", "registration.ended/holder", "data.end_reason", "retired"),
    ("the reason of an end for who relies on it", "registration.ended/relying_party", "data.end_reason", "deceit"),
    ("nothing held", "office.sending_held/administrator", "data.holds", []),
    ("a hold without figures", "office.sending_held/administrator", "data.holds.0.figures", DROP),
    ("a hold of a part that there is not", "office.sending_held/administrator", "data.holds.0.scope", "person:P-1"),
    # Beyond what a schema can say: two values that do not agree.
    ("a mark after the last day", "registration.window_open/holder", "data.record.window.mark", "2099-01-01"),
    ("a wrong count of days", "registration.window_open/holder", "data.days_left", 17),
    ("a part beyond the last", "administrator.digest/administrator", "data.parts", 1000),
]


def parent(event, place):
    """The object that holds the last key of a place, with that key; nothing where there is no such object."""
    *path, last = [int(key) if key.isdigit() else key for key in place.split(".")]
    for key in path:
        if not isinstance(event, (dict, list)) or (isinstance(event, dict) and key not in event):
            return None
        event = event[key]
    return (event, last) if isinstance(event, dict) else None


def mutated(event, place, value):
    changed = copy.deepcopy(event)
    holder, key = parent(changed, place)
    if value is DROP:
        del holder[key]
    else:
        holder[key] = value
    return changed


def suits(event, where, place, value):
    if f"{event['type']}/{event['data']['audience']}" != where:
        return False
    found = parent(event, place)
    return found is not None and (value is not DROP or found[1] in found[0])


def main():
    lax, strict = schemas.Lax(), schemas.Strict()
    events = schemas.read(sys.stdin.buffer.read())
    past = {"strict": [], "lax": []}
    for name, where, place, value in MUTATIONS:
        event = next((event for event in events if suits(event, where, place, value)), None)
        if event is None:
            sys.exit(f"no event for: {name}")
        wrong = mutated(event, place, value)
        # To Python 0 is False.
        if json.dumps(wrong) == json.dumps(event) or strict.complaints(event) or lax.complaints(event):
            sys.exit(f"nothing wrong, or wrong before: {name}")
        for schema, complaints in (("strict", strict.complaints(wrong)), ("lax", lax.complaints(wrong))):
            if not complaints:
                past[schema].append(name)
    result = {"mutations": len(MUTATIONS)}
    for schema, names in past.items():
        result[schema] = {"refused": len(MUTATIONS) - len(names), "past": names}
    print(json.dumps(result, ensure_ascii=False))


main()
