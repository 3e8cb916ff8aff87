"""The two schemas of events, and what each says of an event."""

import json
import pathlib

import jsonschema

DOCUMENTATION = pathlib.Path(__file__).resolve().parents[2] / "Documentation"
CHECKER = jsonschema.FormatChecker()


def validator(schema):
    return jsonschema.Draft202012Validator(schema, format_checker=CHECKER)


class Lax:
    def __init__(self, name="event.schema.json"):
        self.schema = json.loads((DOCUMENTATION / name).read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(self.schema)
        self._whole = validator(self.schema)

    def complaints(self, event):
        return [f"{list(error.absolute_path)} {error.message[:200]}" for error in self._whole.iter_errors(event)]


class Strict(Lax):
    """Tries only the definition of the event's own kind, of which there is one, as readers of a discriminator do."""

    def __init__(self):
        super().__init__("event.strict.schema.json")
        root = {key: value for key, value in self.schema.items() if key not in ("oneOf", "discriminator")}
        self._kinds = {
            kind: validator({**root, "$ref": place}) for kind, place in self.schema["discriminator"]["mapping"].items()
        }

    def complaints(self, event):
        kind = self._kinds.get(event.get("type"))
        if kind is None:
            return [f"['type'] {event.get('type')!r} is no kind"]
        return [f"{list(error.absolute_path)} {deepest(error)[:300]}" for error in kind.iter_errors(event)]

    def whole_complaints(self, event):
        return super().complaints(event)

    @property
    def examples(self):
        """The examples by kind."""
        definitions = self.schema["$defs"]
        return {
            kind: definitions[place.rsplit("/", 1)[1]]["examples"]
            for kind, place in self.schema["discriminator"]["mapping"].items()
        }


def deepest(error):
    """The message of what went wrong, inside the alternatives."""
    inner = jsonschema.exceptions.best_match(error.context) if error.context else None
    return f"{error.message[:100]}: {list(inner.absolute_path)} {inner.message}" if inner else error.message


def read(lines):
    return [json.loads(line) for line in lines.decode("utf-8").split("\n") if line]
