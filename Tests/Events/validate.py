"""Validates the events on standard input, one a line, against both schemas, and prints what they complain about."""

import collections
import sys

import schemas

MOST = 40

lax, strict = schemas.Lax(), schemas.Strict()
told = collections.Counter()
for event in schemas.read(sys.stdin.buffer.read()):
    for name, schema in (("lax", lax), ("strict", strict)):
        for complaint in schema.complaints(event):
            data = event.get("data", {})
            what = f"{event.get('type')} {data.get('audience')} {data.get('record', {}).get('type')}"
            told[f"{name}: {what} {complaint}"] += 1
# The kinds of the schema exclude one another, so that trying only one of them is enough.
for kind, examples in strict.examples.items():
    if len(examples) != 1 or examples[0]["type"] != kind:
        told[f"{kind} has not one example of its own"] += 1
    for example in examples:
        for complaint in strict.whole_complaints(example) + lax.complaints(example):
            told[f"example: {kind} {complaint}"] += 1
for complaint, count in told.most_common(MOST):
    print(f"{count} × {complaint}")
