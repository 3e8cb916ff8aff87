"""What people write into a configuration: replacements in a good one, each of which makes exactly one mistake."""

SENDER = "from: office@example.test"
HOLDER = "- {match: {audience: holder}, send: [office-mail]}"


def before(key, lines):
    """Inserts lines before a key of the file."""
    return (key, f"{lines}\n{key}")


def multiplied():
    """Eleven lists, each naming the previous one ten times, as a key: comparing keys visits 10,000 million words."""
    lists = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 11)]
    return "\n".join(["a0: &a0 [x, x, x, x, x, x, x, x, x, x]", *lists, "? *a10", ": x"])


FORMAT = [
    ("version: 1", "version: 2"), ("version: 1", "version: 一"), ("version: 1\n", ""),
    ("version: 1", "version: 1\nversion: 1"), ("timezone:", "timezome:"), ("timezone: ", "timezone: Mars/"),
    ("registry: {", "registry: {sqlte: x, "), ("registry: {sqlite: registry.db}\n", ""),
    ("registry: {sqlite: registry.db}", "registry: registry.db"), ("state: {sqlite: state.db}", "state: {}"),
    ("state: {sqlite: state.db}", "state: {sqlite: registry.db}"),
    before("routes:", "texts: \"注册"), before("routes:", "texts: &a [*b]"), before("routes:", "timezone: \x1b[31m"),
    before("routes:", "---\nversion: 1"), before("routes:", "extra: " + "[" * 10_000),
    before("routes:", "extra: " + "[" * 40 + "]" * 40), before("routes:", multiplied()),
    before("routes:", "<<: {timezone: UTC}"), ("timezone: ", "timezone: &zone "),
]

FIGURES = [
    ("send_between: ", "send_betwen: "), ('"00:00-24:00"', '"25:00-26:00"'), ('"00:00-24:00"', '"18:00-09:00"'),
    ("schedule: {", "schedule: {rescan_every: 1h30, "), ("schedule: {", "schedule: {rescan_every: 0s, "),
    ("schedule: {", "schedule: {scan_at: noon, "), ("schedule: {", "schedule: {send_days: [], "),
    before("channels:", "rules: {mark: 3m}"), before("channels:", "rules: {mark: 13mo}"),
    before("channels:", "rules: {ladder: [M-3, M-12]}"), before("channels:", "rules: {holiday_roll: maybe}"),
    before("routes:", "delivery: {lease: soon}"), before("routes:", "delivery: {on_ambiguous: guess}"),
    before("routes:", "delivery: {stop_grace: -5s}"),
]

CHANNELS = [
    ("office-mail: {type: smtp", "office-mail: {type: smpt"), ("  office-mail:", "  办公邮件:"),
    ("  office-mail:", "\toffice-mail:"), ('url: "smtp://', 'url: "http://'),
    ('url: "smtp://127', 'url: "smtp://user:secret@127'), (':2525"', ':99999"'), ("tls: none", "tls: sometimes"),
    ("parallel: 4", "parallel: 0"), ("parallel: 4", "parallel: many"),
    (SENDER, 'from: "a@example.test>\\r\\nDATA"'), (SENDER, "from: office"), (SENDER, f"{SENDER}, password: hunter2"),
    (SENDER, f"{SENDER}, username: u, password: {{file: missing.secret}}"),
    (SENDER, f"{SENDER}, username: u, password: {{file: open.secret}}"),
    (SENDER, f"{SENDER}, username: u, password: {{credential: ../../etc/shadow}}"),
    (SENDER, f"{SENDER}, ca_file: missing.pem"),
]

ROUTES = [
    (HOLDER, HOLDER.replace("holder", "holdr")), (HOLDER, HOLDER.replace("office", "ofice")),
    (HOLDER, HOLDER.replace("[office-mail]", "[]")), (HOLDER, "- {match: {audience: holder}}"),
    (f"routes:\n  {HOLDER}", "routes: []"), before("routes:", "administrators: [{name: 值班, email: duty}]"),
]

MISTAKES = FORMAT + FIGURES + CHANNELS + ROUTES
