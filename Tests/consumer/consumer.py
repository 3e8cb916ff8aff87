"""A table of what is open, kept from events alone: the pseudo code of Documentation/webhooks.md, and nothing else."""

from dataclasses import dataclass

from standardwebhooks.webhooks import Webhook


@dataclass
class Row:
    sequence: int
    item: dict | None  # None where nothing is open: only the number is remembered


class Consumer:
    def __init__(self, secret):
        self.hook = Webhook(secret)
        self.all = {}  # rows by source, audience, type and id of the record
        self.tables = {}  # by source, audience and employer: the sequence of its latest whole digest
        self.parts = {}  # of digests, by source, notice and sequence

    @property
    def rows(self):
        """The table."""
        return {key: row for key, row in self.all.items() if row.item and row.sequence >= self.told(key, row.item)}

    def told(self, key, item):
        source, audience = key[:2]
        employer = None if audience == "administrator" else (item["employer"] or {}).get("id")
        return self.tables.get((source, audience, employer), 0)

    def receive(self, body, headers):
        """Takes a request; raises WebhookVerificationError where its signature is wrong.

        Returns the event, and the parts of the digest that it completed, where none is later.
        """
        event = self.hook.verify(body, headers)
        data = event["data"]
        if data["test"]:
            return event, []
        if "items" in data:
            return event, self.take_digest(data)
        if "item" in data:
            self.put(data, data["record"], data["item"])
        return event, []

    def take_digest(self, data):
        parts = self.parts.setdefault((data["source"], data["notice_id"], data["sequence"]), {})
        if data["part"] in parts:
            return []
        parts[data["part"]] = data
        if len(parts) < data["parts"]:
            return []
        is_latest = data["complete"]
        if data["complete"]:
            for employer in data.get("employers", [{"id": None}]):
                key = data["source"], data["audience"], employer["id"]
                is_latest = is_latest and data["sequence"] >= self.tables.get(key, 0)
                self.tables[key] = max(self.tables.get(key, 0), data["sequence"])
        for part in parts.values():
            for item in part["items"]:
                self.put(data, item["record"], item)
        return list(parts.values()) if is_latest else []

    def put(self, data, record, item):
        key = key_of(data, record)
        if key not in self.all or self.all[key].sequence <= data["sequence"]:
            self.all[key] = Row(data["sequence"], item)


def key_of(data, record):
    return data["source"], data["audience"], record["type"], record["id"]
