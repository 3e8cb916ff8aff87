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
        self.rows = {}  # by source, audience, type and id of the record
        self.seen = set()  # ids, each once
        self.parts = {}  # of digests, by source, notice and sequence

    def receive(self, body, headers):
        """Takes a request; raises WebhookVerificationError where its signature is wrong.

        Returns the event, and the parts of the digest that it completed.
        """
        event = self.hook.verify(body, headers)
        data = event["data"]
        if data["id"] in self.seen:
            return event, []
        self.seen.add(data["id"])
        if "items" in data:
            return event, self.take_digest(data)
        if "item" in data:
            self.take_event(data)
        return event, []

    def take_digest(self, data):
        source, audience, sequence = data["source"], data["audience"], data["sequence"]
        parts = self.parts.setdefault((source, data["notice_id"], sequence), {})
        parts[data["part"]] = data
        if len(parts) < data["parts"] or not data["complete"]:
            return []
        employers = {employer["id"] for employer in data.get("employers", [])}
        for key, row in list(self.rows.items()):
            if key[:2] == (source, audience) and row.sequence < sequence:
                if audience == "administrator" or row.item and row.item["employer"]["id"] in employers:
                    del self.rows[key]
        for part in parts.values():
            for item in part["items"]:
                self.put(key_of(data, item["record"]), sequence, item)
        return list(parts.values())

    def take_event(self, data):
        self.put(key_of(data, data["record"]), data["sequence"], data["item"])

    def put(self, key, sequence, item):
        if key not in self.rows or self.rows[key].sequence <= sequence:
            self.rows[key] = Row(sequence, item)


def key_of(data, record):
    return data["source"], data["audience"], record["type"], record["id"]
