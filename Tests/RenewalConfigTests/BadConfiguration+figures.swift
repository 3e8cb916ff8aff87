extension BadConfiguration {
    /// One key of the rules on line 16 whose value, or the part `offset` characters into it, is refused.
    private static func rule(_ key: String, _ value: String, _ message: String, offset: Int = 0) -> BadConfiguration {
        BadConfiguration("16:\(key.count + 5 + offset)", message, adding: "rules:\n  \(key): \(value)\n")
    }

    /// Figures and switches of the rules.
    static let figures = [
        rule("expiry_day", "inclusiv", "unknown word 'inclusiv', did you mean 'inclusive'?"),
        rule("mark_role", "deadline", "use one of target_deadline, hard_deadline, window_start"),
        rule("grace", "10", "'10' has no unit; add d, as in 90d"),
        rule("grace", "10000d", "it must be between 0d and 9999d"),
        rule("employer_change", "renew", "use one of change_first, change_if_days_left, reregister"),
        rule("employer_change_days", "6mo", "'6mo' has the unknown unit 'mo'; use d"),
        rule("rename_blocks_renewal", "yes", "'yes' is no switch; write true or false"),
        rule("revocation_bar", "5", "'5' has no unit; add one of d, mo, y"),
        rule("education_hours", "48h", "'48h' is no whole number; write one from 1 to 9999"),
        rule("education_hours", "0", "write a whole number from 1 to 9999"),
        rule("age_limit", "70y", "'70y' is no whole number; write one from 1 to 150"),
        rule(
            "initial_deadline_before_2019",
            "2024-02-30",
            "'2024-02-30' is no day; write YYYY-MM-DD or none"
        ),
        rule("annotation_limit", "0d", "it must be between 1d and 366d"),
        rule("initial_deadline", "0d", "there must be at least 1d for a first registration"),
        rule("initial_deadline", "101y", "it must be at most 100y"),
        rule("overdue_backfill", "-1d", "'-1d' is no length of time"),
        rule("modules", "[anotation]", "unknown word 'anotation', did you mean 'annotation'?", offset: 1),
        rule("modules", "", "modules: has no value", offset: -1),
        rule("collection_wait", "90d", "'90d' has the unknown unit 'd'; use one of mo, y"),
        rule("collection_wait", "0mo", "it must be between 1mo and 100y"),
        rule("collection_tolerance", "1mo", "'1mo' has the unknown unit 'mo'; use d"),
        rule("steps_required", "[1, 7]", "'7' is out of range; write a whole number from 1 to 6", offset: 4),
        rule("steps_required", "{1: true}", "steps_required: expected one value, found keys with values"),
        rule("incomplete_loss", "reject", "unknown word 'reject', use one of accept, refuse"),
        rule("reissue_keeps_expiry", "1", "'1' is no switch; write true or false"),
        rule("reissue_reminder_every", "0d", "it must be between 1d and 366d"),
        rule("reissue_reminders", "25", "write a whole number from 0 to 24"),
        rule("reissue_reminders", "-1", "write a whole number from 0 to 24"),
        rule("reminders", "6", "unknown key 'reminders', use one of term,", offset: -11),
        BadConfiguration(
            "16:10",
            "grace: mark_role hard_deadline ends filing before expiry; remove one of them",
            adding: "rules:\n  grace: 10d\n  mark_role: hard_deadline\n"
        ),
    ]

    /// Marks of registrations, categories and credentials.
    static let ladders = [
        rule("ladder", "[M-3, M-6, D0]", "ladder: M-6 is before M-3 by date; list the earliest mark first", offset: 6),
        rule("ladder", "[M-3, D0, D-7]", "ladder: D-7 is before D0 by date", offset: 10),
        rule("ladder", "[D0, M-1, M-3]", "ladder: M-1 is before D0 by date", offset: 5),
        rule("ladder", "[D-30, M-1]", "ladder: M-1 is before D-30 by date", offset: 7),
        rule("ladder", "[M-61, D0]", "'M-61' is more than five years from expiry; write at most M-60", offset: 1),
        rule("ladder", "[D0, D+1827]", "'D+1827' is more than five years from expiry", offset: 5),
        rule("credential_ladder", "[]", "credential_ladder: the list is empty"),
        rule("credential_ladder", "[D0, D0]", "credential_ladder: D0 is listed twice", offset: 5),
        rule("credential_ladder", "[D+1, D0]", "credential_ladder: D0 is before D+1 by date", offset: 6),
        rule("credential_ladder", "N+7D", "'N+7D' is no mark of the ladder"),
        rule("category_ladders", "[D0]", "category_ladders: expected keys with values, found a list"),
        rule("category_ladders", "{煤矿安全: [D0, M-1]}", "煤矿安全: M-1 is before D0 by date", offset: 12),
        rule("category_ladders", "{煤矿安全: [M-1, M-1]}", "煤矿安全: M-1 is listed twice", offset: 13),
        rule("category_ladders", "{煤矿安全: []}", "煤矿安全: the list is empty", offset: 7),
        rule(
            "category_ladders",
            "{其他安全(不包括消防安全): [D0], 其他安全（不包括消防安全）: [D0]}",
            "is listed already, with other brackets or blanks",
            offset: 22
        ),
        rule("category_ladders", "{\"\": [D0]}", "category_ladders: the category is empty", offset: 1),
        rule("category_ladders", "{\"煤\\n矿\": [D0]}", "the category has a line break", offset: 1),
        rule("category_ladders", "{a: [D0], a: [D0]}", "duplicate key 'a', first on line 16", offset: 10),
    ]

    /// Days off and make-up working days.
    static let holidays = [
        rule("holiday_roll", "next_workday", "use one of none, previous_workday"),
        rule(
            "days_off",
            "[2026-02-30]",
            "'2026-02-30' is no day; write YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD",
            offset: 1
        ),
        rule("days_off", "2026-10-07..2026-10-01", "ends before it starts; swap its days"),
        rule("days_off", "2026-10-01..2027-10-07", "is longer than 31 days; check its years"),
        rule("days_off", "2026-10-01..", "is no day"),
        rule("days_off", "2026-10-01..2026-10-02..2026-10-03", "is no day"),
        rule("days_off", "10-01", "'10-01' is no day"),
        rule("make_up_days", "[2026-10-10, 2026-10-09]", "2026-10-09 is no Saturday, Sunday or holiday", offset: 13),
        rule("make_up_days", "2026-10-10..2026-10-12", "2026-10-12 is no Saturday, Sunday or holiday"),
        rule("make_up_days", "tomorrow", "'tomorrow' is no day"),
        BadConfiguration(
            "17:17",
            "make_up_days: 2026-10-03 is listed in days_off too; remove one of them",
            adding: "rules:\n  days_off: [2026-10-01..2026-10-07]\n  make_up_days: 2026-10-03\n"
        ),
        rule("days_off", "never", "'never' is no day"),
    ]
}
