extension BadConfiguration {
    private static func fallback(_ names: String, _ message: String, at column: Int) -> BadConfiguration {
        BadConfiguration(
            "14:\(column)",
            message,
            replacing: "send: [office-mail]",
            with: "send: [office-mail], fallback: \(names)"
        )
    }

    private static func mapped(_ key: String) -> BadConfiguration {
        BadConfiguration(
            "2:\(45 + key.count)",
            "\(key): is no query; write a SELECT statement",
            replacing: "registry.db}",
            with: "registry.db, mapping: {\(key): DELETE}}"
        )
    }

    /// Digests, fallbacks, texts and mapped queries.
    static let routing = [
        BadConfiguration("16:13", "use one of daily, weekly, off", adding: "digests:\n  employer: monthly\n"),
        BadConfiguration(
            "16:25",
            "unknown word 'critcal', did you mean 'critical'?",
            adding: "digests:\n  employer_singly_from: critcal\n"
        ),
        BadConfiguration("16:18", "use one of daily, off", adding: "digests:\n  administrator: weekly\n"),
        BadConfiguration(
            "16:30",
            "use one of info, notice, warning, urgent, critical",
            adding: "digests:\n  administrator_singly_from: always\n"
        ),
        BadConfiguration("16:3", "did you mean 'employer'?", adding: "digests:\n  employers: daily\n"),
        BadConfiguration("15:10", "digests: expected keys with values, found a single value", adding: "digests: off\n"),
        fallback("hrr", "fallback: unknown channel 'hrr', did you mean 'hr'?", at: 64),
        fallback("[hr, hr]", "fallback: channel 'hr' is listed twice; remove one of them", at: 69),
        fallback("[hr, office-mail]", "fallback: channel 'office-mail' stands in send too; name another", at: 69),
        fallback("[]", "fallback: the list is empty", at: 64),
        BadConfiguration("16:19", "service_center: is empty", adding: "texts:\n  service_center: \"\"\n"),
        BadConfiguration("16:12", "hotline: has a line break", adding: "texts:\n  hotline: \"1\\n2\"\n"),
        BadConfiguration(
            "16:16",
            "exam_center: expected one value, found a list",
            adding: "texts:\n  exam_center: [a]\n"
        ),
        BadConfiguration("16:15", "lookup_hint: has no value", adding: "texts:\n  lookup_hint:\n"),
        mapped("qualifications"), mapped("credentials"), mapped("credential_applications"), mapped("subscriptions"),
        mapped("annotations"),
    ]
}
