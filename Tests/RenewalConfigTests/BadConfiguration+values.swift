extension BadConfiguration {
    /// Values outside the rules and channels.
    static let values = [
        BadConfiguration(
            "15:11",
            "unknown time zone 'Asia/Shangai', did you mean 'Asia/Shanghai'?",
            adding: "timezone: Asia/Shangai\n"
        ),
        BadConfiguration("15:11", "unknown time zone 'GMT+8'", adding: "timezone: GMT+8\n"),
        BadConfiguration("15:10", "timezone: has no value", adding: "timezone:\n"),
        BadConfiguration("15:11", "timezone: expected one value, found a list", adding: "timezone: [UTC]\n"),
        BadConfiguration("16:12", "'8:30' is no time of day", adding: "schedule:\n  scan_at: 8:30\n"),
        BadConfiguration("16:12", "'24:00' is no time of day", adding: "schedule:\n  scan_at: \"24:00\"\n"),
        BadConfiguration(
            "16:17",
            "'18:00-09:00' ends before it starts",
            adding: "schedule:\n  send_between: 18:00-09:00\n"
        ),
        BadConfiguration("16:17", "'9-18' are no hours", adding: "schedule:\n  send_between: 9-18\n"),
        BadConfiguration(
            "16:20",
            "unknown day 'tues', did you mean 'tue'?",
            adding: "schedule:\n  send_days: [mon, tues]\n"
        ),
        BadConfiguration(
            "16:20",
            "send_days: workdays stands alone; remove the other days",
            adding: "schedule:\n  send_days: [sat, workdays]\n"
        ),
        BadConfiguration("16:22", "send_latest_after", adding: "schedule:\n  send_latest_after: 0d\n"),
        BadConfiguration("16:17", "'15' has no unit; add one of s, m, h, d", adding: "schedule:\n  rescan_every: 15\n"),
        BadConfiguration(
            "16:17",
            "unknown unit 'min'; use one of s, m, h, d",
            adding: "schedule:\n  rescan_every: 15min\n"
        ),
        BadConfiguration("16:17", "'1.5h' has the unknown unit '.5h'", adding: "schedule:\n  rescan_every: 1.5h\n"),
        BadConfiguration("16:17", "it must be between 1s and 1d", adding: "schedule:\n  rescan_every: 0s\n"),
        BadConfiguration("16:17", "is no length of time", adding: "schedule:\n  rescan_every: 99999999999999999999h\n"),
        BadConfiguration("16:15", "it must be between 0s and 10m", adding: "delivery:\n  stop_grace: 11m\n"),
        BadConfiguration(
            "16:17",
            "unknown word 'drop', use one of resend, hold",
            adding: "delivery:\n  on_ambiguous: drop\n"
        ),
        BadConfiguration("16:19", "from 0 to 100", adding: "bounces:\n  suppress_after: -1\n"),
        BadConfiguration(
            "16:17",
            "suppress_for: '6m' has the unknown unit 'm'; use one of d, mo, y",
            adding: "bounces:\n  suppress_for: 6m\n"
        ),
        BadConfiguration("16:9", "verp: 'ja' is no switch", adding: "bounces:\n  verp: ja\n"),
        BadConfiguration("16:3", "unknown key 'mailbox'", adding: "bounces:\n  mailbox: /srv/mail\n"),
        BadConfiguration("16:13", "unknown word 'zh', use one of zh-CN, en", adding: "texts:\n  language: zh\n"),
        BadConfiguration(
            "16:15",
            "the URL must start with https:// or http://",
            adding: "texts:\n  system_url: ftp://example.test\n"
        ),
        BadConfiguration(
            "16:13",
            "the URL must start with https:// or http://",
            adding: "texts:\n  exam_url: ftp://example.test\n"
        ),
        BadConfiguration(
            "16:19",
            "the URL must start with https:// or http://",
            adding: "texts:\n  credential_url: ftp://example.test\n"
        ),
        BadConfiguration(
            "16:12",
            "contact: has a line break or control character",
            adding: "texts:\n  contact: \"值班\\n电话\"\n"
        ),
        BadConfiguration(
            "16:23",
            "the address does not have exactly one @",
            adding: "administrators:\n  - {name: 李伟, email: li.wei}\n"
        ),
        BadConfiguration("16:5", "missing key 'administrators.email'", adding: "administrators:\n  - {name: 李伟}\n"),
        BadConfiguration(
            "3:9",
            "unknown key 'sqlit', did you mean 'sqlite'?",
            replacing: "state: {",
            with: "state: {sqlit: a, "
        ),
        BadConfiguration(
            "2:58",
            "registrations: is no query",
            replacing: "registry.db}",
            with: "registry.db, mapping: {registrations: DROP}}"
        ),
    ]

    /// Numbers of the rules.
    static let rules = [
        BadConfiguration("16:9", "'3m' has the unknown unit 'm'; use one of mo, y", adding: "rules:\n  mark: 3m\n"),
        BadConfiguration("16:9", "'3' has no unit; add one of d, mo, y", adding: "rules:\n  term: 3\n"),
        BadConfiguration("16:9", "it must be at most 100y", adding: "rules:\n  term: 101y\n"),
        BadConfiguration("16:9", "must last at least 1d", adding: "rules:\n  term: 0d\n"),
        BadConfiguration(
            "16:21",
            "'3mo' has the unknown unit 'mo'; use d",
            adding: "rules:\n  overdue_backfill: 3mo\n"
        ),
        BadConfiguration(
            "16:9",
            "earliest (1y) must not be shorter than mark (13mo)",
            adding: "rules:\n  mark: 13mo\n"
        ),
        BadConfiguration(
            "16:13",
            "earliest (2mo) must not be shorter than mark (3mo)",
            adding: "rules:\n  earliest: 2mo\n"
        ),
        BadConfiguration(
            "16:9",
            "mark (1mo) must not be shorter than shortest_processing (2mo)",
            adding: "rules:\n  mark: 1mo\n"
        ),
        BadConfiguration(
            "16:23",
            "longest_processing (1mo) must not be shorter",
            adding: "rules:\n  longest_processing: 1mo\n"
        ),
        BadConfiguration("16:11", "ladder: the list is empty", adding: "rules:\n  ladder: []\n"),
        BadConfiguration("16:22", "ladder: D-7 is listed twice", adding: "rules:\n  ladder: [D-7, M-3, D-7]\n"),
        BadConfiguration("16:12", "'S+2M' is no mark of the ladder", adding: "rules:\n  ladder: [S+2M]\n"),
        BadConfiguration("16:17", "'M3' is no mark of the ladder", adding: "rules:\n  ladder: [M-3, M3]\n"),
        BadConfiguration(
            "16:22",
            "unknown word 'holds', did you mean 'hold'?",
            adding: "rules:\n  pending_at_expiry: holds\n"
        ),
    ]
}
